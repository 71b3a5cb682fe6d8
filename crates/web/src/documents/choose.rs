//! Choosing rows of the list, one by one, a page, or all that the filter
//! selects, to do something to them. The boxes stand in the table and belong
//! to a form above it, so no script is needed.

use super::list::ListView;
use super::saved;
use crate::components::failed;
use crate::page::hidden;
use crate::paths;
use app::bulks::BulkAction;
use app::documents::Row;
use maud::{Markup, html};

/// The form that the boxes belong to.
const FORM: &str = "choose";
/// The key in the URL that says what is chosen from the start.
const PICK: &str = "pick";
/// The value of the key where a box is ticked.
pub(crate) const DOCUMENT: &str = "d";

/// What is chosen when the page opens.
#[derive(PartialEq, Eq)]
enum Picked {
    Nothing,
    Page,
    All,
}

fn picked(list: &ListView<'_>) -> Picked {
    match list.visit.query.get(PICK) {
        Some("page") => Picked::Page,
        Some("all") => Picked::All,
        _ => Picked::Nothing,
    }
}

/// What the visitor may do to many documents.
fn actions(list: &ListView<'_>) -> Vec<&'static str> {
    let may = |code: &&str| BulkAction::right_of(code).is_some_and(|right| list.visit.may(right));
    BulkAction::CODES.into_iter().filter(may).collect()
}

/// The form: what is chosen, and what to do with it.
pub(super) fn form(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let actions = actions(list);
    let missed = list.visit.query.get("said") == Some("bulk-none");
    let picked = picked(list);
    let state = list.state.filtered(list.state.filter.clone());
    html! {
        @if !actions.is_empty() {
            @if missed {
                (failed("bulk-none", &text.say("bulk-none-title"), &html! { p { (text.say("bulk-none")) } }))
            }
            form.choose id=(FORM) action=(paths::BULK_NEW) method="get" {
                (hidden(&state.query()))
                @if picked == Picked::All { input type="hidden" name="all" value="1"; }
                (said(list, &picked))
                label for="bulk-action" { (text.say("bulk-with-chosen")) }
                select #bulk-action name="action" {
                    @for code in &actions { option value=(code) { (text.word("bulk-action", code)) } }
                }
                button type="submit" { (text.say("bulk-go-on")) }
            }
        }
    }
}

/// What is chosen, and the way to more of it.
fn said(list: &ListView<'_>, picked: &Picked) -> Markup {
    let text = &list.visit.text;
    let at = |pick: Option<&str>| match pick {
        Some(pick) => paths::documents(&list.state.query().with(PICK, pick)),
        None => saved::exactly(list.state.query()),
    };
    let count = |number: u64| list.visit.formats.count(number);
    let (shown, total) = (list.found.rows.len() as u64, list.found.total);
    let all = text.fill("bulk-pick-all", &[("count", count(total).into())]);
    html! {
        p {
            @match picked {
                Picked::Nothing => a href=(at(Some("page"))) { (text.say("bulk-pick-page")) },
                Picked::Page => {
                    (text.fill("bulk-picked-page", &[("count", count(shown).into())])) " "
                    @if total > shown { a href=(at(Some("all"))) { (all) } }
                    @else { a href=(at(None)) { (text.say("bulk-pick-none")) } }
                }
                Picked::All => {
                    (text.fill("bulk-picked-all", &[("count", count(total).into())])) " "
                    a href=(at(None)) { (text.say("bulk-pick-none")) }
                }
            }
        }
    }
}

/// The head of the column of boxes.
pub(super) fn heading(list: &ListView<'_>) -> Markup {
    html! {
        @if !actions(list).is_empty() {
            th scope="col" { span.visually-hidden { (list.visit.text.say("bulk-chosen")) } }
        }
    }
}

/// The box of a row.
pub(super) fn cell(list: &ListView<'_>, row: &Row) -> Markup {
    let label = list.visit.text.fill(
        "bulk-choose",
        &[("number", row.head.number.as_str().into())],
    );
    html! {
        @if !actions(list).is_empty() {
            td {
                input type="checkbox" name=(DOCUMENT) value=(row.head.id) form=(FORM)
                    aria-label=(label) checked[picked(list) != Picked::Nothing];
            }
        }
    }
}
