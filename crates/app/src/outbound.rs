//! Questions to other systems whose answers the verbs need: the sign-in of an
//! organisation, for now. It comes in as an argument, so tests say what it is.

use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where to.
    pub url: String,
    /// What proves who asks, as the header `Authorization` has it.
    pub authorization: Option<String>,
    /// A form to send; without one the question only asks.
    pub form: Option<Vec<(&'static str, String)>>,
}

/// Asks other systems.
#[async_trait::async_trait]
pub trait Outbound: Send + Sync {
    /// Asks, and hands over the answer where it is a good one. Otherwise says
    /// why there is none, in English, for the log.
    async fn ask(&self, question: &Question) -> Result<Vec<u8>, String>;
}

/// Nobody is asked.
pub(crate) struct Silence;

#[async_trait::async_trait]
impl Outbound for Silence {
    async fn ask(&self, _: &Question) -> Result<Vec<u8>, String> {
        Err("nothing outside is asked here".to_owned())
    }
}

/// Asks over HTTPS, and in the clear only this machine. Follows nowhere else.
#[derive(Debug, Default)]
pub struct OverHttp {
    /// Made when it is needed, because that reads every certificate that the
    /// system trusts.
    client: OnceLock<Result<reqwest::Client, String>>,
}

impl OverHttp {
    fn client(&self) -> Result<&reqwest::Client, String> {
        let client = self.client.get_or_init(|| {
            // Somebody else may have installed the same before.
            let _ = rustls::crypto::ring::default_provider().install_default();
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .timeout(PATIENCE)
                .build()
                .map_err(|error| error.to_string())
        });
        client.as_ref().map_err(Clone::clone)
    }
}

#[async_trait::async_trait]
impl Outbound for OverHttp {
    async fn ask(&self, question: &Question) -> Result<Vec<u8>, String> {
        if !may_be_asked(&question.url) {
            return Err(format!("'{}' is not an address of HTTPS", question.url));
        }
        let answer = answer(self.client()?, question).await;
        let mut answer = answer.map_err(|error| error.to_string())?;
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| error.to_string())? {
            if bytes.len() + piece.len() > ANSWER_BYTES_MAX {
                return Err("the answer is too long".to_owned());
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }
}

async fn answer(
    client: &reqwest::Client,
    question: &Question,
) -> Result<reqwest::Response, reqwest::Error> {
    let request = match &question.form {
        Some(form) => {
            let kind = "application/x-www-form-urlencoded";
            let request = client.post(&question.url).body(written(form));
            request.header(reqwest::header::CONTENT_TYPE, kind)
        }
        None => client.get(&question.url),
    };
    let request = request.header(reqwest::header::ACCEPT, "application/json");
    let request = match &question.authorization {
        Some(value) => request.header(reqwest::header::AUTHORIZATION, value),
        None => request,
    };
    request.send().await?.error_for_status()
}

/// Whether an address is one of HTTPS, or of this machine.
pub(crate) fn may_be_asked(url: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(url) else {
        return false;
    };
    let is_here = url.host_str().is_some_and(|host| {
        let host = host.trim_matches(['[', ']']);
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    });
    let has_name = url.username().is_empty() && url.password().is_none();
    has_name && (url.scheme() == "https" || (url.scheme() == "http" && is_here))
}

/// A form as it goes over the wire.
pub(crate) fn written(form: &[(&'static str, String)]) -> String {
    let pairs = form
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Text as a value of a form or a query.
pub(crate) fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_encrypted_or_here_is_asked() {
        for url in [
            "https://id.example.no/a",
            "http://127.0.0.1:80/",
            "http://[::1]/",
            "http://localhost:9/",
        ] {
            assert!(may_be_asked(url), "{url}");
        }
        for url in [
            "http://id.example.no/",
            "ftp://localhost/",
            "https://a:b@id.example.no/",
            "id",
            "",
        ] {
            assert!(!may_be_asked(url), "{url}");
        }
    }
}
