//! The choice of columns: ticks, and buttons that move a column up or down,
//! so that the keyboard can do it.

use super::edit::SET;
use super::list::ListView;
use crate::page::hidden;
use crate::paths;
use crate::query::Query;
use app::documents::Column;
use maud::{Markup, html};
use render::{Icon, icon};

/// The form. It stays open, with the focus on the button that was used, while
/// columns are moved.
pub(super) fn chooser(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let moved = list.visit.query.get("moved");
    html! {
        details.menu.columns name="tools" open[moved.is_some()] {
            summary { span { (text.say("columns")) } (icon(Icon::ChevronDown)) }
            form.menu-body action=(paths::DOCUMENTS) method="get" {
                (hidden(&keep(list)))
                input type="hidden" name=(SET) value="columns";
                fieldset {
                    legend { (text.say("columns-legend")) }
                    // The first submit button is what Enter presses.
                    button.visually-hidden type="submit" tabindex="-1" aria-hidden="true" {}
                    ul.ticks { @for column in in_order(list) { (line(list, column, moved)) } }
                }
                div.actions {
                    button.primary type="submit" { (text.say("columns-show")) }
                    button type="submit" name="reset" value="1" { (text.say("columns-reset")) }
                }
            }
        }
    }
}

/// The view without its columns, which the form asks for anew.
fn keep(list: &ListView<'_>) -> Query {
    list.state.showing(Vec::new()).query()
}

/// The columns shown, in their order, then the others.
fn in_order(list: &ListView<'_>) -> Vec<Column> {
    let shown = list.state.columns();
    let others = Column::ALL.iter().filter(|column| !shown.contains(column));
    shown.iter().chain(others).copied().collect()
}

fn line(list: &ListView<'_>, column: Column, moved: Option<&str>) -> Markup {
    let text = &list.visit.text;
    let name = text.word("column", column.code());
    let shown = list.state.columns();
    let place = shown.iter().position(|known| *known == column);
    html! {
        li {
            label.tick {
                input type="checkbox" name="column" value=(column.code()) checked[place.is_some()];
                span { (name) }
            }
            @if let Some(place) = place {
                span.movers {
                    (mover(list, column, "up", place > 0, moved))
                    (mover(list, column, "down", place + 1 < shown.len(), moved))
                }
            }
        }
    }
}

fn mover(
    list: &ListView<'_>,
    column: Column,
    direction: &str,
    can_move: bool,
    moved: Option<&str>,
) -> Markup {
    let text = &list.visit.text;
    let value = format!("{direction}:{}", column.code());
    let name = text.word("column", column.code());
    let label = text.fill(&format!("columns-{direction}"), &[("column", name.into())]);
    let was_used = moved == Some(value.as_str());
    html! {
        @if can_move || was_used {
            button.icon-button.(direction) type="submit" name="move" value=(value) autofocus[was_used] {
                (icon(Icon::ChevronDown))
                span.visually-hidden { (label) }
            }
        } @else {
            span.icon-button.is-still aria-hidden="true" {}
        }
    }
}
