//! The first page: what failed, what is overdue, what changed, and how much
//! of everything there is. Every figure carries the filter that counted it,
//! so a click on it shows exactly the documents counted.

use crate::documents::Sum;
use crate::imports::{self, Import};
use crate::statistics::{DateField, Dimension, Group, count};
use crate::{App, Ctx, Result, payments};
use domain::Right;
use domain::filter::Filter;
use domain::period::Unit;
use jiff::ToSpan as _;
use jiff::civil::Date;
use store::port::{PaymentCount, PaymentFilter};

/// Days that "lately" means.
pub const LATELY_DAYS: i64 = 30;
/// Months shown in the charts over time, the present one included.
pub const MONTHS: i64 = 13;
/// Files shown as the latest.
const IMPORTS_SHOWN: usize = 5;

/// One number of the first page.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it counts: names the text that explains it.
    pub name: &'static str,
    /// Selects exactly the documents counted.
    pub filter: Filter,
    /// How many.
    pub count: u64,
    /// What is still to be paid of them, where that is the point.
    pub outstanding: Vec<Sum>,
    /// The same over the span of days just before, where there is one.
    pub before: Option<u64>,
}

/// How often something went wrong for one reason.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Selects exactly the documents counted.
    pub filter: Filter,
    /// The reason's code.
    pub reason: String,
    /// How many lately.
    pub count: u64,
    /// How many in the same number of days before that.
    pub before: u64,
}

/// The first page.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The day it is about, in the organisation's zone.
    pub today: Date,
    /// The first of the days that "lately" covers; the last is today.
    pub lately_from: Date,
    /// The numbers.
    pub figures: Vec<Figure>,
    /// What went wrong lately, most frequent first.
    pub failures: Vec<Failure>,
    /// Documents by month of receipt and channel.
    pub by_channel: Vec<Group>,
    /// Documents by month of receipt and where their delivery stands.
    pub by_delivery: Vec<Group>,
    /// Documents by month of receipt and where their money stands.
    pub by_payment: Vec<Group>,
    /// Payments that belong to no document.
    pub unmatched: PaymentCount,
    /// The latest files.
    pub imports: Vec<Import>,
}

/// The first page, for the companies that `companies` selects: a filter with
/// a `company` key, or an empty one for all.
pub async fn overview(app: &App, ctx: &Ctx, companies: &Filter) -> Result<Overview> {
    ctx.require(Right::Read)?;
    let today = ctx.today();
    let lately_from = today.saturating_sub((LATELY_DAYS - 1).days());
    let months_from = first_month(today);
    let months = narrowed(companies, &format!("received:{months_from}..{today}"));
    let unmatched = PaymentFilter {
        matched: Some(false),
        ..PaymentFilter::default()
    };
    let (imports, _) = imports::list(app, ctx, None, IMPORTS_SHOWN).await?;
    let by = |dimension| [Dimension::Date(DateField::Received, Unit::Month), dimension];
    Ok(Overview {
        today,
        lately_from,
        figures: figures(app, ctx, companies).await?,
        failures: failures(app, ctx, companies).await?,
        by_channel: count(app, ctx, &months, &by(Dimension::Channel)).await?,
        by_delivery: count(app, ctx, &months, &by(Dimension::Delivery)).await?,
        by_payment: count(app, ctx, &months, &by(Dimension::Payment)).await?,
        unmatched: payments::count(app, ctx, &unmatched).await?,
        imports,
    })
}

fn first_month(today: Date) -> Date {
    today.first_of_month().saturating_sub((MONTHS - 1).months())
}

/// Spans of days that a figure is about: the latest, and the one before it.
struct Spans {
    lately: String,
    before: String,
}

impl Spans {
    fn of(today: Date, days: i64) -> Self {
        let back = |days: i64| today.saturating_sub(days.days());
        Self {
            lately: format!("{}..{today}", back(days - 1)),
            before: format!("{}..{}", back(2 * days - 1), back(days)),
        }
    }
}

async fn figures(app: &App, ctx: &Ctx, companies: &Filter) -> Result<Vec<Figure>> {
    let today = ctx.today();
    let month = Spans::of(today, LATELY_DAYS);
    let week = Spans::of(today, 7);
    let soon = format!("{today}..{}", today.saturating_add(6.days()));
    let asked = [
        (
            "failed",
            format!("delivery:failed,returned received:{}", month.lately),
            Some(format!(
                "delivery:failed,returned received:{}",
                month.before
            )),
        ),
        ("overdue", "payment:overdue".to_owned(), None),
        (
            "refused",
            format!("recipient:disputed,rejected received:{}", month.lately),
            Some(format!(
                "recipient:disputed,rejected received:{}",
                month.before
            )),
        ),
        ("due_soon", format!("payment:outstanding due:{soon}"), None),
        (
            "received",
            format!("received:{}", week.lately),
            Some(format!("received:{}", week.before)),
        ),
        (
            "paid",
            format!("paid:{}", week.lately),
            Some(format!("paid:{}", week.before)),
        ),
    ];
    let mut figures = Vec::with_capacity(asked.len());
    for (name, words, before) in asked {
        let filter = narrowed(companies, &words);
        let (count, outstanding) = counted(app, ctx, &filter).await?;
        let before = match before {
            Some(words) => Some(counted(app, ctx, &narrowed(companies, &words)).await?.0),
            None => None,
        };
        figures.push(Figure {
            name,
            filter,
            count,
            outstanding,
            before,
        });
    }
    Ok(figures)
}

async fn counted(app: &App, ctx: &Ctx, filter: &Filter) -> Result<(u64, Vec<Sum>)> {
    let groups = count(app, ctx, filter, &[]).await?;
    let whole = groups.into_iter().next();
    Ok(whole.map_or_else(Default::default, |group| (group.count, group.outstanding)))
}

async fn failures(app: &App, ctx: &Ctx, companies: &Filter) -> Result<Vec<Failure>> {
    let spans = Spans::of(ctx.today(), LATELY_DAYS);
    let by_reason = |span: &str| {
        let filter = narrowed(companies, &format!("has:error received:{span}"));
        async move { count(app, ctx, &filter, &[Dimension::Reason]).await }
    };
    let (lately, before) = (
        by_reason(&spans.lately).await?,
        by_reason(&spans.before).await?,
    );
    let reason = |group: &Group| group.keys.first().and_then(|key| key.code.clone());
    let mut failures: Vec<Failure> = lately
        .iter()
        .filter_map(|group| {
            let code = reason(group)?;
            Some(Failure {
                filter: narrowed(
                    companies,
                    &format!("reason:{code} received:{}", spans.lately),
                ),
                count: group.count,
                before: before
                    .iter()
                    .find(|group| reason(group).as_deref() == Some(code.as_str()))
                    .map_or(0, |group| group.count),
                reason: code,
            })
        })
        .collect();
    failures.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.reason.cmp(&b.reason)));
    Ok(failures)
}

/// The companies' filter with more words of the filter language.
fn narrowed(companies: &Filter, words: &str) -> Filter {
    let words = Filter::parse(words).expect("the words are written in this file");
    Filter {
        terms: companies.terms.iter().cloned().chain(words.terms).collect(),
    }
}
