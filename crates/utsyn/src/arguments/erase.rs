use clap::Args;
use jiff::civil::Date;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  utsyn erase --dry-run\n  utsyn erase --dry-run --as-of 2027-01-01\n\nWhat documents are about goes for good: contents, files, comments, payments, personal data. An anonymous row of each stays, so that figures over time remain exact. What a hold covers is not erased. The portal does this once a day by itself."
)]
pub(crate) struct Erase {
    /// Only say what would be erased
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// By the rules as they apply on this day [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
