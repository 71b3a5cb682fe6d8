//! Everything one customer was sent: when, how large, and how long it took.

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{self, Links, PLOT_BOTTOM, PLOT_TOP, height_of};
use crate::chart::scale::Scale;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Hue, Percent, Wording, rounded};

/// More invoices than this lie on top of each other; the latest are kept.
pub const STRIP_MAX: usize = 400;

/// The smallest and the largest mark; the area, not the width, is the amount.
const RADIUS_MIN: f64 = 3.0;
const RADIUS_MAX: f64 = 10.0;
const AXIS_PX: f64 = 26.0;
/// Months that are named on a wide and on a narrow picture.
const MONTHS_NAMED: i64 = 8;

/// One invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day on it.
    pub issued_on: Date,
    /// Days from the due date to payment, below zero when paid before; to
    /// today where it is still open.
    pub days: i64,
    /// Whether money is still expected.
    pub is_open: bool,
    /// How much, for the size of the mark.
    pub size: i64,
    /// In words, for tooltips: `Faktura 1001, 1 250,00 kr, betalt 3 dager etter forfall`.
    pub name: String,
    /// Its number.
    pub number: String,
    /// The document.
    pub href: Option<String>,
    /// Further columns of the table.
    pub columns: Vec<String>,
}

/// A strip of invoices by the day on them and the days from due to paid.
pub struct Strip<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Headings of the table: number, issued, days, then one for each further column.
    pub headings: Vec<String>,
    /// The invoices, oldest first.
    pub marks: Vec<Mark>,
    /// What the zero line is: `Forfall`.
    pub zero: String,
    /// The colour of what is paid.
    pub hue: Hue,
    /// How days are written.
    pub wording: Wording<'a>,
}

impl Strip<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let surplus = self.marks.len().saturating_sub(STRIP_MAX);
        self.marks.drain(..surplus);
        let Some(months) = Months::around(&self.marks) else {
            return self.frame.wrap_empty("chart-strip");
        };
        let open = self.marks.iter().any(|mark| mark.is_open);
        let rest = Rest {
            notes: vec![
                note(open, NOTE_OPEN),
                note(true, NOTE_SIZE),
                note(surplus > 0, frame::NOTE_CUT),
            ],
            table: self.table(),
        };
        let picture = self.picture(&months);
        self.frame.wrap("chart-strip", &html! {}, &picture, rest)
    }

    fn picture(&self, months: &Months) -> Markup {
        let days = || self.marks.iter().map(|mark| mark.days);
        let (low, high) = (
            days().min().unwrap_or_default(),
            days().max().unwrap_or_default(),
        );
        let scale = Scale::around(low.into(), high.into());
        let (axis, axis_class) = plot::value_axis(&scale, self.wording.axis);
        let links = Links::counted(self.marks.iter().map(|mark| mark.href.as_deref()));
        let largest = self
            .marks
            .iter()
            .map(|mark| mark.size)
            .max()
            .unwrap_or_default()
            .max(1);
        let zero = height_of(&scale, 0);
        let inside = html! {
            (axis)
            (months.render(self.frame.formats()))
            line.chart-marker x1="0" x2="100%" y1=(zero) y2=(zero) {}
            text.chart-tick.chart-end x="100%" y=(zero - 5.0) { (self.zero) }
            @for mark in &self.marks {
                @let shape = self.shape(mark, months.at(mark.issued_on), height_of(&scale, mark.days.into()), largest);
                (links.mark(mark.href.as_deref(), &mark.name, &shape))
            }
        };
        plot::picture(
            &self.frame,
            links,
            axis_class,
            PLOT_BOTTOM + AXIS_PX,
            &inside,
        )
    }

    fn shape(&self, mark: &Mark, x: Percent, y: f64, largest: i64) -> Markup {
        let share = (mark.size.max(0) as f64 / largest as f64).sqrt();
        let radius = rounded(RADIUS_MIN + share * (RADIUS_MAX - RADIUS_MIN));
        html! {
            circle.chart-hit cx=(x) cy=(y) r="12" {}
            @if mark.is_open {
                svg x=(x) y=(y) overflow="visible" {
                    path.chart-arrow d={ "M0 " (-radius - 6.0) "L" (radius) " 0H" (-radius) "Z" } {}
                }
            } @else {
                circle class={ "chart-mark-paid " (self.hue.class()) } cx=(x) cy=(y) r=(radius) {}
            }
        }
    }

    fn table(&self) -> Table {
        let formats = self.frame.formats();
        let row = |mark: &Mark| {
            let days = (self.wording.value)(mark.days);
            let mut values = vec![
                Entry::plain(formats.date(mark.issued_on)),
                Entry::plain(days),
            ];
            values.extend(mark.columns.iter().cloned().map(Entry::plain));
            Row {
                name: Entry::new(mark.number.clone(), mark.href.as_deref()),
                values,
            }
        };
        Table {
            head: self.headings.iter().cloned().map(Entry::plain).collect(),
            rows: self.marks.iter().rev().map(row).collect(),
            foot: None,
        }
    }
}

/// The months from the first invoice to the last.
struct Months {
    first: Date,
    count: i64,
}

impl Months {
    fn around(marks: &[Mark]) -> Option<Self> {
        let first = marks
            .iter()
            .map(|mark| mark.issued_on)
            .min()?
            .first_of_month();
        let last = marks.iter().map(|mark| mark.issued_on).max()?;
        let months =
            i64::from(last.year() - first.year()) * 12 + i64::from(last.month() - first.month());
        Some(Self {
            first,
            count: months + 1,
        })
    }

    /// Where a day lies: months are equally wide.
    fn at(&self, day: Date) -> Percent {
        let months = i64::from(day.year() - self.first.year()) * 12
            + i64::from(day.month() - self.first.month());
        let within = f64::from(day.day() - 1) / f64::from(day.days_in_month());
        Percent((months as f64 + within) / self.count as f64 * 100.0)
    }

    fn render(&self, formats: &crate::Formats) -> Markup {
        let stride = (self.count + MONTHS_NAMED - 1) / MONTHS_NAMED;
        html! {
            @for (nth, month) in (0..self.count).step_by(usize::try_from(stride).unwrap_or(1)).enumerate() {
                @let day = self.first.saturating_add(month.months());
                @let class = if nth % 3 == 0 { "" } else { " chart-from-s" };
                line.chart-grid x1=(self.at(day)) x2=(self.at(day)) y1=(PLOT_TOP) y2=(PLOT_BOTTOM) {}
                text class={ "chart-tick" (class) } x=(self.at(day)) y=(PLOT_BOTTOM + 20.0) { (formats.month(day)) }
            }
        }
    }
}

const NOTE_OPEN: [&str; 2] = [
    "Hul pil: ikke betalt ennå, så langt etter (eller før) forfall den er i dag.",
    "Hollow arrow: not paid yet, as far past (or before) its due date as it is today.",
];
const NOTE_SIZE: [&str; 2] = [
    "Større merke, større beløp.",
    "The larger the mark, the larger the amount.",
];
