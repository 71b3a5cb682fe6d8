use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use std::path::PathBuf;
use store::Depot;

#[derive(Args)]
pub(crate) struct Copy {
    /// From where: postgres://user@host/name or a directory
    #[arg(long, value_name = "PLACE")]
    pub(crate) from: String,
    /// Where the large originals there lie [default: below the directory]
    #[arg(long, value_name = "URL")]
    pub(crate) from_blobs: Option<Depot>,
    /// Where to: postgres://user@host/name or a directory
    #[arg(long, value_name = "PLACE")]
    pub(crate) to: String,
    /// Where the large originals are to lie [default: below the directory]
    #[arg(long, value_name = "URL")]
    pub(crate) to_blobs: Option<Depot>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Backup {
    /// Directory for the backup; it must not hold a completed one
    #[arg(required_unless_present = "made_by")]
    pub(crate) directory: Option<PathBuf>,
    /// Make none: note that another program has just made one, so that the
    /// page of health knows of it
    #[arg(
        long,
        value_name = "PROGRAM",
        conflicts_with = "directory",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub(crate) made_by: Option<String>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// Directory of the backup
    pub(crate) directory: PathBuf,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// Verify this backup instead of the installation
    #[arg(value_name = "BACKUP")]
    pub(crate) directory: Option<PathBuf>,
    /// Compare the audit log with this signed head, as 'utsyn audit head' writes it
    #[arg(long = "head", value_name = "FILE")]
    pub(crate) heads: Vec<PathBuf>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
