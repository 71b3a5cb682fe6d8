//! The forms of the list that change its view. Each answers with the URL of
//! the view that it leads to, so that every view has one address.

use super::state::{ListState, NotUnderstood};
use crate::query::Query;
use app::documents::Column;
use domain::filter::{Filter, FilterError, Key};

/// The field that says which form was sent.
pub(crate) const SET: &str = "set";

/// What a form leads to.
pub(crate) enum Edited {
    /// Another view.
    View(Query),
    /// What was written is not understood; the view stays, and the text too.
    Not(NotUnderstood),
}

/// The view that a form leads to; `None` where no form was sent.
pub(crate) fn edited(state: &ListState, query: &Query) -> Option<Edited> {
    Some(match query.get(SET)? {
        "query" => searched(state, query.get("query").unwrap_or_default()),
        "filter" => filtered(state, query),
        "columns" => Edited::View(columns(state, query)),
        _ => Edited::View(state.query()),
    })
}

/// Text is replaced; of each key that is written, all terms are.
fn searched(state: &ListState, written: &str) -> Edited {
    let typed = match Filter::parse(written) {
        Ok(typed) => typed,
        Err(error) => return not(written, error),
    };
    let mut filter = state.filter.without(Key::Q);
    for term in &typed.terms {
        filter = filter.without(term.test.key());
    }
    filter.terms.extend(typed.terms);
    Edited::View(state.filtered(filter).query())
}

/// The form behind a chip: its key's terms have been read with the others;
/// what is left are the parts of spans and the choice of "is not".
fn filtered(state: &ListState, query: &Query) -> Edited {
    let Some(key) = query.get("key").and_then(|key| key.parse::<Key>().ok()) else {
        return Edited::View(state.query());
    };
    let mut filter = state.filter.clone();
    let (from, to) = (query.get("from"), query.get("to"));
    if let Some(span) = span(from.unwrap_or_default(), to.unwrap_or_default()) {
        match Filter::from_pairs([(key.code(), span.as_str())]) {
            Ok(span) => filter.terms.extend(span.terms),
            Err(error) => return not(&span, error),
        }
    }
    if query.get("not").is_some() {
        let own = filter
            .terms
            .iter_mut()
            .filter(|term| term.test.key() == key);
        own.for_each(|term| term.negated = true);
    }
    Edited::View(state.filtered(filter).query())
}

/// The two fields of a span in the filter language.
fn span(from: &str, to: &str) -> Option<String> {
    match (from.trim(), to.trim()) {
        ("", "") => None,
        (from, to) if from == to => Some(from.to_owned()),
        (from, to) => Some(format!("{from}..{to}")),
    }
}

fn not(written: &str, error: FilterError) -> Edited {
    Edited::Not(NotUnderstood {
        written: written.to_owned(),
        error,
    })
}

/// The columns that were ticked, in the order they had, the moved one moved.
/// The form stays open after a move, with the focus where it was.
fn columns(state: &ListState, query: &Query) -> Query {
    if query.get("reset").is_some() {
        return state.showing(Vec::new()).query();
    }
    let mut chosen: Vec<Column> = query.all("column").filter_map(Column::from_code).collect();
    chosen.dedup();
    let moved = query
        .get("move")
        .and_then(|written| written.split_once(':'));
    let Some((direction, code)) = moved else {
        return state.showing(chosen).query();
    };
    let at = chosen.iter().position(|column| column.code() == code);
    if let Some(at) = at {
        let to = if direction == "up" {
            at.saturating_sub(1)
        } else {
            at + 1
        };
        if to < chosen.len() {
            chosen.swap(at, to);
        }
    }
    state
        .showing(chosen)
        .query()
        .with("moved", format!("{direction}:{code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(query: &str) -> Result<String, String> {
        let query = Query::parse(query);
        let (state, _) = ListState::read(&query);
        match edited(&state, &query).expect("a form") {
            Edited::View(query) => Ok(query.to_string()),
            Edited::Not(not) => Err(not.written),
        }
    }

    #[test]
    fn the_box_replaces_its_text_and_the_keys_written_in_it() {
        let kept = "q=old&channel=efaktura&delivery=failed&sort=due";
        let typed = edit(&format!("{kept}&set=query&query=kanal:ehf+nord"));
        assert_eq!(
            typed.as_deref(),
            Ok("delivery=failed&channel=ehf&q=nord&sort=due")
        );
        let emptied = edit(&format!("{kept}&set=query&query="));
        assert_eq!(
            emptied.as_deref(),
            Ok("channel=efaktura&delivery=failed&sort=due")
        );
    }

    #[test]
    fn both_languages_are_understood_in_the_box() {
        let typed = edit(
            "set=query&query=status:feilet+kanal:ehf,efaktura+-selskap:%22X%22+bel%C3%B8p:%3E10000",
        );
        assert_eq!(
            typed.as_deref(),
            Ok("delivery=failed&channel=ehf,efaktura&-company=X&amount=%3E10000")
        );
    }

    #[test]
    fn what_is_not_understood_comes_back_as_written() {
        assert_eq!(
            edit("channel=ehf&set=query&query=kanl:ehf"),
            Err("kanl:ehf".to_owned())
        );
        assert_eq!(
            edit("set=filter&key=amount&from=abc&to="),
            Err("abc..".to_owned())
        );
    }

    #[test]
    fn spans_are_put_together() {
        assert_eq!(
            edit("set=filter&key=due&from=2026-10-01&to=2026-10-31").as_deref(),
            Ok("due=2026-10-01..2026-10-31")
        );
        assert_eq!(
            edit("set=filter&key=due&from=2026-10-01&to=").as_deref(),
            Ok("due=2026-10-01..")
        );
        assert_eq!(edit("set=filter&key=due&from=&to=").as_deref(), Ok(""));
        assert_eq!(
            edit("set=filter&key=amount&from=100&to=100").as_deref(),
            Ok("amount=100")
        );
    }

    #[test]
    fn ticks_become_one_list_and_may_be_negated() {
        let ticked = edit("channel=ehf&channel=vipps&set=filter&key=channel&not=1");
        assert_eq!(ticked.as_deref(), Ok("-channel=ehf,vipps"));
    }

    #[test]
    fn columns_are_ticked_and_moved() {
        let chosen = edit("set=columns&column=number&column=due&column=kid");
        assert_eq!(chosen.as_deref(), Ok("columns=number,due,kid"));
        let moved = edit("set=columns&column=number&column=due&column=kid&move=up:kid");
        assert_eq!(moved.as_deref(), Ok("columns=number,kid,due&moved=up:kid"));
        let stuck = edit("set=columns&column=number&column=due&move=up:number");
        assert_eq!(stuck.as_deref(), Ok("columns=number,due&moved=up:number"));
        assert_eq!(edit("columns=due&set=columns&reset=1").as_deref(), Ok(""));
    }
}
