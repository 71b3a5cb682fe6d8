mod sum;

use super::Record;
use super::document;
use super::matching;
use super::telling::{self, Room};
use crate::Result;
use crate::port::{
    MatchOutcome, NewMoney, PaymentCount, PaymentCursor, PaymentFilter, PaymentSum, Payments,
};
use crate::queries::{
    DOCUMENT_FIND_BY_OUTSTANDING, PAYMENT_ADD, PAYMENT_COUNT, PAYMENT_COUNT_UNMATCHED,
    PAYMENT_COUNT_WITHIN, PAYMENT_FIND_BY_SOURCE, PAYMENT_LIST, PAYMENT_LIST_BEFORE,
    PAYMENT_LIST_BEFORE_WITHIN, PAYMENT_LIST_OF_DOCUMENT, PAYMENT_LIST_UNMATCHED,
    PAYMENT_LIST_UNMATCHED_BEFORE, PAYMENT_LIST_WITHIN, PAYMENT_LOOKUP, TELLING_FIND_BY_SOURCE,
};
use crate::sql::Columns;
use crate::sql::row::{self, days, micros};
use crate::sql::{Connection, params};
use domain::payment::{Match, Telling};
use domain::{
    CompanyId, DocumentId, ImportId, Money, OrganisationId, Payment, PaymentChannel, PaymentId,
    SourceKey,
};
use jiff::Timestamp;

const TABLE: &str = "payments";

/// The amounts are summed in units of a million and the rest apart.
const HALF: i128 = 1_000_000;

pub(super) fn read(columns: &mut Columns<'_>) -> Result<(Payment, u32)> {
    let mut payment = Payment {
        id: columns.id("payment_id", PaymentId::from_bytes)?,
        source: SourceKey::new(columns.text("source")?, columns.text("source_id")?),
        company: columns.optional_id("company_id", CompanyId::from_bytes)?,
        import: columns.optional_id("import_id", ImportId::from_bytes)?,
        account: columns.text("account")?,
        kid: columns.optional_text("kid")?,
        amount: columns.money()?,
        value_on: columns.day("value_on")?,
        paid_by: columns.word("paid_by", PaymentChannel::from_number)?,
        payer_account: columns.optional_text("payer_account")?,
        payer_name: columns.optional_text("payer_name")?,
        text: columns.optional_text("text")?,
        bank_reference: columns.optional_text("bank_reference")?,
        learned_at: columns.moment("learned_at")?,
        matched: None,
    };
    let document = columns.optional_id("document_id", DocumentId::from_bytes)?;
    let round = columns.int("round")?;
    let round = columns.known("round", u32::try_from(round).ok())?;
    let by_hand = columns.flag("by_hand")?;
    payment.matched = document.map(|document| Match {
        document,
        round,
        by_hand,
    });
    Ok((payment, round))
}

/// A payment with its place among its file's items.
pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: PaymentId,
) -> Result<Option<(Payment, i64)>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, PAYMENT_LOOKUP, by_id, |columns| {
        let (payment, _) = read(columns)?;
        Ok((payment, columns.int("import_position")?))
    })
}

/// How often a payment was matched so far.
pub(super) fn rounds(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: PaymentId,
) -> Result<u32> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    let found = row::one(connection, TABLE, PAYMENT_LOOKUP, by_id, read)?;
    Ok(found.map_or(0, |(_, round)| round))
}

/// The payment with this key, and the document it belongs to.
pub(super) fn find_by_source(
    connection: &dyn Connection,
    organisation: OrganisationId,
    source: &SourceKey,
) -> Result<Option<Option<DocumentId>>> {
    let params = params![organisation.as_bytes(), source.source, source.id];
    for query in [PAYMENT_FIND_BY_SOURCE, TELLING_FIND_BY_SOURCE] {
        let known = row::one(connection, TABLE, query, params, |columns| {
            columns.optional_id("document_id", DocumentId::from_bytes)
        })?;
        if known.is_some() {
            return Ok(known);
        }
    }
    Ok(None)
}

/// Adds a payment that belongs to no document yet.
pub(super) fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (import, position): (ImportId, i64),
    money: NewMoney,
) -> Result<Payment> {
    let told = money.payment;
    let params = params![
        organisation.as_bytes(),
        money.id.as_bytes(),
        told.source.source,
        told.source.id,
        money.company.as_ref().map(CompanyId::as_bytes),
        import.as_bytes(),
        position,
        told.account,
        told.kid,
        told.amount.minor,
        told.amount.currency.as_str(),
        days(told.value_on),
        told.paid_by.number(),
        told.payer_account,
        told.payer_name,
        told.text,
        told.bank_reference,
        micros(money.learned_at),
        found_by([&told.kid, &told.payer_name, &told.text]),
    ];
    row::queue(connection, PAYMENT_ADD, params)?;
    Ok(Payment {
        id: money.id,
        source: told.source,
        company: money.company,
        import: Some(import),
        account: told.account,
        kid: told.kid,
        amount: told.amount,
        value_on: told.value_on,
        paid_by: told.paid_by,
        payer_account: told.payer_account,
        payer_name: told.payer_name,
        text: told.text,
        bank_reference: told.bank_reference,
        learned_at: money.learned_at,
        matched: None,
    })
}

/// What a payment is searched by, one a line, in lower case: the engines do
/// not agree on the lower case of other letters than a to z.
pub(super) fn found_by(texts: [&Option<String>; 3]) -> String {
    let texts: Vec<String> = texts
        .into_iter()
        .flatten()
        .map(|text| text.to_lowercase())
        .collect();
    texts.join("\n")
}

/// A pattern for `LIKE … ESCAPE '!'` that finds this text anywhere.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.to_lowercase().chars() {
        if matches!(letter, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// Which of matched and unmatched payments, and whose, as the queries that are
/// limited to companies take it.
fn within(filter: &PaymentFilter) -> Option<(i64, String)> {
    let companies = filter.companies.as_ref()?;
    let which = filter
        .matched
        .map_or(0, |matched| if matched { 1 } else { 2 });
    let mut ids = String::from(" ");
    for company in companies {
        let hexadecimal = company.to_string().replace('-', "").to_uppercase();
        ids.push_str(&hexadecimal);
        ids.push(' ');
    }
    Some((which, ids))
}

/// What no payment comes before in the list.
const BEFORE_ALL: (i64, [u8; 16]) = (i64::MAX, [0xFF; 16]);

fn list(
    connection: &dyn Connection,
    organisation: OrganisationId,
    filter: &PaymentFilter,
    after: Option<PaymentCursor>,
    limit: usize,
) -> Result<Vec<Payment>> {
    let organisation = organisation.as_bytes();
    let text = filter.text.as_deref().map(pattern);
    let (day, id) = after.map_or(BEFORE_ALL, |cursor| {
        (days(cursor.value_on), *cursor.id.as_bytes())
    });
    let limit = row::limit(limit);
    if let Some((which, companies)) = within(filter) {
        let params = params![organisation, which, text, companies, day, id, limit];
        let found = row::all(connection, TABLE, PAYMENT_LIST_WITHIN, params, read)?;
        return Ok(found.into_iter().map(|(payment, _)| payment).collect());
    }
    let found = match filter.matched {
        Some(false) => {
            let params = params![organisation, text, day, id, limit];
            row::all(connection, TABLE, PAYMENT_LIST_UNMATCHED, params, read)
        }
        matched => {
            let params = params![organisation, matched.is_some(), text, day, id, limit];
            row::all(connection, TABLE, PAYMENT_LIST, params, read)
        }
    }?;
    Ok(found.into_iter().map(|(payment, _)| payment).collect())
}

fn list_before(
    connection: &dyn Connection,
    organisation: OrganisationId,
    filter: &PaymentFilter,
    before: PaymentCursor,
    limit: usize,
) -> Result<Vec<PaymentCursor>> {
    let organisation = organisation.as_bytes();
    let text = filter.text.as_deref().map(pattern);
    let (day, id) = (days(before.value_on), before.id.as_bytes());
    let limit = row::limit(limit);
    let read = |columns: &mut Columns<'_>| {
        Ok(PaymentCursor {
            value_on: columns.day("value_on")?,
            id: columns.id("payment_id", PaymentId::from_bytes)?,
        })
    };
    if let Some((which, companies)) = within(filter) {
        let params = params![organisation, which, text, companies, day, id, limit];
        return row::all(connection, TABLE, PAYMENT_LIST_BEFORE_WITHIN, params, read);
    }
    match filter.matched {
        Some(false) => {
            let params = params![organisation, text, day, id, limit];
            row::all(
                connection,
                TABLE,
                PAYMENT_LIST_UNMATCHED_BEFORE,
                params,
                read,
            )
        }
        matched => {
            let params = params![organisation, matched.is_some(), text, day, id, limit];
            row::all(connection, TABLE, PAYMENT_LIST_BEFORE, params, read)
        }
    }
}

/// The payments of one document that the filter selects. There are few, so
/// the rest of the filter is looked at here.
fn list_of_document(
    connection: &dyn Connection,
    organisation: OrganisationId,
    filter: &PaymentFilter,
    document: DocumentId,
) -> Result<Vec<Payment>> {
    let head = document::head(connection, organisation, document)?;
    let is_of = |companies: &Vec<CompanyId>| {
        let company = head.as_ref().map(|head| head.company);
        company.is_some_and(|company| companies.contains(&company))
    };
    if !filter.companies.as_ref().is_none_or(is_of) {
        return Ok(Vec::new());
    }
    let all = row::limit(usize::MAX);
    let params = params![organisation.as_bytes(), document.as_bytes(), all];
    let found = row::all(connection, TABLE, PAYMENT_LIST_OF_DOCUMENT, params, read)?;
    let text = filter.text.as_deref().map(str::to_lowercase);
    let payments = found.into_iter().map(|(payment, _)| payment);
    Ok(payments
        .filter(|_| filter.matched != Some(false))
        .filter(|payment| {
            let found_by = found_by([&payment.kid, &payment.payer_name, &payment.text]);
            text.as_ref().is_none_or(|text| found_by.contains(text))
        })
        .collect())
}

fn count(
    connection: &dyn Connection,
    organisation: OrganisationId,
    filter: &PaymentFilter,
) -> Result<PaymentCount> {
    let organisation = organisation.as_bytes();
    let text = filter.text.as_deref().map(pattern);
    let read = |columns: &mut Columns<'_>| {
        let currency = columns.currency("currency")?;
        let payments = columns.count("count")?;
        let (large, small) = (columns.int("sum")?, columns.int("sum")?);
        let sum = i128::from(large) * HALF + i128::from(small);
        Ok((payments, Money::new(clamp(sum), currency)))
    };
    let by_currency = match filter.matched {
        _ if filter.companies.is_some() => {
            let (which, companies) = within(filter).unwrap_or_default();
            let params = params![organisation, which, text, companies];
            row::all(connection, TABLE, PAYMENT_COUNT_WITHIN, params, read)
        }
        Some(false) => {
            let params = params![organisation, text];
            row::all(connection, TABLE, PAYMENT_COUNT_UNMATCHED, params, read)
        }
        matched => {
            let params = params![organisation, matched.is_some(), text];
            row::all(connection, TABLE, PAYMENT_COUNT, params, read)
        }
    }?;
    Ok(PaymentCount {
        payments: by_currency.iter().map(|(payments, _)| payments).sum(),
        sums: by_currency.into_iter().map(|(_, sum)| sum).collect(),
    })
}

fn count_of(payments: &[Payment]) -> PaymentCount {
    let mut sums = std::collections::BTreeMap::<_, i128>::new();
    for payment in payments {
        *sums.entry(payment.amount.currency).or_default() += i128::from(payment.amount.minor);
    }
    PaymentCount {
        payments: payments.len() as u64,
        sums: sums
            .into_iter()
            .map(|(currency, sum)| Money::new(clamp(sum), currency))
            .collect(),
    }
}

fn clamp(sum: i128) -> i64 {
    let bounded = sum.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    i64::try_from(bounded).expect("bounded on the line above")
}

fn is_after(payment: &Payment, cursor: Option<PaymentCursor>) -> bool {
    cursor.is_none_or(|cursor| (payment.value_on, payment.id) < (cursor.value_on, cursor.id))
}

#[async_trait::async_trait]
impl Payments for Record {
    async fn lookup_payment(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Option<Payment>> {
        self.read(organisation, move |connection| {
            let found = lookup(connection, organisation, id)?;
            Ok(found.map(|(payment, _)| payment))
        })
        .await
    }

    async fn list_payments(
        &self,
        organisation: OrganisationId,
        filter: &PaymentFilter,
        after: Option<PaymentCursor>,
        limit: usize,
    ) -> Result<Vec<Payment>> {
        let filter = filter.clone();
        self.read(organisation, move |connection| match filter.document {
            Some(document) => {
                let mut found = list_of_document(connection, organisation, &filter, document)?;
                found.retain(|payment| is_after(payment, after));
                found.truncate(limit);
                Ok(found)
            }
            None => list(connection, organisation, &filter, after, limit),
        })
        .await
    }

    async fn list_payments_before(
        &self,
        organisation: OrganisationId,
        filter: &PaymentFilter,
        before: PaymentCursor,
        limit: usize,
    ) -> Result<Vec<PaymentCursor>> {
        let filter = filter.clone();
        self.read(organisation, move |connection| match filter.document {
            Some(document) => {
                let found = list_of_document(connection, organisation, &filter, document)?;
                let places = found.iter().rev().map(|payment| PaymentCursor {
                    value_on: payment.value_on,
                    id: payment.id,
                });
                let earlier = places
                    .filter(|place| (place.value_on, place.id) > (before.value_on, before.id));
                Ok(earlier.take(limit).collect())
            }
            None => list_before(connection, organisation, &filter, before, limit),
        })
        .await
    }

    async fn count_payments(
        &self,
        organisation: OrganisationId,
        filter: &PaymentFilter,
    ) -> Result<PaymentCount> {
        let filter = filter.clone();
        self.read(organisation, move |connection| match filter.document {
            Some(document) => {
                let found = list_of_document(connection, organisation, &filter, document)?;
                Ok(count_of(&found))
            }
            None => count(connection, organisation, &filter),
        })
        .await
    }

    async fn match_payment(
        &self,
        organisation: OrganisationId,
        payment: PaymentId,
        document: DocumentId,
        at: Timestamp,
    ) -> Result<MatchOutcome> {
        self.effect(organisation, move |connection| {
            matching::match_by_hand(connection, organisation, (payment, document), at)
        })
        .await
    }

    async fn detach_payment(
        &self,
        organisation: OrganisationId,
        payment: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome> {
        self.effect(organisation, move |connection| {
            matching::detach(connection, organisation, payment, at)
        })
        .await
    }

    async fn list_payment_tellings(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Vec<Telling>> {
        self.read(organisation, move |connection| {
            let room = Room {
                connection,
                organisation,
            };
            let tellings = telling::list(room, id)?;
            Ok(tellings.into_iter().map(|(telling, _)| telling).collect())
        })
        .await
    }

    async fn list_payment_twins(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Vec<Payment>> {
        self.read(organisation, move |connection| {
            let room = Room {
                connection,
                organisation,
            };
            match lookup(connection, organisation, id)? {
                Some((payment, _)) => telling::twins(room, &payment),
                None => Ok(Vec::new()),
            }
        })
        .await
    }

    async fn find_payment_sum(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
    ) -> Result<Option<PaymentSum>> {
        self.read(organisation, move |connection| {
            let room = Room {
                connection,
                organisation,
            };
            match lookup(connection, organisation, id)? {
                Some((payment, _)) => sum::of(room, &payment),
                None => Ok(None),
            }
        })
        .await
    }

    async fn merge_payments(
        &self,
        organisation: OrganisationId,
        one: PaymentId,
        other: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome> {
        self.effect(organisation, move |connection| {
            let room = Room {
                connection,
                organisation,
            };
            telling::merge(room, (one, other), at)
        })
        .await
    }

    async fn split_payment(
        &self,
        organisation: OrganisationId,
        id: PaymentId,
        telling: SourceKey,
        new: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome> {
        self.effect(organisation, move |connection| {
            let room = Room {
                connection,
                organisation,
            };
            telling::split(room, (id, &telling), new, at)
        })
        .await
    }

    async fn keep_payments_apart(
        &self,
        organisation: OrganisationId,
        one: PaymentId,
        other: PaymentId,
        at: Timestamp,
    ) -> Result<MatchOutcome> {
        self.effect(organisation, move |connection| {
            let room = Room {
                connection,
                organisation,
            };
            telling::keep_apart(room, (one, other), at)
        })
        .await
    }

    async fn find_documents_by_outstanding(
        &self,
        organisation: OrganisationId,
        amount: Money,
        limit: usize,
    ) -> Result<Vec<DocumentId>> {
        self.read(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                amount.minor,
                amount.currency.as_str(),
                row::limit(limit),
            ];
            row::all(
                connection,
                "standings",
                DOCUMENT_FIND_BY_OUTSTANDING,
                params,
                |columns| columns.id("document_id", DocumentId::from_bytes),
            )
        })
        .await
    }
}
