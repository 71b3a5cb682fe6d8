//! A report on a page: the same figures and tables as in its files.

use app::reports::{Block, Cell, Column, Report, Table};
use maud::{Markup, html};

/// Rows of a table that the page shows.
const ROWS_MAX: usize = 100;

/// The report.
pub(super) fn report(report: &Report) -> Markup {
    let head = &report.head;
    let read = |cell: &Cell| cell.read(head.language, &head.zone);
    html! {
        article lang=(head.language.tag()) {
            h3 { (head.title) " – " (head.period) }
            dl.facts { @for fact in &head.facts { div { dt { (fact.name) } dd { (fact.value) } } } }
            @for part in &report.parts {
                h3 { (part.title) }
                @if !part.about.is_empty() { p.muted { (part.about) } }
                @for block in &part.blocks {
                    @match block {
                        Block::Figures(figures) => {
                            dl.facts { @for figure in figures {
                                div {
                                    dt { (figure.label) }
                                    dd {
                                        strong { (read(&figure.value)) }
                                        @if let Some((words, before)) = &figure.before {
                                            " " span.muted { (words) ": " (read(before)) }
                                        }
                                    }
                                }
                            } }
                        }
                        Block::Table(one) => { (table(report, one)) }
                        Block::Note(text) => { p.muted { (text) } }
                        // What a chart shows stands in the table beside it.
                        Block::Chart(chart) => { p.muted { (chart.title) ": " (chart.summary) } }
                    }
                }
            }
        }
    }
}

fn table(report: &Report, table: &Table) -> Markup {
    let head = &report.head;
    let class = |column: &Column| column.is_numeric().then_some("number");
    let row = |cells: &[Cell]| {
        html! { tr { @for (column, cell) in table.columns.iter().zip(cells) {
            td class=[class(column)] { (cell.read(head.language, &head.zone)) }
        } } }
    };
    html! {
        div.scroll role="region" tabindex="0" aria-label=(table.title) {
            table.list {
                caption { (table.title) }
                thead { tr { @for column in &table.columns {
                    th scope="col" class=[class(column)] { (column.title) }
                } } }
                tbody { @for cells in table.rows.iter().take(ROWS_MAX) { (row(cells)) } }
                @if let Some(total) = &table.total { tfoot { (row(total)) } }
            }
        }
    }
}
