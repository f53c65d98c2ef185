//! Tables in several files, as those of large graphs are.

use super::decode::{decode, read};
use super::write::{Part, Sizes, THREADS, Writer, write_in};
use crate::diagnostics::{Code, Source};
use crate::error::ErrorKind;
use crate::format::{Folder, Format, WriteOptions};
use crate::graph::{Builder, Checks, EdgeId, Graph};
use arrow_array::types::Int64Type;
use arrow_array::{
    ArrayRef, Float32Array, Int8Array, Int16Array, Int32Array, ListArray, RecordBatch, StringArray, UInt8Array,
    UInt16Array,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use std::io::{self, Write};
use std::sync::Arc;

#[derive(Default)]
struct Files(Vec<(String, Vec<u8>)>);

impl Folder for Files {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        self.0.push((name.to_owned(), Vec::new()));
        self.0.last_mut().map(|(_, bytes)| bytes as &mut dyn Write).ok_or_else(|| io::Error::other("no file"))
    }
}

fn json(graph: &Graph) -> String {
    let mut out = Vec::new();
    Format::JSON.write(graph, &WriteOptions::new(), &mut out).expect("written");
    String::from_utf8(out).expect("a text")
}

/// Relations whose folders are not in the order in which they are first used, evidence on some edges, a weight that is
/// reported, and an id of its own for one edge.
fn story(edges: usize) -> String {
    let node = |at: usize| format!("{{\"id\": \"n{at}\", \"label\": \"{}\"}}", "é".repeat(at % 3));
    let edge = |at: usize| {
        let relation = ["zeta", "alpha", "mid/dle"][at * 7 % 3];
        let mut text =
            format!("{{\"source\": \"n{}\", \"relation\": \"{relation}\", \"target\": \"n{}\"", at % 10, at * 3 % 10);
        if at % 11 == 5 {
            text.push_str(&format!(", \"id\": \"own {at}\""));
        }
        if at.is_multiple_of(2) {
            text.push_str(&format!(", \"evidence\": [{{\"note\": \"{at}\"}}, {{\"page\": {at}, \"note\": \"ü\"}}]"));
        }
        text.push_str(&format!(", \"weight\": {}}}", [0.5, 1.0, 0.0, 2.25][at % 4]));
        text
    };
    let list = |len: usize, item: &dyn Fn(usize) -> String| (0..len).map(item).collect::<Vec<_>>().join(",\n");
    format!("{{\"nodes\": [{}], \"edges\": [{}]}}", list(10, &node), list(edges, &edge))
}

#[test]
fn parted_tables_are_read_in_order_by_one_thread_and_by_two() {
    for edges in [0, 1, 7, 40, 200] {
        let source = Source::new("story", story(edges));
        let (graph, problems) = Format::JSON.check(&[source], Checks::Errors).expect("read");
        for (batch, file, parted) in [(3, 8, 1), (1, 1, 1), (64, 64, 1), (5, 7, usize::MAX)] {
            let mut files = Files::default();
            write_in(Sizes { batch, file, parted }, &graph, &mut files).expect("written");
            // As a folder is listed.
            files.0.sort();
            for threads in [1, 2] {
                let sources = decode(files.0.clone()).expect("opened");
                let mut builder = Builder::new(Checks::Errors).threads(threads);
                read(&sources, &mut builder);
                let (again, found) = builder.finish();
                assert!(again.node_origin(again.nodes().next().expect("a node")).is_none(), "not read from columns");
                assert_eq!(json(&again), json(&graph), "{edges} {batch} {file}");
                assert_eq!(found.iter().count(), problems.iter().count());
            }
        }
    }
}

#[test]
fn edges_are_listed_a_bounded_number_at_a_time_and_each_once() {
    for edges in [0, 1, 7, 40, 200] {
        let (graph, _) = Format::JSON.check(&[Source::new("story", story(edges))], Checks::Errors).expect("read");
        for file in [1, 3, 8, 1000] {
            let writer = Writer::new(Sizes { batch: 4, file, parted: 1 }, &graph, "");
            let mut numbers = Vec::new();
            let mut seen = Vec::new();
            for wave in writer.waves() {
                let parts = writer.relation_parts(&wave);
                let lists: Vec<&[EdgeId]> = parts.iter().step_by(2).map(Part::edges).collect();
                assert!(lists.iter().all(|list| (1..=file).contains(&list.len())));
                // What a wave holds does not grow with the graph.
                assert!(lists.iter().map(|list| list.len()).sum::<usize>() <= THREADS * file);
                for (list, (number, _)) in lists.iter().zip(&wave) {
                    numbers.push(*number);
                    assert!(list.is_sorted());
                    let relation = &graph.relation(list[0]).id;
                    assert!(list.iter().all(|&edge| graph.relation(edge).id == *relation));
                    seen.extend_from_slice(list);
                }
            }
            seen.sort();
            assert_eq!(seen, graph.edges().collect::<Vec<_>>(), "{edges} {file}");
            assert_eq!(numbers, (0..numbers.len()).collect::<Vec<_>>());
        }
    }
}

/// Writes a table of nodes with an attribute, as another tool may.
fn foreign(properties: WriterPropertiesBuilder, rows: impl IntoIterator<Item = (String, Option<String>)>) -> Vec<u8> {
    let (ids, notes): (Vec<String>, Vec<Option<String>>) = rows.into_iter().unzip();
    let columns: [(&str, ArrayRef); 2] =
        [("id", Arc::new(StringArray::from(ids))), ("note", Arc::new(StringArray::from(notes)))];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, values)| (name, values, true)));
    let batch = batch.expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties.build())).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    bytes
}

/// Reads a table of nodes: how many there are, or what is wrong.
fn nodes(bytes: Vec<u8>) -> Result<usize, (Code, String)> {
    let files = vec![("nodes.parquet".to_owned(), bytes)];
    let parquet = Format::from_name("parquet").expect("a format");
    let sources = parquet.decode(files).map_err(|error| match error.kind() {
        ErrorKind::Graph(problems) => {
            let problem = problems.iter().next().expect("a problem");
            (problem.code, problem.message.clone())
        }
        other => panic!("{other:?}"),
    })?;
    Ok(parquet.check(&sources, Checks::Errors).expect("read").0.node_count())
}

#[test]
fn texts_are_read_however_their_pages_are_encoded() {
    let rows = || (0..3000).map(|at| (format!("node {at}"), (at % 3 > 0).then(|| format!("note {}", at % 700))));
    for encoding in [Encoding::PLAIN, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
        for (dictionary, compression, version) in [
            (false, Compression::SNAPPY, WriterVersion::PARQUET_1_0),
            (false, Compression::UNCOMPRESSED, WriterVersion::PARQUET_2_0),
            (true, Compression::SNAPPY, WriterVersion::PARQUET_2_0),
        ] {
            let properties = WriterProperties::builder()
                .set_dictionary_enabled(dictionary)
                .set_encoding(encoding)
                .set_compression(compression)
                .set_writer_version(version)
                .set_data_page_row_count_limit(500);
            assert_eq!(nodes(foreign(properties, rows())), Ok(3000), "{encoding} {dictionary} {version:?}");
        }
    }
}

#[test]
fn a_table_that_stands_for_much_more_than_it_says_is_refused() {
    let refused = |properties, rows: Vec<(String, Option<String>)>| {
        let bytes = foreign(properties, rows);
        assert!(bytes.len() < 100_000, "{}", bytes.len());
        nodes(bytes).expect_err("too much")
    };
    let compressed = || WriterProperties::builder().set_compression(Compression::SNAPPY);
    // A text of half a megabyte, in a dictionary and as what each text begins with.
    let long = || vec![("a".to_owned(), Some("x".repeat(1 << 19))); 400];
    let few = vec![("a".to_owned(), Some("x".repeat(1 << 19))); 3];
    assert!(nodes(foreign(compressed(), few)).is_ok());
    let (code, message) = refused(compressed(), long());
    assert_eq!(code, Code::TooLarge);
    assert!(message.contains("repeated so often"), "{message}");
    let prefixed = compressed()
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::DELTA_BYTE_ARRAY)
        .set_data_page_size_limit(1 << 30);
    assert_eq!(refused(prefixed, long()).0, Code::TooLarge);
    // Rows without end.
    let (code, message) = refused(compressed(), vec![("a".to_owned(), None); 1_000_001]);
    assert_eq!(code, Code::MalformedTable);
    assert!(message.ends_with("it promises more values than a file of its size can hold"), "{message}");
}

/// Writes a table of some columns.
fn table_of(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, values)| (name, values, true)));
    let batch = batch.expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    bytes
}

fn texts_of<const N: usize>(values: [&str; N]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

#[test]
fn tables_are_known_by_their_columns_and_values_by_their_types() {
    let two = |numbers: [Option<i64>; 2]| Some(numbers.to_vec());
    let lists = ListArray::from_iter_primitive::<Int64Type, _, _>([two([Some(1), None]), Some(vec![]), None]);
    let numbers: [(&str, ArrayRef); 7] = [
        ("i8", Arc::new(Int8Array::from(vec![-8, 0, 0]))),
        ("i16", Arc::new(Int16Array::from(vec![-16, 0, 0]))),
        ("i32", Arc::new(Int32Array::from(vec![-32, 0, 0]))),
        ("u8", Arc::new(UInt8Array::from(vec![8, 0, 0]))),
        ("u16", Arc::new(UInt16Array::from(vec![16, 0, 0]))),
        ("f32", Arc::new(Float32Array::from(vec![0.5, 0.0, 0.0]))),
        ("list", Arc::new(lists)),
    ];
    let nodes = [("id", texts_of(["a", "b", "c"]))].into_iter().chain(numbers).collect();
    let edges = vec![
        ("id", texts_of(["e"])),
        ("src", texts_of(["a"])),
        ("dst", texts_of(["b"])),
        ("relationship", texts_of(["r"])),
    ];
    let evidence = vec![("edge", texts_of(["e"])), ("document", texts_of(["d"])), ("note", texts_of(["so"]))];
    let documents = vec![("id", texts_of(["d"])), ("publisher", texts_of(["P"]))];
    let files = [nodes, edges, evidence, documents].into_iter().zip(["w", "x", "y", "z"]);
    let files = files.map(|(columns, name)| (format!("{name}.parquet"), table_of(columns))).collect();
    let parquet = Format::from_name("parquet").expect("a format");
    let sources = parquet.decode(files).expect("tables");
    let (graph, problems) = parquet.check(&sources, Checks::Errors).expect("read");
    assert!(!problems.has_errors(), "{problems:#?}");
    let written = json(&graph);
    let first = r#"{"id": "a", "i8": -8, "i16": -16, "i32": -32, "u8": 8, "u16": 16, "f32": 0.5, "list": [1, null]}"#;
    assert!(written.contains(first) && written.contains(r#""f32": 0.0, "list": []}"#), "{written}");
    assert!(written.contains(r#""id": "d", "publisher": "P""#) && written.contains(r#""note": "so""#), "{written}");
    assert_eq!((graph.node_count(), graph.edge_count()), (3, 1));
    // One that is neither is refused, with its columns; evidence without a document is none.
    let names = |columns: Vec<(&'static str, ArrayRef)>| {
        parquet.decode(vec![("t.parquet".to_owned(), table_of(columns))]).is_err()
    };
    assert!(names(vec![("edge", texts_of(["e"]))]) && names(vec![("document", texts_of(["d"]))]));
}
