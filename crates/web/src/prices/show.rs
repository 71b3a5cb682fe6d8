//! The page of prices and of the rate of interest.

use crate::components::{amount, day, empty, heading, said};
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::companies::{self, Company};
use app::prices::{self, InterestRate, Price};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Channel, Right};
use maud::{Markup, html};
use std::sync::Arc;

/// What was filled in, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) fields: Query,
    pub(super) errors: Vec<FieldError>,
}

/// What the page shows.
struct PricesView<'a> {
    visit: &'a Visit,
    companies: Vec<Company>,
    prices: Vec<Price>,
    rates: Vec<InterestRate>,
    may_change: bool,
    may_change_all: bool,
    typed: &'a Typed,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, &Typed::default()).await
}

pub(super) async fn page(app: &App, person: &Person, typed: &Typed) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let may_change = ctx.may(Right::ManageCompanies);
    let view = PricesView {
        visit: person,
        companies: companies::list(app, ctx).await?,
        prices: prices::list(app, ctx).await?,
        rates: prices::rates(app, ctx).await?,
        may_change,
        may_change_all: may_change && ctx.sees_all(),
        typed,
    };
    let page = Page::new(person, person.text.say("prices-title")).within(Section::Settings);
    Ok(match typed.errors.is_empty() {
        true => page.render(&view.markup()),
        false => page
            .asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY)
            .render(&view.markup()),
    })
}

impl PricesView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let told = self.visit.query.get("said");
        let told = told.and_then(|word| text.known(&format!("prices-said-{word}")));
        html! {
            (summary(self.visit, &self.typed.errors))
            @if let Some(told) = told { (said(&html! { (told) })) }
            h1 { (text.say("prices-title")) }
            p.muted { (text.say("prices-about")) }
            @if self.prices.is_empty() {
                (empty(&text.say("prices-none-title"), &html! { p { (text.say("prices-none")) } }))
            } @else {
                (self.table())
            }
            @if self.may_change { (self.form()) }
            h2.part #interest { (text.say("prices-interest-title")) }
            p.muted { (text.say("prices-interest-about")) }
            @if !self.rates.is_empty() { (self.rates()) }
            @if self.may_change_all { (self.rate_form()) }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="prices-caption" {
                table.list {
                    caption #prices-caption.visually-hidden { (text.say("prices-title")) }
                    thead { tr {
                        (heading(text, "prices-channel"))
                        (heading(text, "prices-company"))
                        (heading(text, "prices-from"))
                        th.number scope="col" { (text.say("prices-amount")) }
                        @if self.may_change { (heading(text, "prices-action")) }
                    } }
                    tbody { @for price in &self.prices { (self.row(price)) } }
                }
            }
        }
    }

    fn row(&self, price: &Price) -> Markup {
        let text = &self.visit.text;
        let channel = text.word("channel", price.channel.code());
        let removable = price.company.is_some() || self.may_change_all;
        html! {
            tr {
                th scope="row" { (channel) }
                td { (self.company(price)) }
                td { (day(self.visit, price.valid_from)) }
                td.number { (amount(self.visit, price.each)) }
                @if self.may_change {
                    td { @if removable {
                        form action=(paths::price_removal(price.id)) method="post" {
                            (token_field(self.visit))
                            button type="submit" {
                                (text.say("prices-remove"))
                                span.visually-hidden { " " (channel) " " (self.visit.formats.date(price.valid_from)) }
                            }
                        }
                    } }
                }
            }
        }
    }

    fn company(&self, price: &Price) -> String {
        let Some(id) = price.company else {
            return self.visit.text.say("prices-all-companies");
        };
        let company = self.companies.iter().find(|company| company.id == id);
        company.map_or_else(String::new, |company| company.name.clone())
    }

    fn typed(&self, field: &str) -> &str {
        self.typed.fields.get(field).unwrap_or_default()
    }

    /// A field with its label and what is wrong with it.
    fn field(&self, name: &'static str, kind: &str, mode: Option<&str>) -> Markup {
        let key = format!("prices-{}", name.replace('_', "-"));
        let wrong = is_wrong(&self.typed.errors, name);
        html! {
            div.field {
                label for=(name) { (self.visit.text.say(&key)) }
                (field_error(self.visit, &self.typed.errors, name))
                input id=(name) type=(kind) name=(name) value=(self.typed(name)) inputmode=[mode] required
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then(|| format!("{name}-error"))];
            }
        }
    }

    fn form(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card aria-labelledby="price-new" {
                h2 #price-new { (text.say("prices-new")) }
                form action=(paths::PRICES) method="post" novalidate {
                    (token_field(self.visit))
                    div.field {
                        label for="channel" { (text.say("prices-channel")) }
                        (field_error(self.visit, &self.typed.errors, "channel"))
                        select #channel name="channel" {
                            @for channel in Channel::ALL {
                                option value=(channel.code()) selected[self.typed("channel") == channel.code()] { (text.word("channel", channel.code())) }
                            }
                        }
                    }
                    div.field {
                        label for="company" { (text.say("prices-company")) }
                        (field_error(self.visit, &self.typed.errors, "company"))
                        select #company name="company" {
                            @if self.may_change_all { option value="" { (text.say("prices-all-companies")) } }
                            @for company in &self.companies {
                                option value=(company.id) selected[self.typed("company") == company.id.to_string()] { (company.name) }
                            }
                        }
                    }
                    (self.field("from", "date", None))
                    (self.field("amount", "text", Some("decimal")))
                    button.primary type="submit" { (text.say("prices-add")) }
                }
            }
        }
    }

    fn rates(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="rates-caption" {
                table.list {
                    caption #rates-caption.visually-hidden { (text.say("prices-interest-title")) }
                    thead { tr {
                        th scope="col" { (text.say("prices-rate-from")) }
                        th.number scope="col" { (text.say("prices-rate")) }
                        @if self.may_change_all { th scope="col" { (text.say("prices-action")) } }
                    } }
                    tbody { @for rate in &self.rates { tr {
                        th scope="row" { (day(self.visit, rate.valid_from)) }
                        td.number { (self.visit.formats.decimal(f64::from(rate.hundredths) / 100.0, 2)) "\u{a0}%" }
                        @if self.may_change_all { td {
                            form action=(paths::rate_removal(rate.valid_from)) method="post" {
                                (token_field(self.visit))
                                button type="submit" {
                                    (text.say("prices-remove"))
                                    span.visually-hidden { " " (self.visit.formats.date(rate.valid_from)) }
                                }
                            }
                        } }
                    } } }
                }
            }
        }
    }

    fn rate_form(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card aria-labelledby="rate-new" {
                h3 #rate-new { (text.say("prices-rate-new")) }
                form action=(paths::INTEREST) method="post" novalidate {
                    (token_field(self.visit))
                    (self.field("rate_from", "date", None))
                    (self.field("rate", "text", Some("decimal")))
                    button.primary type="submit" { (text.say("prices-rate-set")) }
                }
            }
        }
    }
}
