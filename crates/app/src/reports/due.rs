//! What goes out next.

use super::timetable::{due_at, due_between};
use super::{list, period_of};
use crate::{App, Ctx, Result};
use domain::period::Period;
use jiff::Timestamp;

/// When a report goes out next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The report's short name.
    pub name: String,
    /// What it will be about.
    pub period: Period,
    /// When.
    pub at: Timestamp,
    /// How many addresses it goes to.
    pub recipients: usize,
    /// Whether it rests, so that it does not.
    pub is_paused: bool,
}

/// What goes out next of each report with a timetable, soonest first. What is
/// overdue comes first of all.
pub async fn due(app: &App, ctx: &Ctx) -> Result<Vec<Due>> {
    let mut all = Vec::new();
    for report in list(app, ctx).await? {
        let (Some(timetable), Some(planned_until)) =
            (report.definition.timetable, report.planned_until)
        else {
            continue;
        };
        let unit = report.definition.unit.into();
        let zone = &ctx.time_zone;
        let overdue = due_between(unit, &timetable, zone, (planned_until, ctx.now), 1);
        let next = overdue.into_iter().next().or_else(|| {
            let mut period = period_of(unit, ctx.today());
            while due_at(period, &timetable, zone) <= planned_until.max(ctx.now) {
                let next = period.last_day().tomorrow().ok()?;
                period = Period::of(next, unit);
            }
            Some((period, due_at(period, &timetable, zone)))
        });
        all.extend(next.map(|(period, at)| Due {
            name: report.name,
            period,
            at,
            recipients: report.definition.recipients.len(),
            is_paused: report.is_paused,
        }));
    }
    all.sort_by_key(|due| due.at);
    Ok(all)
}
