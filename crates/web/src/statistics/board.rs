//! A page of figures: its head, its filters, and the figures that are drawn
//! on it.

use super::compare;
use super::view::{Subject, View};
use crate::documents::{Bar, Edited, ListState, Names, edited, names, not_understood, term_words};
use crate::error_page::Failure;
use crate::page::{Page, Section as Place};
use crate::paths;
use crate::query::Query;
use crate::reports::of_figures;
use crate::session::{Person, Visit};
use app::App;
use app::annotations::{self, Annotation};
use app::documents::{Found, find};
use app::reports::Section;
use app::statistics::{Asked, Span};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Right;
use domain::filter::{Filter, Key, Term};
use jiff::civil::Date;
use maud::{Markup, html};
use render::chart::{Drawn, Frame};
use std::sync::{Mutex, PoisonError};

/// Keys that figures are filtered by from the start, in this order.
const SUGGESTED: &[Key] = &[
    Key::Company,
    Key::Channel,
    Key::Kind,
    Key::Received,
    Key::Issued,
    Key::Payment,
    Key::PaidBy,
];
/// Keys that are asked for less often.
const MORE: &[Key] = &[
    Key::Delivery,
    Key::Recipient,
    Key::Reason,
    Key::Customer,
    Key::Due,
    Key::Paid,
    Key::Amount,
    Key::Currency,
    Key::Batch,
    Key::Has,
];

/// What a report shows of a page of figures.
const fn sections_of(subject: Subject) -> &'static [Section] {
    match subject {
        Subject::Channels => &[Section::KeyFigures, Section::Channels, Section::OverTime],
        Subject::Behaviour => &[Section::Times, Section::Behaviour],
        Subject::Customers => &[Section::KeyFigures, Section::Behaviour],
        Subject::Errors => &[Section::Reasons, Section::Failed, Section::Rejected],
        Subject::Receivables => &[Section::Ageing],
    }
}

/// What a request for a page of figures leads to.
pub(crate) enum Opened<'a> {
    /// The page.
    Board(Box<Board<'a>>),
    /// Another answer: a form's redirect, or what is not understood.
    Instead(Response),
}

/// A page of figures.
pub(crate) struct Board<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) view: View,
    pub(crate) asked: Asked,
    pub(crate) today: Date,
    /// What happened, the latest first.
    pub(crate) annotations: Vec<Annotation>,
    /// How many documents there are, and how many each word would select.
    pub(crate) found: Found,
    names: Names,
    /// The one figure that is wanted as a file, and the file once it is drawn.
    file: Mutex<(Option<String>, Option<String>)>,
}

impl<'a> Board<'a> {
    /// Reads the URL, does what its forms ask for, and asks what is counted.
    pub(crate) async fn open(
        app: &App,
        person: &'a Person,
        subject: Subject,
    ) -> Result<Opened<'a>, Failure> {
        let (view, mut faults) = View::read(subject, &person.query);
        let mut written = None;
        match edited(&view.list, &person.query) {
            Some(Edited::View(query)) if faults.is_empty() => {
                let (state, _) = ListState::read(&query);
                let to = view.filtered(state.filter).href();
                return Ok(Opened::Instead(Redirect::to(&to).into_response()));
            }
            Some(Edited::Not(not)) => {
                written = Some(not.written.clone());
                faults.push(not);
            }
            _ => {}
        }
        if !faults.is_empty() {
            let page = not_understood(person, &view.list, written, &faults);
            return Ok(Opened::Instead(page));
        }
        let today = person.ctx().today();
        let asked = view.asked(today);
        let annotations = annotations::list(app, person.ctx()).await?;
        let counted = view.list.filtered(asked.filter.clone()).search();
        let found = find(app, person.ctx(), &counted, None, 1).await?;
        Ok(Opened::Board(Box::new(Self {
            visit: person,
            names: names(&view.list, &person.companies, &found.rows),
            view,
            asked,
            today,
            annotations,
            found,
            file: Mutex::new((person.query.get("csv").map(str::to_owned), None)),
        })))
    }

    /// The words that a figure needs around it.
    pub(crate) fn frame(&self, id: &str, anchor: &str) -> Frame {
        let csv = self.view.query().with("csv", id);
        Frame {
            id: id.to_owned(),
            language: self.visit.text.language(),
            csv: Some(paths::with(&self.visit.path, &csv)),
            definition: Some(format!("{}#{anchor}", paths::HELP_STATISTICS)),
            ..Frame::default()
        }
    }

    /// A figure on the page.
    pub(crate) fn draw(&self, drawn: Drawn) -> Markup {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.0.as_deref() == Some(drawn.id()) {
            file.1 = Some(drawn.csv());
        }
        drawn.markup()
    }

    /// The answer: the page, or the file of the figure that was asked for.
    pub(crate) fn answer(&self, main: &Markup) -> Response {
        self.answer_titled(&self.title(), main)
    }

    /// The same with another title.
    pub(crate) fn answer_titled(&self, title: &str, main: &Markup) -> Response {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        match file.clone() {
            (Some(id), Some(csv)) => {
                let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
                let name = format!("utsyn-{}-{id}-{}.csv", self.view.subject.name(), self.today);
                let headers = [
                    (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                    (
                        header::CONTENT_DISPOSITION,
                        format!("attachment; filename=\"{name}\""),
                    ),
                ];
                (headers, csv).into_response()
            }
            (Some(_), None) => Failure::NotFound.into_response(),
            (None, _) => Page::new(self.visit, title)
                .within(Place::Statistics)
                .render(main),
        }
    }

    fn title(&self) -> String {
        let title = self.own("title");
        let terms = self.view.list.filter.terms.iter();
        let terms: Vec<String> = terms
            .map(|term| term_words(self.visit, &self.names, term))
            .collect();
        match terms.is_empty() {
            true => title,
            false => format!("{title} – {}", terms.join(", ")),
        }
    }

    /// A text of this page.
    pub(crate) fn own(&self, key: &str) -> String {
        let key = format!("{}-{key}", self.view.subject.name());
        self.visit.text.say(&key)
    }

    /// Heading, tabs, filters, period and what it is compared with, above the
    /// figures.
    pub(crate) fn around(&self, figures: &Markup) -> Markup {
        html! {
            (self.tabs())
            div.list-head {
                h1 { (self.own("title")) }
                (self.result())
            }
            (self.bar())
            (compare::period(self))
            (figures)
            p.muted.association { (self.visit.text.say("statistics-association")) }
            @if self.visit.may(Right::Report) {
                p { a href=(of_figures(&self.view.list.filter, sections_of(self.view.subject))) { (self.visit.text.say("reports-of-view")) } }
            }
        }
    }

    /// The pages of figures. What is filtered goes along, as far as the other
    /// pages understand it the same way.
    pub(crate) fn tabs(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            nav.tabs.subjects aria-label=(text.say("statistics-tabs")) {
                ul {
                    @for subject in Subject::ALL {
                        @let there = View { subject, choices: Query::default(), ..self.view.clone() };
                        @let current = (subject == self.view.subject).then_some("page");
                        li { a href=(there.href()) aria-current=[current] { (text.say(&format!("{}-title", subject.name()))) } }
                    }
                }
            }
        }
    }

    fn result(&self) -> Markup {
        let (text, total) = (&self.visit.text, self.found.total);
        let count = [
            ("count", total.into()),
            ("shown", self.visit.formats.count(total).into()),
        ];
        html! {
            p.result role="status" {
                a href=(self.list(&self.asked.filter)) { strong { (text.fill("documents-count", &count)) } }
                " · " (self.period_words())
            }
        }
    }

    fn bar(&self) -> Markup {
        let text = &self.visit.text;
        let bar = Bar {
            visit: self.visit,
            path: &self.visit.path,
            state: &self.view.list,
            rest: &self.view.choices,
            companies: &self.visit.companies,
            names: &self.names,
            facets: &self.found.facets,
            suggested: SUGGESTED,
            more: MORE,
        };
        let none = self.view.filtered(Filter::default());
        html! {
            (bar.render())
            @if !self.view.list.filter.is_empty() {
                a.visually-hidden href=(self.here(&none)) data-escape { (text.say("statistics-clear")) }
            }
        }
    }

    /// The address of a view on this very page.
    pub(crate) fn here(&self, view: &View) -> String {
        paths::with(&self.visit.path, &view.query())
    }

    /// The list of exactly the documents that a filter selects.
    pub(crate) fn list(&self, filter: &Filter) -> String {
        list_of(filter)
    }

    /// The list of the documents of this page that a term selects too.
    pub(crate) fn list_and<'t>(&self, terms: impl IntoIterator<Item = &'t Term>) -> String {
        let narrowed = terms
            .into_iter()
            .fold(self.asked.filter.clone(), |filter, term| {
                filter.and(term.clone())
            });
        list_of(&narrowed)
    }

    /// This page about the documents that a term selects too.
    pub(crate) fn only(&self, term: &Term) -> String {
        let filter = self.view.list.filter.with(term.clone());
        self.here(&self.view.filtered(filter))
    }

    /// Whether there is more than one company to look at.
    pub(crate) const fn is_group(&self) -> bool {
        self.visit.companies.len() > 1
    }

    /// The same documents, compared with nothing.
    pub(crate) fn asked_alone(&self) -> Asked {
        Asked {
            compare: None,
            ..self.asked.clone()
        }
    }

    /// The period that is asked about, where it has two ends.
    pub(crate) fn period(&self) -> Option<Span> {
        self.asked.period(self.today)
    }

    /// `mottatt 1. nov. 2025–26. nov. 2026`.
    pub(crate) fn period_words(&self) -> String {
        self.period().map_or_else(
            || self.visit.text.say("statistics-all-days"),
            |span| self.span_words(&span),
        )
    }

    /// A period in words.
    pub(crate) fn span_words(&self, span: &Span) -> String {
        let days = self.visit.formats.date_range(span.from, span.to);
        let field = self.visit.text.word("statistics-field", span.field.code());
        format!("{field} {days}")
    }

    /// How many, written out: for captions.
    pub(crate) fn count(&self, number: u64) -> String {
        self.visit.formats.count(number)
    }
}

fn list_of(filter: &Filter) -> String {
    paths::documents(&ListState::default().filtered(filter.clone()).query())
}
