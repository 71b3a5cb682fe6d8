use clap::{Args, Subcommand};
use domain::{Channel, LinkId};
use jiff::civil::Date;

/// Links by which recipients see their documents.
#[derive(Args)]
pub(crate) struct Link {
    #[command(subcommand)]
    pub(crate) verb: LinkVerb,
}

#[derive(Subcommand)]
pub(crate) enum LinkVerb {
    /// Make a link to a document, and print its address, which is shown this once
    Make(MakeLink),
    /// List the links to a document, newest first
    List {
        /// Id or number of the document
        document: String,
        /// A JSON array on standard output
        #[arg(long)]
        json: bool,
    },
    /// Revoke a link to a document
    Revoke {
        /// Id or number of the document
        document: String,
        /// Id of the link, as the list shows it
        link: LinkId,
    },
}

#[derive(Args)]
pub(crate) struct MakeLink {
    /// Id or number of the document
    pub(crate) document: String,
    /// The channel whose message will carry it [default: the document's own, if that carries messages]
    #[arg(long, value_parser = super::channel)]
    pub(crate) channel: Option<Channel>,
    /// The last day on which it opens, as 2026-12-31 [default: 90 days after the due date]
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<Date>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
