use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct Organisation {
    #[command(subcommand)]
    pub(crate) verb: OrganisationVerb,
}

#[derive(Subcommand)]
pub(crate) enum OrganisationVerb {
    /// List organisations and how each is doing
    List {
        /// One JSON array on standard output
        #[arg(long)]
        json: bool,
    },
}
