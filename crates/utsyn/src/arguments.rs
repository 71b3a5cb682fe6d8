//! What the command line understands, one file a noun.

mod api_key;
mod audit;
mod bench;
mod doctor;
mod documents;
mod erase;
mod export;
mod import;
mod init;
mod jobs;
mod link;
mod moving;
mod organisation;
mod originals;
mod payments;
mod picture;
mod report;
mod serving;
mod statistics;
mod user;
mod webhook;

pub(crate) use api_key::{AddApiKey, ApiKey, ApiKeyVerb, RotateApiKey};
pub(crate) use audit::{
    Audit, AuditFilterArguments, AuditFormat, AuditVerb, ExportAudit, ListAudit,
};
pub(crate) use bench::{Bench, BenchFacts, BenchOf};
pub(crate) use doctor::Doctor;
pub(crate) use documents::{Documents, Show};
pub(crate) use erase::Erase;
pub(crate) use export::Export;
pub(crate) use import::Import;
pub(crate) use init::Init;
pub(crate) use jobs::{Jobs, JobsVerb};
pub(crate) use link::{Link, LinkVerb, MakeLink};
pub(crate) use moving::{Backup, Copy, Restore, Verify};
pub(crate) use organisation::{Organisation, OrganisationVerb};
pub(crate) use originals::{Originals, OriginalsVerb};
pub(crate) use payments::Payments;
pub(crate) use picture::Picture;
pub(crate) use report::{Report, ReportVerb, RunReport};
pub(crate) use serving::{Demo, Serve, Watch};
pub(crate) use statistics::Statistics;
pub(crate) use user::{ChangeUser, InviteUser, User, UserVerb};
pub(crate) use webhook::{
    AddWebhook, ListWebhookDeliveries, ReplayWebhook, RotateWebhook, Webhook, WebhookVerb,
};

use clap::{Args, Parser, Subcommand};
use domain::Channel;
use std::path::PathBuf;
use store::Depot;

/// Bytes of a MiB.
pub(crate) const MIB: usize = 1024 * 1024;

#[derive(Parser)]
#[command(
    name = "utsyn",
    version,
    about = "See what became of every document you sent",
    after_help = "Examples:\n  utsyn demo\n  utsyn init --org nord --name 'Nord AS' --admin-email kari@nord.example\n  utsyn import invoices/ bank/ocr.txt\n  utsyn documents delivery:failed received:last30d\n  UTSYN_API_KEY=utsyn_… utsyn --server https://utsyn.example documents payment:overdue\n\nExit codes: 0 ok, 1 failed, 2 usage, 3 some items rejected, 4 not allowed."
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
    /// Where mail goes out: smtp://USER@HOST (STARTTLS) or smtps://USER@HOST; the password
    /// comes from UTSYN_SMTP_PASSWORD or a file
    #[arg(
        long,
        global = true,
        env = "UTSYN_SMTP",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) smtp: Option<String>,
    /// File with the password for the mail server
    #[arg(
        long,
        global = true,
        env = "UTSYN_SMTP_PASSWORD_FILE",
        value_name = "FILE"
    )]
    pub(crate) smtp_password_file: Option<PathBuf>,
    /// Certificate (PEM) of whoever vouches for the mail server, where that is an authority of
    /// your own
    #[arg(long, global = true, env = "UTSYN_SMTP_CA", value_name = "FILE")]
    pub(crate) smtp_ca: Option<PathBuf>,
    /// Who writes mail: 'Utsyn <utsyn@example.no>'
    #[arg(long, global = true, env = "UTSYN_MAIL_FROM", value_name = "ADDRESS")]
    pub(crate) mail_from: Option<String>,
    /// Where people open the portal, for links in mail [default: http://127.0.0.1:8080]
    #[arg(long, global = true, env = "UTSYN_URL", value_name = "URL")]
    pub(crate) url: Option<String>,
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
    #[command(flatten)]
    pub(crate) remote: Remote,
}

/// An installation elsewhere, asked through its API.
#[derive(Args)]
pub(crate) struct Remote {
    /// Ask this installation through its API instead: https://host [key in UTSYN_API_KEY or --api-key-file]
    #[arg(long, global = true, env = "UTSYN_SERVER", value_name = "URL")]
    pub(crate) server: Option<String>,
    /// File with the API key for --server
    #[arg(long, global = true, env = "UTSYN_API_KEY_FILE", value_name = "FILE")]
    pub(crate) api_key_file: Option<PathBuf>,
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
    /// Links by which recipients see their documents
    Link(Link),
    /// List payments as read from the bank's files
    Payments(Payments),
    /// Count documents and sum their amounts by any dimension
    Statistics(Statistics),
    /// Reports: which there are, making one, what goes out next
    Report(Report),
    /// Keys with which other systems ask
    ApiKey(ApiKey),
    /// The people of an organisation, and what they may do
    User(User),
    /// The organisations of the installation
    Organisation(Organisation),
    /// Addresses that are told of changes, and what they were told
    Webhook(Webhook),
    /// Who did what: the audit log
    Audit(Audit),
    /// Erase what is not kept any more by the rules of retention
    Erase(Erase),
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

fn channel(word: &str) -> Result<Channel, String> {
    word.parse()
        .map_err(|error: domain::UnknownCode| error.to_string())
}
