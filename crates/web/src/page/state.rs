//! What holds on every page for a while: a role that is looked through, and a
//! session that is about to end.

use crate::form::token_field;
use crate::paths;
use crate::session::Visit;
use app::people::SignedIn;
use maud::{Markup, html};

/// That the portal is looked at through another role, and the way back.
pub(super) fn seen_as(visit: &Visit) -> Markup {
    let text = &visit.text;
    html! {
        @if let Some(role) = visit.seen_as() {
            form.state-banner action=(paths::SEEN_AS) method="post" {
                (token_field(visit))
                span { (text.fill("seen-as-banner", &[("role", text.word("role", role.code()).into())])) }
                button type="submit" name="role" value="" { (text.say("seen-as-stop")) }
            }
        }
    }
}

/// That the session is about to end. The script shows it in time; asking for
/// any page is what keeps a session, so staying is a link to this one.
pub(super) fn ends_soon(visit: &Visit, person: &SignedIn) -> Markup {
    let left_ms = person.ends_at.duration_since(visit.now).as_millis();
    html! {
        div.state-banner role="alert" hidden data-ends-in-ms=(left_ms) {
            span { (visit.text.say("session-ends-soon")) }
            a href=(visit.here()) data-stay { (visit.text.say("session-stay")) }
        }
    }
}
