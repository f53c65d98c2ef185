//! Looks at what the pages of a file say of themselves, before they are decoded: the library that reads Parquet makes room
//! for as many values as they promise, and a program that gets no memory dies.
//!
//! Headers of pages are Thrift's compact protocol (parquet.thrift of Apache's parquet-format, "PageHeader"); texts with
//! lengths in front are of its document "Encodings".

use super::thrift::Thrift;
use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use parquet::file::serialized_reader::SerializedPageReader;
use std::sync::Arc;

/// Values of a column that a file may have whatever its size; beyond, as many as [`VALUES_PER_BYTE`] allows.
const VALUES: usize = 1_000_000;
/// More values in a byte than a table has in which the rows differ.
const VALUES_PER_BYTE: usize = 8;
/// Bytes that a byte may stand for: with Snappy, three copy 64 at most.
const SNAPPY: usize = 22;
/// Room for the lengths that a compressed page begins with.
const SLACK: usize = 64;
/// Encodings of texts with their lengths in front, by number.
const WITH_LENGTHS: [i64; 2] = [6, WITH_PREFIXES];
/// And with beginnings that they share with the one before.
const WITH_PREFIXES: i64 = 7;

/// Checks that pages promise no more than a file of this size can hold, and says what they promise otherwise. Returns the
/// longest text that may stand for many values, or some length above it.
///
/// Time O(pages), and O(bytes) of the columns whose texts have their lengths in front.
pub(super) fn check(metadata: &ParquetMetaData, bytes: &Bytes) -> Result<usize, &'static str> {
    let mut longest = 0;
    let most = VALUES.max(bytes.len().saturating_mul(VALUES_PER_BYTE));
    let (mut rows, mut values) = (0, vec![0; metadata.file_metadata().schema_descr().num_columns()]);
    for group in metadata.row_groups() {
        add(&mut rows, group.num_rows(), most)?;
        for (column, values) in group.columns().iter().zip(&mut values) {
            add(values, column.num_values(), most)?;
            longest = longest.max(check_column(column, bytes)?);
        }
    }
    Ok(longest)
}

const TOO_MANY: &str = "it promises more values than a file of its size can hold";
const TOO_LONG: &str = "a page of it promises more bytes than it can hold";

const UNREADABLE: &str = "the header of a page is damaged";

fn add(all: &mut usize, more: i64, most: usize) -> Result<(), &'static str> {
    *all =
        usize::try_from(more).ok().and_then(|more| all.checked_add(more)).filter(|&all| all <= most).ok_or(TOO_MANY)?;
    Ok(())
}

fn check_column(column: &ColumnChunkMetaData, bytes: &Bytes) -> Result<usize, &'static str> {
    let mut longest = 0;
    // As the library finds them.
    let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let range = usize::try_from(start).ok().zip(usize::try_from(column.compressed_size()).ok());
    let Some(mut rest) = range.and_then(|(start, len)| bytes.get(start..start.checked_add(len)?)) else { return Ok(0) };
    let ratio = if column.compression() == Compression::UNCOMPRESSED { 1 } else { SNAPPY };
    let mut has_lengths = false;
    while !rest.is_empty() {
        let header = PageHeader::take(&mut rest).ok_or(UNREADABLE)?;
        let (Ok(compressed), Ok(plain)) = (usize::try_from(header.compressed), usize::try_from(header.plain)) else {
            return Err(TOO_LONG);
        };
        if plain > compressed.saturating_mul(ratio).saturating_add(SLACK) {
            return Err(TOO_LONG);
        }
        // A value of a dictionary takes a byte at least; how many there are is not in the footer.
        let most = if header.is_dictionary { header.plain } else { column.num_values() };
        if !(0..=most).contains(&header.values) {
            return Err(TOO_MANY);
        }
        if header.is_dictionary || header.encoding == WITH_PREFIXES {
            longest = longest.max(plain);
        }
        has_lengths |= WITH_LENGTHS.contains(&header.encoding);
        rest = rest.get(compressed..).ok_or(UNREADABLE)?;
    }
    if has_lengths {
        check_lengths(column, bytes)?;
    }
    Ok(longest)
}

/// Checks how many lengths the pages of a column say that they begin with.
fn check_lengths(column: &ColumnChunkMetaData, bytes: &Bytes) -> Result<(), &'static str> {
    let Ok(mut pages) = SerializedPageReader::new(Arc::new(bytes.clone()), column, 0, None) else { return Ok(()) };
    let levels = [column.column_descr().max_rep_level(), column.column_descr().max_def_level()];
    while let Ok(Some(page)) = pages.get_next_page() {
        let lists = match page.encoding() {
            Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
            Encoding::DELTA_BYTE_ARRAY => 2,
            _ => continue,
        };
        let most = u64::from(page.num_values());
        let mut body = page.buffer().as_ref();
        match page {
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = def_levels_byte_len.saturating_add(rep_levels_byte_len);
                body = body.get(levels as usize..).unwrap_or_default();
            }
            Page::DataPage { def_level_encoding: Encoding::RLE, rep_level_encoding: Encoding::RLE, .. } => {
                for _ in levels.iter().filter(|&&level| level > 0) {
                    let len = body.split_off(..4).and_then(|len| len.try_into().ok()).map_or(0, u32::from_le_bytes);
                    body = body.get(len as usize..).unwrap_or_default();
                }
            }
            // Nothing says how long others are.
            _ => return Err(TOO_MANY),
        }
        for _ in 0..lists {
            skip_numbers(&mut body, most)?;
        }
    }
    Ok(())
}

/// Passes over numbers that are written as differences, unless they are more than there may be. Nothing is left where they
/// are none.
fn skip_numbers(body: &mut &[u8], most: u64) -> Result<(), &'static str> {
    let mut rest = Thrift(body);
    let head = (|| Some((rest.varint()?, rest.varint()?, rest.varint()?, rest.varint()?)))();
    let Some((block, parts, count, _)) = head else { return Ok(()) };
    if count > most {
        return Err(TOO_MANY);
    }
    let skipped = (|| {
        let (values, parts) = (block.checked_div(parts)?, usize::try_from(parts).ok()?);
        // The first stands in the head.
        let mut left = count.saturating_sub(1);
        while left > 0 {
            rest.varint()?;
            let widths = rest.0.get(..parts)?;
            rest.skip(parts)?;
            for &width in widths {
                if left == 0 {
                    break;
                }
                let bits = u64::from(width).checked_mul(values)?;
                rest.skip(usize::try_from(bits / 8).ok()?)?;
                left = left.saturating_sub(values);
            }
        }
        Some(())
    })();
    if skipped.is_none() {
        *body = &[];
    }
    Ok(())
}

/// What the header of a page says of it. What is missing is zero.
#[derive(Default)]
struct PageHeader {
    plain: i64,
    compressed: i64,
    is_dictionary: bool,
    values: i64,
    encoding: i64,
}

impl PageHeader {
    /// Takes a header off the front, if one stands there. A field is of the kind that it should be: the library does not
    /// look, and would read on elsewhere.
    fn take(rest: &mut &[u8]) -> Option<Self> {
        let mut header = PageHeader::default();
        Thrift(rest).structure(&mut Vec::new(), &mut |path, number| {
            match (path, number) {
                ([2], Some(number)) => header.plain = number,
                ([3], Some(number)) => header.compressed = number,
                ([5 | 8, 1], Some(number)) => header.values = number,
                ([7, 1], Some(number)) => (header.values, header.is_dictionary) = (number, true),
                ([5, 2] | [8, 4], Some(number)) => header.encoding = number,
                ([1..=4], None) | ([5..=8], Some(_)) => return None,
                ([5, 1..=4] | [7, 1..=2] | [8, 1..=6], None) => return None,
                _ => {}
            }
            Some(())
        })?;
        Some(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_pages_are_taken_only_if_their_fields_are_of_the_right_kinds() {
        // A dictionary page: type 2, 200 bytes that are 100, three values.
        let good = [0x15, 4, 0x15, 0x90, 3, 0x15, 0xc8, 1, 0x4c, 0x15, 6, 0x15, 0, 0x12, 0, 0, 9];
        let mut rest = good.as_slice();
        let header = PageHeader::take(&mut rest).expect("a header");
        assert_eq!((header.plain, header.compressed, header.values, header.is_dictionary), (200, 100, 3, true));
        assert_eq!(rest, [9]);
        // Cut off; a number as a text; a structure as a number; a number that does not end.
        for len in 0..good.len() - 1 {
            assert!(PageHeader::take(&mut &good[..len]).is_none());
        }
        for (at, byte) in [(2, 0x18), (8, 0x45), (9, 0x11)] {
            let mut bad = good;
            bad[at] = byte;
            assert!(PageHeader::take(&mut bad.as_slice()).is_none(), "{at}");
        }
        let mut endless = vec![0x15];
        endless.extend([0x91; 10]);
        endless.extend([0; 9]);
        assert!(PageHeader::take(&mut endless.as_slice()).is_none());
    }

    #[test]
    fn numbers_written_as_differences_are_passed_over() {
        // Blocks of 128 in 4 parts; 34 numbers, the first 0: a block with two parts that are used, of 1 and of 2 bits.
        let mut list = vec![0x80, 1, 4, 34, 0, 0, 1, 2, 0, 0];
        list.extend([0xff; 4 + 8]);
        list.extend([7, 7]);
        let mut rest = list.as_slice();
        assert_eq!((skip_numbers(&mut rest, 34), rest), (Ok(()), [7, 7].as_slice()));
        let mut rest = list.as_slice();
        assert_eq!(skip_numbers(&mut rest, 33), Err(TOO_MANY));
        // Cut off: nothing is left to look at.
        let mut rest = &list[..12];
        assert_eq!((skip_numbers(&mut rest, 34), rest), (Ok(()), [].as_slice()));
    }
}
