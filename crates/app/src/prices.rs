//! What documents cost to send, and what money costs that waits: the price
//! list of each company and channel, and the rate of interest, each from a
//! day on.

use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{Channel, CompanyId, Money, PriceId, Right};
use facts::statistics as figures;
use jiff::civil::Date;

pub use store::port::{InterestRate, Price};

/// The most that one document may cost, in minor units: more is a slip of the
/// keyboard.
const MINOR_MAX: i64 = 1_000_000;
/// The highest rate, in hundredths of a percent.
const HUNDREDTHS_MAX: u32 = 10_000;
/// The most prices, and the most rates, of an organisation.
const ENTRIES_MAX: usize = 2_000;

/// A price to add.
#[derive(Debug, Clone)]
pub struct NewPrice {
    /// The company that pays it; `None` for every company without its own.
    pub company: Option<CompanyId>,
    /// The channel.
    pub channel: Channel,
    /// The first day.
    pub valid_from: Date,
    /// The price of one document.
    pub each: Money,
}

/// What holds: every price, and the rate of today.
#[derive(Debug, Clone, Default)]
pub struct InForce {
    /// The price list, as statistics are asked with it.
    pub prices: figures::Prices,
    /// The yearly rate of interest in percent, where one is set.
    pub interest_percent: Option<f64>,
}

/// The prices that concern what the asker may see, by channel, the latest
/// first.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Price>> {
    ctx.require(Right::Read)?;
    let mut prices = app.store.list_prices(ctx.organisation).await?;
    prices.retain(|price| price.company.is_none_or(|company| ctx.may_see(company)));
    Ok(prices)
}

/// Adds a price, in place of the one of the same company, channel and day.
pub async fn add(app: &App, ctx: &Ctx, new: NewPrice) -> Result<Price> {
    ctx.require(Right::ManageCompanies)?;
    if !(0..=MINOR_MAX).contains(&new.each.minor) {
        let message = "a price is from 0 to 10000.00 for one document";
        return Err(Error::invalid("price.amount", "amount", message));
    }
    let company = known_company(app, ctx, new.company).await?;
    if list(app, ctx).await?.len() >= ENTRIES_MAX {
        let message = format!("there are {ENTRIES_MAX} prices; take old ones away first");
        return Err(Error::invalid("price.many", "channel", message));
    }
    let price = Price {
        id: app.id(PriceId::from_parts),
        company,
        channel: new.channel,
        valid_from: new.valid_from,
        each: new.each,
        created_at: ctx.now,
    };
    audit::telling(app, ctx, Act::PRICE_ADDED, &subject(price.id))
        .add_price(ctx.organisation, price.clone())
        .await?;
    Ok(price)
}

/// Whose price it is. What holds for all companies is said by whoever sees
/// them all.
async fn known_company(
    app: &App,
    ctx: &Ctx,
    company: Option<CompanyId>,
) -> Result<Option<CompanyId>> {
    let known = crate::companies::list(app, ctx).await?;
    let is_known = match company {
        Some(id) => known.iter().any(|company| company.id == id),
        None => ctx.sees_all(),
    };
    is_known
        .then_some(company)
        .ok_or_else(|| Error::invalid("price.company", "company", "choose one of your companies"))
}

/// Takes a price away. `None` where there is no such price.
pub async fn remove(app: &App, ctx: &Ctx, id: PriceId) -> Result<Option<()>> {
    ctx.require(Right::ManageCompanies)?;
    let prices = list(app, ctx).await?;
    let is_ours = |price: &&Price| price.company.is_some() || ctx.sees_all();
    if !prices.iter().filter(is_ours).any(|price| price.id == id) {
        return Ok(None);
    }
    let removed = audit::telling(app, ctx, Act::PRICE_REMOVED, &subject(id))
        .delete_price(ctx.organisation, id)
        .await?;
    Ok(removed.then_some(()))
}

fn subject(id: PriceId) -> String {
    audit::subject("price", id)
}

/// The rates of interest, the latest first.
pub async fn rates(app: &App, ctx: &Ctx) -> Result<Vec<InterestRate>> {
    ctx.require(Right::Read)?;
    Ok(app.store.list_interest_rates(ctx.organisation).await?)
}

/// Sets the yearly rate of interest from a day on, in hundredths of a percent.
pub async fn set_rate(app: &App, ctx: &Ctx, valid_from: Date, hundredths: u32) -> Result<()> {
    require_all(ctx)?;
    if hundredths > HUNDREDTHS_MAX {
        let message = "a rate is from 0 to 100 percent a year";
        return Err(Error::invalid("price.rate", "rate", message));
    }
    if rates(app, ctx).await?.len() >= ENTRIES_MAX {
        let message = format!("there are {ENTRIES_MAX} rates; take old ones away first");
        return Err(Error::invalid("price.many", "rate", message));
    }
    let rate = InterestRate {
        valid_from,
        hundredths,
        created_at: ctx.now,
    };
    let subject = audit::subject("rate", valid_from);
    audit::telling(app, ctx, Act::RATE_SET, &subject)
        .add_interest_rate(ctx.organisation, rate)
        .await?;
    Ok(())
}

/// Takes the rate from a day on away. `None` where there is none.
pub async fn remove_rate(app: &App, ctx: &Ctx, valid_from: Date) -> Result<Option<()>> {
    require_all(ctx)?;
    let subject = audit::subject("rate", valid_from);
    let removed = audit::telling(app, ctx, Act::RATE_REMOVED, &subject)
        .delete_interest_rate(ctx.organisation, valid_from)
        .await?;
    Ok(removed.then_some(()))
}

/// The rate is the organisation's: whoever sees some of its companies only
/// does not set it.
fn require_all(ctx: &Ctx) -> Result<()> {
    ctx.require(Right::ManageCompanies)?;
    match ctx.sees_all() {
        true => Ok(()),
        false => Err(Error::Forbidden {
            right: Right::ManageCompanies,
        }),
    }
}

/// What holds today, for the statistics.
pub async fn in_force(app: &App, ctx: &Ctx) -> Result<InForce> {
    let prices = list(app, ctx).await?;
    let price = |price: &Price| figures::Price {
        company: price.company,
        channel: price.channel,
        from: price.valid_from,
        each: price.each,
    };
    let today = ctx.today();
    let rates = rates(app, ctx).await?;
    let rate = rates.iter().find(|rate| rate.valid_from <= today);
    Ok(InForce {
        prices: figures::Prices::new(prices.iter().map(price).collect()),
        interest_percent: rate.map(|rate| f64::from(rate.hundredths) / 100.0),
    })
}
