use clap::Args;

#[derive(Args)]
pub(crate) struct Documents {
    /// Words of the filter language, for example delivery:failed amount:>1000
    pub(crate) filter: Vec<String>,
    /// Column to sort by; `-` in front reverses
    #[arg(long, default_value = "-received", allow_hyphen_values = true)]
    pub(crate) sort: String,
    /// At most so many (a table shows 50 unless you say otherwise)
    #[arg(long)]
    pub(crate) limit: Option<usize>,
    /// One JSON array on standard output
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// CSV on standard output
    #[arg(long)]
    pub(crate) csv: bool,
}

#[derive(Args)]
pub(crate) struct Show {
    /// Id or number of the document
    pub(crate) document: String,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
