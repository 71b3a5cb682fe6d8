use crate::text::Text;
use maud::{Markup, html};

/// The heading of a column, by its words in the locale.
pub(crate) fn heading(text: &Text, key: &str) -> Markup {
    html! { th scope="col" { (text.say(key)) } }
}
