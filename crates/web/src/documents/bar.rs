//! What stands above the list: the filters as chips, the columns, the export.

use super::list::ListView;
use super::{chip, columns, picture};
use crate::paths;
use domain::filter::Key;
use maud::{Markup, html};
use render::{Icon, icon};

/// Keys that are suggested from the start, in this order.
const SUGGESTED: [Key; 10] = [
    Key::Company,
    Key::Received,
    Key::Channel,
    Key::Delivery,
    Key::Recipient,
    Key::Payment,
    Key::Due,
    Key::Amount,
    Key::Kind,
    Key::Reason,
];

/// Keys that are asked for less often.
const MORE: [Key; 8] = [
    Key::Customer,
    Key::Issued,
    Key::Paid,
    Key::PaidBy,
    Key::Has,
    Key::Currency,
    Key::Batch,
    Key::Processing,
];

/// The filter: what is asked for, then what could be.
pub(super) fn filters(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let is_asked = |key: Key| list.state.filter.terms_of(key).next().is_some();
    let added = list
        .visit
        .query
        .get("add")
        .and_then(|key| key.parse::<Key>().ok());
    let suggested = SUGGESTED
        .into_iter()
        .chain(added.filter(|key| MORE.contains(key)));
    html! {
        section.filters aria-label=(text.say("filters-label")) {
            ul.chips {
                @for term in list.state.chips() { (chip::active(list, term)) }
                @if list.state.filter.terms.len() > 1 {
                    li { a.drop-all href=(paths::documents(&list.state.filtered(Default::default()).query())) { (text.say("filters-drop-all")) } }
                }
                @for key in suggested.filter(|key| !is_asked(*key)) {
                    (chip::suggested(list, key, added == Some(key)))
                }
                (more(list, &is_asked))
            }
        }
    }
}

/// Keys that appear as a chip when they are chosen.
fn more(list: &ListView<'_>, is_asked: &dyn Fn(Key) -> bool) -> Markup {
    let text = &list.visit.text;
    html! {
        li.chip {
            details name="filter" {
                summary { span.chip-key { (text.say("filters-more")) } (icon(Icon::ChevronDown)) }
                div.chip-body {
                    ul.spans {
                        @for key in MORE.into_iter().filter(|key| !is_asked(*key)) {
                            @let query = list.state.query().with("add", key.code());
                            li { a href=(paths::documents(&query)) { (text.word("key", key.code())) } }
                        }
                    }
                }
            }
        }
    }
}

/// The columns and the export.
pub(super) fn tools(list: &ListView<'_>) -> Markup {
    html! {
        div.tools {
            (picture::switch(list))
            (columns::chooser(list))
            (export(list))
        }
    }
}

fn export(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let query = list.state.query();
    let href = |flavour: &str| paths::with(paths::EXPORT, &query.clone().with("flavour", flavour));
    html! {
        details.menu name="tools" {
            summary { (icon(Icon::Download)) span { (text.say("export")) } (icon(Icon::ChevronDown)) }
            div.menu-body {
                p.muted {
                    (text.fill("export-about", &[
                        ("count", list.found.total.into()),
                        ("shown", list.visit.formats.count(list.found.total).into()),
                    ]))
                }
                ul {
                    li { a href=(href("spreadsheet")) download { (text.say("export-spreadsheet")) } p.hint { (text.say("export-spreadsheet-hint")) } }
                    li { a href=(href("machine")) download { (text.say("export-machine")) } p.hint { (text.say("export-machine-hint")) } }
                }
            }
        }
    }
}
