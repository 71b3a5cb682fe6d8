//! The companies of the group side by side: a share of each over time, in one
//! small picture a company, all on one scale.

use super::board::Board;
use super::calendar::Calendar;
use super::numbers::{Written, known_share};
use app::statistics::{Key, Row, Share};
use domain::period::Period;
use maud::{Markup, html};
use render::chart::{Cell, Frame, Hue, Multiples, Series, Wording};

/// Basis points in all.
const ALL: i64 = 10_000;

/// A share of each company by period, and what a figure needs around it.
pub(crate) struct Companies<'a> {
    pub(crate) board: &'a Board<'a>,
    pub(crate) calendar: &'a Calendar,
    /// The page, which begins the names of its words.
    pub(crate) page: &'static str,
    /// The definition of the share.
    pub(crate) anchor: &'static str,
    pub(crate) remarks: Vec<String>,
    /// Days after which most of a period is known.
    pub(crate) settling: i64,
    pub(crate) shares: Vec<CompanyShare<'a>>,
    /// The share of the whole group.
    pub(crate) group: Vec<(Period, Share)>,
    /// Where the share of a company and period leads.
    pub(crate) href: &'a dyn Fn(&Key, Period) -> String,
}

/// The share of a company in a period.
pub(crate) struct CompanyShare<'a> {
    pub(crate) company: &'a Key,
    pub(crate) period: Period,
    pub(crate) share: Share,
}

impl Calendar {
    /// The shares of answers by company and period.
    pub(crate) fn shares_of_companies<'k, T>(
        &self,
        rows: &'k [Row<T>],
        share: impl Fn(&T) -> Share,
    ) -> Vec<CompanyShare<'k>> {
        let known = rows.iter().filter_map(|row| {
            Some(CompanyShare {
                company: row.keys.first()?,
                period: self.period_of(row.keys.get(1))?,
                share: share(&row.value),
            })
        });
        known.collect()
    }

    /// The shares of answers by period.
    pub(crate) fn shares<T>(
        &self,
        rows: &[Row<T>],
        share: impl Fn(&T) -> Share,
    ) -> Vec<(Period, Share)> {
        let known = rows.iter().filter_map(|row| {
            let period = self.period_of(row.keys.first())?;
            Some((period, share(&row.value)))
        });
        known.collect()
    }

    fn period_of(&self, key: Option<&Key>) -> Option<Period> {
        let mut periods = self.periods.iter().copied();
        periods.find(|period| Self::is(key, *period))
    }
}

impl Companies<'_> {
    /// The figure on a card; nothing where there is only one company.
    pub(crate) fn card(&self) -> Markup {
        html! {
            @if self.board.is_group() { div.card { (self.draw()) } }
        }
    }

    fn draw(&self) -> Markup {
        let (board, text) = (self.board, &self.board.visit.text);
        let written = Written(board.visit);
        let (percent, whole_percent) = (|v| written.percent(v), |v| written.whole_percent(v));
        let (top, axis): (_, &dyn Fn(i64) -> String) = match self.is_rare() {
            true => (None, &percent),
            false => (Some(ALL), &whole_percent),
        };
        let total: u64 = self.shares.iter().map(|one| one.share.whole).sum();
        let fill = |part: &str| {
            text.fill(
                &format!("{}-companies-{part}", self.page),
                &[
                    ("period", board.period_words().into()),
                    ("total", board.count(total).into()),
                ],
            )
        };
        let frame = Frame {
            finding: fill("finding"),
            caption: fill("caption"),
            summary: text.say("statistics-companies-summary"),
            remarks: self.remarks.clone(),
            ..board.frame("companies", self.anchor)
        };
        let companies = self.companies();
        let panels = companies.iter().enumerate();
        let chart = Multiples {
            frame: self.calendar.noted(board, frame),
            heading: text.word("statistics-unit", self.calendar.unit.code()),
            periods: self.calendar.axis(board, self.settling),
            panels: panels
                .map(|(at, company)| self.panel(at, company))
                .collect(),
            reference: Some(self.reference()),
            whole: top,
            wording: Wording {
                value: &percent,
                axis,
            },
        };
        board.draw(chart.render())
    }

    /// Whether no share is a quarter of the whole: against all of it, such
    /// lines would lie on the ground.
    fn is_rare(&self) -> bool {
        let known = self.shares.iter();
        let highest = known.filter_map(|one| known_share(one.share).value).max();
        highest.is_some_and(|highest| highest < ALL / 4)
    }

    /// Each company once, in the order of the answer.
    fn companies(&self) -> Vec<&Key> {
        let mut companies: Vec<&Key> = Vec::new();
        for share in &self.shares {
            if !companies.contains(&share.company) {
                companies.push(share.company);
            }
        }
        companies
    }

    fn panel(&self, place: usize, company: &Key) -> Series {
        let cell = |period: &Period| {
            let mut shares = self.shares.iter();
            let known = shares.find(|one| one.company == company && one.period == *period);
            Cell {
                value: known.and_then(|one| known_share(one.share).value),
                href: known.map(|_| (self.href)(company, *period)),
            }
        };
        let name = company.name.clone().or_else(|| company.code.clone());
        Series {
            name: name.unwrap_or_default(),
            hue: Hue::nth(place),
            href: Some(self.board.only(&company.term)),
            cells: self.calendar.periods.iter().map(cell).collect(),
        }
    }

    /// The whole group, grey behind each.
    fn reference(&self) -> Series {
        let cell = |period: &Period| {
            let known = self.group.iter().find(|(of, _)| of == period);
            Cell {
                value: known.and_then(|(_, share)| known_share(*share).value),
                href: None,
            }
        };
        Series {
            name: self.board.visit.text.say("statistics-companies-group"),
            hue: Hue::REST,
            href: None,
            cells: self.calendar.periods.iter().map(cell).collect(),
        }
    }
}
