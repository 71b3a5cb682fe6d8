use clap::Args;

#[derive(Args)]
pub(crate) struct Doctor {
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}
