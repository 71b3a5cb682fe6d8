//! The view of a list: filter, order, columns and page. The URL is all of it.

use super::saved::Opened;
use crate::query::Query;
use app::documents::{Column, Search, Sort};
use app::views::{Shows, View};
use domain::filter::{Filter, FilterError, Key, Term, Test};

/// What a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListState {
    /// Which documents.
    pub(crate) filter: Filter,
    /// In which order.
    pub(crate) sort: Sort,
    /// Which columns, in their order; empty means the usual ones.
    columns: Vec<Column>,
    /// Whether each document is shown with a small picture of it.
    pub(crate) pictures: bool,
    /// Which page; `None` for the first.
    pub(crate) cursor: Option<String>,
    /// With which saved view it was opened.
    pub(crate) opened: Opened,
}

/// What of a URL is not understood.
#[derive(Debug, Clone)]
pub(crate) struct NotUnderstood {
    /// What was written, as it would stand in the query box.
    pub(crate) written: String,
    /// What is wrong with it.
    pub(crate) error: FilterError,
}

impl ListState {
    /// Reads a URL. What is understood of it is kept, and what is not is
    /// told: a list must never be wider than what was asked for.
    pub(crate) fn read(query: &Query) -> (Self, Vec<NotUnderstood>) {
        let mut faults = Vec::new();
        let mut good = Vec::new();
        for (key, value) in query.pairs().iter().filter(|(key, _)| Filter::is_key(key)) {
            match Filter::from_pairs([(key, value)]) {
                Ok(_) => good.push((key, value)),
                Err(error) => faults.push(NotUnderstood {
                    written: format!("{key}:{value}"),
                    error,
                }),
            }
        }
        let filter = Filter::from_pairs(good).unwrap_or_else(|error| {
            faults.push(NotUnderstood {
                written: String::new(),
                error,
            });
            Filter::default()
        });
        let state = Self {
            filter,
            sort: query
                .get("sort")
                .and_then(|sort| sort.parse().ok())
                .unwrap_or_default(),
            columns: read_columns(query.get("columns")),
            pictures: query.get("pictures") == Some("yes"),
            cursor: query.get("cursor").map(str::to_owned),
            opened: Opened::read(query),
        };
        (state, faults)
    }

    /// What a saved view shows.
    pub(crate) fn of(view: &View) -> Self {
        let shows = view.shows.clone();
        let state = Self {
            filter: shows.filter,
            sort: shows.sort,
            pictures: shows.pictures,
            opened: Opened::View(view.id),
            ..Self::default()
        };
        state.showing(shows.columns)
    }

    /// It as a view to save.
    pub(crate) fn shows(&self) -> Shows {
        Shows {
            filter: self.filter.clone(),
            sort: self.sort,
            columns: self.columns.clone(),
            pictures: self.pictures,
        }
    }

    /// Whether it shows the same as a view, in whatever order the filter was
    /// put together.
    pub(crate) fn is_as(&self, shows: &Shows) -> bool {
        let sorted = |filter: &Filter| {
            let mut pairs = filter.to_pairs();
            pairs.sort();
            pairs
        };
        let columns = match shows.columns.as_slice() {
            [] => Column::USUAL,
            columns => columns,
        };
        sorted(&self.filter) == sorted(&shows.filter)
            && self.sort == shows.sort
            && self.columns() == columns
            && self.pictures == shows.pictures
    }

    /// Writes the URL, without what goes without saying.
    pub(crate) fn query(&self) -> Query {
        let mut query = Query::default();
        for (key, value) in self.filter.to_pairs() {
            query.push(key, value);
        }
        self.push_view(&mut query);
        if let Some(cursor) = &self.cursor {
            query.push("cursor", cursor);
        }
        query
    }

    /// The query of a document opened from this list: it always names the
    /// order, which is how the document knows that it lies in a list.
    pub(crate) fn query_of_row(&self) -> Query {
        let query = self.query();
        match query.get("sort") {
            Some(_) => query,
            None => query.with("sort", self.sort.to_string()),
        }
    }

    fn push_view(&self, query: &mut Query) {
        if self.sort != Sort::default() {
            query.push("sort", self.sort.to_string());
        }
        if !self.columns.is_empty() {
            let codes: Vec<&str> = self.columns.iter().map(|column| column.code()).collect();
            query.push("columns", codes.join(","));
        }
        if self.pictures {
            query.push("pictures", "yes");
        }
        self.opened.push(query);
    }

    /// What to ask for.
    pub(crate) fn search(&self) -> Search {
        Search {
            filter: self.filter.clone(),
            sort: self.sort,
        }
    }

    /// The columns to show.
    pub(crate) fn columns(&self) -> &[Column] {
        match self.columns.as_slice() {
            [] => Column::USUAL,
            columns => columns,
        }
    }

    /// The same with another filter, from its first page on.
    pub(crate) fn filtered(&self, filter: Filter) -> Self {
        Self {
            filter,
            cursor: None,
            ..self.clone()
        }
    }

    /// The same in another order, from its first page on.
    pub(crate) fn sorted(&self, sort: Sort) -> Self {
        Self {
            sort,
            cursor: None,
            ..self.clone()
        }
    }

    /// The same on another page.
    pub(crate) fn at(&self, cursor: &str) -> Self {
        Self {
            cursor: Some(cursor.to_owned()),
            ..self.clone()
        }
    }

    /// The same with other columns.
    pub(crate) fn showing(&self, columns: Vec<Column>) -> Self {
        let is_usual = columns.as_slice() == Column::USUAL;
        Self {
            columns: if is_usual { Vec::new() } else { columns },
            ..self.clone()
        }
    }

    /// The same with small pictures, or without.
    pub(crate) fn with_pictures(&self, pictures: bool) -> Self {
        Self {
            pictures,
            ..self.clone()
        }
    }

    /// The rest of the view for a form that asks for the terms of a key anew.
    pub(crate) fn without(&self, key: Key) -> Query {
        self.filtered(self.filter.without(key)).query()
    }

    /// What of the filter the query box shows: text to search for. All else
    /// is shown as chips.
    pub(crate) fn text(&self) -> String {
        let terms: Vec<Term> = self.filter.terms_of(Key::Q).cloned().collect();
        Filter { terms }.to_string()
    }

    /// The terms shown as chips.
    pub(crate) fn chips(&self) -> impl Iterator<Item = &Term> {
        let is_text = |term: &&Term| matches!(term.test, Test::Text(_));
        self.filter.terms.iter().filter(move |term| !is_text(term))
    }

    /// The same without one term.
    pub(crate) fn dropping(&self, term: &Term) -> Self {
        let terms = self.filter.terms.iter().filter(|known| *known != term);
        self.filtered(Filter {
            terms: terms.cloned().collect(),
        })
    }
}

fn read_columns(written: Option<&str>) -> Vec<Column> {
    let mut columns = Vec::new();
    let codes = written.unwrap_or_default().split(',');
    for column in codes.filter_map(Column::from_code) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

#[cfg(test)]
mod tests;
