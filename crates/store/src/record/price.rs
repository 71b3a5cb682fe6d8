use super::Record;
use crate::Result;
use crate::port::{InterestRate, Price, Prices};
use crate::queries::{
    INTEREST_RATE_ADD, INTEREST_RATE_DELETE, INTEREST_RATE_LIST, PRICE_ADD, PRICE_DELETE,
    PRICE_DELETE_SAME, PRICE_LIST,
};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, params};
use domain::{Channel, CompanyId, OrganisationId, PriceId};
use jiff::civil::Date;

const TABLE: &str = "prices";
const RATES: &str = "interest_rates";

fn read(columns: &mut Columns<'_>) -> Result<Price> {
    Ok(Price {
        id: columns.id("price_id", PriceId::from_bytes)?,
        company: columns.optional_id("company_id", CompanyId::from_bytes)?,
        channel: {
            let word = columns.text("channel")?;
            columns.known("channel", word.parse::<Channel>().ok())?
        },
        valid_from: columns.day("valid_from")?,
        each: columns.money()?,
        created_at: columns.moment("created_at")?,
    })
}

fn read_rate(columns: &mut Columns<'_>) -> Result<InterestRate> {
    Ok(InterestRate {
        valid_from: columns.day("valid_from")?,
        hundredths: {
            let stored = columns.int("hundredths")?;
            columns.known("hundredths", u32::try_from(stored).ok())?
        },
        created_at: columns.moment("created_at")?,
    })
}

#[async_trait::async_trait]
impl Prices for Record {
    async fn add_price(&self, organisation: OrganisationId, price: Price) -> Result<()> {
        self.effect(organisation, move |connection| {
            let same = params![
                organisation.as_bytes(),
                price.channel.code(),
                days(price.valid_from),
                price.company.as_ref().map(CompanyId::as_bytes),
            ];
            row::run(connection, PRICE_DELETE_SAME, same)?;
            let params = params![
                organisation.as_bytes(),
                price.id.as_bytes(),
                price.company.as_ref().map(CompanyId::as_bytes),
                price.channel.code(),
                days(price.valid_from),
                price.each.minor,
                price.each.currency.as_str(),
                micros(price.created_at),
            ];
            row::queue(connection, PRICE_ADD, params)
        })
        .await
    }

    async fn list_prices(&self, organisation: OrganisationId) -> Result<Vec<Price>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, TABLE, PRICE_LIST, params, read)
        })
        .await
    }

    async fn delete_price(&self, organisation: OrganisationId, id: PriceId) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            Ok(row::run(connection, PRICE_DELETE, params)? == 1)
        })
        .await
    }

    async fn add_interest_rate(
        &self,
        organisation: OrganisationId,
        rate: InterestRate,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                days(rate.valid_from),
                i64::from(rate.hundredths),
                micros(rate.created_at),
            ];
            row::queue(connection, INTEREST_RATE_ADD, params)
        })
        .await
    }

    async fn list_interest_rates(&self, organisation: OrganisationId) -> Result<Vec<InterestRate>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, RATES, INTEREST_RATE_LIST, params, read_rate)
        })
        .await
    }

    async fn delete_interest_rate(
        &self,
        organisation: OrganisationId,
        valid_from: Date,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), days(valid_from)];
            Ok(row::run(connection, INTEREST_RATE_DELETE, params)? == 1)
        })
        .await
    }
}
