//! What a balancer asks: whether the process lives, and whether it can answer.

use app::{App, upkeep};
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;
use std::time::Duration;

/// How long the database may take to answer. A balancer asks every few
/// seconds and gives up after about as many.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// The process lives. Asks nothing of anybody, so that a database that is
/// away has no node started anew.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The node can answer: its database does.
pub(crate) async fn ready(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    let answer = tokio::time::timeout(ANSWERS_WITHIN, upkeep::is_ready(&app)).await;
    match answer {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}
