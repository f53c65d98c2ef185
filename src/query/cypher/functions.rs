//! The functions of the language: names, numbers of arguments, kinds of result.
//!
//! What they do is in the evaluator; this table is what the checker and the messages use.

/// An aggregating function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the language")]
pub enum Aggregate {
    Count,
    Sum,
    Avg,
    Min,
    Max,
    Collect,
    StDev,
    StDevP,
    PercentileCont,
    PercentileDisc,
}

impl Aggregate {
    /// Finds an aggregating function by its name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        AGGREGATES.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, a)| *a)
    }

    /// Returns the number of arguments.
    #[must_use]
    pub fn arity(self) -> usize {
        if matches!(self, Self::PercentileCont | Self::PercentileDisc) { 2 } else { 1 }
    }
}

const AGGREGATES: [(&str, Aggregate); 10] = [
    ("count", Aggregate::Count),
    ("sum", Aggregate::Sum),
    ("avg", Aggregate::Avg),
    ("min", Aggregate::Min),
    ("max", Aggregate::Max),
    ("collect", Aggregate::Collect),
    ("stDev", Aggregate::StDev),
    ("stDevP", Aggregate::StDevP),
    ("percentileCont", Aggregate::PercentileCont),
    ("percentileDisc", Aggregate::PercentileDisc),
];

macro_rules! functions {
    ($($variant:ident $name:literal $min:literal $max:literal),* $(,)?) => {
        /// A function of one row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "named as in the language")]
        pub enum Function { $($variant),* }

        const FUNCTIONS: &[(&str, Function, usize, usize)] = &[$(($name, Function::$variant, $min, $max)),*];
    };
}

functions! {
    Abs "abs" 1 1, Acos "acos" 1 1, Asin "asin" 1 1, Atan "atan" 1 1, Atan2 "atan2" 2 2, Ceil "ceil" 1 1,
    Coalesce "coalesce" 1 1000, Cos "cos" 1 1, Cot "cot" 1 1, Degrees "degrees" 1 1, E "e" 0 0,
    EndNode "endNode" 1 1, Exists "exists" 1 1, Exp "exp" 1 1, Floor "floor" 1 1, Head "head" 1 1, Id "id" 1 1,
    IsEmpty "isEmpty" 1 1, Keys "keys" 1 1, Labels "labels" 1 1, Last "last" 1 1, Left "left" 2 2,
    Length "length" 1 1, Log "log" 1 1, Log10 "log10" 1 1, LTrim "ltrim" 1 1, Nodes "nodes" 1 1, Pi "pi" 0 0,
    Properties "properties" 1 1, Radians "radians" 1 1, Rand "rand" 0 0, Range "range" 2 3,
    Relationships "relationships" 1 1, Rels "rels" 1 1, Replace "replace" 3 3, Reverse "reverse" 1 1,
    Right "right" 2 2, Round "round" 1 2, RTrim "rtrim" 1 1, Sign "sign" 1 1, Sin "sin" 1 1, Size "size" 1 1,
    Split "split" 2 2, Sqrt "sqrt" 1 1, StartNode "startNode" 1 1, Substring "substring" 2 3, Tail "tail" 1 1,
    Tan "tan" 1 1, ToBoolean "toBoolean" 1 1, ToFloat "toFloat" 1 1, ToInteger "toInteger" 1 1,
    ToLower "toLower" 1 1, ToString "toString" 1 1, ToUpper "toUpper" 1 1, Trim "trim" 1 1, Type "type" 1 1,
    ToInt "toInt" 1 1, Lower "lower" 1 1, Upper "upper" 1 1,
}

impl Function {
    /// Finds a function by its name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        FUNCTIONS.iter().find(|f| f.0.eq_ignore_ascii_case(name)).map(|f| f.1)
    }

    /// Returns the name as written in the language.
    #[must_use]
    pub fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|f| f.1 == self).map_or("", |f| f.0)
    }

    /// Returns the least and the greatest number of arguments.
    #[must_use]
    pub fn arity(self) -> (usize, usize) {
        FUNCTIONS.iter().find(|f| f.1 == self).map_or((0, 0), |f| (f.2, f.3))
    }
}

/// Yields the names of all functions, for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|f| f.0).chain(AGGREGATES.iter().map(|a| a.0))
}

/// Tells whether a function makes or takes apart temporal values, which are not supported.
#[must_use]
pub fn is_temporal(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or(name);
    ["date", "time", "localtime", "datetime", "localdatetime", "duration", "timestamp"]
        .iter()
        .any(|t| t.eq_ignore_ascii_case(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(Function::named("TOINTEGER"), Some(Function::ToInteger));
        assert_eq!(Aggregate::named("Percentiledisc"), Some(Aggregate::PercentileDisc));
        assert_eq!(Function::named("count"), None);
        assert!(is_temporal("duration.between"));
    }
}
