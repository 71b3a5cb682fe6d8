use clap::{Args, Subcommand};
use domain::JobId;

#[derive(Args)]
pub(crate) struct Jobs {
    #[command(subcommand)]
    pub(crate) verb: JobsVerb,
}

#[derive(Subcommand)]
pub(crate) enum JobsVerb {
    /// List jobs, those that were given up first
    List {
        /// One JSON array on standard output
        #[arg(long)]
        json: bool,
    },
    /// Have jobs that were given up run again
    Retry {
        /// Id of the job
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        job: Option<JobId>,
        /// Every job that was given up
        #[arg(long)]
        all: bool,
    },
}
