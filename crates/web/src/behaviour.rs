//! Payment behaviour: how fast and how punctually invoices are paid, and
//! whether that is changing.

mod companies;
mod drift;
mod groups;
mod paid;
pub(crate) mod parts;
mod shape;

use crate::error_page::Failure;
use crate::session::Person;
use crate::statistics::{Board, Calendar, Opened, Subject};
use app::statistics::{
    Behaviour, Compared, DateField, Dimension, MeasureOf, Measures, Row, Step, behaviour, measures,
};
use app::{App, Ctx};
use axum::extract::State;
use axum::response::Response;
use domain::period::Unit;
use maud::html;
use std::sync::Arc;

/// What the curves and shapes are told apart by.
const BY: [(&str, Dimension); 4] = [
    ("channel", Dimension::Channel),
    ("company", Dimension::Company),
    ("kind", Dimension::Kind),
    ("paid_by", Dimension::PaidBy),
];

type Measured = Compared<Vec<Row<Measures>>>;

/// What the page is made of.
struct Answers {
    unit: Unit,
    /// All together, with time to payment.
    whole: Measured,
    /// Each group, with time to payment.
    groups: Measured,
    /// By period of issue, with time to payment.
    issued: Measured,
    /// By period of the due date.
    due: Measured,
    /// When they were paid, against the due date.
    parts: Compared<Vec<Row<Behaviour>>>,
    /// By company and period of issue.
    companies: Vec<Row<Measures>>,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let board = match Board::open(&app, &person, Subject::Behaviour).await? {
        Opened::Board(board) => board,
        Opened::Instead(response) => return Ok(response),
    };
    let answers = ask(&app, person.ctx(), &board).await?;
    let figures = html! {
        (groups::key_figures(&board, &answers))
        div.charts.charts-wide {
            div.card { (groups::toggle(&board)) (groups::weight_toggle(&board)) (paid::curves(&board, &answers)) }
            div.card { (shape::ridges(&board, &answers)) }
        }
        h2.part #drift { (board.own("drift-title")) }
        div.charts.charts-even {
            div.card { (drift::days(&board, &answers)) }
            div.card { (drift::on_time(&board, &answers)) }
        }
        div.charts.charts-wide {
            div.card { (parts::bar(&board, &answers)) }
            (companies::each(&board, &answers))
        }
    };
    Ok(board.answer(&board.around(&figures)))
}

/// Each company by period of issue, where there are several.
async fn companies(
    app: &App,
    ctx: &Ctx,
    board: &Board<'_>,
    issued: Dimension,
) -> Result<Vec<Row<Measures>>, Failure> {
    if !board.is_group() {
        return Ok(Vec::new());
    }
    let by = [Dimension::Company, issued];
    let found = measures(app, ctx, &board.asked_alone(), &by, &[]).await?;
    Ok(found.now)
}

async fn ask(app: &App, ctx: &Ctx, board: &Board<'_>) -> Result<Answers, Failure> {
    let unit = Calendar::unit(board);
    let asked = &board.asked;
    let paid = [MeasureOf::Time(Step::Paid)];
    let issued = Calendar::dimension(DateField::Issued, unit);
    let due = Calendar::dimension(DateField::Due, unit);
    let weighed = [MeasureOf::Time(Step::Paid), MeasureOf::TimeByAmount];
    let of_groups = match groups::by_amount(board) {
        true => &weighed[..],
        false => &paid[..],
    };
    Ok(Answers {
        unit,
        whole: measures(app, ctx, asked, &[], &paid).await?,
        groups: measures(app, ctx, asked, &[groups::dimension(board)], of_groups).await?,
        issued: measures(app, ctx, asked, &[issued], &paid).await?,
        due: measures(app, ctx, asked, &[due], &[]).await?,
        parts: behaviour(app, ctx, asked, &[]).await?,
        companies: companies(app, ctx, board, issued).await?,
    })
}
