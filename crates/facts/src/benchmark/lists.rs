//! Questions that list.

use super::{Cell, Table};
use crate::{Facts, List, Sort, View};

/// Documents of a page.
const PAGE: usize = 50;

pub(super) fn filtered(facts: &Facts, view: &View) -> Table {
    let list = page(facts, view);
    let mut table = newest(&list);
    let facets = &list.facets;
    let mut add = |facet: &str, word: &str, count: u64| {
        table.push(vec![facet.into(), word.into(), count.into()]);
    };
    for (word, count) in &facets.channel {
        add("channel", word.code(), *count);
    }
    for (word, count) in &facets.payment {
        add("payment", word.code(), *count);
    }
    for (id, count) in &facets.company {
        add("company", &id.to_string(), *count);
    }
    table
}

pub(super) fn by_name(facts: &Facts, view: &View) -> Table {
    newest(&page(facts, view))
}

fn page(facts: &Facts, view: &View) -> List {
    let page = facts.list(view, Sort::default(), None, PAGE);
    page.unwrap_or_default()
}

fn newest(list: &List) -> Table {
    let total = vec![Cell::from("total"), list.total.into()];
    let ids = list.ids.iter().map(|id| vec![Cell::Text(id.to_string())]);
    std::iter::once(total).chain(ids).collect()
}
