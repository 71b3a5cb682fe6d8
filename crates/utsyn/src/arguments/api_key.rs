use clap::{Args, Subcommand};
use domain::{ApiKeyId, Scope};
use jiff::SignedDuration;
use jiff::civil::Date;

#[derive(Args)]
pub(crate) struct ApiKey {
    #[command(subcommand)]
    pub(crate) verb: ApiKeyVerb,
}

#[derive(Subcommand)]
pub(crate) enum ApiKeyVerb {
    /// Make a key; its secret is shown this once
    Add(AddApiKey),
    /// List keys, newest first
    List(ListApiKeys),
    /// Revoke a key for good
    Revoke {
        /// Id of the key, as 'api-key list' shows it
        id: ApiKeyId,
    },
    /// Make a new key that may do the same, and let the old one go on for a while
    Rotate(RotateApiKey),
}

#[derive(Args)]
pub(crate) struct AddApiKey {
    /// What people call it
    #[arg(long)]
    pub(crate) name: String,
    /// What it may do; give it several times or separated by commas
    #[arg(long = "scope", required = true, value_delimiter = ',', value_parser = scope)]
    pub(crate) scopes: Vec<Scope>,
    /// Only documents of this company (organisation number or name); all companies where none is named
    #[arg(long = "company")]
    pub(crate) companies: Vec<String>,
    /// The last day on which it opens anything
    #[arg(long)]
    pub(crate) expires: Option<Date>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ListApiKeys {
    /// One JSON array on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct RotateApiKey {
    /// Id of the key
    pub(crate) id: ApiKeyId,
    /// How long the old key goes on, for example 24h or 7d
    #[arg(long, default_value = "24h")]
    pub(crate) overlap: SignedDuration,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

fn scope(word: &str) -> Result<Scope, String> {
    word.parse()
        .map_err(|error: domain::UnknownCode| error.to_string())
}
