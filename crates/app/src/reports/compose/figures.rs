//! The numbers of a period beside those of the one before.

use super::{Days, Maker, days_in_words};
use crate::Result;
use crate::documents::Sum;
use crate::statistics::{Asked, Before, Measures, Row, count, measures};
use ::reports::{Block, Cell, KeyFigure};
use domain::filter::Filter;

/// What became of some documents, in the numbers that a report shows.
#[derive(Default, Clone)]
struct Numbers {
    received: u64,
    sent: u64,
    delivered: u64,
    failed: u64,
    opened: u64,
    opened_by_email: u64,
    paid: u64,
}

impl Numbers {
    fn of(rows: &[Row<Measures>], paid: u64) -> Self {
        let Some(row) = rows.first() else {
            return Self {
                paid,
                ..Self::default()
            };
        };
        let measured = &row.value;
        Self {
            received: measured.n,
            sent: measured.delivered.whole,
            delivered: measured.delivered.part,
            failed: measured.failed.part,
            opened: measured.opened.part,
            opened_by_email: measured.opened_by_email.part,
            paid,
        }
    }

    const fn named(&self) -> [(&'static str, u64); 7] {
        [
            ("received", self.received),
            ("sent", self.sent),
            ("delivered", self.delivered),
            ("failed", self.failed),
            ("opened", self.opened),
            ("opened-by-email", self.opened_by_email),
            ("paid", self.paid),
        ]
    }
}

pub(super) async fn key_figures(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let asked = Asked {
        filter: maker.received(),
        compare: Some(maker.compare()),
    };
    let answer = measures(maker.app, maker.ctx, &asked, &[], &[]).await?;
    let (paid, paid_sums) = paid_in(maker, maker.days).await?;
    let now = Numbers::of(&answer.now, paid);
    let before = match &answer.before {
        Some(before) => Some(numbers_before(maker, before).await?),
        None => None,
    };
    let mut figures: Vec<KeyFigure> = now
        .named()
        .into_iter()
        .enumerate()
        .map(|(place, (code, value))| KeyFigure {
            label: maker.text(&format!("report-figure-{code}")),
            code: code.to_owned(),
            value: Cell::Count(value),
            before: before
                .as_ref()
                .map(|(words, numbers)| (words.clone(), Cell::Count(numbers.named()[place].1))),
        })
        .collect();
    figures.extend(paid_sums.into_iter().map(|sum| KeyFigure {
        label: format!(
            "{} ({})",
            maker.text("report-figure-paid-amount"),
            sum.amount.currency
        ),
        code: format!("paid-amount-{}", sum.amount.currency),
        value: Cell::Money(sum.amount),
        before: None,
    }));
    Ok(vec![Block::Figures(figures)])
}

async fn numbers_before(
    maker: &Maker<'_>,
    before: &Before<Vec<Row<Measures>>>,
) -> Result<(String, Numbers)> {
    let days = Days {
        from: before.period.from,
        to: before.period.to,
    };
    let (paid, _) = paid_in(maker, days).await?;
    let words = days_in_words(maker.say.language, days);
    Ok((words, Numbers::of(&before.value, paid)))
}

/// How many were paid in some days, and how much.
async fn paid_in(maker: &Maker<'_>, days: Days) -> Result<(u64, Vec<Sum>)> {
    let filter: Filter = maker.narrowed(&format!("paid:{}..{}", days.from, days.to));
    let groups = count(maker.app, maker.ctx, &filter, &[]).await?;
    let whole = groups.into_iter().next();
    Ok(whole.map_or_else(Default::default, |group| (group.count, group.paid)))
}
