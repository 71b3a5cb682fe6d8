//! Documents of a list, a page or a million of them: read, named and written
//! in one go where they were read.

mod known;

use super::Row;
use crate::shelf::Past;
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, CustomerId, DocumentId, Head, Right, Seq, Standing};
use facts::QuickState;
use jiff::civil::Date;
use known::{Called, Known};
use std::collections::HashMap;
use std::sync::Arc;
use store::port::{Company, Customer, Lister, StandingRow};
use tokio::sync::oneshot;

/// A document as the list shows it, which lies elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct RowRef<'r> {
    pub(super) head: &'r Head,
    pub(super) standing: &'r Standing,
    pub(super) company_name: &'r str,
    company_number: Option<&'r str>,
    pub(super) customer_name: &'r str,
    pub(super) customer_number: Option<&'r str>,
    pub(super) is_overdue: bool,
}

impl RowRef<'_> {
    /// A row that keeps its own.
    pub(crate) fn keep(&self) -> Row {
        Row {
            head: self.head.clone(),
            standing: self.standing.clone(),
            company_name: self.company_name.to_owned(),
            company_number: self.company_number.map(str::to_owned),
            customer_name: self.customer_name.to_owned(),
            customer_number: self.customer_number.map(str::to_owned),
            is_overdue: self.is_overdue,
        }
    }
}

impl Row {
    /// The same, left where it is.
    pub(crate) fn lend(&self) -> RowRef<'_> {
        RowRef {
            head: &self.head,
            standing: &self.standing,
            company_name: &self.company_name,
            company_number: self.company_number.as_deref(),
            customer_name: &self.customer_name,
            customer_number: self.customer_number.as_deref(),
            is_overdue: self.is_overdue,
        }
    }
}

/// Rows that keep their own.
#[expect(
    clippy::unnecessary_wraps,
    reason = "whatever is made of rows may fail"
)]
pub(crate) fn kept(rows: &[RowRef<'_>]) -> Result<Vec<Row>> {
    Ok(rows.iter().map(RowRef::keep).collect())
}

/// Whom the documents of a list are from and to, remembered from some of them
/// to the next.
#[derive(Clone)]
pub(crate) struct Around {
    companies: Arc<HashMap<CompanyId, Company, QuickState>>,
    known: Arc<Known>,
}

impl Around {
    /// Every company of the organisation, and no customer yet.
    pub(crate) async fn of(app: &App, ctx: &Ctx) -> Result<Self> {
        let companies = app.store.list_companies(ctx.organisation).await?;
        let companies = companies.into_iter().map(|one| (one.id, one)).collect();
        Ok(Self {
            companies: Arc::new(companies),
            known: Arc::default(),
        })
    }
}

/// What is made of documents, in the order asked, where they are read;
/// unknown ones are left out, and those that the asker may not see.
pub(crate) async fn listed<T: Send + 'static>(
    app: &App,
    ctx: &Ctx,
    ids: Vec<DocumentId>,
    around: &Around,
    make: impl FnOnce(&[RowRef<'_>]) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (listing, made) = Listing::begin(app, ctx, around, make)?;
    let store = &app.store;
    store
        .list_standings_to(ctx.organisation, ids, Box::new(listing))
        .await?;
    made.await.map_err(Error::internal)?
}

/// The same of documents that were seen at these places of the log: for lists
/// that are read from one end to the other.
pub(crate) async fn listed_seen<T: Send + 'static>(
    app: &App,
    ctx: &Ctx,
    seen: Vec<Seq>,
    around: &Around,
    make: impl FnOnce(&[RowRef<'_>]) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (listing, made) = Listing::begin(app, ctx, around, make)?;
    let store = &app.store;
    store
        .list_standings_seen_to(ctx.organisation, seen, Box::new(listing))
        .await?;
    made.await.map_err(Error::internal)?
}

/// What takes documents where they are read.
struct Listing<T, M> {
    ctx: Ctx,
    past: Option<Arc<Past>>,
    around: Around,
    called: Called,
    make: Option<(M, oneshot::Sender<Result<T>>)>,
}

impl<T, M> Listing<T, M> {
    /// What takes documents, and where what is made of them comes.
    fn begin(
        app: &App,
        ctx: &Ctx,
        around: &Around,
        make: M,
    ) -> Result<(Self, oneshot::Receiver<Result<T>>)> {
        ctx.require(Right::Read)?;
        let (tell, made) = oneshot::channel();
        let listing = Self {
            past: app.shelf.past(ctx),
            ctx: ctx.clone(),
            around: around.clone(),
            called: Called::default(),
            make: Some((make, tell)),
        };
        Ok((listing, made))
    }

    /// A document as it stood when the asker asks, if they see it.
    fn seen<'r>(
        &'r self,
        row: &'r StandingRow,
        (customer_name, customer_number): (&'r str, Option<&'r str>),
        today: Date,
    ) -> Option<RowRef<'r>> {
        let head = &row.head;
        if !self.ctx.may_see(head.company) || head.is_erased() {
            return None;
        }
        let past = self.past.as_ref().and_then(|past| past.standing(head.id));
        let standing = past.unwrap_or(&row.standing);
        let company = self.around.companies.get(&head.company);
        Some(RowRef {
            head,
            standing,
            company_name: company.map_or("", |company| company.name.as_str()),
            company_number: company.and_then(|company| company.number.as_deref()),
            customer_name,
            customer_number,
            is_overdue: standing.is_overdue(head.due_on, today),
        })
    }
}

impl<T, M> Lister for Listing<T, M>
where
    T: Send,
    M: FnOnce(&[RowRef<'_>]) -> Result<T> + Send,
{
    fn unknown(&mut self, rows: &[StandingRow]) -> Vec<CustomerId> {
        let customers = rows.iter().map(|row| row.head.customer);
        self.called = self.around.known.called(customers);
        self.called.unknown()
    }

    fn take(&mut self, rows: Vec<StandingRow>, customers: Vec<Customer>) {
        let Some((make, tell)) = self.make.take() else {
            return;
        };
        self.around.known.tell(&customers);
        let named = rows.iter().zip(self.called.with(&customers));
        let today = self.ctx.today();
        let seen = named.filter_map(|(row, called)| self.seen(row, called, today));
        // Where nobody waits for it any more, it is for nobody.
        let _ = tell.send(make(&seen.collect::<Vec<_>>()));
    }
}
