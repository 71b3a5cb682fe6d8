//! Mail by SMTP (RFC 5321): where the server is, and handing letters to it.
//!
//! The server is named by a URL without a password: `smtps://user@host` with
//! TLS from the first byte (port 465), or `smtp://user@host` with STARTTLS,
//! without which nothing is sent (port 587). Only a server on this machine is
//! talked to without TLS (port 25). The password comes from the environment or
//! from a file, never from the command line, where everybody could read it.

mod address;
mod message;

use crate::arguments::Place;
use address::{Address, Safety};
use anyhow::{Context as _, bail};
use app::mail::{Mail, Mailer, NotSent, PORTAL_URL, Post};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the server may take for a letter, and how many of its bytes it has
/// to read in a second beside that. The library looks at the clock while it
/// connects, and not while it waits for an answer.
const LETTER_SECONDS_MAX: u64 = 30;
const BYTES_A_SECOND_MIN: usize = 64 * 1024;
/// Connections at once; they are used again for the next letters.
const CONNECTIONS_MAX: u32 = 2;
/// How long a connection is kept for the next letter.
const IDLE_SECONDS_MAX: u64 = 60;
/// Answers after which the same letter is never taken: the mailbox or its
/// name is none, is full for good, or the letter itself is refused (RFC 5321,
/// 4.2.3). Every other failure may be one of configuration.
const NEVER: [u16; 6] = [501, 550, 551, 552, 553, 554];

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// A mail server, and as whom to write.
pub(crate) struct Smtp {
    builder: AsyncSmtpTransportBuilder,
    transport: Mutex<Transport>,
    patience: Duration,
    from: Mailbox,
    place: String,
}

/// Where letters go, by what the command line says.
pub(crate) fn post(place: &Place) -> anyhow::Result<Post> {
    let portal = place.url.as_deref().unwrap_or(PORTAL_URL);
    let Some(url) = &place.smtp else {
        return Ok(Post::new(None, portal));
    };
    let password = match &place.smtp_password_file {
        Some(file) => {
            let read = std::fs::read_to_string(file);
            let read = read.with_context(|| format!("cannot read '{}'", file.display()))?;
            Some(read.trim_end_matches(['\r', '\n']).to_owned())
        }
        None => std::env::var("UTSYN_SMTP_PASSWORD").ok(),
    };
    let ca = match &place.smtp_ca {
        Some(file) => {
            let read = std::fs::read(file);
            Some(read.with_context(|| format!("cannot read '{}'", file.display()))?)
        }
        None => None,
    };
    let smtp = Smtp::new(url, password, place.mail_from.as_deref(), ca.as_deref())?;
    Ok(Post::new(Some(Arc::new(smtp)), portal))
}

impl Smtp {
    /// The server at this address.
    pub(crate) fn new(
        url: &str,
        password: Option<String>,
        from: Option<&str>,
        ca: Option<&[u8]>,
    ) -> anyhow::Result<Self> {
        let patience = Duration::from_secs(LETTER_SECONDS_MAX);
        Self::at(Address::parse(url)?, password, from, (ca, patience))
    }

    fn at(
        address: Address,
        password: Option<String>,
        from: Option<&str>,
        (ca, patience): (Option<&[u8]>, Duration),
    ) -> anyhow::Result<Self> {
        let place = address.place();
        let from = match from {
            Some(from) => from.to_owned(),
            None => address.sender(),
        };
        let from: Mailbox = from.parse().with_context(|| {
            format!("'{from}' cannot be the sender of mail; say who with --mail-from")
        })?;
        let builder = transport(address, password, ca, patience)?;
        Ok(Self {
            transport: Mutex::new(builder.clone().build()),
            builder,
            patience,
            from,
            place,
        })
    }

    fn transport(&self) -> MutexGuard<'_, Transport> {
        self.transport
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn transport(
    address: Address,
    password: Option<String>,
    ca: Option<&[u8]>,
    patience: Duration,
) -> anyhow::Result<AsyncSmtpTransportBuilder> {
    let host = address.host.as_str();
    let tls = match address.safety {
        Safety::Tls => Tls::Wrapper(trusting(host, ca)?),
        Safety::StartTls => Tls::Required(trusting(host, ca)?),
        Safety::Plain => Tls::None,
    };
    // What makes it dangerous, that nothing is encrypted, is said above.
    let builder = Transport::builder_dangerous(host).tls(tls);
    let pool = PoolConfig::new()
        .max_size(CONNECTIONS_MAX)
        .idle_timeout(Duration::from_secs(IDLE_SECONDS_MAX));
    let builder = builder
        .port(address.port)
        .timeout(Some(patience))
        .pool_config(pool);
    Ok(match (address.user, password) {
        (Some(user), Some(password)) => builder.credentials(Credentials::new(user, password)),
        (Some(user), None) => bail!(
            "the mail server knows us as '{user}', but there is no password; put it into \
             UTSYN_SMTP_PASSWORD, or into a file named with --smtp-password-file"
        ),
        (None, _) => builder,
    })
}

/// TLS with a server that the system's authorities vouch for, or this one.
fn trusting(host: &str, ca: Option<&[u8]>) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(ca) = ca {
        let none = "the authority for the mail server is not a certificate in PEM";
        // A file with nothing in it is taken for none at all.
        CertificateDer::from_pem_slice(ca).context(none)?;
        builder = builder.add_root_certificate(Certificate::from_pem(ca).context(none)?);
    }
    Ok(builder.build_rustls()?)
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), NotSent> {
        let message = message::compose(mail, &self.from)?;
        let reading = (mail.letter.size() / BYTES_A_SECOND_MIN) as u64;
        let limit = self.patience + Duration::from_secs(reading);
        let transport = self.transport().clone();
        match tokio::time::timeout(limit, transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(reason(&error)),
            Err(_) => {
                // An answer that comes late would be taken for that to the next
                // letter, so no connection is used again.
                *self.transport() = self.builder.clone().build();
                Err(NotSent::Away("the mail server took too long".to_owned()))
            }
        }
    }

    fn place(&self) -> String {
        self.place.clone()
    }
}

fn reason(error: &lettre::transport::smtp::Error) -> NotSent {
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        let more = source.to_string();
        if !told.contains(&more) {
            told = format!("{told}: {more}");
        }
        cause = source.source();
    }
    match error.status().map(u16::from) {
        Some(code) if NEVER.contains(&code) => NotSent::Refused(told),
        // 421 is the server's way to say that it is closing; 530 to 538 are
        // about who we are, and hold for every letter.
        Some(421 | 530..=538) | None => NotSent::Away(told),
        Some(_) => NotSent::Later(told),
    }
}

#[cfg(test)]
mod tests;
