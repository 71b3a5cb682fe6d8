//! One customer: every invoice in a strip, and how the customer pays.

use crate::behaviour::parts;
use crate::error_page::Failure;
use crate::paths;
use crate::query::Query;
use crate::session::Person;
use crate::statistics::{Board, Opened, Subject, Written, days_of, estimate, known_share};
use app::App;
use app::documents::{Row, rows};
use app::statistics::{
    Behaviour, MeasureOf, Measures, Step, Strip as Answer, StripDocument, behaviour, measures,
    strip,
};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Money;
use domain::filter::Test;
use maud::{Markup, html};
use render::chart::{Frame, Hue, Mark, STRIP_MAX, Strip, Wording};
use std::sync::Arc;

/// What the page is made of.
struct Answers {
    strip: Answer,
    /// The documents of the strip, as the list shows them.
    rows: Vec<Row>,
    measures: Option<Measures>,
    behaviour: Behaviour,
}

/// The page of a customer, by number or id. One that is not ours, or not
/// there, is not found.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(code): Path<String>,
    person: Person,
) -> Result<Response, Failure> {
    let mut board = match Board::open(&app, &person, Subject::Customers).await? {
        Opened::Board(board) => board,
        Opened::Instead(response) => return Ok(response),
    };
    let term = Test::Customer(vec![code.clone()]).yes();
    // The whole history, unless days are asked for: drift needs to be seen.
    board.asked.filter = board.view.list.filter.with(term.clone());
    board.asked.compare = None;
    let strip = strip(&app, person.ctx(), &board.asked.filter, &code).await?;
    let known = app::documents::Search {
        filter: domain::filter::Filter::default().and(term),
        sort: app::documents::Sort::default(),
    };
    let any = app::documents::find(&app, person.ctx(), &known, None, 1).await?;
    let Some(name) = any.rows.first().map(|row| row.customer_name.clone()) else {
        return Err(Failure::NotFound);
    };
    let newest = strip.documents.iter().rev().take(STRIP_MAX);
    let ids: Vec<_> = newest.map(|document| document.document).collect();
    let paid = [MeasureOf::Time(Step::Paid)];
    let measured = measures(&app, person.ctx(), &board.asked, &[], &paid).await?;
    let behaved = behaviour(&app, person.ctx(), &board.asked, &[]).await?;
    let answers = Answers {
        rows: rows(&app, person.ctx(), &ids).await?,
        strip,
        measures: measured.now.into_iter().next().map(|row| row.value),
        behaviour: behaved.now.first().map(|row| row.value).unwrap_or_default(),
    };
    Ok(board.answer_titled(&name, &page(&board, &name, &answers)))
}

fn page(board: &Board<'_>, name: &str, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let back = paths::with(paths::CUSTOMERS, &board.view.query());
    html! {
        (board.tabs())
        p.way { a href=(back) { (text.say("customers-title")) } }
        div.list-head {
            h1 { @if name.is_empty() { (text.say("customer-unnamed")) } @else { (name) } }
            p.result { a href=(board.list(&board.asked.filter)) { (text.say("customers-documents")) } }
        }
        p.lead { (sentence(board, answers)) }
        div.charts.charts-wide {
            div.card { (figure(board, answers)) }
            div.card { (parts::figure(board, &answers.behaviour)) }
        }
    }
}

/// `Halvparten betales innen 12 dager, 83 % i tide (n = 41).`
fn sentence(board: &Board<'_>, answers: &Answers) -> String {
    let text = &board.visit.text;
    let Some(measures) = &answers.measures else {
        return text.say("customers-one-none");
    };
    let median = measures
        .times
        .first()
        .map(|(_, curve)| estimate(&curve.median))
        .unwrap_or_default();
    let on_time = known_share(measures.on_time);
    let habit = app::statistics::Habit::of(&answers.behaviour);
    match (median.value, on_time.value) {
        (Some(median), Some(share)) => text.fill(
            "customers-one-sentence",
            &[
                ("habit", text.word("habit", habit.code()).into()),
                ("days", days_of(board.visit, median).into()),
                ("share", Written(board.visit).percent(share).into()),
                ("total", board.count(on_time.count).into()),
            ],
        ),
        (None, Some(share)) => text.fill(
            "customers-one-not-half",
            &[
                ("habit", text.word("habit", habit.code()).into()),
                ("share", Written(board.visit).percent(share).into()),
                ("total", board.count(on_time.count).into()),
            ],
        ),
        _ => text.fill(
            "customers-one-too-few",
            &[("total", board.count(measures.n).into())],
        ),
    }
}

fn figure(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let value = |v| written.count(v);
    let marks: Vec<Mark> = answers
        .strip
        .documents
        .iter()
        .filter_map(|document| mark(board, answers, document))
        .collect();
    let open = marks.iter().filter(|mark| mark.is_open).count();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("open", (open as u64).into()),
                ("open_shown", board.count(open as u64).into()),
                ("total", board.count(marks.len() as u64).into()),
                ("withdrawn", board.count(answers.behaviour.withdrawn).into()),
            ],
        )
    };
    let headings = [
        "column-number",
        "column-issued",
        "customers-strip-days",
        "column-amount",
        "column-payment",
    ];
    let chart = Strip {
        frame: Frame {
            finding: fill("customers-strip-finding"),
            caption: fill("customers-strip-caption"),
            summary: fill("customers-strip-summary"),
            remarks: vec![fill("customers-strip-remark")],
            ..board.frame("strip", "behaviour")
        },
        headings: headings.map(|key| text.say(key)).to_vec(),
        marks,
        zero: text.say("customers-strip-zero"),
        hue: Hue::nth(0),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    };
    board.draw(chart.render())
}

/// An invoice of the strip. Those without a due date have no place in it, nor
/// have those that will never be paid: credited or cancelled.
fn mark(board: &Board<'_>, answers: &Answers, document: &StripDocument) -> Option<Mark> {
    let text = &board.visit.text;
    let row = answers
        .rows
        .iter()
        .find(|row| row.head.id == document.document)?;
    let days = i64::from(document.days?);
    let is_open = document.payment.is_outstanding();
    if !is_open && document.paid_on.is_none() {
        return None;
    }
    let amount = document.currency.map(|currency| {
        crate::components::amount(board.visit, Money::new(document.amount_minor, currency))
    });
    let amount = amount.unwrap_or_default();
    let key = if is_open {
        "customers-strip-open"
    } else {
        "customers-strip-paid"
    };
    let name = text.fill(
        key,
        &[
            ("number", row.head.number.as_str().into()),
            ("amount", amount.as_str().into()),
            ("days", days_of(board.visit, days).into()),
        ],
    );
    Some(Mark {
        issued_on: document.issued_on,
        days,
        is_open,
        size: document.amount_minor,
        name,
        number: row.head.number.clone(),
        href: Some(paths::document(document.document, &Query::default())),
        columns: vec![amount, text.word("payment", document.payment.code())],
    })
}
