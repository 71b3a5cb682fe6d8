//! Adding prices and rates, and taking them away.

use super::show::{Typed, page};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::prices::{self, NewPrice};
use app::{App, Error};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Channel, Currency, Money, PriceId};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// Adds a price.
pub(crate) async fn add(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let mut errors = Vec::new();
    let channel: Option<Channel> = form.field("channel").parse().ok();
    let day = read_day(form.field("from"));
    let each = read_amount(form.field("amount"));
    for (field, is_there) in [
        ("channel", channel.is_some()),
        ("from", day.is_some()),
        ("amount", each.is_some()),
    ] {
        if !is_there {
            errors.push(wrong(&form, field));
        }
    }
    let company = match form.field("company") {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::NotFound)?),
    };
    let (Some(channel), Some(valid_from), Some(each)) = (channel, day, each) else {
        return mend(&app, &form, errors).await;
    };
    let new = NewPrice {
        company,
        channel,
        valid_from,
        each,
    };
    match prices::add(&app, form.person.ctx(), new).await {
        Ok(_) => Ok(back("added")),
        Err(error) => refused(&app, &form, error).await,
    }
}

/// Takes a price away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: PriceId = id.parse().map_err(|_| Failure::NotFound)?;
    prices::remove(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back("removed"))
}

/// Sets the rate of interest from a day on.
pub(crate) async fn set_rate(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let (day, rate) = (
        read_day(form.field("rate_from")),
        read_rate(form.field("rate")),
    );
    let (Some(day), Some(rate)) = (day, rate) else {
        let mut errors = Vec::new();
        if day.is_none() {
            errors.push(wrong(&form, "rate_from"));
        }
        if rate.is_none() {
            errors.push(wrong(&form, "rate"));
        }
        return mend(&app, &form, errors).await;
    };
    match prices::set_rate(&app, form.person.ctx(), day, rate).await {
        Ok(()) => Ok(back("rate-set")),
        Err(error) => refused(&app, &form, error).await,
    }
}

/// Takes the rate from a day on away.
pub(crate) async fn remove_rate(
    State(app): State<Arc<App>>,
    Path(day): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let day: Date = day.parse().map_err(|_| Failure::NotFound)?;
    prices::remove_rate(&app, form.person.ctx(), day)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back("rate-removed"))
}

fn back(said: &str) -> Response {
    Redirect::to(&format!("{}?said={said}", paths::PRICES)).into_response()
}

/// A day as a date field sends it.
pub(crate) fn read_day(written: &str) -> Option<Date> {
    written.trim().parse().ok()
}

/// A price as people write it: `14,50`, kroner.
fn read_amount(written: &str) -> Option<Money> {
    let written = written.trim().replace(',', ".");
    Money::parse(&written, Currency::NOK).ok()
}

/// A percentage as people write it, `12,25`, in hundredths.
fn read_rate(written: &str) -> Option<u32> {
    // Two decimals, as money has.
    u32::try_from(read_amount(written)?.minor).ok()
}

fn wrong(form: &Submitted, field: &'static str) -> FieldError {
    let key = format!("prices-wrong-{}", field.replace('_', "-"));
    FieldError {
        field,
        message: html! { (form.person.text.say(&key)) },
    }
}

async fn refused(app: &App, form: &Submitted, error: Error) -> Result<Response, Failure> {
    let field = match &error {
        Error::Invalid { field, .. } => field.clone(),
        _ => return Err(error.into()),
    };
    let field = ["company", "channel", "amount", "rate"]
        .into_iter()
        .find(|known| *known == field);
    let message: Markup = message(&form.person, &error);
    let field = field.unwrap_or("amount");
    mend(app, form, vec![FieldError { field, message }]).await
}

async fn mend(app: &App, form: &Submitted, errors: Vec<FieldError>) -> Result<Response, Failure> {
    let typed = Typed {
        fields: form.fields.clone(),
        errors,
    };
    page(app, &form.person, &typed).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_rates_are_read_as_people_write_them() {
        assert_eq!(
            read_amount(" 14,50 "),
            Some(Money::new(1_450, Currency::NOK))
        );
        assert_eq!(read_amount("1.5"), Some(Money::new(150, Currency::NOK)));
        assert_eq!(read_amount("gratis"), None);
        assert_eq!(read_rate("12,25"), Some(1_225));
        assert_eq!(read_rate("-1"), None);
        assert_eq!(read_day("2026-07-01"), Some(jiff::civil::date(2026, 7, 1)));
        assert_eq!(read_day("1.7.2026"), None);
    }
}
