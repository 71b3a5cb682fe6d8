use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

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
    /// Requests that each API key may make in a minute, on this node
    #[arg(long, env = "UTSYN_API_REQUESTS_A_MINUTE", default_value_t = api::REQUESTS_A_MINUTE)]
    pub(crate) api_requests_a_minute: u32,
}

#[derive(Args)]
pub(crate) struct Serve {
    /// Address to serve on
    #[arg(long, env = "UTSYN_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Take in what is put into the folders of this directory, too
    #[arg(long, value_name = "DIR", env = "UTSYN_WATCH")]
    pub(crate) watch: Option<PathBuf>,
    /// Requests that each API key may make in a minute, on this node
    #[arg(long, env = "UTSYN_API_REQUESTS_A_MINUTE", default_value_t = api::REQUESTS_A_MINUTE)]
    pub(crate) api_requests_a_minute: u32,
}

#[derive(Args)]
pub(crate) struct Watch {
    /// Directory with in/ORGANISATION/COMPANY/…, done and failed
    pub(crate) directory: PathBuf,
    /// Take in what lies there now and stop
    #[arg(long)]
    pub(crate) once: bool,
}
