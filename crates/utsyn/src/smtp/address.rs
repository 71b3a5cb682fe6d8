//! The URL of a mail server.

use anyhow::{Context as _, bail};
use axum::http::Uri;

/// How a connection is kept from being read on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Safety {
    /// TLS from the first byte.
    Tls,
    /// TLS after the greeting, or nothing is sent.
    StartTls,
    /// None, for a server on this machine.
    Plain,
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) safety: Safety,
    pub(super) user: Option<String>,
    pub(super) host: String,
    pub(super) port: u16,
}

impl Address {
    pub(super) fn parse(url: &str) -> anyhow::Result<Self> {
        // The URL is not repeated in the message: it may hold a password.
        let form = "a mail server is written smtp://user@host:port or smtps://user@host:port";
        let uri: Uri = url.parse().context(form)?;
        let authority = uri.authority().context(form)?;
        let host = authority.host().to_owned();
        let safety = match uri.scheme_str() {
            Some("smtps") => Safety::Tls,
            Some("smtp") if is_here(&host) => Safety::Plain,
            Some("smtp") => Safety::StartTls,
            _ => bail!(form),
        };
        let user = match authority.as_str().rsplit_once('@') {
            Some((user, _)) if user.contains(':') => bail!(
                "the address of the mail server holds a password, which others can read on the \
                 command line; put it into UTSYN_SMTP_PASSWORD or a file instead"
            ),
            Some((user, _)) => Some(decoded(user).context(form)?),
            None => None,
        };
        let usual = match safety {
            Safety::Tls => 465,
            Safety::StartTls => 587,
            Safety::Plain => 25,
        };
        Ok(Self {
            safety,
            user,
            port: authority.port_u16().unwrap_or(usual),
            host,
        })
    }

    /// What people call it by.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Who writes, where nobody says otherwise.
    pub(super) fn sender(&self) -> String {
        match &self.user {
            Some(user) if user.contains('@') => format!("Utsyn <{user}>"),
            _ => format!("Utsyn <utsyn@{}>", self.host),
        }
    }
}

fn is_here(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// A part of a URL as it is meant; `None` where it is no text.
fn decoded(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .ok()
        .map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> Address {
        Address::parse(url).unwrap()
    }

    #[test]
    fn only_a_server_on_this_machine_is_talked_to_without_tls() {
        for (url, safety, port) in [
            ("smtps://mail.nord.example", Safety::Tls, 465),
            ("smtp://mail.nord.example", Safety::StartTls, 587),
            ("smtp://mail.nord.example:25", Safety::StartTls, 25),
            ("smtp://localhost", Safety::Plain, 25),
            ("smtp://127.0.0.1:2525", Safety::Plain, 2525),
        ] {
            let address = parsed(url);
            assert_eq!((address.safety, address.port), (safety, port), "{url}");
        }
    }

    #[test]
    fn the_user_may_be_an_address() {
        let address = parsed("smtps://rapport%40nord.example@mail.nord.example:2465");
        assert_eq!(address.user.as_deref(), Some("rapport@nord.example"));
        assert_eq!(address.place(), "mail.nord.example:2465");
        assert_eq!(address.sender(), "Utsyn <rapport@nord.example>");
        let plain = parsed("smtp://mail.nord.example");
        assert_eq!(plain.sender(), "Utsyn <utsyn@mail.nord.example>");
    }

    #[test]
    fn a_password_on_the_command_line_is_refused_without_repeating_it() {
        let error = Address::parse("smtps://kari:hemmelig@mail.nord.example").unwrap_err();
        let told = format!("{error:#}");
        assert!(told.contains("UTSYN_SMTP_PASSWORD"), "{told}");
        assert!(!told.contains("hemmelig"), "{told}");
        for odd in ["mail.nord.example", "https://mail.nord.example", "smtp:///"] {
            assert!(Address::parse(odd).is_err(), "{odd}");
        }
    }
}
