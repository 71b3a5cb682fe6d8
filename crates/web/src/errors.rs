//! Errors: what fails, where and why, whether it got better, and what has
//! gone silent.

mod companies;
mod improvement;
mod over_time;
mod reasons;
mod silence;

use crate::error_page::Failure;
use crate::session::Person;
use crate::statistics::{Board, Calendar, Opened, Subject};
use app::statistics::{
    Compared, DateField, Dimension, FailureShare, Group, Row, count, failures,
    improvement as improved, silence as silent,
};
use app::{App, Ctx};
use axum::extract::State;
use axum::response::Response;
use domain::filter::{Filter, Has, Test};
use domain::period::Unit;
use jiff::civil::Date;
use maud::html;
use std::sync::Arc;

/// What the page is made of.
struct Answers {
    unit: Unit,
    /// The share that failed, by period of receipt.
    over_time: Compared<Vec<Row<FailureShare>>>,
    /// The share that failed, by channel.
    channels: Compared<Vec<Row<FailureShare>>>,
    /// The share that failed, by company and period of receipt, where there
    /// are several companies.
    companies: Vec<Row<FailureShare>>,
    /// Everything that went wrong, by reason and channel.
    reasons: Vec<Group>,
    /// The same by reason over the period it is compared with.
    before: Option<Vec<Group>>,
    silence: Vec<app::statistics::Silence>,
    /// A day on which something was done, and what went wrong before and after.
    since: Option<(Date, Vec<app::statistics::Improvement>)>,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let board = match Board::open(&app, &person, Subject::Errors).await? {
        Opened::Board(board) => board,
        Opened::Instead(response) => return Ok(response),
    };
    let answers = ask(&app, person.ctx(), &board).await?;
    let figures = html! {
        div.charts.charts-even {
            div.card { (reasons::bars(&board, &answers)) }
            div.card { (over_time::share(&board, &answers)) }
        }
        div.charts.charts-wide {
            div.card { (reasons::by_channel(&board, &answers)) }
            div.card { (over_time::channels(&board, &answers)) }
            (companies::each(&board, &answers))
            div.card { (silence::grid(&board, &answers.silence)) }
            (improvement::card(&board, &answers))
        }
    };
    Ok(board.answer(&board.around(&figures)))
}

/// With something wrong.
fn wrong(filter: &Filter) -> Filter {
    filter.and(Test::Has(vec![Has::Error]).yes())
}

async fn ask(app: &App, ctx: &Ctx, board: &Board<'_>) -> Result<Answers, Failure> {
    let unit = Calendar::unit(board);
    let time = Calendar::dimension(DateField::Received, unit);
    let asked = &board.asked;
    let by = [Dimension::Reason, Dimension::Channel];
    let before = match asked.before(board.today) {
        Some((_, filter)) => Some(count(app, ctx, &wrong(&filter), &[Dimension::Reason]).await?),
        None => None,
    };
    let since = match board.view.choice("since").and_then(|day| day.parse().ok()) {
        Some(day) => Some((day, improved(app, ctx, &board.view.list.filter, day).await?)),
        None => None,
    };
    let companies = [Dimension::Company, time];
    let companies = match board.is_group() {
        true => {
            failures(app, ctx, &board.asked_alone(), &companies)
                .await?
                .now
        }
        false => Vec::new(),
    };
    Ok(Answers {
        unit,
        companies,
        over_time: failures(app, ctx, asked, &[time]).await?,
        channels: failures(app, ctx, asked, &[Dimension::Channel]).await?,
        reasons: count(app, ctx, &wrong(&asked.filter), &by).await?,
        before,
        silence: silent(app, ctx, &board.view.list.filter).await?,
        since,
    })
}
