//! Prices as they are written in a request.

use super::Asking;
use app::prices::InForce;
use app::statistics::{Price, Prices};
use app::{App, Ctx};
use domain::{Channel, CompanyId, Currency, Money};
use jiff::civil::{Date, date};

/// The first day of a price without one: before every document.
const ALWAYS: Date = date(1900, 1, 1);

/// The prices of a request and its rate of interest; those of the
/// organisation where it names none.
pub(super) async fn of(app: &App, ctx: &Ctx, asked: &Asking) -> app::Result<InForce> {
    let stored = app::prices::in_force(app, ctx).await?;
    Ok(InForce {
        prices: match asked.price.is_empty() {
            true => stored.prices,
            false => read(app, ctx, &asked.price).await?,
        },
        interest_percent: asked.interest.or(stored.interest_percent),
    })
}

/// Reads prices, each `CHANNEL=AMOUNT`, with `@DATE` behind it for the first
/// day and `ORGNR/` in front of it for one company's own; kroner unless a
/// currency stands behind the amount, as in `print=14.50SEK`.
async fn read(app: &App, ctx: &Ctx, words: &[String]) -> app::Result<Prices> {
    let companies = app::companies::list(app, ctx).await?;
    let company = |number: &str| {
        let same = |known: &&app::companies::Company| known.number.as_deref() == Some(number);
        companies.iter().find(same).map(|company| company.id)
    };
    let read = |word: &String| price(word, company).ok_or_else(|| not_a_price(word));
    Ok(Prices::new(
        words.iter().map(read).collect::<app::Result<_>>()?,
    ))
}

fn not_a_price(word: &str) -> app::Error {
    let message = format!(
        "'{word}' is not a price; write ehf=1.50, print=14.50@2026-07-01 or \
         974761076/ehf=1.20, with the number of a company of this organisation"
    );
    app::Error::invalid("statistics.price", "price", message)
}

fn price(word: &str, company: impl Fn(&str) -> Option<CompanyId>) -> Option<Price> {
    let (whose, rest) = match word.split_once('/') {
        Some((number, rest)) => (Some(company(number)?), rest),
        None => (None, word),
    };
    let (channel, rest) = rest.split_once('=')?;
    let (amount, from) = match rest.split_once('@') {
        Some((amount, day)) => (amount, day.parse::<Date>().ok()?),
        None => (rest, ALWAYS),
    };
    let letters = amount.find(|c: char| c.is_ascii_alphabetic());
    let (amount, currency) = amount.split_at(letters.unwrap_or(amount.len()));
    let currency = match currency {
        "" => Currency::NOK,
        code => code.parse().ok()?,
    };
    Some(Price {
        company: whose,
        channel: channel.parse::<Channel>().ok()?,
        from,
        each: Money::parse(amount, currency).ok()?,
    })
}
