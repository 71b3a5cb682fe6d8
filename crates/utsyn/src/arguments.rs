//! What the command line understands.

use clap::{Args, Parser, Subcommand};
use domain::Channel;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "utsyn",
    version,
    about = "See what became of every document you sent",
    after_help = "Examples:\n  utsyn demo\n  utsyn init --org nord --name 'Nord AS' --admin-email kari@nord.example\n  utsyn import invoices/ bank/ocr.txt\n  utsyn documents delivery:failed received:last30d\n\nExit codes: 0 ok, 1 failed, 2 usage, 3 some items rejected, 4 not allowed."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Tell more on standard error
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// Where the record lies, and whose part of it is meant.
#[derive(Args)]
pub(crate) struct Place {
    /// Directory of the record
    #[arg(
        long,
        global = true,
        env = "UTSYN_DATA",
        default_value = "./utsyn-data"
    )]
    pub(crate) data: PathBuf,
    /// Short name of the organisation, where there are several
    #[arg(long, global = true, env = "UTSYN_ORG")]
    pub(crate) org: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Make a realistic demo organisation and open the portal on it
    Demo(Demo),
    /// Run the portal
    Serve(Serve),
    /// Set up an organisation with its first company and administrator
    Init(Init),
    /// Take in files, directories and archives; giving them again is safe
    Import(Import),
    /// List documents
    Documents(Documents),
    /// Show one document
    Show(Show),
    /// Draw a document as its recipient sees it
    Picture(Picture),
    /// List payments as read from the bank's files
    Payments(Payments),
    /// Count documents and sum their amounts by any dimension
    Statistics(Statistics),
    /// Fold every document anew from its events
    RebuildFacts,
    /// Look whether the installation keeps its promises
    Doctor(Doctor),
    /// Measure this machine
    Bench(Bench),
}

#[derive(Args)]
pub(crate) struct Demo {
    /// How many documents to make
    #[arg(long, default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
    pub(crate) documents: u32,
    /// The same seed gives the same organisation
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Address to serve on
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Make the data and stop
    #[arg(long)]
    pub(crate) no_serve: bool,
}

#[derive(Args)]
pub(crate) struct Serve {
    /// Address to serve on
    #[arg(long, env = "UTSYN_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
}

#[derive(Args)]
pub(crate) struct Init {
    /// Name of the organisation and of its first company
    #[arg(long)]
    pub(crate) name: String,
    /// E-mail address of the administrator
    #[arg(long)]
    pub(crate) admin_email: String,
    /// Name of the administrator
    #[arg(long, default_value = "Administrator")]
    pub(crate) admin_name: String,
    /// Organisation number of the first company
    #[arg(long)]
    pub(crate) company_number: Option<String>,
    /// Read the administrator's password from standard input instead of making one up
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

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

#[derive(Args)]
pub(crate) struct Documents {
    /// Words of the filter language, for example delivery:failed amount:>1000
    pub(crate) filter: Vec<String>,
    /// Column to sort by; `-` in front reverses
    #[arg(long, default_value = "-received", allow_hyphen_values = true)]
    pub(crate) sort: String,
    /// At most so many (a table shows 50 unless you say otherwise)
    #[arg(long)]
    pub(crate) limit: Option<usize>,
    /// One JSON array on standard output
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// CSV on standard output
    #[arg(long)]
    pub(crate) csv: bool,
}

#[derive(Args)]
pub(crate) struct Show {
    /// Id or number of the document
    pub(crate) document: String,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

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

#[derive(Args)]
pub(crate) struct Payments {
    /// Only payments that belong to no document
    #[arg(long)]
    pub(crate) unmatched: bool,
    /// At most so many (a table shows 50 unless you say otherwise)
    #[arg(long)]
    pub(crate) limit: Option<usize>,
    /// One JSON array on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Statistics {
    /// Dimensions, separated by commas, for example channel,received_month
    #[arg(long, value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Measures, separated by commas: count, amount, outstanding, paid
    #[arg(long, value_delimiter = ',', default_value = "count,amount")]
    pub(crate) measure: Vec<String>,
    /// Words of the filter language
    pub(crate) filter: Vec<String>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Doctor {
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    pub(crate) only: Option<BenchOnly>,
    /// Documents in the read model
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) documents: u32,
    /// Invoices to import
    #[arg(long, default_value_t = 20_000)]
    pub(crate) invoices: u32,
}

/// A part of the bench on its own.
#[derive(Subcommand)]
pub(crate) enum BenchOnly {
    /// Pages drawn a second, beside pdftoppm on the same files
    Pictures {
        /// PDF and XML files, or directories of them
        paths: Vec<PathBuf>,
    },
}

fn channel(word: &str) -> Result<Channel, String> {
    word.parse()
        .map_err(|error: domain::UnknownCode| error.to_string())
}
