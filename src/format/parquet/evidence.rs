//! Pieces of evidence as rows, and the text that is made of the rows when somebody asks for it.

use super::super::jsonfile::object::Object;
use super::super::row::is_json;
use super::direct::{Batches, mask};
use crate::graph::Piece;
use crate::jsontext::{self, Cursor, Kind, write_canonical, write_string};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch, StringArray};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use std::borrow::Cow;

/// The keys that have columns, in the order in which they are written.
pub(super) const KEYS: [&str; 5] = ["document", "locator", "note", "quote", "stance"];

/// The columns that lists are found by.
const SIZES: [&str; 2] = ["edge_position", "bytes"];

/// What a row says.
pub(super) struct Row<'p> {
    /// The values of [`KEYS`].
    pub(super) values: [Option<Cow<'p, str>>; 5],
    /// The piece without what the columns say, where they do not say it all: null stands for the value of a column.
    pub(super) frame: Option<String>,
    /// Bytes of the piece as JSON text.
    pub(super) bytes: usize,
}

impl<'p> Row<'p> {
    pub(super) fn of(piece: &Piece<'p>) -> Self {
        let values = [piece.document(), piece.locator(), piece.note(), piece.quote(), piece.stance()];
        let mut canonical = String::with_capacity(piece.json.len());
        write_canonical(&mut canonical, piece.json);
        let mut plain = String::with_capacity(canonical.len());
        write_plain(&mut plain, values.each_ref().map(|value| value.as_deref()));
        let frame = (plain != canonical).then(|| frame(piece.json));
        Row { values, frame, bytes: canonical.len() }
    }
}

fn frame(piece: &str) -> String {
    let mut text = String::new();
    let mut object = Object::begin(&mut text);
    for member in jsontext::members(piece, 0) {
        match KEYS.contains(&&*member.key) && Kind::of(member.value) == Kind::String {
            true => object.key(&member.key).push_str("null"),
            false => object.json(&member.key, member.value),
        }
    }
    object.end();
    text
}

/// Appends the piece of a row; returns `false` if its frame is no JSON.
pub(super) fn write_piece(out: &mut String, frame: Option<&str>, values: [Option<&str>; 5]) -> bool {
    let Some(frame) = frame else {
        write_plain(out, values);
        return true;
    };
    if fill(out, frame, values).is_some() {
        return true;
    }
    if !is_json(frame) {
        return false;
    }
    if Kind::of(frame) != Kind::Object {
        write_canonical(out, frame);
        return true;
    }
    let mut object = Object::begin(out);
    for member in jsontext::members(frame, 0) {
        let column = KEYS.iter().position(|key| *key == member.key).and_then(|at| values[at]);
        match column.filter(|_| Kind::of(member.value) == Kind::Null) {
            Some(value) => object.string(&member.key, value),
            None => object.json(&member.key, member.value),
        }
    }
    object.end();
    true
}

/// Appends a canonical frame, in runs, with the values of columns; `None`, and nothing, for one that is unusual.
fn fill(out: &mut String, frame: &str, values: [Option<&str>; 5]) -> Option<()> {
    let start = out.len();
    let found = fill_from(out, frame, values);
    if found.is_none() {
        out.truncate(start);
    }
    found
}

fn fill_from(out: &mut String, frame: &str, values: [Option<&str>; 5]) -> Option<()> {
    let mut cursor = Cursor { text: frame, at: 0 };
    cursor.take(b'{')?;
    let (mut first, mut copied) = (true, 0);
    while let Some(key) = cursor.key(&mut first)? {
        cursor.peek()?;
        let value = match frame.as_bytes().get(cursor.at)? {
            b'"' => cursor.string().map(|(content, _)| content.start - 1..content.end + 1)?,
            b'{' | b'[' => return None,
            _ => cursor.value()?,
        };
        if frame.get(value.clone())? == "null"
            && let Some(at) = KEYS.iter().position(|known| frame.get(key.clone()) == Some(known))
            && let Some(text) = values[at]
        {
            out.push_str(&frame[copied..value.start]);
            write_string(out, text);
            copied = value.end;
        }
    }
    out.push_str(frame.get(copied..)?);
    (cursor.at == frame.len()).then_some(())
}

/// Appends a piece that has no keys but those of the columns.
fn write_plain(out: &mut String, values: [Option<&str>; 5]) {
    let mut separator = "{";
    for (key, value) in KEYS.iter().zip(values) {
        if let Some(value) = value {
            out.push_str(separator);
            out.push('"');
            out.push_str(key);
            out.push_str("\": ");
            write_string(out, value);
            separator = ", ";
        }
    }
    out.push_str(if separator == "{" { "{}" } else { "}" });
}

/// Some groups of rows of a file: a text of lists of evidence, one after the other, made when it is asked for.
pub(super) struct Stretch {
    pub(super) bytes: Bytes,
    pub(super) metadata: ArrowReaderMetadata,
    pub(super) groups: Vec<usize>,
}

impl Stretch {
    /// Returns, for each list in turn, the place of its edge and the bytes of its text, where they can be read.
    pub(super) fn lists(&self, mut give: impl FnMut(u32, usize) -> Option<()>) -> Option<()> {
        let mut open: Option<(u32, usize)> = None;
        self.rows(&SIZES, |batch| {
            let (edges, sizes) = (positions(batch)?, sizes(batch)?);
            for (&edge, &size) in edges.iter().zip(sizes) {
                let (edge, size) = (u32::try_from(edge).ok()?, usize::try_from(size).ok().filter(|size| *size >= 2)?);
                match &mut open {
                    Some((known, bytes)) if *known == edge => *bytes += 2 + size,
                    open => {
                        if let Some((edge, bytes)) = open.replace((edge, 2 + size)) {
                            give(edge, bytes)?;
                        }
                    }
                }
            }
            Some(())
        })?;
        open.map_or(Some(()), |(edge, bytes)| give(edge, bytes))
    }

    /// Makes the text.
    ///
    /// The file has the checksum that it was written with. Should its rows not be what they were all the same, then that
    /// stands where a piece of evidence should.
    pub(super) fn text(&self) -> String {
        let all = [&SIZES[..], &["json"], &KEYS].concat();
        // What the lists were found by can be read again.
        self.write(&all, Self::write_rows).or_else(|| self.write(&SIZES, Self::write_damaged)).unwrap_or_default()
    }

    fn write(&self, names: &[&str], rows: impl Fn(&RecordBatch, &mut Lists) -> Option<()>) -> Option<String> {
        let mut lists = Lists::default();
        self.rows(names, |batch| rows(batch, &mut lists))?;
        lists.text.push_str(if lists.edge.is_some() { "]" } else { "" });
        Some(lists.text)
    }

    fn write_rows(batch: &RecordBatch, lists: &mut Lists) -> Option<()> {
        let (edges, sizes) = (positions(batch)?, sizes(batch)?);
        let frames = Texts::of(batch, "json");
        let columns = KEYS.map(|key| Texts::of(batch, key));
        for row in 0..batch.num_rows() {
            lists.begin(edges[row]);
            let start = lists.text.len();
            let values = columns.each_ref().map(|column| column.get(row));
            let is_whole = write_piece(&mut lists.text, frames.get(row), values)
                && (lists.text.len() - start) as i64 == i64::from(sizes[row]);
            is_whole.then_some(())?;
        }
        Some(())
    }

    fn write_damaged(batch: &RecordBatch, lists: &mut Lists) -> Option<()> {
        const DAMAGED: &str = "{\"note\": \"(this cannot be read: the table of evidence is damaged)\"";
        for (&edge, &size) in positions(batch)?.iter().zip(sizes(batch)?) {
            lists.begin(edge);
            let size = usize::try_from(size).ok()?;
            let note = if size > DAMAGED.len() { DAMAGED } else { "{" };
            lists.text.push_str(note);
            lists.text.extend(std::iter::repeat_n(' ', size.checked_sub(note.len() + 1)?));
            lists.text.push('}');
        }
        Some(())
    }

    /// Goes over the rows of some columns.
    fn rows(&self, names: &[&str], mut take: impl FnMut(&RecordBatch) -> Option<()>) -> Option<()> {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.bytes.clone(), self.metadata.clone());
        let mask = mask(&self.metadata, &self.groups, |field| names.contains(&field.name().as_str()));
        for batch in Batches::of(builder.with_projection(mask).with_row_groups(self.groups.clone())).ok()? {
            take(&batch.ok()?)?;
        }
        Some(())
    }
}

/// Lists being written.
#[derive(Default)]
struct Lists {
    text: String,
    edge: Option<i64>,
}

impl Lists {
    /// Goes on with the list of an edge.
    fn begin(&mut self, edge: i64) {
        let separator = match self.edge.replace(edge) {
            Some(known) if known == edge => ", ",
            Some(_) => "][",
            None => "[",
        };
        self.text.push_str(separator);
    }
}

/// A column of texts that may not be there.
struct Texts<'b>(Option<&'b StringArray>);

impl<'b> Texts<'b> {
    /// What is no column of texts holds nothing: then the pieces are not as long as they should be.
    fn of(batch: &'b RecordBatch, name: &str) -> Self {
        Texts(batch.column_by_name(name).and_then(|array| array.as_string_opt::<i32>()))
    }

    fn get(&self, row: usize) -> Option<&'b str> {
        self.0.filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }
}

fn positions(batch: &RecordBatch) -> Option<&[i64]> {
    let array = batch.column_by_name("edge_position")?.as_primitive_opt::<Int64Type>()?;
    (array.null_count() == 0).then_some(array.values())
}

fn sizes(batch: &RecordBatch) -> Option<&[i32]> {
    let array = batch.column_by_name("bytes")?.as_primitive_opt::<Int32Type>()?;
    (array.null_count() == 0).then_some(array.values())
}
