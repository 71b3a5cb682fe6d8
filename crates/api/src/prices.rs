//! What sending costs, and what money costs that waits.

use crate::caller::{Caller, ManageCompanies, ReadDocuments};
use crate::problem::{Fault, Problem};
use crate::wire::{InterestRate, Price};
use app::App;
use app::prices::{self, NewPrice};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Channel, CompanyId, Currency, Money, PriceId};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A price to add.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriceToAdd {
    /// Id of the company that pays it; every company without a price of its
    /// own where it is left out.
    #[schema(format = Uuid)]
    company: Option<String>,
    /// The channel.
    #[schema(example = "print")]
    channel: String,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// The price of one document.
    each: MoneyFields,
}

/// An amount with its currency.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoneyFields {
    /// Decimal number.
    #[schema(example = "12.50")]
    amount: String,
    /// Currency (ISO 4217).
    #[schema(example = "NOK")]
    currency: String,
}

/// A rate of interest.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateFields {
    /// Percent a year, a decimal number with at most two decimals.
    #[schema(example = "4.50")]
    percent: String,
}

/// List prices
///
/// By channel, the latest first.
#[utoipa::path(
    get, path = "/prices", tag = "prices",
    responses((status = 200, body = [Price])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<Price>>, Problem> {
    let prices = prices::list(&app, caller.ctx()).await?;
    Ok(Json(prices.iter().map(Price::from).collect()))
}

/// Add a price
///
/// In place of the one of the same company, channel and day.
#[utoipa::path(
    post, path = "/prices", tag = "prices",
    request_body = PriceToAdd,
    responses((status = 201, body = Price)),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    body: Result<Json<PriceToAdd>, JsonRejection>,
) -> Result<(StatusCode, Json<Price>), Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let new = NewPrice {
        company: company(new.company.as_deref())?,
        channel: new.channel.parse::<Channel>().map_err(|error| {
            Problem::parameter("/channel", "channel.unknown", error.to_string())
        })?,
        valid_from: new.valid_from,
        each: new.each.read()?,
    };
    let price = prices::add(&app, caller.ctx(), new).await?;
    Ok((StatusCode::CREATED, Json((&price).into())))
}

/// Take a price away
#[utoipa::path(
    delete, path = "/prices/{id}", tag = "prices",
    params(("id" = String, Path, description = "Id of the price", format = Uuid)),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: PriceId = id.parse().map_err(|_| Fault::NotFound)?;
    let removed = prices::remove(&app, caller.ctx(), id).await?;
    removed.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

/// List rates of interest
///
/// The latest first.
#[utoipa::path(
    get, path = "/interest-rates", tag = "prices",
    responses((status = 200, body = [InterestRate])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn rates(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<InterestRate>>, Problem> {
    let rates = prices::rates(&app, caller.ctx()).await?;
    Ok(Json(rates.iter().map(InterestRate::from).collect()))
}

/// Set the rate of interest from a day on
#[utoipa::path(
    put, path = "/interest-rates/{day}", tag = "prices",
    params(("day" = String, Path, description = "The first day", format = Date)),
    request_body = RateFields,
    responses((status = 204, description = "It is set")),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn set_rate(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    Path(day): Path<String>,
    body: Result<Json<RateFields>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let day: Date = day.parse().map_err(|_| Fault::NotFound)?;
    let Json(rate) = body.map_err(Problem::from)?;
    let hundredths = hundredths(&rate.percent).ok_or_else(|| {
        let message = format!("'{}' is not a percentage; one is 4.50", rate.percent);
        Problem::parameter("/percent", "price.rate", message)
    })?;
    prices::set_rate(&app, caller.ctx(), day, hundredths).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take the rate of interest from a day on away
#[utoipa::path(
    delete, path = "/interest-rates/{day}", tag = "prices",
    params(("day" = String, Path, description = "The first day", format = Date)),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn remove_rate(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    Path(day): Path<String>,
) -> Result<StatusCode, Problem> {
    let day: Date = day.parse().map_err(|_| Fault::NotFound)?;
    let removed = prices::remove_rate(&app, caller.ctx(), day).await?;
    removed.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn company(id: Option<&str>) -> Result<Option<CompanyId>, Problem> {
    let read = id.map(str::parse::<CompanyId>).transpose();
    read.map_err(|_| {
        let message = "that is not the id of a company".to_owned();
        Problem::parameter("/company", "company.unknown", message)
    })
}

impl MoneyFields {
    fn read(&self) -> Result<Money, Problem> {
        let currency: Option<Currency> = self.currency.parse().ok();
        let money = currency.and_then(|it| Money::parse(&self.amount, it).ok());
        money.ok_or_else(|| {
            let message = format!("'{} {}' is no amount", self.amount, self.currency);
            Problem::parameter("/each", "price.amount", message)
        })
    }
}

/// `4.5` as 450.
fn hundredths(percent: &str) -> Option<u32> {
    let (whole, rest) = percent.split_once('.').unwrap_or((percent, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || rest.len() > 2 || !is_digits(whole) || !is_digits(rest) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let rest: u32 = format!("{rest:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_as_people_write_them() {
        let cases = [
            ("4.5", Some(450)),
            ("4", Some(400)),
            ("0.05", Some(5)),
            ("12.345", None),
            ("-1", None),
            ("", None),
            ("4,5", None),
            (".5", None),
        ];
        for (written, expected) in cases {
            assert_eq!(hundredths(written), expected, "{written}");
        }
    }
}
