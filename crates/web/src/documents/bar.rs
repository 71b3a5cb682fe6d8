//! What stands above the list: the filters as chips, the columns, the export.

use super::list::ListView;
use super::state::ListState;
use super::value::Names;
use super::{chip, columns, picture, saved};
use crate::paths;
use crate::query::Query;
use crate::reports::of_list;
use crate::session::Visit;
use app::companies::Company;
use app::documents::Facets;
use domain::Right;
use domain::filter::{Filter, Key};
use maud::{Markup, html};
use render::{Icon, icon};

/// Keys that the list suggests from the start, in this order.
const SUGGESTED: &[Key] = &[
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
const MORE: &[Key] = &[
    Key::Customer,
    Key::Issued,
    Key::Paid,
    Key::PaidBy,
    Key::Has,
    Key::Currency,
    Key::Batch,
    Key::Processing,
];

/// The filters of a page, as chips: of the list, or of a page of figures.
pub(crate) struct Bar<'a> {
    pub(crate) visit: &'a Visit,
    /// The page, whose URL holds the filter.
    pub(crate) path: &'a str,
    pub(crate) state: &'a ListState,
    /// What else the URL holds, kept by every link and form.
    pub(crate) rest: &'a Query,
    pub(crate) companies: &'a [Company],
    pub(crate) names: &'a Names,
    pub(crate) facets: &'a Facets,
    /// Keys that are suggested from the start, and those that are one step away.
    pub(crate) suggested: &'a [Key],
    pub(crate) more: &'a [Key],
}

impl<'a> Bar<'a> {
    /// The bar over the list.
    pub(super) fn of_list(list: &'a ListView<'a>, rest: &'a Query) -> Self {
        Self {
            visit: list.visit,
            path: paths::DOCUMENTS,
            state: list.state,
            rest,
            companies: list.companies,
            names: &list.names,
            facets: &list.found.facets,
            suggested: SUGGESTED,
            more: MORE,
        }
    }

    /// The query of this page in another state.
    pub(super) fn query(&self, state: &ListState) -> Query {
        let mut query = state.query();
        for (key, value) in self.rest.pairs() {
            query.push(key, value);
        }
        query
    }

    /// This page in another state.
    pub(super) fn at(&self, state: &ListState) -> String {
        let query = self.query(state);
        match self.path {
            paths::DOCUMENTS => saved::exactly(query),
            path => paths::with(path, &query),
        }
    }

    /// This page with another filter.
    pub(super) fn filtered(&self, filter: Filter) -> String {
        self.at(&self.state.filtered(filter))
    }

    /// The rest of the view for a form that asks for the terms of a key anew.
    pub(super) fn without(&self, key: Key) -> Query {
        self.query(&self.state.filtered(self.state.filter.without(key)))
    }

    /// The filter: what is asked for, then what could be.
    pub(crate) fn render(&self) -> Markup {
        let text = &self.visit.text;
        let is_asked = |key: Key| self.state.filter.terms_of(key).next().is_some();
        let added = self
            .visit
            .query
            .get("add")
            .and_then(|key| key.parse::<Key>().ok());
        let suggested = self.suggested.iter().copied();
        let suggested = suggested.chain(added.filter(|key| self.more.contains(key)));
        html! {
            section.filters aria-label=(text.say("filters-label")) {
                ul.chips {
                    @for term in self.state.chips() { (chip::active(self, term)) }
                    @if self.state.filter.terms.len() > 1 {
                        li { a.drop-all href=(self.filtered(Filter::default())) { (text.say("filters-drop-all")) } }
                    }
                    @for key in suggested.filter(|key| !is_asked(*key)) {
                        (chip::suggested(self, key, added == Some(key)))
                    }
                    (self.others(&is_asked))
                }
            }
        }
    }

    /// Keys that appear as a chip when they are chosen.
    fn others(&self, is_asked: &dyn Fn(Key) -> bool) -> Markup {
        let text = &self.visit.text;
        html! {
            li.chip {
                details name="filter" {
                    summary { span.chip-key { (text.say("filters-more")) } (icon(Icon::ChevronDown)) }
                    div.chip-body {
                        ul.spans {
                            @for key in self.more.iter().filter(|key| !is_asked(**key)) {
                                @let query = self.query(self.state).with("add", key.code());
                                li { a href=(paths::with(self.path, &query)) { (text.word("key", key.code())) } }
                            }
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
            (saved::menu(list))
            (picture::switch(list))
            (columns::chooser(list))
            @if list.visit.may(Right::Export) { (export(list)) }
        }
    }
}

fn export(list: &ListView<'_>) -> Markup {
    let text = &list.visit.text;
    let query = list.state.query();
    let href = |flavour: &str| paths::with(paths::EXPORT, &query.clone().with("flavour", flavour));
    let file = |format: &str| paths::with(&paths::export(format), &query);
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
                    li { a href=(file("xlsx")) download { (text.say("export-xlsx")) } p.hint { (text.say("export-xlsx-hint")) } }
                    li { a href=(file("parquet")) download { (text.say("export-parquet")) } p.hint { (text.say("export-parquet-hint")) } }
                    li { a href=(file("ndjson")) download { (text.say("export-ndjson")) } p.hint { (text.say("export-ndjson-hint")) } }
                    @if list.visit.may(Right::Report) {
                        li { a href=(of_list(&list.state.filter, list.state.columns())) { (text.say("reports-of-view")) } p.hint { (text.say("reports-of-view-hint")) } }
                    }
                }
            }
        }
    }
}
