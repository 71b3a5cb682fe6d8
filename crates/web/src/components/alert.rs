//! Messages in the page: none of them goes away by itself.

use maud::{Markup, html};
use render::{Icon, icon};

/// That something was done.
pub(crate) fn said(message: &Markup) -> Markup {
    html! {
        div.notice role="status" {
            (icon(Icon::Paid))
            p { (message) }
        }
    }
}

/// That something went wrong, and why.
pub(crate) fn failed(id: &str, title: &str, message: &Markup) -> Markup {
    html! {
        div.alert role="alert" id=(id) {
            (icon(Icon::Failed))
            div {
                p { strong { (title) } }
                (message)
            }
        }
    }
}

/// That there is nothing here, and what can be done about it.
pub(crate) fn empty(title: &str, message: &Markup) -> Markup {
    html! {
        div.empty {
            h2 { (title) }
            (message)
        }
    }
}
