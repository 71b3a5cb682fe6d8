//! The courier that really goes, over HTTP.
//!
//! A name is resolved here, every address that it has is looked at, and the
//! connection goes to one that passed: what the name means a moment later
//! plays no part. No proxy, no redirect, no connection kept, a few kB read.

use super::address::is_open;
use super::{Answer, Courier, Network, Parcel, Response};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Url, redirect};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// The most bytes of an answer's body that are read.
const BODY_BYTES_MAX: usize = 4 * 1024;
/// The most characters of an answer's headers that are kept.
const HEADERS_CHARACTERS_MAX: usize = 4 * 1024;
/// The most characters that a failure is told with.
const ERROR_CHARACTERS_MAX: usize = 500;
/// The longest address, in characters.
const URL_CHARACTERS_MAX: usize = 2_000;
/// Who asks, as receivers see it.
const AGENT: &str = concat!("Utsyn/", env!("CARGO_PKG_VERSION"), " (webhooks)");

/// How long a receiver may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until there is a connection.
    pub connect: Duration,
    /// For everything together.
    pub all: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            all: Duration::from_secs(20),
        }
    }
}

/// Goes over HTTP, to the open network and to networks that were named.
pub struct Direct {
    /// To the open network and named ones, encrypted; made when it is needed,
    /// because that reads every certificate that the system trusts.
    encrypted: OnceLock<Result<Client, String>>,
    /// To named networks only, in the clear.
    plain: OnceLock<Result<Client, String>>,
    named: Arc<[Network]>,
    patience: Patience,
}

/// Why an address is not gone to.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("'{0}' has no address")]
    Nowhere(String),
    #[error("{0} is not an address on the open network, and not in a network that was allowed")]
    Closed(IpAddr),
    #[error("'{0}' could not be looked up")]
    Unknown(String, #[source] std::io::Error),
}

/// Resolves names to addresses that may be gone to.
struct Checked {
    named: Arc<[Network]>,
    /// Whether addresses of the open network are among them.
    open: bool,
}

impl Checked {
    fn may_go(&self, address: IpAddr) -> bool {
        self.named.iter().any(|network| network.contains(address)) || self.open && is_open(address)
    }
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let checked = Self {
            named: Arc::clone(&self.named),
            open: self.open,
        };
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found
                .map_err(|error| Refused::Unknown(name.clone(), error))?
                .collect();
            // One address that must not be gone to spoils the name: it was
            // put there to be tried.
            match found.iter().find(|found| !checked.may_go(found.ip())) {
                Some(closed) => Err(Refused::Closed(closed.ip()).into()),
                None if found.is_empty() => Err(Refused::Nowhere(name).into()),
                None => Ok(Box::new(found.into_iter()) as Addrs),
            }
        })
    }
}

impl Direct {
    /// Goes to the open network, and to these networks besides.
    pub fn new(named: Vec<Network>, patience: Patience) -> Self {
        Self {
            encrypted: OnceLock::new(),
            plain: OnceLock::new(),
            named: named.into(),
            patience,
        }
    }

    fn client(&self, open: bool) -> Result<&Client, String> {
        let place = match open {
            true => &self.encrypted,
            false => &self.plain,
        };
        let made = place.get_or_init(|| self.make(open).map_err(|error| told(&error)));
        made.as_ref().map_err(Clone::clone)
    }

    fn make(&self, open: bool) -> Result<Client, reqwest::Error> {
        // Somebody else may have chosen it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder()
            .user_agent(AGENT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .http1_only()
            .pool_max_idle_per_host(0)
            .connect_timeout(self.patience.connect)
            .timeout(self.patience.all)
            .https_only(open)
            .dns_resolver(Arc::new(self.checked(open)))
            .build()
    }

    /// Reads an address, and says what is wrong with it.
    fn read(&self, url: &str) -> Result<Url, String> {
        if url.chars().count() > URL_CHARACTERS_MAX {
            return Err(format!("it is longer than {URL_CHARACTERS_MAX} characters"));
        }
        let read = Url::parse(url).map_err(|error| error.to_string())?;
        match read.scheme() {
            "https" => {}
            "http" if !self.named.is_empty() => {}
            _ => return Err("it must begin with https://".to_owned()),
        }
        if !read.username().is_empty() || read.password().is_some() {
            return Err("it must hold no name and no password".to_owned());
        }
        if read.fragment().is_some() {
            return Err("it must hold no '#'".to_owned());
        }
        // A number in the place of a name is not looked up, so it is looked
        // at here.
        let open = read.scheme() == "https";
        let host = read.host_str().unwrap_or_default();
        let number = host.trim_start_matches('[').trim_end_matches(']');
        match number.parse::<IpAddr>() {
            Ok(address) if !self.checked(open).may_go(address) => {
                Err(Refused::Closed(address).to_string())
            }
            _ => Ok(read),
        }
    }

    fn checked(&self, open: bool) -> Checked {
        let named = Arc::clone(&self.named);
        Checked { named, open }
    }

    async fn ask(&self, parcel: &Parcel) -> Result<Response, String> {
        let url = self.read(&parcel.url)?;
        let client = self.client(url.scheme() == "https")?;
        let mut request = client.post(url);
        for (name, value) in &parcel.headers {
            request = request.header(*name, value);
        }
        let response = request
            .body(parcel.body.clone())
            .send()
            .await
            .map_err(|error| told(&error))?;
        let status = response.status().as_u16();
        let headers = headers(response.headers());
        let body = beginning(response).await;
        Ok(Response {
            status,
            headers,
            body,
        })
    }
}

#[async_trait::async_trait]
impl Courier for Direct {
    async fn post(&self, parcel: &Parcel) -> Answer {
        let began = Instant::now();
        let response = self.ask(parcel).await;
        let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Answer { took_ms, response }
    }

    fn accepts(&self, url: &str) -> Result<(), String> {
        self.read(url).map(|_| ())
    }
}

fn headers(headers: &reqwest::header::HeaderMap) -> String {
    let lines: Vec<String> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    lines
        .join("\n")
        .chars()
        .take(HEADERS_CHARACTERS_MAX)
        .collect()
}

/// The beginning of an answer's body; the rest is left unread. A body that
/// breaks off counts as far as it came: the status was told before it.
async fn beginning(mut response: reqwest::Response) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < BODY_BYTES_MAX
        && let Ok(Some(chunk)) = response.chunk().await
    {
        bytes.extend_from_slice(&chunk);
    }
    bytes.truncate(BODY_BYTES_MAX);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A failure with its causes, without the address that it was about.
fn told(error: &reqwest::Error) -> String {
    let mut text = match error {
        error if error.is_timeout() => "it took too long".to_owned(),
        error if error.is_connect() => "no connection".to_owned(),
        _ => "the request failed".to_owned(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        text.push_str(": ");
        text.push_str(&source.to_string());
        cause = source.source();
    }
    text.chars().take(ERROR_CHARACTERS_MAX).collect()
}
