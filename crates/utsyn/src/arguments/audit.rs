use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  utsyn audit list --act document. --from 2026-11-01\n  utsyn audit export --format ndjson --out audit.ndjson\n  utsyn audit head --out head.json\n  utsyn verify --head head.json\n\nA head that is kept where nobody of this installation can write shows later whether anything before it was changed, put in or taken away."
)]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) verb: AuditVerb,
}

#[derive(Subcommand)]
pub(crate) enum AuditVerb {
    /// List entries, newest first
    List(ListAudit),
    /// Take the log out, oldest first
    Export(ExportAudit),
    /// Sign how far the log has come, and write that
    Head {
        /// Where to write it [default: standard output]
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

/// Which entries are meant.
#[derive(Args)]
pub(crate) struct AuditFilterArguments {
    /// From this day on
    #[arg(long)]
    pub(crate) from: Option<Date>,
    /// Up to this day, itself included
    #[arg(long)]
    pub(crate) to: Option<Date>,
    /// This act, or with a dot at the end every act of a noun, for example document.
    #[arg(long)]
    pub(crate) act: Option<String>,
    /// By this actor: person:ID, key:ID, operator or nobody
    #[arg(long)]
    pub(crate) actor: Option<String>,
    /// About this: a noun and its id, for example document:ID
    #[arg(long)]
    pub(crate) subject: Option<String>,
}

#[derive(Args)]
pub(crate) struct ListAudit {
    #[command(flatten)]
    pub(crate) filter: AuditFilterArguments,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: usize,
    /// One JSON array on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ExportAudit {
    #[command(flatten)]
    pub(crate) filter: AuditFilterArguments,
    /// How it is written
    #[arg(long, value_enum, default_value_t = AuditFormat::Ndjson)]
    pub(crate) format: AuditFormat,
    /// Where to write it [default: standard output]
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AuditFormat {
    /// A table
    Csv,
    /// One JSON value a line, with all that it takes to check the chain
    Ndjson,
}
