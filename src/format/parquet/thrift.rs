//! As much of Thrift's compact protocol as the header of a page takes (thrift-compact-protocol.md of Apache Thrift).

/// What is left of the bytes.
pub(super) struct Thrift<'r, 'b>(pub(super) &'r mut &'b [u8]);

/// Nesting that is followed.
const DEPTH: usize = 16;
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const INTEGERS: std::ops::RangeInclusive<u8> = 4..=6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const STRUCT: u8 = 12;

type OfField<'f> = dyn FnMut(&[i64], Option<i64>) -> Option<()> + 'f;

impl Thrift<'_, '_> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        *self.0 = rest;
        Some(first)
    }

    pub(super) fn skip(&mut self, bytes: usize) -> Option<()> {
        *self.0 = self.0.get(bytes..)?;
        Some(())
    }

    /// Takes a number of seven bits a byte, the lowest first.
    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Takes a structure; `of` is told its fields, and those of structures in it, by their numbers: the integer, or nothing
    /// where a field is none. It may say no.
    pub(super) fn structure(&mut self, path: &mut Vec<i64>, of: &mut OfField<'_>) -> Option<()> {
        let mut field = 0;
        if path.len() > DEPTH {
            return None;
        }
        loop {
            let head = self.byte()?;
            if head & 0x0f == 0 {
                return Some(());
            }
            field = match i64::from(head >> 4) {
                0 => self.zigzag()?,
                more => field + more,
            };
            path.push(field);
            match head & 0x0f {
                kind if INTEGERS.contains(&kind) => of(path, Some(self.zigzag()?))?,
                // The kind of a field is the value of a boolean.
                TRUE | FALSE => of(path, None)?,
                kind => {
                    of(path, None)?;
                    self.value(kind, path, of)?;
                }
            }
            path.pop();
        }
    }

    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// Passes over a value.
    fn value(&mut self, kind: u8, path: &mut Vec<i64>, of: &mut OfField<'_>) -> Option<()> {
        match kind {
            TRUE | FALSE | BYTE => self.skip(1),
            DOUBLE => self.skip(8),
            BINARY => {
                let len = self.varint()?;
                self.skip(usize::try_from(len).ok()?)
            }
            STRUCT => self.structure(path, of),
            LIST | SET => {
                let head = self.byte()?;
                let count = match head >> 4 {
                    15 => self.varint()?,
                    few => u64::from(few),
                };
                path.push(0);
                // Each takes a byte at least, so this ends with them.
                (0..count).try_for_each(|_| self.value(head & 0x0f, path, of))?;
                path.pop();
                Some(())
            }
            kind if INTEGERS.contains(&kind) => self.zigzag().map(drop),
            _ => None,
        }
    }
}
