//! Where the engines' SQL differs.

/// A kind of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// Apache Spark, from version 3.5.
    Spark,
    /// DuckDB, from version 1.0.
    DuckDb,
    /// The standard (SQL:2023), as PostgreSQL and DataFusion have it.
    Ansi,
}

impl Dialect {
    /// Every dialect, in the order of help.
    pub const ALL: &'static [Dialect] = &[Dialect::Spark, Dialect::DuckDb, Dialect::Ansi];

    /// Returns the name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Spark => "spark",
            Dialect::DuckDb => "duckdb",
            Dialect::Ansi => "ansi",
        }
    }

    /// Finds a dialect by its name.
    pub fn from_name(name: &str) -> Option<Dialect> {
        Self::ALL.iter().copied().find(|dialect| dialect.name() == name)
    }

    /// Writes a name in quotes.
    pub(super) fn quoted(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
            Dialect::DuckDb | Dialect::Ansi => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// Writes a text in quotes.
    pub(super) fn text(self, text: &str) -> String {
        let text = text.replace('\'', "''");
        match self {
            // A backslash escapes, in Spark, and a doubled quote would end one text and begin another.
            Dialect::Spark => format!("'{}'", text.replace("''", "'").replace('\\', "\\\\").replace('\'', "\\'")),
            Dialect::DuckDb | Dialect::Ansi => format!("'{text}'"),
        }
    }

    pub(super) fn starts_with(self, text: &str, part: &str) -> String {
        match self {
            Dialect::Spark => format!("startswith({text}, {part})"),
            Dialect::DuckDb => format!("starts_with({text}, {part})"),
            Dialect::Ansi => format!("(substring({text} FROM 1 FOR char_length({part})) = {part})"),
        }
    }

    pub(super) fn ends_with(self, text: &str, part: &str) -> String {
        match self {
            Dialect::Spark => format!("endswith({text}, {part})"),
            Dialect::DuckDb => format!("ends_with({text}, {part})"),
            Dialect::Ansi => format!(
                "(char_length({text}) >= char_length({part}) AND substring({text} FROM char_length({text}) - char_length({part}) + 1) = {part})"
            ),
        }
    }

    pub(super) fn contains(self, text: &str, part: &str) -> String {
        match self {
            Dialect::Spark | Dialect::DuckDb => format!("contains({text}, {part})"),
            Dialect::Ansi => format!("(position({part} IN {text}) > 0)"),
        }
    }

    /// Returns the number of characters of a text.
    pub(super) fn length(self, text: &str) -> String {
        match self {
            Dialect::DuckDb => format!("length({text})"),
            Dialect::Spark | Dialect::Ansi => format!("CAST(char_length({text}) AS BIGINT)"),
        }
    }

    /// Returns the number of items of a list that is not null.
    pub(super) fn size(self, list: &str) -> String {
        match self {
            Dialect::Spark => format!("CAST(size({list}) AS BIGINT)"),
            Dialect::DuckDb => format!("len({list})"),
            Dialect::Ansi => format!("cardinality({list})"),
        }
    }

    /// Tells whether a text is in a list of texts.
    pub(super) fn is_in(self, item: &str, list: &str) -> String {
        match self {
            Dialect::Spark => format!("array_contains({list}, {item})"),
            Dialect::DuckDb => format!("list_contains({list}, {item})"),
            Dialect::Ansi => format!("({item} = ANY ({list}))"),
        }
    }

    /// Writes a list.
    pub(super) fn list(self, items: &[String]) -> String {
        match self {
            Dialect::Spark => format!("array({})", items.join(", ")),
            Dialect::DuckDb => format!("[{}]", items.join(", ")),
            Dialect::Ansi => format!("ARRAY[{}]", items.join(", ")),
        }
    }

    /// Gathers values that are not null into a list.
    pub(super) fn collect(self, value: &str, distinct: bool) -> String {
        let distinct = if distinct { "DISTINCT " } else { "" };
        match self {
            Dialect::Spark => format!("collect_list({distinct}{value})"),
            // Without values there is no list, but in openCypher there is an empty one.
            Dialect::DuckDb => {
                format!("coalesce(list({distinct}{value}) FILTER (WHERE {value} IS NOT NULL), [])")
            }
            Dialect::Ansi => {
                format!("coalesce(array_agg({distinct}{value}) FILTER (WHERE {value} IS NOT NULL), ARRAY[])")
            }
        }
    }

    pub(super) fn string_type(self) -> &'static str {
        match self {
            Dialect::Spark => "STRING",
            Dialect::DuckDb | Dialect::Ansi => "VARCHAR",
        }
    }

    pub(super) fn double_type(self) -> &'static str {
        match self {
            Dialect::Spark | Dialect::DuckDb => "DOUBLE",
            Dialect::Ansi => "DOUBLE PRECISION",
        }
    }
}

/// Returns the statements that make a data set's folders the tables of a query; empty for a dialect without files.
pub fn tables(dialect: Dialect, folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let table = |name: &str| match dialect {
        Dialect::Spark => {
            let path = dialect.text(&format!("{folder}/{name}"));
            format!(
                "CREATE OR REPLACE TEMPORARY VIEW {name} USING parquet OPTIONS (path {path}, recursiveFileLookup 'true');\n"
            )
        }
        Dialect::DuckDb => {
            let path = dialect.text(&format!("{folder}/{name}/**/*.parquet"));
            format!(
                "CREATE OR REPLACE TEMPORARY VIEW {name} AS SELECT * FROM read_parquet({path}, hive_partitioning = false);\n"
            )
        }
        Dialect::Ansi => String::new(),
    };
    ["nodes", "edges", "evidence"].map(table).concat()
}
