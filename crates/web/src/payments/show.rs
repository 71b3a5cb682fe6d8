//! One payment, and which document it belongs to.

use super::twins;
use crate::components::{Facts, amount, day, moment, said, status};
use crate::documents::ListState;
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::documents::{self, Row};
use app::payments::PaymentSum;
use app::{App, payments};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::payment::Telling;
use domain::{Payment, PaymentId, Right};
use maud::{Markup, html};
use std::sync::Arc;

/// What a person typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) reference: String,
    pub(super) errors: Vec<FieldError>,
}

struct PaymentView<'a> {
    visit: &'a Visit,
    payment: Payment,
    document: Option<Row>,
    suggestions: Vec<Row>,
    /// What it is the sum of, where it is a line of a statement for many.
    sum: Option<PaymentSum>,
    twins: Vec<Payment>,
    tellings: Vec<Telling>,
    typed: Typed,
}

/// Shows a payment.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    page(&app, &person, id, Typed::default()).await
}

/// The page, with what was typed where it has to be mended.
pub(super) async fn page(
    app: &App,
    person: &Person,
    id: PaymentId,
    typed: Typed,
) -> Result<Response, Failure> {
    let payment = payments::show(app, person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let (document, suggestions) = match payment.matched {
        Some(matched) => (
            documents::rows(app, person.ctx(), &[matched.document])
                .await?
                .pop(),
            Vec::new(),
        ),
        None => {
            let ids = payments::suggest(app, person.ctx(), &payment).await?;
            (None, documents::rows(app, person.ctx(), &ids).await?)
        }
    };
    let is_wrong = !typed.errors.is_empty();
    let view = PaymentView {
        visit: person,
        payment,
        document,
        suggestions,
        sum: payments::sum_of(app, person.ctx(), id).await?,
        twins: payments::twins(app, person.ctx(), id).await?,
        tellings: payments::tellings(app, person.ctx(), id).await?,
        typed,
    };
    let page = Page::new(person, view.title()).within(Section::Payments);
    let page = if is_wrong {
        page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        page
    };
    Ok(page.render(&view.markup()))
}

impl PaymentView<'_> {
    fn title(&self) -> String {
        let text = &self.visit.text;
        text.fill(
            "payment-title",
            &[
                ("amount", amount(self.visit, self.payment.amount).into()),
                ("on", self.visit.formats.date(self.payment.value_on).into()),
            ],
        )
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::PAYMENTS) { (render::icon(render::Icon::ChevronLeft)) (text.say("payments-back")) }
            }
            (summary(self.visit, &self.typed.errors))
            (self.said())
            h1 { (self.title()) }
            div.columns-2 {
                div.column-main {
                    (twins::twins(self.visit, self.payment.id, &self.twins))
                    @if let Some(sum) = self.sum { (self.explained(sum)) }
                    @else if self.payment.matched.is_some() { (self.matched()) }
                    @else { (self.unmatched()) }
                    (twins::tellings(self.visit, self.payment.id, &self.tellings))
                }
                div.column-side { (self.facts()) }
            }
        }
    }

    fn said(&self) -> Markup {
        let text = &self.visit.text;
        let done = self.visit.query.get("said").unwrap_or_default();
        html! {
            @match (done, self.payment.matched) {
                ("matched", Some(_)) => (said(&html! { (text.say("payment-said-matched")) })),
                ("merged", _) => (said(&html! { (text.say("payment-said-merged")) })),
                ("apart", _) => (said(&html! { (text.say("payment-said-apart")) })),
                ("split", _) => (said(&html! { (text.say("payment-said-split")) })),
                ("detached", None) => (said(&html! { (text.say("payment-said-detached")) })),
                _ => {}
            }
        }
    }

    fn facts(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let payment = &self.payment;
        let code = |value: &String| html! { code { (value) } };
        let mut facts = Facts::default();
        facts.push(
            text.say("payment-amount"),
            html! { strong.amount { (amount(visit, payment.amount)) } },
        );
        facts.push(text.say("payment-value-on"), day(visit, payment.value_on));
        facts.push(
            text.say("payment-paid-by"),
            text.word("paid_by", payment.paid_by.code()),
        );
        facts.known(text.say("payment-kid"), payment.kid.as_ref().map(code));
        facts.push(text.say("payment-account"), code(&payment.account));
        facts.known(text.say("payment-payer"), payment.payer_name.as_deref());
        facts.known(
            text.say("payment-payer-account"),
            payment.payer_account.as_ref().map(code),
        );
        facts.known(text.say("payment-text"), payment.text.as_deref());
        facts.known(
            text.say("payment-bank-reference"),
            payment.bank_reference.as_ref().map(code),
        );
        facts.push(text.say("entry-learned"), moment(visit, payment.learned_at));
        facts.known(text.say("document-import"), payment.import.filter(|_| visit.sees_all()).map(|import| {
            html! { a href=(paths::import(import, &Query::default())) { (text.say("payment-open-file")) } }
        }));
        html! {
            section.card aria-labelledby="facts-title" {
                h2 #facts-title { (text.say("document-facts")) }
                (facts)
            }
        }
    }

    /// The document it belongs to, and the way to undo that.
    fn matched(&self) -> Markup {
        let text = &self.visit.text;
        let by_hand = self.payment.matched.is_some_and(|matched| matched.by_hand);
        html! {
            section.card aria-labelledby="match-title" {
                h2 #match-title { (text.say("payment-belongs-to")) }
                @if let Some(row) = &self.document { (self.document_line(row)) }
                p.muted { (text.say(if by_hand { "payment-matched-by-hand" } else { "payment-matched-by-reference" })) }
                @if self.visit.may(Right::Match) {
                    form action=(paths::detachment(self.payment.id)) method="post" {
                        (token_field(self.visit))
                        button type="submit" { (text.say("payment-detach")) }
                        p.hint { (text.say("payment-detach-hint")) }
                    }
                }
            }
        }
    }

    /// A line of a statement that is the sum of payments that are known.
    fn explained(&self, sum: PaymentSum) -> Markup {
        let text = &self.visit.text;
        let count = self.visit.formats.count(sum.payments);
        html! {
            section.card aria-labelledby="sum-title" {
                h2 #sum-title { (text.say("payment-sum-title")) }
                p { (text.fill("payment-sum-about", &[("count", count.into())])) }
                p { a href=(paths::import(sum.import, &Query::default())) { (text.say("payment-sum-file")) } }
            }
        }
    }

    /// Suggestions, and the form to say it oneself.
    fn unmatched(&self) -> Markup {
        let text = &self.visit.text;
        let errors = &self.typed.errors;
        let wrong = is_wrong(errors, "document");
        let may_match = self.visit.may(Right::Match);
        let what = if may_match {
            "payment-match"
        } else {
            "payment-unmatched"
        };
        html! {
            section.card aria-labelledby="match-title" {
                h2 #match-title { (text.say(&format!("{what}-title"))) }
                p { (text.say(&format!("{what}-about"))) }
                @if may_match { form action=(paths::matching(self.payment.id)) method="post" {
                    (token_field(self.visit))
                    div.field {
                        label for="document" { (text.say("payment-match-label")) }
                        (field_error(self.visit, errors, "document"))
                        input #document type="text" name="document" value=(self.typed.reference) autocomplete="off"
                            spellcheck="false" maxlength="200" aria-invalid=[wrong.then_some("true")]
                            aria-describedby=[wrong.then_some("document-error")];
                    }
                    button.primary type="submit" { (text.say("payment-match")) }
                } }
            }
            section.card aria-labelledby="suggestions-title" {
                h2 #suggestions-title { (text.say("payment-suggestions")) }
                p.muted { (text.say(if self.suggestions.is_empty() { "payment-no-suggestions" } else { "payment-suggestions-about" })) }
                ul.suggestions { @for row in &self.suggestions { li { (self.suggestion(row)) } } }
            }
        }
    }

    fn suggestion(&self, row: &Row) -> Markup {
        let text = &self.visit.text;
        let number = self.name_of(row);
        html! {
            (self.document_line(row))
            @if self.visit.may(Right::Match) {
                form action=(paths::matching(self.payment.id)) method="post" {
                    (token_field(self.visit))
                    input type="hidden" name="document" value=(row.head.id);
                    button type="submit" {
                        (text.say("payment-match"))
                        span.visually-hidden { " " (number) }
                    }
                }
            }
        }
    }

    fn name_of(&self, row: &Row) -> String {
        let kind = self.visit.text.word("kind", row.head.kind.code());
        format!("{kind} {}", row.head.number)
    }

    fn document_line(&self, row: &Row) -> Markup {
        let visit = self.visit;
        let list = ListState::default().query();
        html! {
            p.document-line {
                a href=(paths::document(row.head.id, &list)) { (self.name_of(row)) }
                " · " (row.customer_name)
                @if let Some(money) = row.head.amount { " · " span.amount { (amount(visit, money)) } }
                @if let Some(due) = row.head.due_on { " · " (visit.text.word("key", "due")) " " (day(visit, due)) }
                " " (status(visit, "payment", if row.is_overdue { "overdue" } else { row.standing.payment.code() }))
            }
        }
    }
}
