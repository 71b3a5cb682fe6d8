use super::listed::{Around, kept, listed, listed_seen};
use crate::{App, Ctx, Result};
use domain::filter::{Filter, Has, Test};
use domain::{DocumentId, Head, Money, Right, Seq, Standing};
use facts::{Cursor, Facets, Sort, View};

/// Documents with one number that are looked at to find one that may be seen.
const SAME_NUMBER_MAX: usize = 100;

/// What to look for, and in which order to show it.
#[derive(Debug, Clone)]
pub struct Search {
    /// Which documents.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
}

/// A page of the list, with what the whole filter adds up to.
#[derive(Debug, Clone)]
pub struct Found {
    /// The page.
    pub rows: Vec<Row>,
    /// How many documents the filter selects in all.
    pub total: u64,
    /// Their amounts, one entry a currency.
    pub sums: Vec<Sum>,
    /// For each key, how many documents each of its words would select.
    pub facets: Facets,
    /// How many of them come before this page.
    pub before: u64,
    /// How many more the filter selects of which only figures are left. They
    /// count in statistics and are listed nowhere.
    pub erased: u64,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
}

/// The amounts of some documents in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The sum.
    pub amount: Money,
    /// How many documents it is the sum of.
    pub documents: u64,
}

/// A document as the list shows it.
#[derive(Debug, Clone)]
pub struct Row {
    /// The fixed fields.
    pub head: Head,
    /// Where it stands.
    pub standing: Standing,
    /// Name of the company that sent it.
    pub company_name: String,
    /// The company's organisation number.
    pub company_number: Option<String>,
    /// Name of the customer.
    pub customer_name: String,
    /// The organisation's number for the customer.
    pub customer_number: Option<String>,
    /// Whether money is still expected although the due date has passed today.
    pub is_overdue: bool,
}

/// A page of the documents that a filter selects.
pub async fn find(
    app: &App,
    ctx: &Ctx,
    search: &Search,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Found> {
    ctx.require(Right::Read)?;
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let cursor = cursor.map(str::parse::<Cursor>).transpose()?;
    let view = view(ctx, &search.filter);
    let (list, erased) = {
        let facts = loaded.read();
        let list = facts.list(&view.of_somebody(), search.sort, cursor.as_ref(), limit)?;
        let erased = match facts.has_erased() {
            true => facts.count(&erased(&view)),
            false => 0,
        };
        (list, erased)
    };
    Ok(Found {
        rows: rows(app, ctx, &list.ids).await?,
        total: list.total,
        before: list.before,
        sums: list.sums.into_iter().map(sum).collect(),
        facets: list.facets,
        erased,
        next: list.next.map(|cursor| cursor.to_string()),
        previous: list.previous.map(|cursor| cursor.to_string()),
    })
}

/// The ids of every document that a filter selects, in order.
pub async fn ids(app: &App, ctx: &Ctx, search: &Search) -> Result<Vec<DocumentId>> {
    let places = places(app, ctx, search).await?;
    Ok(places.into_iter().map(|(id, _)| id).collect())
}

/// Every document that a filter selects, in order, and where in the log it was
/// seen: for whoever reads them all.
pub(crate) async fn places(
    app: &App,
    ctx: &Ctx,
    search: &Search,
) -> Result<Vec<(DocumentId, Seq)>> {
    ctx.require(Right::Read)?;
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let view = view(ctx, &search.filter).of_somebody();
    let places = loaded.read().places(&view, search.sort);
    Ok(places)
}

/// The documents before and after one within a list.
pub async fn neighbours(
    app: &App,
    ctx: &Ctx,
    search: &Search,
    id: DocumentId,
) -> Result<(Option<DocumentId>, Option<DocumentId>)> {
    ctx.require(Right::Read)?;
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let neighbours =
        loaded
            .read()
            .neighbours(&view(ctx, &search.filter).of_somebody(), search.sort, id);
    Ok(neighbours)
}

/// Documents as the list shows them, in the order asked; unknown ones are
/// left out.
pub async fn rows(app: &App, ctx: &Ctx, ids: &[DocumentId]) -> Result<Vec<Row>> {
    let around = Around::of(app, ctx).await?;
    listed(app, ctx, ids.to_vec(), &around, kept).await
}

/// The same for documents that were seen at these places.
pub(crate) async fn rows_seen(
    app: &App,
    ctx: &Ctx,
    seen: impl IntoIterator<Item = (DocumentId, Seq)>,
) -> Result<Vec<Row>> {
    let seen = seen.into_iter().map(|(_, seq)| seq).collect();
    let around = Around::of(app, ctx).await?;
    listed_seen(app, ctx, seen, &around, kept).await
}

/// The document that a person means by an id or a number; `None` where there
/// is none. Of several with the same number, the newest.
pub async fn find_by_reference(
    app: &App,
    ctx: &Ctx,
    reference: &str,
) -> Result<Option<DocumentId>> {
    ctx.require(Right::Read)?;
    let reference = reference.trim();
    if let Ok(id) = reference.parse::<DocumentId>() {
        return first_seen(app, ctx, &[id]).await;
    }
    let hits = app
        .store
        .find_documents_by_number(ctx.organisation, reference, SAME_NUMBER_MAX)
        .await?;
    first_seen(app, ctx, &hits).await
}

/// The first of these documents that the asker may see.
async fn first_seen(app: &App, ctx: &Ctx, ids: &[DocumentId]) -> Result<Option<DocumentId>> {
    let known = app.store.lookup_standings(ctx.organisation, ids).await?;
    let seen = known
        .iter()
        .find(|row| ctx.may_see(row.head.company) && !row.head.is_erased());
    Ok(seen.map(|row| row.head.id))
}

pub(crate) fn view(ctx: &Ctx, filter: &Filter) -> View {
    View {
        companies: ctx.companies.clone(),
        filter: filter.clone(),
        today: ctx.today(),
    }
}

/// The documents of a view of which only figures are left.
fn erased(view: &View) -> View {
    let filter = view.filter.and(Test::Has(vec![Has::Erased]).yes());
    View {
        filter,
        ..view.clone()
    }
}

fn sum(sum: facts::Sum) -> Sum {
    Sum {
        amount: Money::new(sum.minor, sum.currency),
        documents: sum.count,
    }
}
