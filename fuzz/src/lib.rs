//! Fuzz targets for kgraph.

pub mod targets;

/// Makes a program of the target of this name, which may do something once before all.
#[macro_export]
macro_rules! fuzz {
    ($name:literal $(, $init:expr)?) => {
        libfuzzer_sys::fuzz_target!(init: { $($init)? }, |bytes: &[u8]| {
            static TARGET: std::sync::OnceLock<$crate::targets::Target> = std::sync::OnceLock::new();
            let find = || $crate::targets::TARGETS.iter().find(|(name, _)| *name == $name).expect("a target").1;
            TARGET.get_or_init(find)(bytes);
        });
    };
}
