//! Reads a data set as kgraph wrote it from its columns into the graph, without text in between. Evidence stays in its
//! files until somebody asks for it.
//!
//! Whatever is in any way unusual ([`Unfit`]) leaves the data set to the other reading (`decode`), which knows places
//! and words problems. Property tests hold the two to the same graph. Time and memory O(nodes + edges + bytes).

use super::Table;
use super::evidence::Stretch;
use super::seal::Seal;
use super::values::OwnColumn;
use crate::diagnostics::Source;
use crate::graph::{Builder, Date, EdgeRows, RowKey, Unfit, Value};
use crate::jsontext::write_string;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Rows that are decoded at once.
const BATCH: usize = 1 << 13;
/// Ids whose places in the index are fetched at once.
const AT_ONCE: usize = 64;
/// Texts that evidence is made of at most; a graph has room for some thousands.
const STRETCHES: usize = 1 << 10;

/// A file of a table.
pub(super) struct File {
    pub(super) name: String,
    pub(super) table: Table,
    pub(super) bytes: Bytes,
    pub(super) metadata: ArrowReaderMetadata,
}

impl File {
    /// Reads some columns, those of `dictionaries` as such; columns without any value are left out.
    fn read(&self, wanted: impl Fn(&Field) -> bool, dictionaries: &[&str]) -> Result<Batches, Unfit> {
        let fields = self.metadata.schema().fields().iter().map(|field| {
            let kind = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
            match dictionaries.contains(&field.name().as_str()) && *field.data_type() == DataType::Utf8 {
                true => Arc::new(field.as_ref().clone().with_data_type(kind)),
                false => Arc::clone(field),
            }
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let options = ArrowReaderOptions::new().with_schema(schema);
        let metadata =
            ArrowReaderMetadata::try_new(Arc::clone(self.metadata.metadata()), options).map_err(|_| Unfit)?;
        let groups: Vec<usize> = (0..metadata.metadata().num_row_groups()).collect();
        let mask = mask(&metadata, &groups, wanted);
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.bytes.clone(), metadata);
        Batches::of(builder.with_projection(mask))
    }
}

/// Batches of rows. The library that reads Parquet panics on some pages that contradict themselves: they end here.
pub(super) struct Batches(ParquetRecordBatchReader);

impl Batches {
    pub(super) fn of(builder: ParquetRecordBatchReaderBuilder<Bytes>) -> Result<Self, Unfit> {
        let build = || builder.with_batch_size(BATCH).build();
        catch_unwind(AssertUnwindSafe(build)).ok().and_then(Result::ok).map(Batches).ok_or(Unfit)
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, Unfit>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = catch_unwind(AssertUnwindSafe(|| self.0.next()));
        next.map(|batch| batch.map(|batch| batch.map_err(|_| Unfit))).unwrap_or(Some(Err(Unfit)))
    }
}

/// Chooses columns, but for those that are null in all rows of some groups.
pub(super) fn mask(
    metadata: &ArrowReaderMetadata,
    groups: &[usize],
    wanted: impl Fn(&Field) -> bool,
) -> ProjectionMask {
    let fields = metadata.schema().fields().iter().enumerate();
    let roots = fields.filter(|(_, field)| wanted(field) && has_value(metadata, groups, field)).map(|(at, _)| at);
    ProjectionMask::roots(metadata.parquet_schema(), roots)
}

fn has_value(metadata: &ArrowReaderMetadata, groups: &[usize], field: &Field) -> bool {
    // Lists are looked at whatever they hold.
    let columns = metadata.parquet_schema().columns();
    let Some(at) = columns.iter().position(|column| column.path().parts() == [field.name().as_str()]) else {
        return true;
    };
    groups.iter().any(|&group| {
        let group = metadata.metadata().row_group(group);
        let nulls = group.column(at).statistics().and_then(|statistics| statistics.null_count_opt());
        nulls.is_none_or(|nulls| nulls != group.num_rows() as u64)
    })
}

/// Reads the files of a data set, whose vocabulary the builder has.
pub(super) fn read(files: &[File], seal: &Seal, builder: &mut Builder) -> Result<(), Unfit> {
    // Files of edges lie in folders; with their evidence they go by their numbers.
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by_key(|file| Path::new(&file.name).file_name());
    let of = |table: Table| files.iter().copied().filter(move |file| file.table == table);
    builder.begin_rows(seal.nodes, seal.edges)?;
    let stretches = stretches(of(Table::Evidence), builder)?;
    let edges: Vec<&File> = of(Table::Edges).collect();
    let keys = EdgeKeys::find(&edges, builder)?;
    let read_edges = || {
        EdgeReader { keys, rows: EdgeRows::with_capacity(seal.edges), weights: Weights::new() }.read(&edges, &stretches)
    };
    let rows = if builder.thread_count() > 1 {
        std::thread::scope(|scope| {
            let rows = scope.spawn(read_edges);
            let nodes = read_nodes(of(Table::Nodes), builder);
            let rows = rows.join().map_err(|_| Unfit)?;
            nodes.and(rows)
        })?
    } else {
        read_nodes(of(Table::Nodes), builder)?;
        read_edges()?
    };
    let name = edges.first().map_or("edges", |file| &file.name);
    builder.edge_rows(rows, &format!("{name} as JSON"))
}

/// Adopts the texts that evidence will be made of; returns each with its number.
fn stretches<'f>(
    files: impl Iterator<Item = &'f File> + Clone,
    builder: &mut Builder,
) -> Result<Vec<(usize, Arc<Stretch>)>, Unfit> {
    let groups: usize = files.clone().map(|file| file.metadata.metadata().num_row_groups()).sum();
    let at_once = groups.div_ceil(STRETCHES).max(1);
    let mut stretches = Vec::new();
    for file in files {
        let groups: Vec<usize> = (0..file.metadata.metadata().num_row_groups()).collect();
        for groups in groups.chunks(at_once) {
            let (bytes, metadata) = (file.bytes.clone(), file.metadata.clone());
            let stretch = Arc::new(Stretch { bytes, metadata, groups: groups.to_vec() });
            let text = Arc::clone(&stretch);
            let source = Source::deferred(format!("{} as JSON", file.name), move || text.text());
            stretches.push((builder.adopt(&source)?, stretch));
        }
    }
    Ok(stretches)
}

fn read_nodes<'f>(files: impl Iterator<Item = &'f File>, builder: &mut Builder) -> Result<(), Unfit> {
    let [aliases_key, description_key] = ["aliases", "description"].map(|name| builder.row_key(name, false));
    let (aliases_key, description_key) = (aliases_key?, description_key?);
    let (mut next, mut json) = (0, String::new());
    for file in files {
        for batch in file.read(|_| true, &["type"])? {
            let batch = batch?;
            let fields = batch.schema();
            let own = OwnColumn::all(Table::Nodes, fields.fields());
            let keys = own.iter().map(|own| builder.row_key(&own.key, false)).collect::<Result<Vec<_>, Unfit>>()?;
            let ids = strings(&batch, "id")?.ok_or(Unfit)?;
            let [labels, descriptions] = ["label", "description"].map(|name| strings(&batch, name));
            let (labels, descriptions) = (labels?, descriptions?);
            let positions = longs(&batch, "position")?;
            let kinds = find(&batch, "type");
            let types = kinds.map(|kinds| dictionary(kinds)).transpose()?;
            let mut numbers = vec![None; types.as_ref().map_or(0, |(_, values)| values.len())];
            let aliases = find(&batch, "aliases").and_then(|array| array.as_list_opt::<i32>());
            for row in 0..batch.num_rows() {
                if row % AT_ONCE == 0 {
                    builder.fetch_ids((row..batch.num_rows().min(row + AT_ONCE)).map(|row| ids.value(row)));
                }
                if ids.is_null(row) || positions[row] != next {
                    return Err(Unfit);
                }
                next += 1;
                if let Some(list) = aliases.filter(|list| list.is_valid(row) && list.value_length(row) > 0) {
                    let (names, range) = (list.values().as_string_opt::<i32>().ok_or(Unfit)?, list.value_offsets());
                    json.clear();
                    for at in range[row] as usize..range[row + 1] as usize {
                        json.push_str(if json.is_empty() { "[" } else { ", " });
                        names.is_valid(at).then_some(()).ok_or(Unfit)?;
                        write_string(&mut json, names.value(at));
                    }
                    json.push(']');
                    builder.put_node_value(aliases_key, &json);
                }
                if let Some(text) = value(descriptions, row) {
                    json.clear();
                    write_string(&mut json, text);
                    builder.put_node_value(description_key, &json);
                }
                for (own, &key) in own.iter().zip(&keys).filter(|(own, _)| own.has_value(&batch, row)) {
                    json.clear();
                    own.write_sound(&batch, row, &mut json).ok_or(Unfit)?;
                    builder.put_node_value(key, &json);
                }
                let kind = match &types {
                    Some((keys, values)) if keys.is_valid(row) => {
                        let number = usize::try_from(keys.value(row)).map_err(|_| Unfit)?;
                        let known = numbers.get_mut(number).ok_or(Unfit)?;
                        if known.is_none() {
                            *known = Some(builder.row_type(value(Some(values), number).ok_or(Unfit)?)?);
                        }
                        *known
                    }
                    _ => None,
                };
                builder.node_row(ids.value(row), kind, value(labels, row))?;
            }
        }
    }
    Ok(())
}

/// Keys of the columns of edges.
struct EdgeKeys {
    id: RowKey,
    label: RowKey,
    evidence: RowKey,
    weight: RowKey,
    since: RowKey,
    until: RowKey,
    /// Those of the user's own, in the order of the columns.
    own: Vec<(String, RowKey)>,
}

impl EdgeKeys {
    fn find(files: &[&File], builder: &mut Builder) -> Result<Self, Unfit> {
        let mut own = Vec::new();
        for file in files {
            for column in OwnColumn::all(Table::Edges, file.metadata.schema().fields()) {
                let key = builder.row_key(&column.key, true)?;
                if !own.iter().any(|(known, _)| *known == column.key) {
                    own.push((column.key, key));
                }
            }
        }
        let mut key = |name: &str| builder.row_key(name, true);
        Ok(EdgeKeys {
            id: key("id")?,
            label: key("label")?,
            evidence: key("evidence")?,
            weight: key("weight")?,
            since: key("since")?,
            until: key("until")?,
            own,
        })
    }
}

struct EdgeReader {
    keys: EdgeKeys,
    rows: EdgeRows,
    weights: Weights,
}

impl EdgeReader {
    fn read(mut self, files: &[&File], stretches: &[(usize, Arc<Stretch>)]) -> Result<EdgeRows, Unfit> {
        let mut lists: Vec<(u32, Value)> = Vec::new();
        for (number, stretch) in stretches {
            let mut start = 0;
            stretch
                .lists(|edge, bytes| {
                    lists.push((edge, Value::of_segment(*number, start, bytes).canonical()));
                    start += bytes;
                    Some(())
                })
                .ok_or(Unfit)?;
        }
        // Evidence stands in the order of the edges, file by file.
        let mut lists = lists.into_iter().peekable();
        for file in files {
            let made_all = file.has_only_made_ids();
            let unused = ["src", "dst", "symmetric"];
            let wanted = |field: &Field| {
                field.metadata().contains_key(super::columns::KEY)
                    || !(unused.contains(&field.name().as_str())
                        || made_all && matches!(field.name().as_str(), "id" | "made_id"))
            };
            for batch in file.read(wanted, &["relationship"])? {
                self.batch(&batch?, made_all, &mut lists)?;
            }
        }
        lists.next().is_none().then_some(self.rows).ok_or(Unfit)
    }

    fn batch(
        &mut self,
        batch: &RecordBatch,
        made_all: bool,
        lists: &mut std::iter::Peekable<impl Iterator<Item = (u32, Value)>>,
    ) -> Result<(), Unfit> {
        let EdgeReader { keys, rows, weights } = self;
        let fields = batch.schema();
        let own = OwnColumn::all(Table::Edges, fields.fields());
        let own_keys: Vec<RowKey> = own
            .iter()
            .filter_map(|own| keys.own.iter().find(|(key, _)| *key == own.key))
            .map(|(_, key)| *key)
            .collect();
        let positions = longs(batch, "position")?;
        let (sources, targets) = (ints(batch, "src_position")?, ints(batch, "dst_position")?);
        let (relations, names) = dictionary(find(batch, "relationship").ok_or(Unfit)?)?;
        let mut numbers = vec![None; names.len()];
        let [ids, labels, since, until, exact] =
            ["id", "label", "since", "until", "weight_json"].map(|name| strings(batch, name));
        let (ids, labels, since, until, exact) = (ids?, labels?, since?, until?, exact?);
        let ids = ids.filter(|_| !made_all);
        let made = find(batch, "made_id").and_then(|array| array.as_boolean_opt());
        let doubles =
            find(batch, "weight").map(|array| array.as_primitive_opt::<Float64Type>().ok_or(Unfit)).transpose()?;
        let number = |number: i64| u32::try_from(number).map_err(|_| Unfit);
        for row in 0..batch.num_rows() {
            let position = number(positions[row])?;
            let put_text = |rows: &mut EdgeRows, key, text: &str| {
                let value = rows.value(|out| write_string(out, text));
                rows.put(key, value);
            };
            if let Some(id) =
                value(ids, row).filter(|_| !made.is_some_and(|made| made.is_valid(row) && made.value(row)))
            {
                (!id.is_empty()).then_some(()).ok_or(Unfit)?;
                put_text(rows, keys.id, id);
            }
            if let Some(label) = value(labels, row) {
                put_text(rows, keys.label, label);
            }
            if let Some((_, list)) = lists.next_if(|(edge, _)| *edge == position) {
                rows.put(keys.evidence, list);
            }
            let mut is_doubtful = false;
            if let Some(json) = value(exact, row) {
                super::values::is_number(json).then_some(()).ok_or(Unfit)?;
                let weight: f64 = json.parse().map_err(|_| Unfit)?;
                is_doubtful |= !(weight.is_finite() && weight > 0.0);
                let text = rows.value(|out| out.push_str(json));
                rows.put(keys.weight, text);
            } else if let Some(doubles) = doubles.filter(|doubles| doubles.is_valid(row)) {
                let weight = doubles.value(row);
                weight.is_finite().then_some(()).ok_or(Unfit)?;
                is_doubtful |= weight <= 0.0;
                let text = weights.text(weight, rows);
                rows.put(keys.weight, text);
            }
            let mut dates = [None, None];
            for (date, (column, key)) in dates.iter_mut().zip([(since, keys.since), (until, keys.until)]) {
                if let Some(text) = value(column, row) {
                    put_text(rows, key, text);
                    *date = Date::parse(text);
                    is_doubtful |= date.is_none();
                }
            }
            is_doubtful |= matches!(dates, [Some(since), Some(until)] if since.is_after(until));
            for (own, &key) in own.iter().zip(&own_keys).filter(|(own, _)| own.has_value(batch, row)) {
                let mut is_sound = false;
                let text = rows.value(|out| is_sound = own.write_sound(batch, row, out).is_some());
                is_sound.then_some(()).ok_or(Unfit)?;
                rows.put(key, text);
            }
            let relation = usize::try_from(relations.value(row)).map_err(|_| Unfit)?;
            let known = numbers.get_mut(relation).filter(|_| relations.is_valid(row)).ok_or(Unfit)?;
            let relation = match *known {
                Some(number) => number,
                None => *known.insert(rows.relation(value(Some(names), relation).ok_or(Unfit)?)),
            };
            if is_doubtful {
                rows.doubt();
            }
            let ends = [number(sources[row].into())?, number(targets[row].into())?];
            rows.push(position, ends, relation);
        }
        Ok(())
    }
}

impl File {
    /// Returns whether no edge has an id of its own, as far as the footer says.
    fn has_only_made_ids(&self) -> bool {
        use parquet::file::statistics::Statistics;
        let columns = self.metadata.parquet_schema().columns();
        let at = columns.iter().position(|column| column.path().parts() == ["made_id"]);
        let groups = self.metadata.metadata().row_groups();
        at.is_some_and(|at| {
            groups.iter().all(|group| match group.column(at).statistics() {
                Some(Statistics::Boolean(made)) => made.min_opt() == Some(&true) && made.null_count_opt() == Some(0),
                _ => false,
            })
        })
    }
}

/// The texts of weights that were written lately: most are of few digits and come again.
struct Weights(Vec<(u64, Option<Value>)>);

impl Weights {
    const BITS: u32 = 11;

    fn new() -> Self {
        Weights(vec![(0, None); 1 << Self::BITS])
    }

    fn text(&mut self, weight: f64, rows: &mut EdgeRows) -> Value {
        use std::fmt::Write;
        let bits = weight.to_bits();
        let (known, text) = &mut self.0[(bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize];
        match text {
            Some(text) if *known == bits => *text,
            _ => {
                *known = bits;
                *text.insert(rows.value(|out| {
                    // Writing to a string does not fail.
                    let _ = write!(out, "{weight}");
                }))
            }
        }
    }
}

/// Finds a column that is no user's own.
fn find<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b ArrayRef> {
    let fields = batch.schema_ref().fields();
    let at =
        fields.iter().position(|field| field.name() == name && !field.metadata().contains_key(super::columns::KEY))?;
    Some(batch.column(at))
}

/// Finds a column of texts, if it is there.
fn strings<'b>(batch: &'b RecordBatch, name: &str) -> Result<Option<&'b StringArray>, Unfit> {
    find(batch, name).map(|array| array.as_string_opt::<i32>().ok_or(Unfit)).transpose()
}

fn value(strings: Option<&StringArray>, row: usize) -> Option<&str> {
    strings.filter(|strings| strings.is_valid(row)).map(|strings| strings.value(row))
}

fn longs<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b [i64], Unfit> {
    let array = find(batch, name).and_then(|array| array.as_primitive_opt::<Int64Type>());
    array.filter(|array| array.null_count() == 0).map(|array| &**array.values()).ok_or(Unfit)
}

fn ints<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b [i32], Unfit> {
    let array = find(batch, name).and_then(|array| array.as_primitive_opt::<Int32Type>());
    array.filter(|array| array.null_count() == 0).map(|array| &**array.values()).ok_or(Unfit)
}

/// Returns the keys and the values of a column that was read as a dictionary.
fn dictionary(array: &ArrayRef) -> Result<(&arrow_array::Int32Array, &StringArray), Unfit> {
    let dictionary = array.as_dictionary_opt::<Int32Type>().ok_or(Unfit)?;
    Ok((dictionary.keys(), dictionary.values().as_string_opt::<i32>().ok_or(Unfit)?))
}
