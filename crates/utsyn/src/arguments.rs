//! What the command line understands.

mod api_key;
mod organisation;
mod user;
mod webhook;

pub(crate) use api_key::{AddApiKey, ApiKey, ApiKeyVerb, RotateApiKey};
pub(crate) use organisation::{Organisation, OrganisationVerb};
pub(crate) use user::{ChangeUser, InviteUser, User, UserVerb};
pub(crate) use webhook::{
    AddWebhook, ListWebhookDeliveries, ReplayWebhook, RotateWebhook, Webhook, WebhookVerb,
};

use clap::{Args, Parser, Subcommand};
use domain::period::DateSpan;
use domain::{Channel, JobId};
use jiff::civil::Date;
use std::net::SocketAddr;
use std::path::PathBuf;
use store::Depot;

/// Bytes of a MiB.
pub(crate) const MIB: usize = 1024 * 1024;

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
    /// Keep the record in PostgreSQL instead: postgres://user@host/name
    #[arg(
        long,
        global = true,
        env = "UTSYN_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) database: Option<String>,
    /// Where large originals lie: s3://BUCKET/PREFIX or a directory [default: below the data]
    #[arg(long, global = true, env = "UTSYN_BLOBS", value_name = "URL")]
    pub(crate) blobs: Option<Depot>,
    /// Where snapshots of the facts are kept: s3://BUCKET/PREFIX or a directory [default: the data]
    #[arg(long, global = true, env = "UTSYN_SNAPSHOTS", value_name = "URL")]
    pub(crate) snapshots: Option<Depot>,
    /// Where documents and events are laid down as Parquet every night: s3://BUCKET/PREFIX or a directory [default: nowhere]
    #[arg(long, global = true, env = "UTSYN_DATASETS", value_name = "URL")]
    pub(crate) datasets: Option<Depot>,
    /// MiB of memory for facts; those not asked for longest are put out
    #[arg(
        long,
        global = true,
        env = "UTSYN_FACTS_MIB",
        value_name = "MIB",
        default_value_t = (app::FACTS_BYTES_MAX / MIB) as u64
    )]
    pub(crate) facts_mib: u64,
    /// Proxies of your own before the portal, whose X-Forwarded-For is believed
    #[arg(
        long,
        global = true,
        env = "UTSYN_PROXIES",
        value_name = "N",
        default_value_t = 0
    )]
    pub(crate) proxies: usize,
    /// Most entries of an archive [default: 1000 through portal, API and folders, 200000 with import]
    #[arg(
        long,
        global = true,
        env = "UTSYN_ARCHIVE_ENTRIES_MAX",
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    pub(crate) archive_entries_max: Option<u32>,
    /// Networks besides the open one that webhooks may go to, as 10.0.0.0/8,10.1.0.0/16
    #[arg(
        long,
        global = true,
        env = "UTSYN_WEBHOOK_NETWORKS",
        value_name = "NETWORK",
        value_delimiter = ','
    )]
    pub(crate) webhook_networks: Vec<app::webhooks::Network>,
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
    /// Take in what is put into folders, until it is stopped
    Watch(Watch),
    /// List documents
    Documents(Documents),
    /// Write what a filter selects into a file for other programs
    Export(Export),
    /// Lay documents and events down as Parquet where --datasets says, now rather than at night
    Datasets {
        /// One JSON value on standard output
        #[arg(long)]
        json: bool,
    },
    /// Show one document
    Show(Show),
    /// Draw a document as its recipient sees it
    Picture(Picture),
    /// List payments as read from the bank's files
    Payments(Payments),
    /// Count documents and sum their amounts by any dimension
    Statistics(Statistics),
    /// Keys with which other systems ask
    ApiKey(ApiKey),
    /// The people of an organisation, and what they may do
    User(User),
    /// The organisations of the installation
    Organisation(Organisation),
    /// Addresses that are told of changes, and what they were told
    Webhook(Webhook),
    /// Fold every document anew from its events
    RebuildFacts,
    /// Look after the originals that lie outside the database
    Originals(Originals),
    /// Jobs in the background: what waits, what was given up
    Jobs(Jobs),
    /// Take a whole installation to another database, and check what arrives
    Copy(Copy),
    /// Back up into a directory, and check the backup; the portal may be running
    Backup(Backup),
    /// Put a backup into an empty installation, and check what arrives
    Restore(Restore),
    /// Read every row and every original, and compare with a backup's list
    Verify(Verify),
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
    /// Take in what is put into the folders of this directory, too
    #[arg(long, value_name = "DIR", env = "UTSYN_WATCH")]
    pub(crate) watch: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Watch {
    /// Directory with in/ORGANISATION/COMPANY/…, done and failed
    pub(crate) directory: PathBuf,
    /// Take in what lies there now and stop
    #[arg(long)]
    pub(crate) once: bool,
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
#[command(
    after_help = "Examples:\n  utsyn export --format parquet --out documents.parquet\n  utsyn export delivery:failed received:last30d --format csv --out failed.csv\n  utsyn export --table events --format ndjson --out - | gzip > events.ndjson.gz"
)]
pub(crate) struct Export {
    /// Words of the filter language, for example delivery:failed amount:>1000
    pub(crate) filter: Vec<String>,
    /// How the file is written: ndjson, csv or parquet
    #[arg(long, value_parser = word::<app::exports::Format>)]
    pub(crate) format: app::exports::Format,
    /// What it is of: documents with where they stand, or the events that made them stand there
    #[arg(long, default_value = "documents", value_parser = word::<app::exports::Table>)]
    pub(crate) table: app::exports::Table,
    /// Column to sort by; `-` in front reverses
    #[arg(long, default_value = "-received", allow_hyphen_values = true)]
    pub(crate) sort: String,
    /// Where to write it; `-` for standard output
    #[arg(long)]
    pub(crate) out: PathBuf,
}

fn word<T: std::str::FromStr<Err = app::Error>>(written: &str) -> Result<T, String> {
    written.parse().map_err(|error: app::Error| error.to_string())
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
#[command(
    after_help = "Examples:\n  utsyn statistics --by channel --measure count,paid_on_time,median_days_to_pay issued:2026-10\n  utsyn statistics --question behaviour --by issued_month --json\n  utsyn statistics --question transitions --before 2026-09 --after 2026-10\n  utsyn statistics --question what-if --from print --to ehf --price print=14.50 --price ehf=1.50 --interest 6\n\nEvery figure has its number of documents and, where it is a share or a time, its interval of 95 %; of fewer than ten nothing is said. docs/statistics.md says how each is worked out."
)]
pub(crate) struct Statistics {
    /// Dimensions, separated by commas, for example channel,received_month
    #[arg(long, value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Measures, separated by commas: count, amount, outstanding, paid, delivered, failed, opened, opened_by_email, fully_paid, paid_on_time, median_days_to_pay, p90_days_to_pay and more
    #[arg(long, value_delimiter = ',', default_value = "count,amount")]
    pub(crate) measure: Vec<String>,
    /// A question instead of measures: channels, behaviour, habits, pressing, strip, failures, improvement, silence, ageing, economy, transitions, change, what-if
    #[arg(long, conflicts_with = "measure")]
    pub(crate) question: Option<String>,
    /// Compare the filter's period: previous, previous_weekdays, last_year, last_year_weekdays
    #[arg(long)]
    pub(crate) compare: Option<String>,
    /// The channel before (change, what-if)
    #[arg(long, value_parser = channel)]
    pub(crate) from: Option<Channel>,
    /// The channel after (change, what-if)
    #[arg(long, value_parser = channel)]
    pub(crate) to: Option<Channel>,
    /// The day that it is about (improvement, ageing)
    #[arg(long)]
    pub(crate) on: Option<Date>,
    /// The first period (transitions)
    #[arg(long, value_parser = days)]
    pub(crate) before: Option<DateSpan>,
    /// The second period (transitions)
    #[arg(long, value_parser = days)]
    pub(crate) after: Option<DateSpan>,
    /// How customers pay, rather than how documents reach them (transitions)
    #[arg(long)]
    pub(crate) paying: bool,
    /// Number, name or id of a customer (strip)
    #[arg(long)]
    pub(crate) customer: Option<String>,
    /// What a document costs: ehf=1.50, from a day on print=14.50@2026-07-01, of one company 974761076/ehf=1.20 (economy, what-if)
    #[arg(long)]
    pub(crate) price: Vec<String>,
    /// Yearly interest in percent (economy, what-if)
    #[arg(long, value_parser = percent)]
    pub(crate) interest: Option<f64>,
    /// Words of the filter language
    pub(crate) filter: Vec<String>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

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
    pub(crate) directory: PathBuf,
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
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Bench {
    #[command(subcommand)]
    pub(crate) of: Option<BenchOf>,
    /// Documents in the read model
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) documents: u32,
    /// Invoices to import
    #[arg(long, default_value_t = 20_000)]
    pub(crate) invoices: u32,
}

#[derive(Subcommand)]
pub(crate) enum BenchOf {
    /// Ask the read model its ten questions over a made-up organisation
    Facts(BenchFacts),
    /// Pages drawn a second, beside pdftoppm on the same files
    Pictures {
        /// PDF and XML files, or directories of them
        paths: Vec<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct BenchFacts {
    /// Documents of the organisation
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) documents: u32,
    /// Leave documents and answers in this directory, for other engines
    #[arg(long)]
    pub(crate) export: Option<PathBuf>,
}

fn channel(word: &str) -> Result<Channel, String> {
    word.parse()
        .map_err(|error: domain::UnknownCode| error.to_string())
}

fn days(word: &str) -> Result<DateSpan, String> {
    word.parse()
        .map_err(|error: domain::period::NotDays| error.to_string())
}

/// A yearly interest that makes sense: above 100 somebody has typed a factor
/// or an amount.
fn percent(word: &str) -> Result<f64, String> {
    let percent = word.replace(',', ".").parse::<f64>().ok();
    percent
        .filter(|percent| (0.0..=100.0).contains(percent))
        .ok_or_else(|| format!("'{word}' is not a percentage from 0 to 100"))
}
