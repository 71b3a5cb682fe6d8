use super::Record;
use crate::Result;
use crate::port::{Customer, Customers};
use crate::queries::{
    CUSTOMER_ADD, CUSTOMER_FIND_BY_KEY, CUSTOMER_LIST, CUSTOMER_LIST_AFTER, CUSTOMER_LIST_BEFORE,
    CUSTOMER_LOOKUP, CUSTOMER_UPDATE,
};
use crate::sql::Columns;
use crate::sql::row;
use crate::sql::{Connection, params};
use domain::intake::NewCustomer;
use domain::{CustomerId, OrganisationId, Seq};

const TABLE: &str = "customers";

fn read(columns: &mut Columns<'_>) -> Result<Customer> {
    Ok(Customer {
        id: columns.id("customer_id", CustomerId::from_bytes)?,
        key: columns.text("customer_key")?,
        number: columns.optional_text("number")?,
        organisation_number: columns.optional_text("organisation_number")?,
        endpoint: columns.optional_text("endpoint")?,
        name: columns.text("name")?,
        seq: Seq(columns.int("seq")?),
    })
}

/// These customers, in the order asked; unknown ones are left out.
pub(super) fn lookup_all(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ids: &[CustomerId],
) -> Result<Vec<Customer>> {
    let ids: Vec<_> = ids.iter().map(CustomerId::as_bytes).collect();
    row::by_ids(connection, TABLE, CUSTOMER_LOOKUP, organisation, &ids, read)
}

/// A customer by id.
pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: CustomerId,
) -> Result<Option<Customer>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, CUSTOMER_LOOKUP, by_id, read)
}

/// The customer that a document told of at a place in the log: the one with
/// the same key, with what is new about it, or a new one under `fresh`.
pub(super) fn put(
    connection: &dyn Connection,
    organisation: OrganisationId,
    told: &NewCustomer,
    fresh: CustomerId,
    seq: Seq,
) -> Result<CustomerId> {
    let key = told.key();
    let by_key = params![organisation.as_bytes(), key];
    let Some(mut known) = row::one(connection, TABLE, CUSTOMER_FIND_BY_KEY, by_key, read)? else {
        return add(connection, organisation, told, fresh, seq);
    };
    if learn(&mut known, told) {
        let params = params![
            organisation.as_bytes(),
            known.id.as_bytes(),
            known.number,
            known.organisation_number,
            known.endpoint,
            known.name,
            seq.0,
        ];
        row::queue(connection, CUSTOMER_UPDATE, params)?;
    }
    Ok(known.id)
}

fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    told: &NewCustomer,
    fresh: CustomerId,
    seq: Seq,
) -> Result<CustomerId> {
    let params = params![
        organisation.as_bytes(),
        fresh.as_bytes(),
        told.key(),
        told.number,
        told.organisation_number,
        told.endpoint,
        told.name,
        seq.0,
    ];
    row::queue(connection, CUSTOMER_ADD, params)?;
    Ok(fresh)
}

/// Takes over what was told; silence about something does not erase it.
/// Answers whether anything is new.
fn learn(known: &mut Customer, told: &NewCustomer) -> bool {
    let name = Some(told.name.clone()).filter(|name| !name.trim().is_empty());
    let mut kept_name = Some(std::mem::take(&mut known.name));
    let mut is_news = replace(&mut kept_name, &name);
    known.name = kept_name.unwrap_or_default();
    is_news |= replace(&mut known.number, &told.number);
    is_news |= replace(&mut known.organisation_number, &told.organisation_number);
    is_news |= replace(&mut known.endpoint, &told.endpoint);
    is_news
}

fn replace(kept: &mut Option<String>, told: &Option<String>) -> bool {
    let is_news = told.is_some() && kept != told;
    if is_news {
        kept.clone_from(told);
    }
    is_news
}

#[async_trait::async_trait]
impl Customers for Record {
    async fn lookup_customers(
        &self,
        organisation: OrganisationId,
        ids: &[CustomerId],
    ) -> Result<Vec<Customer>> {
        let ids = ids.to_vec();
        self.read(organisation, move |connection| {
            lookup_all(connection, organisation, &ids)
        })
        .await
    }

    async fn list_customers(
        &self,
        organisation: OrganisationId,
        after: Option<CustomerId>,
        limit: usize,
    ) -> Result<Vec<Customer>> {
        let after = after.map_or([0; 16], |after| *after.as_bytes());
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after, row::limit(limit)];
            row::all(connection, TABLE, CUSTOMER_LIST, params, read)
        })
        .await
    }

    async fn list_customers_before(
        &self,
        organisation: OrganisationId,
        before: CustomerId,
        limit: usize,
    ) -> Result<Vec<CustomerId>> {
        self.read(organisation, move |connection| {
            let (organisation, before) = (organisation.as_bytes(), before.as_bytes());
            let params = params![organisation, before, row::limit(limit)];
            row::all(connection, TABLE, CUSTOMER_LIST_BEFORE, params, |columns| {
                columns.id("customer_id", CustomerId::from_bytes)
            })
        })
        .await
    }

    async fn list_customers_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Customer>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after.0, row::limit(limit)];
            row::all(connection, TABLE, CUSTOMER_LIST_AFTER, params, read)
        })
        .await
    }
}
