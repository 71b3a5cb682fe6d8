//! Where the database is, and how far the way there is trusted.

use super::session::{NAME, TIMEOUT_CONNECT};
use crate::{Error, Result};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres_rustls::MakeRustlsConnect;

#[cfg(test)]
mod tests;

/// How long bytes may stay unconfirmed before the way is taken for cut.
const TIMEOUT_UNCONFIRMED: Duration = Duration::from_secs(10);
/// How long a silent connection is left before it is asked for a sign of life.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(15);

/// A parsed URL of a database.
pub(super) struct Address {
    pub(super) config: Config,
    pub(super) tls: Option<MakeRustlsConnect>,
}

/// What the URL says about encryption, beyond what the driver understands.
#[derive(Default)]
struct Wanted {
    mode: Option<String>,
    roots: Option<PathBuf>,
}

/// The host and the name of the database; never a password.
impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(name)) => name.clone(),
            Some(Host::Unix(path)) => path.display().to_string(),
            None => String::new(),
        };
        let name = self.config.get_dbname().unwrap_or_default();
        write!(f, "postgres://{host}/{name}")
    }
}

impl Address {
    /// Understands a URL. `sslmode=verify-full` encrypts and checks the
    /// server's certificate and name; so do `verify-ca` and `require`, because
    /// encryption towards nobody in particular protects from nobody. It is
    /// what holds without a word, except on this machine, where `disable`
    /// holds. `sslrootcert=FILE` names the certificates to trust, instead of
    /// the system's. Of several hosts the one that takes writes is used.
    pub(super) fn parse(url: &str) -> Result<Self> {
        let (plain, wanted) = split(url)?;
        let mut config: Config = plain.parse().map_err(|error: tokio_postgres::Error| {
            // The driver's words hold no part of the URL.
            told(format!("is not understood: {error}"))
        })?;
        if config.get_hosts().is_empty() {
            return Err(told("names no host".to_owned()));
        }
        let is_encrypted = match wanted.mode.as_deref() {
            Some("verify-full" | "verify-ca" | "require") => true,
            Some("disable") => false,
            None => !config.get_hosts().iter().all(is_here),
            Some(other) => {
                return Err(told(format!(
                    "says sslmode={other}; use verify-full, or disable where the way to the \
                     server is safe by itself"
                )));
            }
        };
        config
            .application_name(NAME)
            .connect_timeout(TIMEOUT_CONNECT)
            .tcp_user_timeout(TIMEOUT_UNCONFIRMED)
            .keepalives_idle(KEEPALIVE_IDLE)
            .ssl_mode(if is_encrypted {
                SslMode::Require
            } else {
                SslMode::Disable
            });
        if config.get_hosts().len() > 1 {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        let tls = match is_encrypted {
            true => Some(MakeRustlsConnect::new(trust(wanted.roots.as_deref())?)),
            false => None,
        };
        Ok(Self { config, tls })
    }
}

fn told(what: String) -> Error {
    Error::other(format!("the URL of the database {what}"))
}

/// Takes out of the URL what the driver does not understand.
fn split(url: &str) -> Result<(String, Wanted)> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(told("does not begin with postgres://".to_owned()));
    }
    let mut wanted = Wanted::default();
    let Some((plain, query)) = url.split_once('?') else {
        return Ok((url.to_owned(), wanted));
    };
    let mut kept = Vec::new();
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("sslmode", mode)) => wanted.mode = Some(mode.to_owned()),
            Some(("sslrootcert", file)) => wanted.roots = Some(file.replace("%2F", "/").into()),
            _ => kept.push(pair),
        }
    }
    let plain = match kept.is_empty() {
        true => plain.to_owned(),
        false => format!("{plain}?{}", kept.join("&")),
    };
    Ok((plain, wanted))
}

/// Whether a host is this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
    }
}

/// Certificates to trust: those of a file, or the system's.
fn trust(file: Option<&Path>) -> Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    match file {
        Some(file) => {
            let found = CertificateDer::pem_file_iter(file)
                .and_then(Iterator::collect::<std::result::Result<Vec<_>, _>>);
            let found =
                found.map_err(|error| told(format!("names '{}': {error}", file.display())))?;
            roots.add_parsable_certificates(found);
        }
        None => {
            let found = rustls_native_certs::load_native_certs();
            roots.add_parsable_certificates(found.certs);
        }
    }
    if roots.is_empty() {
        return Err(told(
            "asks for verification, but there is no certificate to trust; name one with \
             sslrootcert=FILE"
                .to_owned(),
        ));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder
        .with_safe_default_protocol_versions()
        .map_err(Error::other)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
