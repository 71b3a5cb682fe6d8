use super::Letter;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the portal is unless somebody says otherwise.
pub const PORTAL_URL: &str = "http://127.0.0.1:8080";
/// How long a mail server that did not answer is left alone, so that a queue
/// of letters does not keep every hand waiting for it.
const AWAY_FOR: SignedDuration = SignedDuration::from_secs(30);

/// A letter on its way out.
#[derive(Debug, Clone)]
pub struct Mail {
    /// What stands left of the `@` in its Message-ID; the same each time the
    /// letter is tried.
    pub message_word: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// What it says and to whom.
    pub letter: Letter,
    /// The link that ends getting such letters.
    pub unsubscribe: Option<String>,
    /// The organisation that writes it.
    pub organisation: String,
}

/// Why a letter was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The mail server will never take it: there is nobody of that name.
    #[error("{0}")]
    Refused(String),
    /// It did not take it now.
    #[error("{0}")]
    Later(String),
    /// It did not answer, or did not let us in; it need not be asked again at
    /// once about other letters.
    #[error("{0}")]
    Away(String),
}

/// Hands letters to a mail server.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Returns when the server has taken the letter.
    async fn send(&self, mail: &Mail) -> Result<(), NotSent>;
    /// What people call the server by; holds no secret.
    fn place(&self) -> String;
}

/// Where letters go out, and where the portal is that they point to.
pub struct Post {
    mailer: Option<Arc<dyn Mailer>>,
    portal: String,
    away: Mutex<Option<(Timestamp, String)>>,
}

impl Default for Post {
    fn default() -> Self {
        Self::new(None, PORTAL_URL)
    }
}

impl Post {
    /// Letters go to this mailer and point to the portal at this address; `None`
    /// where there is no mail server yet.
    pub fn new(mailer: Option<Arc<dyn Mailer>>, portal: &str) -> Self {
        Self {
            mailer,
            portal: portal.trim_end_matches('/').to_owned(),
            away: Mutex::default(),
        }
    }

    /// What people call the mail server by; `None` where there is none.
    pub fn place(&self) -> Option<String> {
        self.mailer.as_ref().map(|mailer| mailer.place())
    }

    pub(crate) fn portal(&self) -> &str {
        &self.portal
    }

    /// Hands a letter over, unless the server was away a moment ago.
    pub(super) async fn send(&self, mail: &Mail, now: Timestamp) -> Result<(), NotSent> {
        let Some(mailer) = &self.mailer else {
            return Err(NotSent::Away("no mail server is set up".to_owned()));
        };
        if let Some(why) = self.is_away(now) {
            return Err(NotSent::Away(why));
        }
        let sent = mailer.send(mail).await;
        if let Err(NotSent::Away(why)) = &sent {
            *self.remembered() = Some((now, why.clone()));
        }
        sent
    }

    fn is_away(&self, now: Timestamp) -> Option<String> {
        let remembered = self.remembered();
        let (since, why) = remembered.as_ref()?;
        (now.duration_since(*since).abs() < AWAY_FOR).then(|| why.clone())
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, Option<(Timestamp, String)>> {
        self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
