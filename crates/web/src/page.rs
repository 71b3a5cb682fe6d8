//! The frame around every page: skip link, name, navigation, search, language,
//! person. The same order on every page, so that it can be learnt once.

pub(crate) mod companies;
mod head;
mod person;
mod state;

pub(crate) use head::head;

use crate::palette;
use crate::paths;
use crate::query::Query;
use crate::session::Visit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Right;
use maud::{DOCTYPE, Markup, html};
use render::{Icon, icon};

/// The part of the portal that a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Overview,
    Documents,
    Payments,
    Statistics,
    Reports,
    Imports,
    Settings,
}

impl Section {
    /// Those that there is anything in for whoever visits.
    pub(crate) fn open(visit: &Visit) -> impl Iterator<Item = Self> + '_ {
        let all = Self::ALL.into_iter();
        all.filter(move |section| section.is_open(visit))
    }

    const ALL: [Self; 7] = [
        Self::Overview,
        Self::Documents,
        Self::Payments,
        Self::Statistics,
        Self::Reports,
        Self::Imports,
        Self::Settings,
    ];

    /// The key of its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Overview => "nav-overview",
            Self::Documents => "nav-documents",
            Self::Payments => "nav-payments",
            Self::Statistics => "nav-statistics",
            Self::Reports => "nav-reports",
            Self::Imports => "nav-imports",
            Self::Settings => "nav-settings",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Overview => Icon::Overview,
            Self::Documents => Icon::Document,
            Self::Payments => Icon::Payment,
            Self::Statistics => Icon::Statistics,
            Self::Reports => Icon::Download,
            Self::Imports => Icon::Import,
            Self::Settings => Icon::Settings,
        }
    }

    /// Where it begins.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Overview => paths::OVERVIEW,
            Self::Documents => paths::DOCUMENTS,
            Self::Payments => paths::PAYMENTS,
            Self::Statistics => paths::CHANNELS,
            Self::Reports => paths::REPORTS,
            Self::Imports => paths::IMPORTS,
            Self::Settings => paths::SETTINGS,
        }
    }

    /// Whether there is anything in it for whoever visits. Files are about all
    /// of the organisation.
    fn is_open(self, visit: &Visit) -> bool {
        match self {
            Self::Imports => visit.may_everywhere(Right::Read),
            Self::Settings => true,
            _ => visit.may(Right::Read),
        }
    }
}

/// What stands in the search box, and what it keeps of the view.
#[derive(Default)]
pub(crate) struct SearchBox {
    /// The text in it.
    pub(crate) text: String,
    /// The rest of the view, sent along.
    pub(crate) keep: Query,
    /// Whether the text is not understood; the page says why.
    pub(crate) is_wrong: bool,
}

/// A page on its way out.
pub(crate) struct Page<'a> {
    visit: &'a Visit,
    title: String,
    section: Option<Section>,
    search: SearchBox,
    status: StatusCode,
}

impl<'a> Page<'a> {
    /// A page with this title, which comes first in the browser's tab.
    pub(crate) fn new(visit: &'a Visit, title: impl Into<String>) -> Self {
        Self {
            visit,
            title: title.into(),
            section: None,
            search: SearchBox::default(),
            status: StatusCode::OK,
        }
    }

    /// The part of the portal it belongs to.
    pub(crate) fn within(mut self, section: Section) -> Self {
        self.section = Some(section);
        self
    }

    /// What stands in the search box.
    pub(crate) fn searching(mut self, search: SearchBox) -> Self {
        self.search = search;
        self
    }

    /// A page that came back because something on it has to be mended.
    pub(crate) fn asking_to_mend(mut self, status: StatusCode) -> Self {
        self.status = status;
        self.title = self
            .visit
            .text
            .fill("title-error", &[("title", self.title.as_str().into())]);
        self
    }

    /// The page around its main part.
    pub(crate) fn render(&self, main: &Markup) -> Response {
        (self.status, self.markup(main)).into_response()
    }

    /// A page that says what went wrong.
    pub(crate) fn error(visit: &Visit, title: &str, main: &Markup) -> Response {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Page::new(visit, title).asking_to_mend(status).render(main)
    }

    /// The whole document.
    pub(crate) fn markup(&self, main: &Markup) -> Markup {
        let visit = self.visit;
        html! {
            (DOCTYPE)
            html lang=(visit.text.language().tag()) {
                (head(&self.full_title()))
                body data-keys-off[visit.signed_in.as_ref().is_some_and(|person| person.person.keys_off)] {
                    a.skip href="#main" { (visit.text.say("skip")) }
                    header.frame {
                        @if let Some(person) = &visit.signed_in {
                            @if person.organisation.is_demo { (demo_banner(visit)) }
                            (state::seen_as(visit))
                            (state::ends_soon(visit, person))
                        }
                        (self.bar())
                    }
                    main #main tabindex="-1" { (main) }
                    (footer(visit))
                    @if visit.signed_in.is_some() { (palette::palette(visit)) }
                }
            }
        }
    }

    fn full_title(&self) -> String {
        let product = self.visit.text.say("product");
        match &self.visit.signed_in {
            Some(person) => format!("{} – {} – {product}", self.title, person.organisation.name),
            None => format!("{} – {product}", self.title),
        }
    }

    fn bar(&self) -> Markup {
        let visit = self.visit;
        let companies = companies::chosen(visit);
        html! {
            div.bar {
                a.brand href=(paths::with(paths::OVERVIEW, &companies)) {
                    (head::mark())
                    span { (visit.text.say("product")) }
                }
                @if visit.signed_in.is_some() {
                    (companies::selector(visit, self.section.map_or(paths::OVERVIEW, Section::path)))
                    (self.navigation(&companies))
                    (self.search_box(&companies))
                }
                (person::languages(visit))
                @if let Some(person) = &visit.signed_in { (person::person_menu(visit, person)) }
            }
        }
    }

    fn navigation(&self, companies: &Query) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            nav.sections aria-label=(text.say("nav-label")) {
                ul {
                    @for section in Section::open(visit) {
                        @let current = (self.section == Some(section)).then_some("page");
                        li {
                            a href=(paths::with(section.path(), companies)) aria-current=[current] {
                                (icon(section.icon()))
                                span { (text.say(section.name())) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn search_box(&self, companies: &Query) -> Markup {
        let text = &self.visit.text;
        let search = &self.search;
        // A list sends all of its view along, other pages the choice alone.
        let keep = if search.keep.is_empty() {
            companies
        } else {
            &search.keep
        };
        let described = search.is_wrong.then_some("query-error");
        html! {
            form.search role="search" action=(paths::DOCUMENTS) method="get" {
                (hidden(keep))
                input type="hidden" name="set" value="query";
                label.visually-hidden for="query" { (text.say("search-label")) }
                input #query type="search" name="query" value=(search.text) autocomplete="off"
                    spellcheck="false" maxlength="4000" placeholder=(text.say("search-placeholder"))
                    aria-keyshortcuts="/"
                    aria-invalid=[search.is_wrong.then_some("true")] aria-describedby=[described];
                button.icon-button type="submit" {
                    (icon(Icon::Search))
                    span.visually-hidden { (text.say("search-submit")) }
                }
            }
        }
    }
}

/// Pairs that a form sends along unseen.
pub(crate) fn hidden(pairs: &Query) -> Markup {
    html! {
        @for (name, value) in pairs.pairs() {
            input type="hidden" name=(name) value=(value);
        }
    }
}

fn demo_banner(visit: &Visit) -> Markup {
    html! {
        p.demo-banner {
            strong { (visit.text.say("demo-banner")) }
            " "
            span { (visit.text.say("demo-banner-more")) }
        }
    }
}

/// What a print of the page says of itself; on the screen it is the end of it.
fn footer(visit: &Visit) -> Markup {
    let text = &visit.text;
    html! {
        footer.frame {
            @if let Some(person) = &visit.signed_in {
                p.print-only {
                    (text.fill("print-line", &[
                        ("organisation", person.organisation.name.as_str().into()),
                        ("person", person.person.name.as_str().into()),
                        ("at", visit.formats.date_time_exact(visit.now, &visit.zone()).into()),
                    ]))
                }
            }
            p { (text.say("footer")) }
        }
    }
}
