use clap::{Args, Subcommand};
use domain::Role;

#[derive(Args)]
pub(crate) struct User {
    #[command(subcommand)]
    pub(crate) verb: UserVerb,
}

#[derive(Subcommand)]
pub(crate) enum UserVerb {
    /// List people by name
    List {
        /// One JSON array on standard output
        #[arg(long)]
        json: bool,
    },
    /// Invite somebody; answers the code of the letter that lets them in once
    Invite(InviteUser),
    /// Give somebody another role
    Role(ChangeUser),
    /// Take somebody's access away; what they did stays
    Remove {
        /// E-mail address of the person
        email: String,
    },
    /// Let somebody choose a new password; answers the code of the letter
    Reset {
        /// E-mail address of the person
        email: String,
        /// One JSON value on standard output
        #[arg(long)]
        json: bool,
    },
    /// Say that somebody runs the installation and sees how every organisation is doing
    Platform {
        /// E-mail address of the person
        email: String,
        /// Say that they no longer do
        #[arg(long)]
        off: bool,
    },
}

#[derive(Args)]
pub(crate) struct InviteUser {
    /// E-mail address
    pub(crate) email: String,
    /// Name
    #[arg(long)]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) place: Standing,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ChangeUser {
    /// E-mail address of the person
    pub(crate) email: String,
    #[command(flatten)]
    pub(crate) place: Standing,
}

/// What somebody is in the organisation.
#[derive(Args)]
pub(crate) struct Standing {
    /// administrator, editor, reader, auditor or integrator
    #[arg(long, value_parser = role)]
    pub(crate) role: Role,
    /// Only this company (organisation number or name); all companies where none is named
    #[arg(long = "company")]
    pub(crate) companies: Vec<String>,
}

fn role(word: &str) -> Result<Role, String> {
    word.parse()
        .map_err(|error: domain::UnknownCode| error.to_string())
}
