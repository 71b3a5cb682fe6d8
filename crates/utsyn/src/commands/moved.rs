//! What was moved, in words and as JSON.

use crate::output;
use domain::OrganisationId;
use serde_json::{Value, json};
use store::moving::Sums;

/// Organisations with what there is of each.
pub(super) fn wire<'s>(moved: impl Iterator<Item = (&'s OrganisationId, &'s Sums)>) -> Value {
    moved
        .map(|(id, sums)| {
            json!({
                "organisation": id.to_string(),
                "rows": sums.rows(),
                "originals": sums.originals(),
                "tables": sums.tables,
            })
        })
        .collect()
}

/// One line an organisation, then what was done to them.
pub(super) fn tell<'s>(
    moved: impl Iterator<Item = (&'s OrganisationId, &'s Sums)>,
    done: &str,
) -> anyhow::Result<()> {
    for (id, sums) in moved {
        output::line(&format!(
            "organisation {id}: {} rows, {} originals {done}",
            sums.rows(),
            sums.originals()
        ))?;
    }
    Ok(())
}
