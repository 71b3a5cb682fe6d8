use clap::Args;

#[derive(Args)]
pub(crate) struct Payments {
    /// Only payments that belong to no document
    #[arg(long)]
    pub(crate) unmatched: bool,
    /// At most so many (a table shows 50 unless you say otherwise)
    #[arg(long)]
    pub(crate) limit: Option<usize>,
    /// One JSON array on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
