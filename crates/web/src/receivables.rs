//! Receivables: what was still to be paid at the end of a day, by how long it
//! should have been.

mod ages;
mod breakdown;
mod companies;

use crate::customers::pressing_grid;
use crate::error_page::Failure;
use crate::page::hidden;
use crate::session::Person;
use crate::statistics::{Board, Opened, Subject};
use app::App;
use app::statistics::{Ageing, DebtorsBy, Dimension, Row, ageing, pressing};
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// What it is broken down by.
const BY: [(&str, Dimension); 4] = [
    ("company", Dimension::Company),
    ("channel", Dimension::Channel),
    ("kind", Dimension::Kind),
    ("customer", Dimension::Customer),
];

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let board = match Board::open(&app, &person, Subject::Receivables).await? {
        Opened::Board(board) => board,
        Opened::Instead(response) => return Ok(response),
    };
    let as_of = board
        .view
        .choice("as_of")
        .and_then(|day| day.parse::<Date>().ok())
        .map_or(board.today, |day| day.min(board.today));
    let filter = &board.asked.filter;
    let whole = ageing(&app, person.ctx(), filter, as_of, &[]).await?;
    let by = dimension(&board).1;
    let rows: Vec<Row<Ageing>> = ageing(&app, person.ctx(), filter, as_of, &[by]).await?;
    let order = DebtorsBy::OverdueDays;
    let pressing = pressing(&app, person.ctx(), filter, order).await?;
    let companies = companies::each(&app, person.ctx(), &board).await?;
    let figures = html! {
        (day(&board, as_of))
        div.charts.charts-wide {
            div.card { (ages::bars(&board, &whole, as_of)) }
            div.card { (toggle(&board)) (breakdown::grid(&board, dimension(&board).0, rows, as_of)) }
            (companies)
            div.card { (pressing_grid(&board, &pressing)) }
        }
    };
    Ok(board.answer(&board.around(&figures)))
}

fn dimension(board: &Board<'_>) -> (&'static str, Dimension) {
    let chosen = BY
        .iter()
        .find(|(code, _)| Some(*code) == board.view.choice("by"));
    *chosen.unwrap_or(&BY[0])
}

/// The day it is about.
fn day(board: &Board<'_>, as_of: Date) -> Markup {
    let text = &board.visit.text;
    let rest = board.view.choosing("as_of", None).query();
    html! {
        form.inline action=(board.visit.path) method="get" {
            (hidden(&rest))
            label { span { (text.say("receivables-as-of")) } input type="date" name="as_of" value=(as_of) max=(board.today); }
            button type="submit" { (text.say("apply")) }
        }
    }
}

fn toggle(board: &Board<'_>) -> Markup {
    let text = &board.visit.text;
    let current = dimension(board).0;
    html! {
        nav.toggle aria-label=(text.say("behaviour-by")) {
            @for (place, (code, _)) in BY.iter().enumerate() {
                @let value = (place > 0).then_some(*code);
                a href=(board.here(&board.view.choosing("by", value))) aria-current=[(*code == current).then_some("true")] { (text.word("key", code)) }
            }
        }
    }
}
