//! Channels: how documents reach people and how people pay, who moved from
//! what to what, and which channel works.

mod companies;
mod cost;
mod effect;
mod mandates;
mod moved;
mod moves;
mod opened;
mod over_time;
mod steps;
mod waits;
mod what_if;

use crate::error_page::Failure;
use crate::session::Person;
use crate::statistics::{Board, Calendar, Opened, Subject};
use app::prices::InForce;
use app::statistics::{
    Asked, Compared, DateField, Dimension, Economy, Group, Mandates, MeasureOf, Measures, Row,
    Step, Transitions, Waits, Way, WhatIf, count, economy, mandates, measures, transitions, waits,
};
use app::{App, Ctx};
use axum::extract::State;
use axum::response::Response;
use domain::period::{Days, Unit};
use jiff::ToSpan as _;
use maud::html;
use std::sync::Arc;

/// The steps that are timed, in the order of a document's way.
const STEPS: [Step; 5] = [
    Step::Sent,
    Step::Delivered,
    Step::Opened,
    Step::OpenedByEmail,
    Step::Paid,
];

/// What the page is made of.
struct Answers {
    unit: Unit,
    /// Documents by period of receipt and channel.
    by_channel: Vec<Group>,
    /// Paid documents by period of receipt and way of paying.
    by_payment: Vec<Group>,
    /// Customers by channel before and now; `None` without a period to go
    /// back from.
    moves: Option<moves::Moves>,
    /// What became of the documents of each channel.
    measures: Compared<Vec<Row<Measures>>>,
    moved: moved::Moved,
    /// What moving the documents of the page likewise would mean.
    what_if: WhatIf,
    /// What the documents of each channel cost and bind.
    economy: Compared<Vec<Row<Economy>>>,
    /// The mandates that came and went, by month.
    mandates: Vec<Mandates>,
    /// Prices and interest.
    holds: InForce,
    /// The companies of the group side by side.
    companies: companies::Each,
    /// How long what was paid and opened took.
    waits: Vec<Row<Waits>>,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let board = match Board::open(&app, &person, Subject::Channels).await? {
        Opened::Board(board) => board,
        Opened::Instead(response) => return Ok(response),
    };
    let answers = ask(&app, person.ctx(), &board).await?;
    let figures = html! {
        div.charts.charts-wide {
            div.card { (over_time::channels(&board, &answers)) }
            div.card { (over_time::each(&board, &answers)) }
            div.card { (over_time::payment(&board, &answers)) }
        }
        h2.part #effect { (board.own("effect-title")) }
        div.charts.charts-wide {
            div.card { (effect::dots(&board, &answers.measures.now)) }
            div.card { (steps::table(&board, &answers.measures)) }
            div.card { (opened::receipts(&board, &answers.measures.now)) }
            div.card { (opened::email(&board, &answers.measures.now)) }
            div.card { (waits::table(&board, &answers.waits)) }
            div.card { (cost::table(&board, &answers.economy.now, &answers.holds)) }
            (companies::each(&board, &answers.companies, answers.unit))
        }
        h2.part #moves { (board.own("moves-title")) }
        div.charts.charts-wide {
            div.card { (moves::table(&board, answers.moves.as_ref())) }
            div.card { (mandates::table(&board, &answers.mandates)) }
            (moved::same_customers(&board, &answers.moved))
            (what_if::card(&board, &answers.moved, &answers.what_if, &answers.holds))
        }
    };
    Ok(board.answer(&board.around(&figures)))
}

async fn ask(app: &App, ctx: &Ctx, board: &Board<'_>) -> Result<Answers, Failure> {
    let unit = Calendar::unit(board);
    let time = Calendar::dimension(DateField::Received, unit);
    let filter = &board.asked.filter;
    let wanted = STEPS.map(MeasureOf::Time);
    let by_channel = [Dimension::Channel];
    let holds = app::prices::in_force(app, ctx).await?;
    let moved = moved::ask(app, ctx, board).await?;
    Ok(Answers {
        unit,
        by_channel: count(app, ctx, filter, &[time, Dimension::Channel]).await?,
        by_payment: count(app, ctx, filter, &[time, Dimension::PaidBy]).await?,
        moves: moved_customers(app, ctx, board).await?,
        measures: measures(app, ctx, &board.asked, &[Dimension::Channel], &wanted).await?,
        what_if: what_if::ask(app, ctx, board, &moved, &holds).await?,
        economy: economy(app, ctx, &board.asked, &by_channel, &holds.prices).await?,
        companies: companies::ask(app, ctx, board, time).await?,
        waits: waits(app, ctx, filter, &by_channel).await?,
        mandates: mandates_of(app, ctx, board).await?,
        holds,
        moved,
    })
}

/// The mandates by month of the period asked about; of the last year where it
/// has no two ends.
async fn mandates_of(app: &App, ctx: &Ctx, board: &Board<'_>) -> Result<Vec<Mandates>, Failure> {
    let year = board.today.saturating_sub(1.year());
    let days = board
        .period()
        .map_or((year, board.today), |span| (span.from, span.to));
    Ok(mandates(app, ctx, Unit::Month, days).await?)
}

/// The customers of the period asked about and of the one it is compared
/// with, which is the one before where nothing else is chosen.
async fn moved_customers(
    app: &App,
    ctx: &Ctx,
    board: &Board<'_>,
) -> Result<Option<moves::Moves>, Failure> {
    let previous = app::statistics::Compare::Previous {
        match_weekdays: false,
    };
    let asked = Asked {
        compare: board.asked.compare.or(Some(previous)),
        ..board.asked.clone()
    };
    let spans = (asked.before(board.today), asked.period(board.today));
    let (Some((before, _)), Some(now)) = spans else {
        return Ok(None);
    };
    let days = |from, to| Days {
        from: Some(from),
        to: Some(to),
    };
    let way = match board.view.choice("of") {
        Some("payment") => Way::Payment,
        _ => Way::Distribution,
    };
    let periods = (days(before.from, before.to), days(now.from, now.to));
    let found: Transitions = transitions(app, ctx, &board.asked.filter, way, periods).await?;
    Ok(Some(moves::Moves {
        way,
        before,
        now,
        found,
    }))
}
