//! What is to be paid.

use super::{Maker, column, total};
use crate::Result;
use crate::statistics::{self, AGES, Dimension};
use ::reports::{Block, Cell, Column, Shape, Table};
use domain::{Currency, Money};
use std::collections::BTreeSet;

/// What was to be paid at the end of the period by company, by how long it
/// should have been; one table a currency.
pub(super) async fn ageing(maker: &Maker<'_>) -> Result<Vec<Block>> {
    let by = [Dimension::Company];
    let (app, ctx, to) = (maker.app, maker.ctx, maker.days.to);
    let found = statistics::ageing(app, ctx, &maker.base, to, &by).await?;
    let currencies: BTreeSet<Currency> = found
        .iter()
        .flat_map(|row| &row.value.sums)
        .map(|sum| sum.currency)
        .collect();
    let tables = currencies.into_iter().map(|currency| {
        let mut columns = vec![column(maker, "company", Shape::Text)];
        columns.extend(AGES.iter().map(|age| {
            let title = maker.say.word("age", age.code());
            Column::new(title, format!("age_{}", age.code()), Shape::Money)
        }));
        columns.push(column(maker, "outstanding", Shape::Money));
        let rows = found.iter().filter_map(|row| {
            let sum = row.value.sums.iter().find(|sum| sum.currency == currency)?;
            let name = row.keys.first();
            let name = name.map_or(Cell::Nothing, |key| {
                super::groups::key_cell(maker, Dimension::Company, key)
            });
            let mut cells = vec![name];
            let ages = sum.ages.iter().map(|(_, minor)| *minor);
            let minors = ages.chain([sum.total_minor()]);
            cells.extend(minors.map(|minor| Cell::Money(Money::new(minor, currency))));
            Some(cells)
        });
        let mut table = Table {
            title: format!("{} ({currency})", maker.text("report-section-ageing")),
            code: format!("ageing-{currency}"),
            rows: rows.collect(),
            columns,
            total: None,
            of_rows: None,
        };
        table.total = total(maker, &table);
        Block::Table(table)
    });
    Ok(tables.collect())
}
