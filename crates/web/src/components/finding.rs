//! What readers noticed. Their messages are English and marked so; the first
//! words are in the visitor's language where the code is known.

use super::status;
use crate::session::Visit;
use domain::Finding;
use maud::{Markup, html};

/// Findings as a list.
pub(crate) fn findings(visit: &Visit, findings: &[Finding]) -> Markup {
    html! {
        @if !findings.is_empty() {
            ul.findings {
                @for finding in findings { li { (one(visit, finding)) } }
            }
        }
    }
}

fn one(visit: &Visit, finding: &Finding) -> Markup {
    let key = format!("finding-{}", finding.code.replace('.', "-"));
    html! {
        (status(visit, "severity", finding.severity.code()))
        " "
        @if let Some(words) = visit.text.known(&key) { strong { (words) } " " }
        span.finding-message lang="en" { (finding.message) }
        span.finding-where {
            code { (finding.code) }
            @if !finding.place.is_empty() { " · " code.place { (finding.place) } }
        }
    }
}
