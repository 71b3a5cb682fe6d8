use app::reports::Format;
use clap::{Args, Subcommand};
use domain::period::DateSpan;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Report {
    #[command(subcommand)]
    pub(crate) verb: ReportVerb,
}

#[derive(Subcommand)]
pub(crate) enum ReportVerb {
    /// List reports, those that come with the program first
    List {
        /// One JSON array on standard output
        #[arg(long)]
        json: bool,
    },
    /// Make a report and write its files
    Run(RunReport),
    /// Say what goes out next
    Due {
        /// One JSON array on standard output
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
pub(crate) struct RunReport {
    /// Short name, as 'report list' shows it
    pub(crate) name: String,
    /// Days it is about: 2026-10, 2026-11-25, 2026-W48, yesterday, last_month
    /// [default: the last period of the report that is over]
    #[arg(long)]
    pub(crate) period: Option<DateSpan>,
    /// Directory to write the files into
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Formats, separated by commas: pdf, xlsx, csv, csv-machine, ndjson, html
    /// [default: those of the report]
    #[arg(long, value_delimiter = ',', value_parser = format)]
    pub(crate) format: Vec<Format>,
    /// With everything that is known now, not as it was known when it was due
    #[arg(long)]
    pub(crate) restated: bool,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

fn format(word: &str) -> Result<Format, String> {
    Format::from_code(word).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.code()).collect();
        format!("one of {}", known.join(", "))
    })
}
