//! The list of payments.

use crate::components::{
    Family, Pages, Tab, Trail, amount, day, digits, empty, heading, tabs, tag,
};
use crate::error_page::Failure;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::documents::{self, Row};
use app::payments::{self, PAGE_ROWS, PaymentCount, PaymentCursor, PaymentFilter};
use axum::extract::State;
use axum::response::Response;
use domain::{DocumentId, Payment};
use maud::{Markup, html};
use render::{Icon, icon};
use std::collections::HashMap;
use std::sync::Arc;

/// Which payments are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Unmatched,
    Matched,
    All,
}

impl Which {
    const ALL: [Self; 3] = [Self::Unmatched, Self::Matched, Self::All];

    const fn code(self) -> &'static str {
        match self {
            Self::Unmatched => "unmatched",
            Self::Matched => "matched",
            Self::All => "all",
        }
    }

    /// Those that somebody has to look at come first.
    fn read(query: &Query) -> Self {
        let asked = query.get("show").unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|which| which.code() == asked)
            .unwrap_or(Self::Unmatched)
    }

    fn filter(self, text: &str) -> PaymentFilter {
        PaymentFilter {
            matched: match self {
                Self::Unmatched => Some(false),
                Self::Matched => Some(true),
                Self::All => None,
            },
            document: None,
            text: Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            companies: None,
        }
    }
}

/// What the page shows.
pub(super) struct PaymentsView<'a> {
    visit: &'a Visit,
    which: Which,
    text: &'a str,
    counts: [PaymentCount; 3],
    payments: Vec<Payment>,
    documents: HashMap<DocumentId, Row>,
    pages: Pages,
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let which = Which::read(&person.query);
    let text = person.query.get("text").unwrap_or_default();
    let trail = Trail::read(&person.query);
    let after = trail.cursor().map(read_cursor).transpose()?;
    let page = payments::list(&app, person.ctx(), &which.filter(text), after, PAGE_ROWS).await?;
    let mut counts = [
        PaymentCount::default(),
        PaymentCount::default(),
        PaymentCount::default(),
    ];
    for (count, which) in counts.iter_mut().zip(Which::ALL) {
        *count = payments::list(&app, person.ctx(), &which.filter(text), None, 1)
            .await?
            .count;
    }
    let next = page.next.as_ref().map(write_cursor);
    let view = PaymentsView {
        visit: &person,
        which,
        text,
        counts,
        documents: documents_of(&app, &person, &page.payments).await?,
        payments: page.payments,
        pages: trail.pages(next, paths::payments, &list_query(which, text)),
    };
    Ok(Page::new(&person, view.title())
        .within(Section::Payments)
        .render(&view.markup()))
}

async fn documents_of(
    app: &App,
    person: &Person,
    payments: &[Payment],
) -> Result<HashMap<DocumentId, Row>, Failure> {
    let mut ids: Vec<DocumentId> = payments
        .iter()
        .filter_map(|payment| Some(payment.matched?.document))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = documents::rows(app, person.ctx(), &ids).await?;
    Ok(rows.into_iter().map(|row| (row.head.id, row)).collect())
}

fn list_query(which: Which, text: &str) -> Query {
    let mut query = Query::default();
    if which != Which::Unmatched {
        query.push("show", which.code());
    }
    if !text.is_empty() {
        query.push("text", text);
    }
    query
}

fn write_cursor(cursor: &PaymentCursor) -> String {
    format!("{}_{}", cursor.value_on, cursor.id)
}

fn read_cursor(written: &str) -> Result<PaymentCursor, Failure> {
    let (value_on, id) = written.split_once('_').ok_or(Failure::Malformed)?;
    Ok(PaymentCursor {
        value_on: value_on.parse().map_err(|_| Failure::Malformed)?,
        id: id.parse().map_err(|_| Failure::Malformed)?,
    })
}

impl PaymentsView<'_> {
    fn title(&self) -> String {
        let text = &self.visit.text;
        format!(
            "{} – {}",
            text.say("payments-title"),
            text.say(&format!("payments-{}", self.which.code()))
        )
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.list-head { h1 { (text.say("payments-title")) } (self.search()) }
            (tabs(&text.say("payments-tabs"), &self.tabs()))
            @if self.payments.is_empty() { (self.nothing()) } @else {
                (self.table())
                div.list-foot { (self.pages.render(self.visit)) }
            }
        }
    }

    fn search(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            form.small-search action=(paths::PAYMENTS) method="get" role="search" aria-label=(text.say("payments-search")) {
                @if self.which != Which::Unmatched { input type="hidden" name="show" value=(self.which.code()); }
                label for="text" { (text.say("payments-search")) }
                input #text type="search" name="text" value=(self.text) autocomplete="off" spellcheck="false" maxlength="200";
                button type="submit" { (icon(Icon::Search)) (text.say("search-submit")) }
            }
        }
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |(which, count): (Which, &PaymentCount)| Tab {
            name: self.visit.text.say(&format!("payments-{}", which.code())),
            href: paths::payments(&list_query(which, self.text)),
            is_current: which == self.which,
            count: self.visit.formats.count(count.payments),
            sum: Some(html! {
                @for (number, sum) in count.sums.iter().enumerate() {
                    @if number > 0 { " · " }
                    (amount(self.visit, *sum))
                }
            }),
        };
        Which::ALL.into_iter().zip(&self.counts).map(tab).collect()
    }

    fn nothing(&self) -> Markup {
        let text = &self.visit.text;
        let (title, message) = match (self.text.is_empty(), self.which) {
            (false, _) => ("payments-no-hits-title", "payments-no-hits"),
            (true, Which::Unmatched) if self.counts[2].payments > 0 => {
                ("payments-all-done-title", "payments-all-done")
            }
            _ => ("payments-none-title", "payments-none"),
        };
        let message = html! {
            p { (text.say(message)) }
            @if !self.text.is_empty() {
                p { a href=(paths::payments(&list_query(self.which, ""))) { (text.say("payments-drop-search")) } }
            }
        };
        empty(&text.say(title), &message)
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="payments-caption" {
                table.list {
                    caption #payments-caption.visually-hidden { (self.title()) }
                    thead { tr {
                        (heading(text, "payment-value-on"))
                        th.number scope="col" { (text.say("payment-amount")) }
                        (heading(text, "payment-payer"))
                        (heading(text, "payment-kid"))
                        (heading(text, "payment-account"))
                        (heading(text, "payment-paid-by"))
                        @if self.which == Which::Unmatched { (heading(text, "payment-text")) } @else { (heading(text, "payment-belongs-to")) }
                    } }
                    tbody { @for payment in &self.payments { (self.row(payment)) } }
                }
            }
        }
    }

    fn row(&self, payment: &Payment) -> Markup {
        let visit = self.visit;
        html! {
            tr {
                td { (day(visit, payment.value_on)) }
                th.number scope="row" {
                    a.number-link href=(paths::payment(payment.id)) {
                        @if payment.amount.currency == domain::Currency::NOK { (digits(visit, payment.amount)) }
                        @else { (amount(visit, payment.amount)) }
                    }
                }
                td { (payment.payer_name.as_deref().unwrap_or_default()) }
                td { @if let Some(kid) = &payment.kid { code { (kid) } } }
                td { code { (payment.account) } }
                td { (visit.text.word("paid_by", payment.paid_by.code())) }
                td { @if self.which == Which::Unmatched { (payment.text.as_deref().unwrap_or_default()) } @else { (self.belongs_to(payment)) } }
            }
        }
    }

    fn belongs_to(&self, payment: &Payment) -> Markup {
        let visit = self.visit;
        let Some(matched) = payment.matched else {
            return tag(Family::Overdue, &visit.text.say("payments-unmatched-tag"));
        };
        let row = self.documents.get(&matched.document);
        let number = row
            .map(|row| row.head.number.clone())
            .filter(|number| !number.is_empty());
        let number = number.unwrap_or_else(|| visit.text.say("document-unnumbered"));
        html! {
            a href=(paths::document(matched.document, &Query::default())) { (number) }
            @if let Some(row) = row { " " span.muted { (row.customer_name) } }
        }
    }
}
