//! Data sets that pass for kgraph's own, and are not: what is not looked at when it is read must do no harm later.

use crate::harness::{binary_files, load, written};
use arrow_array::{ArrayRef, BinaryArray, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};
use bytes::Bytes;
use kgraph::error::ErrorKind;
use kgraph::format::{Format, WriteOptions};
use kgraph::graph::Graph;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::sync::Arc;

const NO_SUM: &str = "crc32 00000000";

/// Puts the right checksum into a file that has another, or none yet.
fn signed(mut bytes: Vec<u8>) -> Vec<u8> {
    let place = bytes.windows(6).rposition(|window| window == b"crc32 ").unwrap();
    bytes[place..place + NO_SUM.len()].copy_from_slice(NO_SUM.as_bytes());
    let sum = format!("crc32 {:08x}", crc32fast::hash(&bytes));
    bytes[place..place + NO_SUM.len()].copy_from_slice(sum.as_bytes());
    bytes
}

/// Writes a file again with another column, with all that says that it is kgraph's.
fn forged(bytes: &[u8], name: &str, values: ArrayRef) -> Vec<u8> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::copy_from_slice(bytes)).unwrap();
    let entries = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let set = entries.iter().find(|entry| entry.key == "kgraph.set").unwrap().clone();
    let batch = reader.build().unwrap().next().unwrap().unwrap();
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let is_it = field.name() == name;
        columns.push(if is_it { Arc::clone(&values) } else { Arc::clone(column) });
        let kind = columns.last().unwrap().data_type().clone();
        fields.push(Field::new(field.name(), kind, true).with_metadata(field.metadata().clone()));
    }
    assert!(fields.iter().any(|field| field.name() == name), "{name}");
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
    let properties = WriterProperties::builder().set_created_by("kgraph version 0".to_owned()).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.append_key_value_metadata(set);
    writer.append_key_value_metadata(KeyValue::new("kgraph.sum".to_owned(), NO_SUM.to_owned()));
    signed(writer.into_inner().unwrap())
}

const GRAPH: &str = r#"{"nodes": [{"id": "a", "label": "KEEPS"}, {"id": "b", "w": 1}, {"id": "c", "w": "x"}],
    "edges": [{"source": "a", "relation": "r", "target": "b", "evidence": [{"note": "the first note of two, and a long one, longer than most of them", "x": 1}, {"note": "short"}]},
              {"source": "b", "relation": "r", "target": "c", "weight": 2.5, "evidence": [{"note": "another"}]}]}"#;

fn format() -> &'static Format {
    Format::from_name("parquet").unwrap()
}

fn json(graph: &Graph) -> String {
    written(graph, "json", &WriteOptions::new()).0
}

/// Reads the graph with another column in one of its tables: its JSON, or the problems.
fn with(table: &str, column: &str, values: ArrayRef) -> Result<String, String> {
    let mut files = binary_files(&load(GRAPH), format());
    let (_, bytes) = files.iter_mut().find(|(name, _)| name.starts_with(table)).unwrap();
    *bytes = forged(bytes, column, values);
    read(files)
}

fn read(files: Vec<(String, Vec<u8>)>) -> Result<String, String> {
    let read = format().decode(files).and_then(|sources| format().read(&sources));
    read.map(|(graph, _)| json(&graph)).map_err(|error| {
        let ErrorKind::Graph(found) = error.kind() else { panic!("{error}") };
        found.iter().map(|problem| format!("{}: {}\n", problem.code.as_str(), problem.message)).collect()
    })
}

fn longs(values: &[i64]) -> ArrayRef {
    Arc::new(Int64Array::from(values.to_vec()))
}

fn ints(values: &[i32]) -> ArrayRef {
    Arc::new(Int32Array::from(values.to_vec()))
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

#[test]
fn numbers_that_cannot_be_are_left_to_the_ids() {
    let right = json(&load(GRAPH));
    for (table, column, values) in [
        ("edges", "src_position", ints(&[0, 3])),
        ("edges", "dst_position", ints(&[-1, 2])),
        ("edges", "dst_position", ints(&[i32::MAX, 2])),
        ("edges", "src_position", longs(&[0, 1])),
        ("edges", "src_position", Arc::new(Int32Array::from(vec![None, Some(1)]))),
        ("edges", "position", longs(&[0, 7])),
        ("edges", "position", longs(&[0, 0])),
        ("edges", "position", longs(&[i64::MIN, i64::MAX])),
        ("nodes", "position", longs(&[0, 2, 3])),
        ("evidence", "bytes", ints(&[1, 0, -7])),
        ("evidence", "edge_position", longs(&[0, 0, 9])),
        ("evidence", "edge_position", longs(&[0, 1, 0])),
        ("evidence", "edge_position", longs(&[1 << 40, 0, 1])),
    ] {
        assert_eq!(with(table, column, values).as_ref(), Ok(&right), "{column}");
    }
}

#[test]
fn evidence_that_turns_out_wrong_says_so() {
    for (column, values) in [
        ("bytes", ints(&[2, 2, 2])),
        ("bytes", ints(&[400, 17, 19])),
        ("json", texts(&[Some("{\"x\": "), None, None])),
        ("json", texts(&[Some("]"), Some("null,"), None])),
        ("note", texts(&[Some("not as long"), None, None])),
        ("note", longs(&[1, 2, 3])),
        ("note", Arc::new(BinaryArray::from(vec![b"\xff".as_slice(); 3]))),
    ] {
        let text = with("evidence", column, values).unwrap();
        // No edge is lost, and each still has evidence.
        assert_eq!((text.matches("\"source\"").count(), text.matches("\"evidence\": [{").count()), (2, 2), "{text}");
        let is_told = text.contains("(this cannot be read: the table of evidence is damaged)");
        assert!(is_told || column == "bytes", "{column}: {text}");
        assert!(!text.contains("another"), "{text}");
    }
}

#[test]
fn wrong_values_are_refused_or_kept_as_texts() {
    let binary: ArrayRef = Arc::new(BinaryArray::from(vec![b"a".as_slice(); 3]));
    let error = with("nodes", "label", binary).unwrap_err();
    assert_eq!(error, "malformed-table: the column `label` is of the type Binary, which is not read\n");
    // Neither is JSON, whatever the column says.
    let text = with("nodes", "w", texts(&[None, Some("{\"x\": "), Some("{'a'}")])).unwrap();
    assert!(text.contains(r#""w": "{\"x\": ""#) && text.contains(r#""w": "{'a'}""#), "{text}");
    let error = with("nodes", "w", texts(&[None, Some(r#"{"x": 1, "x": 2}"#), None])).unwrap_err();
    assert!(error.contains("duplicate-key"), "{error}");
    let error = with("nodes", "id", texts(&[Some("a"), Some("a"), Some("c")])).unwrap_err();
    assert!(error.contains("duplicate-id"), "{error}");
    let error = with("nodes", "id", texts(&[Some("a"), None, Some("c")])).unwrap_err();
    assert!(error.contains("missing-key"), "{error}");
    let error = with("edges", "relationship", texts(&[Some("r"), Some("")])).unwrap_err();
    assert!(error.contains("empty-id"), "{error}");
}

#[test]
fn texts_that_are_not_utf8_are_refused() {
    let mut files = binary_files(&load(GRAPH), format());
    let (_, bytes) = files.iter_mut().find(|(name, _)| name.starts_with("nodes")).unwrap();
    let at = bytes.windows(5).position(|window| window == b"KEEPS").unwrap();
    bytes[at] = 0xff;
    *bytes = signed(std::mem::take(bytes));
    let error = read(files).unwrap_err();
    assert!(error.starts_with("malformed-table: not a Parquet file that can be read"), "{error}");
}
