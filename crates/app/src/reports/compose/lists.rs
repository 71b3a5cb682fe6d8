//! Lists of documents and payments.

use super::{LISTED_MAX, Maker, column, count_column};
use crate::documents::{Column, Row, Search, Sort, SortBy, Spoken, cells, find, heads, rows};
use crate::statistics::silence;
use crate::{Result, payments};
use ::reports::{Block, Cell, CellRef, Section, Shape, Table};
use store::port::PaymentFilter;

/// The documents received in the period that more words select.
pub(super) async fn documents(
    maker: &Maker<'_>,
    section: Section,
    words: &str,
) -> Result<Vec<Block>> {
    let search = Search {
        filter: maker.narrowed(&format!("{words} received:{}", maker.span())),
        sort: Sort {
            by: SortBy::Received,
            descending: false,
        },
    };
    let found = find(maker.app, maker.ctx, &search, None, LISTED_MAX).await?;
    let columns = maker.columns();
    let code = match words.is_empty() {
        true => "documents",
        false => words,
    };
    let code = code.replace([':', ','], "-");
    maker.names(&code, found.rows.iter().map(|row| row.head.id));
    // A report has several of them, and files have no headings above them.
    let title = match words.is_empty() {
        true => "report-table-documents".to_owned(),
        false => format!("report-section-{}", section.code()),
    };
    Ok(vec![Block::Table(Table {
        title: maker.text(&title),
        code,
        columns: heads(&columns, &maker.say),
        rows: kept(maker, &columns, &found.rows),
        total: None,
        of_rows: Some(found.total),
    })])
}

/// Documents as rows of a table.
fn kept(maker: &Maker<'_>, columns: &[Column], rows: &[Row]) -> Vec<Vec<Cell>> {
    let spoken = Spoken::of(&maker.say);
    let kept = |row: &Row| {
        cells(columns, row.lend(), &spoken)
            .map(CellRef::keep)
            .collect()
    };
    rows.iter().map(kept).collect()
}

/// The documents received in the period whose channel should have answered.
pub(super) async fn silent(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let found = silence(maker.app, maker.ctx, &maker.received()).await?;
    let found: Vec<_> = found.into_iter().filter(|one| one.silent > 0).collect();
    let channels = Table {
        title: maker.text("report-section-silent"),
        code: "silent-channels".to_owned(),
        columns: vec![
            column(maker, "channel", Shape::Text),
            count_column(maker, "silent"),
            count_column(maker, "answers-within"),
        ],
        rows: found
            .iter()
            .map(|one| {
                let minutes = one.answers_within_min.map(u64::from);
                vec![
                    Cell::Word(
                        maker.say.word("channel", one.channel.code()),
                        one.channel.code(),
                    ),
                    Cell::Count(one.silent),
                    minutes.map_or(Cell::Nothing, Cell::Count),
                ]
            })
            .collect(),
        total: None,
        of_rows: None,
    };
    let all = found.iter().map(|one| one.silent).sum();
    let ids: Vec<_> = found.iter().flat_map(|one| one.documents.clone()).collect();
    let columns = maker.columns();
    let listed = rows(maker.app, maker.ctx, &ids).await?;
    maker.names("silent", ids);
    let documents = Table {
        title: maker.text("report-table-silent"),
        code: "silent".to_owned(),
        columns: heads(&columns, &maker.say),
        rows: kept(maker, &columns, &listed),
        total: None,
        of_rows: Some(all),
    };
    Ok(vec![Block::Table(channels), Block::Table(documents)])
}

/// The payments of the period that belong to no document, of the companies
/// that the reader may see, as on the page.
pub(super) async fn unmatched(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let filter = PaymentFilter {
        matched: Some(false),
        ..PaymentFilter::default()
    };
    let page = payments::list(maker.app, maker.ctx, &filter, None, LISTED_MAX).await?;
    let all = page.count.payments;
    let mut listed = page.payments;
    listed.retain(|payment| payment.learned_at <= maker.ctx.now);
    maker.names_payments("unmatched", listed.iter().map(|payment| payment.id));
    let table = Table {
        title: maker.text("report-section-unmatched"),
        code: "unmatched".to_owned(),
        columns: vec![
            column(maker, "value-on", Shape::Day),
            column(maker, "payer", Shape::Text),
            column(maker, "kid", Shape::Text),
            column(maker, "account", Shape::Text),
            column(maker, "amount", Shape::Money),
            column(maker, "reference", Shape::Text),
        ],
        rows: listed
            .iter()
            .map(|payment| {
                vec![
                    Cell::Day(payment.value_on),
                    text(payment.payer_name.as_ref()),
                    text(payment.kid.as_ref()),
                    Cell::text(payment.account.clone()),
                    Cell::Money(payment.amount),
                    text(payment.bank_reference.as_ref()),
                ]
            })
            .collect(),
        total: None,
        of_rows: (all > LISTED_MAX as u64).then_some(all),
    };
    Ok(vec![Block::Table(table)])
}

fn text(text: Option<&String>) -> Cell {
    text.map_or(Cell::Nothing, |text| Cell::text(text.clone()))
}
