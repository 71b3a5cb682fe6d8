//! Payments that look alike: making them one, keeping them apart, and taking
//! back what was made one.

use super::matching::back;
use super::show::{Typed, page};
use crate::components::{amount, day, moment};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted, token_field};
use crate::paths;
use crate::query::Query;
use crate::session::Visit;
use app::{App, payments};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::payment::Telling;
use domain::{Payment, PaymentId, Right, SourceKey};
use maud::{Markup, html};
use std::sync::Arc;

/// Makes a payment and the one named in the form one.
pub(crate) async fn merge(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let (id, other) = both(&id, &form)?;
    match payments::merge(&app, form.person.ctx(), id, other).await {
        Ok(Some(stays)) => Ok(back(stays, "merged")),
        Ok(None) => Err(Failure::NotFound),
        Err(error @ app::Error::Conflict { .. }) => {
            let errors = vec![FieldError {
                field: "twins-title",
                message: message(&form.person, &error),
            }];
            let typed = Typed {
                errors,
                ..Typed::default()
            };
            page(&app, &form.person, id, typed).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes that a payment and the one named in the form are two.
pub(crate) async fn keep_apart(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let (id, other) = both(&id, &form)?;
    payments::keep_apart(&app, form.person.ctx(), id, other)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back(id, "apart"))
}

/// Makes what one file told a payment of its own.
pub(crate) async fn split(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: PaymentId = id.parse().map_err(|_| Failure::NotFound)?;
    let telling = SourceKey::new(form.field("source"), form.field("source_id"));
    let new = payments::split(&app, form.person.ctx(), id, telling)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("{}?said=split", paths::payment(new))).into_response())
}

fn both(id: &str, form: &Submitted) -> Result<(PaymentId, PaymentId), Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let other = form.field("other").parse();
    Ok((id, other.map_err(|_| Failure::NotFound)?))
}

/// Payments that may be the one shown, with a person's word on each.
pub(super) fn twins(visit: &Visit, payment: PaymentId, twins: &[Payment]) -> Markup {
    let text = &visit.text;
    html! {
        @if !twins.is_empty() {
            section.card aria-labelledby="twins-title" {
                h2 #twins-title { (text.say("twins-title")) }
                p { (text.say("twins-about")) }
                ul.suggestions {
                    @for twin in twins {
                        li {
                            p.document-line {
                                a href=(paths::payment(twin.id)) { (amount(visit, twin.amount)) ", " (day(visit, twin.value_on)) }
                                " · " (text.word("teller", &twin.source.source))
                                @if let Some(name) = &twin.payer_name { " · " (name) }
                            }
                            @if visit.may(Right::Match) {
                                div.row {
                                    (answer(visit, payment, twin.id, "merge", &text.say("twins-merge")))
                                    (answer(visit, payment, twin.id, "apart", &text.say("twins-apart")))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn answer(visit: &Visit, payment: PaymentId, other: PaymentId, verb: &str, words: &str) -> Markup {
    html! {
        form action={ (paths::payment(payment)) "/" (verb) } method="post" {
            (token_field(visit))
            input type="hidden" name="other" value=(other);
            button type="submit" { (words) }
        }
    }
}

/// What each file told of the payment shown, where several did.
pub(super) fn tellings(visit: &Visit, payment: PaymentId, tellings: &[Telling]) -> Markup {
    let text = &visit.text;
    html! {
        @if tellings.len() > 1 {
            section.card aria-labelledby="tellings-title" {
                h2 #tellings-title { (text.say("tellings-title")) }
                p.muted { (text.say("tellings-about")) }
                ul.suggestions {
                    @for telling in tellings {
                        li {
                            p.document-line {
                                strong { (text.word("teller", &telling.source.source)) }
                                " · " (day(visit, telling.value_on)) " · " (moment(visit, telling.learned_at))
                                @if visit.sees_all() { " · "
                                a href=(paths::import(telling.import, &Query::default())) { (text.say("payment-open-file")) } }
                            }
                            @if visit.may(Right::Match) {
                            form action={ (paths::payment(payment)) "/split" } method="post" {
                                (token_field(visit))
                                input type="hidden" name="source" value=(telling.source.source);
                                input type="hidden" name="source_id" value=(telling.source.id);
                                button type="submit" {
                                    (text.say("tellings-split"))
                                    span.visually-hidden { " " (text.word("teller", &telling.source.source)) }
                                }
                            }
                            }
                        }
                    }
                }
            }
        }
    }
}
