//! DuckDB, which reads the exported Parquet files and counts what is in them.

use super::python::Library;

/// DuckDB needs nothing but itself.
pub(super) const LIBRARY: Library = Library {
    name: "duckdb",
    version: "2.0.1",
    packages: &["duckdb==2.0.1"],
    variable: "UTSYN_DUCKDB",
};
