//! A report as a mail: HTML with the key figures as text and the charts as
//! pictures beside it, and the same as plain text.
//!
//! Mail programs know little of style sheets, so what a cell looks like stands
//! at the cell. Nothing is loaded from anywhere.

mod plain;

use crate::pdf::{chart_of, drawn};
use crate::{Block, Cell, Column, Error, Head, KeyFigure, Report, Table};
use maud::{DOCTYPE, Markup, html};
use render::report as paper;
use render::worker::Draw;
use render::{Formats, Language};

pub use plain::text;

/// Rows of a table that a mail shows.
pub const ROWS_MAX: usize = 40;

/// Columns of a table that is written small.
const COLUMNS_MANY: usize = 8;

const PAGE: &str = "margin:0;padding:0;background:#f4f6f8;color:#15181e;\
    font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.45";
const CARD: &str = "max-width:720px;margin:0 auto;padding:28px 24px;background:#ffffff";
const SOFT: &str = "color:#59616e;font-size:13px";
const H1: &str = "font-size:26px;line-height:1.2;margin:0 0 4px";
const H2: &str = "font-size:18px;line-height:1.3;margin:32px 0 6px;padding-top:16px;\
    border-top:1px solid #dde1e6";
const TABLE: &str = "border-collapse:collapse;width:100%;font-size:13px;margin:8px 0";
const FIGURE: &str = "padding:10px 12px;background:#f4f6f8;border:4px solid #ffffff;\
    vertical-align:top;width:33%";
const BIG: &str = "font-size:22px;font-weight:600";
const BUTTON: &str = "display:inline-block;padding:10px 16px;background:#12436d;color:#ffffff;\
    text-decoration:none;border-radius:4px;font-weight:600";

/// What stands around a report in a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The link to the report in the portal, with its words.
    pub open: Option<(String, String)>,
    /// What is said about files that are not attached; may be empty.
    pub note: String,
    /// The link that ends getting it, with its words.
    pub unsubscribe: Option<(String, String)>,
}

/// A picture that the HTML shows as `cid:` and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its name.
    pub name: String,
    /// PNG.
    pub bytes: Vec<u8>,
}

/// How the HTML names its pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictures {
    /// As parts of the mail.
    Inline,
    /// Not at all: the tables say the same.
    Left,
}

/// The charts of a report, in the order in which the HTML names them.
pub fn pictures(report: &Report, draw: Draw) -> Result<Vec<Picture>, Error> {
    let blocks = report.parts.iter().flat_map(|part| &part.blocks);
    let charts = blocks.filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let pictures = charts.enumerate().map(|(number, chart)| {
        let sheet = chart_of(chart, report).sheet(report.head.language);
        Ok(Picture {
            name: picture_name(number),
            bytes: drawn(draw, sheet, paper::Chart::IN_MAIL)?,
        })
    });
    pictures.collect()
}

fn picture_name(number: usize) -> String {
    format!("chart-{}", number + 1)
}

/// The mail as HTML.
pub fn html(report: &Report, around: &Around, pictures: Pictures) -> String {
    let head = &report.head;
    let mut charts = 0..;
    let markup = html! {
        (DOCTYPE)
        html lang=(head.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (head.title) " – " (head.period) }
            }
            body style=(PAGE) {
                div style=(CARD) role="article" {
                    p style=(SOFT) { (head.organisation) }
                    h1 style=(H1) { (head.title) }
                    p style="margin:0 0 16px;font-size:17px" { (head.period) }
                    (about(head))
                    (open(around))
                    @for part in &report.parts {
                        h2 style=(H2) { (part.title) }
                        @if !part.about.is_empty() { p style=(SOFT) { (part.about) } }
                        @for block in &part.blocks {
                            @match block {
                                Block::Figures(all) => { (figures(head, all)) }
                                Block::Table(one) => { (table(head, one)) }
                                Block::Note(text) => { p style=(SOFT) { (text) } }
                                Block::Chart(chart) => {
                                    @let number = charts.next().unwrap_or_default();
                                    @if pictures == Pictures::Inline {
                                        img src={ "cid:" (picture_name(number)) } alt=(chart.summary)
                                            style="display:block;width:100%;max-width:550px;height:auto";
                                    }
                                }
                            }
                        }
                    }
                    @if let Some((link, words)) = &around.unsubscribe {
                        p style={ (SOFT) ";margin-top:32px" } { a href=(link) { (words) } }
                    }
                }
            }
        }
    };
    markup.into_string()
}

fn about(head: &Head) -> Markup {
    html! {
        table style=(TABLE) role="presentation" {
            @for fact in &head.facts {
                tr {
                    td style={ (SOFT) ";padding:2px 12px 2px 0;white-space:nowrap;vertical-align:top" } { (fact.name) }
                    td style="padding:2px 0" { (fact.value) }
                }
            }
        }
    }
}

fn open(around: &Around) -> Markup {
    html! {
        @if let Some((link, words)) = &around.open {
            p { a href=(link) style=(BUTTON) { (words) } }
        }
        @if !around.note.is_empty() { p { (around.note) } }
    }
}

fn figures(head: &Head, all: &[KeyFigure]) -> Markup {
    let read = |cell: &Cell| cell.read(head.language, &head.zone);
    html! {
        table style=(TABLE) role="presentation" {
            @for row in all.chunks(3) {
                tr {
                    @for figure in row {
                        td style=(FIGURE) {
                            span style=(SOFT) { (figure.label) }
                            br;
                            span style=(BIG) { (read(&figure.value)) }
                            @if let Some((words, before)) = &figure.before {
                                br;
                                span style=(SOFT) { (words) ": " (read(before)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn side(column: &Column, more: &str) -> String {
    let side = if column.is_numeric() { "right" } else { "left" };
    format!("text-align:{side};padding:5px 8px 5px 0;vertical-align:top{more}")
}

/// A cell under a heading. Numbers stay in one piece; headings may break, or
/// they would make columns wider than what is in them.
fn under(column: &Column, more: &str) -> String {
    let wrap = match column.is_numeric() {
        true => ";white-space:nowrap",
        false => "",
    };
    side(column, &format!("{wrap}{more}"))
}

/// The look of a table: small where it has many columns.
fn sized(table: &Table) -> String {
    match table.columns.len() {
        COLUMNS_MANY.. => format!("{TABLE};font-size:12px"),
        _ => TABLE.to_owned(),
    }
}

fn table(head: &Head, table: &Table) -> Markup {
    let read = |cell: &Cell| cell.read(head.language, &head.zone);
    let all = table.of_rows.unwrap_or(table.rows.len() as u64);
    let shown = table.rows.len().min(ROWS_MAX);
    let note = shown_of(head.language, shown as u64, all);
    html! {
        @if table.rows.is_empty() {
            p style=(SOFT) { @if all == 0 { (nothing(head.language)) } @else { (note) } }
        } @else {
            // Wider than the page it is moved in its own frame, and the page stays.
            div style="overflow-x:auto" { table style=(sized(table)) {
                caption style="text-align:left;font-weight:600;padding:6px 0" { (table.title) }
                thead { tr {
                    @for column in &table.columns {
                        th scope="col" style=(side(column, ";border-bottom:2px solid #59616e")) { (column.title) }
                    }
                } }
                tbody {
                    @for row in table.rows.iter().take(shown) {
                        tr { @for (column, cell) in table.columns.iter().zip(row) {
                            td style=(under(column, ";border-bottom:1px solid #dde1e6")) { (read(cell)) }
                        } }
                    }
                }
                @if let Some(total) = &table.total {
                    tfoot { tr { @for (column, cell) in table.columns.iter().zip(total) {
                        td style=(under(column, ";font-weight:600")) { (read(cell)) }
                    } } }
                }
            } }
            @if !note.is_empty() { p style=(SOFT) { (note) } }
        }
    }
}

/// That there is nothing in a table.
pub(crate) const fn nothing(language: Language) -> &'static str {
    match language {
        Language::Bokmaal => "Ingen.",
        Language::English => "None.",
    }
}

/// That not all rows are shown, where they are not.
pub(crate) fn shown_of(language: Language, shown: u64, all: u64) -> String {
    let formats = Formats::of(language);
    let (shown_words, all_words) = (formats.count(shown), formats.count(all));
    match (shown < all, language) {
        (false, _) => String::new(),
        (true, Language::Bokmaal) => format!("Viser {shown_words} av {all_words}."),
        (true, Language::English) => format!("Shows {shown_words} of {all_words}."),
    }
}

#[cfg(test)]
mod tests;
