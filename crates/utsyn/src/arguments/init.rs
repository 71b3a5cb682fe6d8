use clap::Args;

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
