//! Volumes over time. Every segment is a link to exactly the documents that
//! it stands for.

use super::{OverviewView, list_of};
use crate::statistics::hue;
use app::overview::MONTHS;
use app::statistics::{Group, Key};
use domain::filter::{Filter, Term, Test};
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use render::chart::{Cell, Frame, Hue, Period, Series, StackedColumns, Wording};

/// Series with a colour of their own; the rest are shown together.
const SERIES_OWN: usize = 4;

/// What a chart is about.
struct Subject<'a> {
    /// Names its texts.
    name: &'static str,
    /// The vocabulary of its series.
    vocabulary: &'static str,
    groups: &'a [Group],
}

/// The charts of the page.
pub(super) fn charts(view: &OverviewView<'_>) -> Markup {
    let overview = &view.overview;
    let to_pay: Vec<Group> = overview
        .by_payment
        .iter()
        .filter(|group| code_of(group) != Some("none"))
        .cloned()
        .collect();
    let subjects = [
        Subject {
            name: "channel",
            vocabulary: "channel",
            groups: &overview.by_channel,
        },
        Subject {
            name: "delivery",
            vocabulary: "delivery",
            groups: &overview.by_delivery,
        },
        Subject {
            name: "payment",
            vocabulary: "payment",
            groups: &to_pay,
        },
    ];
    html! {
        section aria-labelledby="volumes-title" {
            h2 #volumes-title { (view.visit.text.say("volumes-title")) }
            div.charts { @for subject in &subjects { div.card { (chart(view, subject)) } } }
        }
    }
}

/// A channel has the colour that it has on every page; states go by their
/// place.
fn colour(subject: &Subject<'_>, row: &Row<'_>, place: usize) -> Hue {
    match (subject.vocabulary, row.keys.as_slice()) {
        (_, [_, _, ..]) => Hue::REST,
        ("channel", [key]) => hue("channel", key.code.as_deref().unwrap_or_default()),
        _ => Hue::nth(place),
    }
}

fn code_of(group: &Group) -> Option<&str> {
    group.keys.get(1)?.code.as_deref()
}

fn month_of(group: &Group) -> Option<&str> {
    group.keys.first()?.code.as_deref()
}

/// A word of the vocabulary, or several words together.
struct Row<'a> {
    name: String,
    keys: Vec<&'a Key>,
}

impl Row<'_> {
    fn holds(&self, group: &Group) -> bool {
        self.keys.iter().any(|key| Some(*key) == group.keys.get(1))
    }

    fn total(&self, groups: &[Group]) -> u64 {
        groups
            .iter()
            .filter(|group| self.holds(group))
            .map(|group| group.count)
            .sum()
    }

    /// The terms of all its words as one.
    fn term(&self) -> Option<Term> {
        let pairs = self.keys.iter().map(|key| key.term.to_pair());
        Filter::from_pairs(pairs).ok()?.terms.into_iter().next()
    }
}

fn chart(view: &OverviewView<'_>, subject: &Subject<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let months = months(view.overview.today);
    let rows = rows(view, subject);
    let value = |value: i64| visit.formats.integer(value);
    let axis = |value: i64| visit.formats.compact(value);
    let series = rows
        .iter()
        .enumerate()
        .map(|(place, row)| series(view, subject, row, colour(subject, row, place), &months));
    let chart = StackedColumns {
        frame: frame(view, subject, &rows, &months),
        heading: text.say("volumes-month"),
        periods: months.iter().map(|month| period(view, *month)).collect(),
        series: series.collect(),
        as_shares: false,
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    };
    chart.render().markup()
}

/// The months shown, oldest first.
fn months(today: Date) -> Vec<Date> {
    let first = today.first_of_month();
    (0..MONTHS)
        .rev()
        .map(|back| first.saturating_sub(back.months()))
        .collect()
}

fn month_code(month: Date) -> String {
    month.strftime("%Y-%m").to_string()
}

/// The words with the most documents, in the order of the vocabulary, and
/// the rest as one.
fn rows<'a>(view: &OverviewView<'_>, subject: &Subject<'a>) -> Vec<Row<'a>> {
    let text = &view.visit.text;
    let mut rows: Vec<Row<'a>> = Vec::new();
    for group in subject.groups {
        if let (Some(key), false) = (group.keys.get(1), rows.iter().any(|row| row.holds(group))) {
            let code = key.code.as_deref().unwrap_or("none");
            rows.push(Row {
                name: text.word(subject.vocabulary, code),
                keys: vec![key],
            });
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.total(subject.groups)));
    if rows.len() > SERIES_OWN + 1 {
        let rest = rows.split_off(SERIES_OWN);
        let keys = rest.into_iter().flat_map(|row| row.keys).collect();
        rows.push(Row {
            name: text.say("volumes-others"),
            keys,
        });
    }
    rows
}

fn series(
    view: &OverviewView<'_>,
    subject: &Subject<'_>,
    row: &Row<'_>,
    hue: Hue,
    months: &[Date],
) -> Series {
    let cell = |month: &Date| {
        let code = month_code(*month);
        let counted = subject
            .groups
            .iter()
            .filter(|group| row.holds(group) && month_of(group) == Some(code.as_str()));
        let count: u64 = counted.map(|group| group.count).sum();
        Cell {
            value: i64::try_from(count).ok(),
            href: (count > 0).then(|| list_of(&narrowed(view, Some(*month), row.term()))),
        }
    };
    Series {
        name: row.name.clone(),
        hue,
        href: None,
        cells: months.iter().map(cell).collect(),
    }
}

/// The companies' filter with a month and a term. The running month ends
/// today, as the counts do.
fn narrowed(view: &OverviewView<'_>, month: Option<Date>, term: Option<Term>) -> Filter {
    let mut filter = view.filter.clone();
    let month = month.and_then(|month| month_code(month).parse().ok());
    filter
        .terms
        .extend(month.map(|month| Test::Received(month).yes()));
    filter.terms.extend(term);
    filter
}

fn period(view: &OverviewView<'_>, month: Date) -> Period {
    let formats = view.visit.formats;
    Period {
        label: formats.month_name(month).to_owned(),
        group: month.year().to_string(),
        name: formats.month_long(month),
        href: Some(list_of(&narrowed(view, Some(month), None))),
        complete: month != view.overview.today.first_of_month(),
    }
}

fn frame(
    view: &OverviewView<'_>,
    subject: &Subject<'_>,
    rows: &[Row<'_>],
    months: &[Date],
) -> Frame {
    let visit = view.visit;
    let text = &visit.text;
    let total: u64 = subject.groups.iter().map(|group| group.count).sum();
    let first = rows.first();
    let name = first.map(|row| row.name.clone()).unwrap_or_default();
    let share = visit
        .formats
        .share(first.map_or(0, |row| row.total(subject.groups)), total);
    let from = months.first().copied().unwrap_or(view.overview.today);
    let period = visit.formats.month_range(from, view.overview.today);
    let fill = |key: &str| {
        text.fill(
            &format!("chart-{}-{key}", subject.name),
            &[
                ("name", name.as_str().into()),
                ("share", share.as_str().into()),
                ("total", visit.formats.count(total).into()),
                ("period", period.as_str().into()),
            ],
        )
    };
    Frame {
        id: subject.name.to_owned(),
        language: text.language(),
        finding: fill("finding"),
        caption: fill("caption"),
        summary: fill("summary"),
        ..Frame::default()
    }
}
