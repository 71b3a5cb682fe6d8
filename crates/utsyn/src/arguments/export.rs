use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  utsyn export --format parquet --out documents.parquet\n  utsyn export delivery:failed received:last30d --format csv --out failed.csv\n  utsyn export --table events --format ndjson --out - | gzip > events.ndjson.gz"
)]
pub(crate) struct Export {
    /// Words of the filter language, for example delivery:failed amount:>1000
    pub(crate) filter: Vec<String>,
    /// How the file is written: ndjson, csv, parquet or xlsx
    #[arg(long, value_parser = word::<app::exports::Format>)]
    pub(crate) format: app::exports::Format,
    /// What it is of: documents with where they stand, or the events that made them stand there
    #[arg(long, default_value = "documents", value_parser = word::<app::exports::Table>)]
    pub(crate) table: app::exports::Table,
    /// Column to sort by; `-` in front reverses
    #[arg(long, default_value = "-received", allow_hyphen_values = true)]
    pub(crate) sort: String,
    /// Where to write it; `-` for standard output
    #[arg(long)]
    pub(crate) out: PathBuf,
}

fn word<T: std::str::FromStr<Err = app::Error>>(written: &str) -> Result<T, String> {
    written
        .parse()
        .map_err(|error: app::Error| error.to_string())
}
