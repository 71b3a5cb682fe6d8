use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Picture {
    /// Id or number of the document
    pub(crate) document: String,
    /// Which page, from 1
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) page: u32,
    /// Which view, for example laid, sent or card-vipps; the first where it is left out
    #[arg(long)]
    pub(crate) view: Option<String>,
    /// Language of what is laid out
    #[arg(long, default_value = "nb", value_parser = ["nb", "en"])]
    pub(crate) language: String,
    /// Where to write it: .png, or .pdf and .svg of what is laid out
    #[arg(long)]
    pub(crate) out: PathBuf,
}
