//! Whose view of a link counts as the recipient's.
//!
//! A document is called opened only when a browser, having read the page, has
//! also fetched the small picture on it. What looks at links without anybody
//! asking (programs that scan mail, chat programs that draw a preview,
//! browsers that read ahead) mostly reads the page alone, and says by its
//! name what it is. To count too little is a view that is missing; to count
//! too much is evidence of what never happened.

use domain::{Attempt, Channel, OrganisationId};
use jiff::{SignedDuration, Timestamp};

/// What programs that look at links by themselves have in their names.
const PROGRAMS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "preview",
    "scan",
    "slurp",
    "monitor",
    "fetcher",
    "validator",
    "facebookexternalhit",
    "facebookcatalog",
    "whatsapp",
    "telegram",
    "slack",
    "discord",
    "skype",
    "microsoft office",
    "ms-office",
    "msoffice",
    "googleimageproxy",
    "google-safety",
    "google-read-aloud",
    "barracuda",
    "proofpoint",
    "mimecast",
    "ironport",
    "ciscosecure",
    "safelinks",
    "trendmicro",
    "tmes",
    "fortinet",
    "sophos",
    "zscaler",
    "symantec",
    "kaspersky",
    "phantomjs",
    "python",
    "curl",
    "wget",
    "okhttp",
    "httpclient",
    "go-http",
    "libwww",
    "node-fetch",
    "axios",
    "java/",
];
/// How every browser begins its name.
const BROWSER: &str = "Mozilla/";
/// Mail gateways follow the links of a message with browsers of their own
/// while they take it in. Nobody reads their mail that soon.
const SCANNED: SignedDuration = SignedDuration::from_secs(60);

/// Who asks for the small picture on a link's page.
#[derive(Debug, Clone, Default)]
pub struct Viewer {
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// Whether a browser reads ahead, rather than a person looks.
    pub is_ahead: bool,
    /// Whether only the headers are asked for.
    pub is_head: bool,
    /// What for (`Sec-Fetch-Dest`), where the browser says.
    pub destination: Option<String>,
    /// From where (`Sec-Fetch-Site`), where the browser says.
    pub site: Option<String>,
    /// The organisation that the viewer is signed in to.
    pub signed_in: Option<OrganisationId>,
}

impl Viewer {
    /// Whether it is a recipient who looks, as far as the request tells.
    pub(super) fn counts(&self, organisation: OrganisationId) -> bool {
        let asked_by_page = is_or_absent(self.destination.as_deref(), "image")
            && is_or_absent(self.site.as_deref(), "same-origin");
        let is_own = self.signed_in == Some(organisation);
        asked_by_page && !self.is_head && !self.is_ahead && !is_own && self.is_browser()
    }

    fn is_browser(&self) -> bool {
        let agent = self.agent.as_deref().unwrap_or_default();
        let small = agent.to_lowercase();
        let is_program = PROGRAMS.iter().any(|program| small.contains(program));
        agent.starts_with(BROWSER) && !is_program
    }
}

/// Browsers of before 2023 say neither.
fn is_or_absent(said: Option<&str>, expected: &str) -> bool {
    said.is_none_or(|said| said == expected)
}

/// Whether the message that carries a link is being taken in by a mail gateway.
pub(super) fn is_being_scanned(carrier: Channel, attempts: &[Attempt], now: Timestamp) -> bool {
    let by_mail = attempts
        .iter()
        .filter(|attempt| attempt.key.channel == Channel::Email);
    carrier == Channel::Email
        && by_mail
            .filter_map(|attempt| attempt.sent_at)
            .any(|sent_at| sent_at <= now && now.duration_since(sent_at) < SCANNED)
}

#[cfg(test)]
mod tests;
