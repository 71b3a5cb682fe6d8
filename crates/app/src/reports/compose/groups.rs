//! Documents by company, channel, reason, month, or as somebody asked.

use super::{Maker, column, count_column, total};
use crate::Result;
use crate::documents::{Search, Sort, Sum, ids};
use crate::statistics::{
    Asked, Before, DateField, Dimension, Group, Key, Measures, Row, count, measures,
};
use ::reports::{Block, Cell, Chart, ChartKind, Column, Series, Shape, Table};
use domain::period::Unit;
use domain::{
    Channel, Currency, Delivery, DocumentKind, Money, PaymentChannel, PaymentState, Processing,
    Reason, Recipient,
};
use jiff::ToSpan as _;
use jiff::civil::Date;
use render::Formats;
use std::collections::BTreeSet;

/// Months of the chart over time, the one of the period included.
const MONTHS: i64 = 13;
/// Series of a chart before the rest is added together.
const SERIES_MAX: usize = 5;
/// Bars of a chart.
const BARS_MAX: usize = 12;

/// A key as a person reads it, with its code for programs.
pub(super) fn key_cell(maker: &Maker<'_>, dimension: Dimension, key: &Key) -> Cell {
    let Some(code) = &key.code else {
        return Cell::text(maker.text("report-missing"));
    };
    if let Some(name) = &key.name {
        return Cell::text(name.clone());
    }
    let vocabulary = dimension.to_string();
    match dimension {
        Dimension::Date(..) | Dimension::Currency | Dimension::Batch => Cell::text(code.clone()),
        _ => {
            let word = maker.say.word(&vocabulary, code);
            // Programs get the code, in whatever language the report is.
            match known_code(dimension, code) {
                Some(code) => Cell::Word(word, code),
                None => Cell::text(word),
            }
        }
    }
}

/// A code of a vocabulary, as the domain has it.
fn known_code(dimension: Dimension, code: &str) -> Option<&'static str> {
    macro_rules! of {
        ($vocabulary:ident) => {
            code.parse().ok().map($vocabulary::code)
        };
    }
    match dimension {
        Dimension::Kind => of!(DocumentKind),
        Dimension::Channel => of!(Channel),
        Dimension::PaidBy => of!(PaymentChannel),
        Dimension::Delivery => of!(Delivery),
        Dimension::Recipient => of!(Recipient),
        Dimension::Payment => of!(PaymentState),
        Dimension::Reason => of!(Reason),
        Dimension::Processing => of!(Processing),
        _ => None,
    }
}

fn dimension_column(maker: &Maker<'_>, dimension: Dimension) -> Column {
    column(maker, &dimension.to_string(), Shape::Text)
}

/// What became of the documents of the period, by a dimension.
pub(super) async fn what_became(maker: &Maker<'_>, dimension: Dimension) -> Result<Vec<Block>> {
    let asked = Asked {
        filter: maker.received(),
        compare: Some(maker.compare()),
    };
    let answer = measures(maker.app, maker.ctx, &asked, &[dimension], &[]).await?;
    let paid = maker.narrowed(&format!("paid:{}", maker.span()));
    let paid = count(maker.app, maker.ctx, &paid, &[dimension]).await?;
    let columns = vec![
        dimension_column(maker, dimension),
        count_column(maker, "received"),
        count_column(maker, "before"),
        count_column(maker, "sent"),
        count_column(maker, "delivered"),
        count_column(maker, "failed"),
        count_column(maker, "opened"),
        count_column(maker, "paid"),
        column(maker, "on-time", Shape::Share),
    ];
    let before = answer.before.as_ref();
    let rows = all_keys(&answer.now, before, &paid)
        .into_iter()
        .map(|keys| {
            let of = answer.now.iter().find(|row| row.keys == keys);
            let count =
                |which: fn(&Measures) -> u64| Cell::Count(of.map_or(0, |row| which(&row.value)));
            vec![
                keys.first()
                    .map_or(Cell::Nothing, |key| key_cell(maker, dimension, key)),
                count(|measured| measured.n),
                Cell::Count(before_of(before, keys)),
                count(|measured| measured.delivered.whole),
                count(|measured| measured.delivered.part),
                count(|measured| measured.failed.part),
                count(|measured| measured.opened.part + measured.opened_by_email.part),
                Cell::Count(of_keys(&paid, keys)),
                share(of.map_or_else(Default::default, |row| row.value.on_time)),
            ]
        });
    let mut table = Table {
        title: maker.text(&format!("report-table-{dimension}")),
        code: format!("by-{dimension}"),
        rows: rows.collect(),
        columns,
        total: None,
        of_rows: None,
    };
    table.total = total(maker, &table);
    Ok(vec![Block::Table(table)])
}

/// What documents were received of in the period, and behind them what only
/// some were received of in the one before, or paid: else sums would not be
/// those of the key figures.
fn all_keys<'k>(
    now: &'k [Row<Measures>],
    before: Option<&'k Before<Vec<Row<Measures>>>>,
    paid: &'k [Group],
) -> Vec<&'k [Key]> {
    let mut all: Vec<&[Key]> = now.iter().map(|row| row.keys.as_slice()).collect();
    let before = before.map(|before| before.value.iter());
    let before = before.into_iter().flatten().map(|row| row.keys.as_slice());
    for keys in before.chain(paid.iter().map(|group| group.keys.as_slice())) {
        if !all.contains(&keys) {
            all.push(keys);
        }
    }
    all
}

fn share(share: facts::Share) -> Cell {
    Cell::Share(share.part, share.whole)
}

fn before_of(before: Option<&Before<Vec<Row<Measures>>>>, keys: &[Key]) -> u64 {
    let rows = before
        .map(|before| before.value.as_slice())
        .unwrap_or_default();
    let found = rows.iter().find(|row| row.keys == keys);
    found.map_or(0, |row| row.value.n)
}

fn of_keys(groups: &[Group], keys: &[Key]) -> u64 {
    let found = groups.iter().find(|group| group.keys == keys);
    found.map_or(0, |group| group.count)
}

/// The documents of the period by the grouping of the definition.
pub(super) async fn by_grouping(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let asked = maker.definition.grouping.iter();
    let mut dimensions: Vec<Dimension> = asked.filter_map(|code| code.parse().ok()).collect();
    if dimensions.is_empty() {
        dimensions.push(Dimension::Channel);
    }
    let groups = count(maker.app, maker.ctx, &maker.received(), &dimensions).await?;
    if dimensions
        .iter()
        .any(|dimension| names_somebody(*dimension))
    {
        let search = Search {
            filter: maker.received(),
            sort: Sort::default(),
        };
        maker.names("groups", ids(maker.app, maker.ctx, &search).await?);
    }
    let currencies: BTreeSet<Currency> = groups
        .iter()
        .flat_map(|group| &group.amounts)
        .map(|sum| sum.amount.currency)
        .collect();
    let mut columns: Vec<Column> = dimensions
        .iter()
        .map(|dimension| dimension_column(maker, *dimension))
        .collect();
    columns.push(count_column(maker, "documents"));
    for currency in &currencies {
        for code in ["amount", "outstanding"] {
            let title = format!(
                "{} ({currency})",
                maker.text(&format!("report-column-{code}"))
            );
            columns.push(Column::new(
                title,
                format!("{code}_{currency}"),
                Shape::Money,
            ));
        }
    }
    let row = |group: &Group| {
        let keys = group.keys.iter().zip(&dimensions);
        let mut cells: Vec<Cell> = keys
            .map(|(key, dimension)| key_cell(maker, *dimension, key))
            .collect();
        cells.push(Cell::Count(group.count));
        for currency in &currencies {
            cells.push(sum_in(&group.amounts, *currency));
            cells.push(sum_in(&group.outstanding, *currency));
        }
        cells
    };
    let mut table = Table {
        title: maker.text("report-section-groups"),
        code: "groups".to_owned(),
        rows: groups.iter().map(row).collect(),
        columns,
        total: None,
        of_rows: None,
    };
    table.total = total(maker, &table);
    Ok(vec![Block::Table(table)])
}

/// Whether the groups of a dimension have names that somebody wrote.
const fn names_somebody(dimension: Dimension) -> bool {
    matches!(dimension, Dimension::Customer | Dimension::Batch)
}

fn sum_in(sums: &[Sum], currency: Currency) -> Cell {
    let found = sums.iter().find(|sum| sum.amount.currency == currency);
    found.map_or(Cell::Money(Money::new(0, currency)), |sum| {
        Cell::Money(sum.amount)
    })
}

/// What went wrong in the period, by reason, beside the one before.
pub(super) async fn reasons(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let asked = Asked {
        filter: maker.narrowed(&format!("has:error received:{}", maker.span())),
        compare: Some(maker.compare()),
    };
    let now = count(maker.app, maker.ctx, &asked.filter, &[Dimension::Reason]).await?;
    let before = match asked.before(maker.ctx.today()) {
        Some((_, filter)) => count(maker.app, maker.ctx, &filter, &[Dimension::Reason]).await?,
        None => Vec::new(),
    };
    let mut rows: Vec<(Cell, u64, u64)> = now
        .iter()
        .map(|group| {
            let key = group.keys.first();
            let name = key.map_or(Cell::Nothing, |key| key_cell(maker, Dimension::Reason, key));
            (name, group.count, of_keys(&before, &group.keys))
        })
        .collect();
    rows.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    let chart = bars(maker, "report-chart-reasons", &rows);
    let mut table = Table {
        title: maker.text("report-section-reasons"),
        code: "reasons".to_owned(),
        columns: vec![
            dimension_column(maker, Dimension::Reason),
            count_column(maker, "documents"),
            count_column(maker, "before"),
        ],
        rows: rows
            .into_iter()
            .map(|(name, count, before)| vec![name, Cell::Count(count), Cell::Count(before)])
            .collect(),
        total: None,
        of_rows: None,
    };
    table.total = total(maker, &table);
    Ok(chart.into_iter().chain([Block::Table(table)]).collect())
}

fn bars(maker: &Maker<'_>, title: &str, rows: &[(Cell, u64, u64)]) -> Option<Block> {
    if rows.is_empty() {
        return None;
    }
    let zone = &maker.ctx.time_zone;
    let formats = Formats::of(maker.say.language);
    let shown = &rows[..rows.len().min(BARS_MAX)];
    let labels: Vec<String> = shown
        .iter()
        .map(|(name, ..)| name.read(maker.say.language, zone))
        .collect();
    let said = labels.iter().zip(shown);
    let said = said.map(|(name, (_, count, _))| format!("{name}: {}", formats.count(*count)));
    let summary = said.collect::<Vec<_>>().join("; ");
    Some(Block::Chart(Chart {
        title: maker.text(title),
        summary,
        kind: ChartKind::Bars,
        labels,
        series: vec![Series {
            name: maker.text("report-column-documents"),
            values: shown.iter().map(|(_, count, _)| *count).collect(),
        }],
    }))
}

/// A channel with how many documents it had, month by month.
struct OfChannel {
    name: String,
    code: String,
    values: Vec<u64>,
}

/// Documents of the last months by channel.
pub(super) async fn over_time(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let last = maker.days.to;
    let first = last.first_of_month().saturating_sub((MONTHS - 1).months());
    let filter = maker.narrowed(&format!("received:{first}..{last}"));
    let month = Dimension::Date(DateField::Received, Unit::Month);
    let by = [month, Dimension::Channel];
    let groups = count(maker.app, maker.ctx, &filter, &by).await?;
    let months: Vec<Date> = (0..MONTHS)
        .map(|n| first.saturating_add(n.months()))
        .collect();
    let channels = by_month(maker, &groups, &months);
    let formats = Formats::of(maker.say.language);
    let name = |month: &Date| formats.month_name(*month).to_owned();
    let chart = Chart {
        title: maker.text("report-chart-over-time"),
        summary: maker.text("report-chart-over-time-summary"),
        kind: ChartKind::Columns,
        labels: months.iter().map(name).collect(),
        series: folded(maker, &channels),
    };
    let mut columns = vec![dimension_column(maker, month)];
    columns.extend(
        channels
            .iter()
            .map(|one| Column::new(one.name.clone(), one.code.clone(), Shape::Count)),
    );
    let row = |(place, month): (usize, &Date)| {
        let mut cells = vec![Cell::text(formats.month(*month))];
        cells.extend(channels.iter().map(|one| Cell::Count(one.values[place])));
        cells
    };
    let table = Table {
        title: maker.text("report-section-over-time"),
        code: "over-time".to_owned(),
        rows: months.iter().enumerate().map(row).collect(),
        columns,
        total: None,
        of_rows: None,
    };
    Ok(vec![Block::Chart(chart), Block::Table(table)])
}

/// The channels of some groups by month, the one with most documents first.
fn by_month(maker: &Maker<'_>, groups: &[Group], months: &[Date]) -> Vec<OfChannel> {
    let mut channels: Vec<(Key, u64)> = Vec::new();
    for group in groups {
        let Some(key) = group.keys.get(1) else {
            continue;
        };
        match channels.iter_mut().find(|(known, _)| known == key) {
            Some((_, count)) => *count += group.count,
            None => channels.push((key.clone(), group.count)),
        }
    }
    channels.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let value = |month: &Date, key: &Key| {
        let code = format!("{:04}-{:02}", month.year(), month.month());
        let found = groups.iter().find(|group| {
            let first = group.keys.first().and_then(|key| key.code.as_deref());
            first == Some(code.as_str()) && group.keys.get(1) == Some(key)
        });
        found.map_or(0, |group| group.count)
    };
    channels
        .iter()
        .map(|(key, _)| {
            let name = key_cell(maker, Dimension::Channel, key);
            OfChannel {
                name: name.read(maker.say.language, &maker.ctx.time_zone),
                code: key.code.clone().unwrap_or_default(),
                values: months.iter().map(|month| value(month, key)).collect(),
            }
        })
        .collect()
}

/// The largest series, and the rest as one.
fn folded(maker: &Maker<'_>, values: &[OfChannel]) -> Vec<Series> {
    let (large, rest) = values.split_at(values.len().min(SERIES_MAX));
    let mut series: Vec<Series> = large
        .iter()
        .map(|one| Series {
            name: one.name.clone(),
            values: one.values.clone(),
        })
        .collect();
    if let Some(first) = rest.first() {
        let sum = |place| rest.iter().map(|one| one.values[place]).sum();
        series.push(Series {
            name: maker.text("report-others"),
            values: (0..first.values.len()).map(sum).collect(),
        });
    }
    series
}
