//! How often a key may ask: so many requests a minute, counted on this node.
//! One system that runs wild takes no other's turn.
//!
//! The headers are those of the draft "RateLimit header fields for HTTP"
//! (draft-ietf-httpapi-ratelimit-headers-10 and later).

use crate::caller::Identified;
use crate::problem::Fault;
use app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::ApiKeyId;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Requests a minute where nobody said otherwise: a hundred a second, more
/// than a system needs that hands in its invoices one by one.
pub const REQUESTS_A_MINUTE: u32 = 6_000;
/// What requests are counted over.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// Keys whose requests are counted; beyond it those whose minute is over go.
const KEYS_MAX: usize = 10_000;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Requests of each key in its present minute.
pub(crate) struct Limits {
    app: Arc<App>,
    quota: u32,
    counted: Mutex<HashMap<ApiKeyId, Minute>>,
}

#[derive(Clone, Copy)]
struct Minute {
    began_at: Timestamp,
    requests: u32,
}

/// How a request stands to the limit.
struct Standing {
    left: u32,
    seconds: i64,
    is_over: bool,
}

impl Limits {
    /// So many requests a minute for each key.
    pub(crate) fn new(app: Arc<App>, quota: u32) -> Self {
        Self {
            app,
            quota,
            counted: Mutex::default(),
        }
    }

    fn count(&self, key: ApiKeyId) -> Standing {
        let now = self.app.now();
        let is_over = |minute: &Minute| now.duration_since(minute.began_at) >= WINDOW;
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= KEYS_MAX {
            counted.retain(|_, minute| !is_over(minute));
        }
        let anew = Minute {
            began_at: now,
            requests: 0,
        };
        let minute = counted.entry(key).or_insert(anew);
        if is_over(minute) {
            *minute = anew;
        }
        minute.requests = minute.requests.saturating_add(1);
        let passed = now.duration_since(minute.began_at).as_secs();
        Standing {
            left: self.quota.saturating_sub(minute.requests),
            seconds: (WINDOW.as_secs() - passed).max(1),
            is_over: minute.requests > self.quota,
        }
    }
}

/// Counts the request of a key, and turns it away beyond the limit.
pub(crate) async fn limit(
    State(limits): State<Arc<Limits>>,
    request: Request,
    next: Next,
) -> Response {
    let key = Identified::of(request.extensions()).map(|opened| opened.id);
    let Some(key) = key else {
        return next.run(request).await;
    };
    let standing = limits.count(key);
    let mut response = match standing.is_over {
        true => Fault::TooMany.into_response(),
        false => next.run(request).await,
    };
    standing.tell(limits.quota, response.headers_mut());
    response
}

impl Standing {
    fn tell(&self, quota: u32, headers: &mut HeaderMap) {
        let policy = format!("\"key\";q={quota};w={}", WINDOW.as_secs());
        let limit = format!("\"key\";r={};t={}", self.left, self.seconds);
        let value = |text: &str| HeaderValue::from_str(text).expect("digits and signs");
        headers.insert(POLICY, value(&policy));
        headers.insert(LIMIT, value(&limit));
        if self.is_over {
            headers.insert(header::RETRY_AFTER, value(&self.seconds.to_string()));
        }
    }
}
