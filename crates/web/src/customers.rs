//! Customers: by how they pay, those that matter most today, and one by one.

mod habits;
mod latest;
mod one;
mod pressing;

use crate::error_page::Failure;
use crate::session::Person;
use crate::statistics::{Board, Opened, Subject};
use app::App;
use app::statistics::{self as questions, DebtorsBy};
use axum::extract::State;
use axum::response::Response;
use maud::html;
use std::sync::Arc;

pub(crate) use one::show;
pub(crate) use pressing::grid as pressing_grid;

/// The page of all customers.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let board = match Board::open(&app, &person, Subject::Customers).await? {
        Opened::Board(board) => board,
        Opened::Instead(response) => return Ok(response),
    };
    let habits = questions::habits(&app, person.ctx(), &board.asked).await?;
    let order = DebtorsBy::OverdueDays;
    let filter = &board.asked.filter;
    let pressing = questions::pressing(&app, person.ctx(), filter, order).await?;
    let latest = questions::latest_payers(&app, person.ctx(), filter).await?;
    let figures = html! {
        div.charts.charts-wide {
            div.card { (habits::grid(&board, &habits.now)) }
            div.card { (pressing::grid(&board, &pressing)) }
            div.card { (latest::grid(&board, &latest)) }
        }
    };
    Ok(board.answer(&board.around(&figures)))
}
