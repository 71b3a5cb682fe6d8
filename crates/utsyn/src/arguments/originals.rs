use clap::{Args, Subcommand};
use store::Depot;

#[derive(Args)]
pub(crate) struct Originals {
    #[command(subcommand)]
    pub(crate) verb: OriginalsVerb,
}

#[derive(Subcommand)]
pub(crate) enum OriginalsVerb {
    /// Carry all of them to another place and look at each there; safe to repeat
    Move {
        /// s3://BUCKET/PREFIX or a directory
        #[arg(long, value_name = "URL")]
        to: Depot,
        /// One JSON value on standard output
        #[arg(long)]
        json: bool,
    },
}
