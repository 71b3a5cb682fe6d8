use super::channel;
use clap::Args;
use domain::Channel;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Import {
    /// Files, directories, archives; `-` for standard input
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The company that the documents belong to: organisation number or name
    #[arg(long)]
    pub(crate) company: Option<String>,
    /// The channel of the documents, whatever the files say
    #[arg(long, value_parser = channel)]
    pub(crate) channel: Option<Channel>,
    /// One JSON value an item on standard output, then a summary
    #[arg(long)]
    pub(crate) json: bool,
}
