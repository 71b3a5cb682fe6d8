use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Bench {
    #[command(subcommand)]
    pub(crate) of: Option<BenchOf>,
    /// Documents in the read model
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) documents: u32,
    /// Invoices to import
    #[arg(long, default_value_t = 20_000)]
    pub(crate) invoices: u32,
}

#[derive(Subcommand)]
pub(crate) enum BenchOf {
    /// Reports as PDF, XLSX, CSV and NDJSON over a made-up organisation
    Reports {
        /// Documents of the organisation, over sixteen months
        #[arg(long, default_value_t = 1_400_000)]
        documents: u32,
        /// Keep the organisation in this directory, and take the one that is
        /// there
        #[arg(long)]
        record: Option<PathBuf>,
    },
    /// Ask the read model its ten questions over a made-up organisation
    Facts(BenchFacts),
    /// Pages drawn a second, beside pdftoppm on the same files
    Pictures {
        /// PDF and XML files, or directories of them
        paths: Vec<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct BenchFacts {
    /// Documents of the organisation
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) documents: u32,
    /// Documents of a demo's record that the read model is rebuilt from, in
    /// SQLite (0 for none; making ten million takes a long while)
    #[arg(long, default_value_t = 100_000)]
    pub(crate) record: u32,
    /// Leave documents and answers in this directory, for other engines
    #[arg(long)]
    pub(crate) export: Option<PathBuf>,
}
