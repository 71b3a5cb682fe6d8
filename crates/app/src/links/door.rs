//! How often links may be opened, from one place and each.

use crate::people::Origin;
use crate::{App, Result};
use domain::ContentHash;
use jiff::Timestamp;
use store::port::Allowance;

/// Requests from one place in a quarter of an hour: an office behind one
/// address whose people each open a few pages with their pictures.
const PLACE_MAX: u32 = 600;
const PLACE_WINDOW_S: u32 = 15 * 60;
/// Requests with one link in an hour, from anywhere: many times what a
/// recipient and their family need.
const LINK_MAX: u32 = 300;
const LINK_WINDOW_S: u32 = 60 * 60;

/// Counts a request, before anything is looked at. Answers until when nothing
/// more is looked at, where that is so.
pub(super) async fn knock(app: &App, origin: &Origin, token: &str) -> Result<Option<Timestamp>> {
    let mut allowances = vec![Allowance {
        bucket: bucket("token", token),
        count_max: LINK_MAX,
        window_s: LINK_WINDOW_S,
    }];
    if let Some(address) = &origin.address {
        allowances.push(Allowance {
            bucket: bucket("place", address),
            count_max: PLACE_MAX,
            window_s: PLACE_WINDOW_S,
        });
    }
    let counted = app.store.count_try_across_tenants(allowances, app.now());
    Ok(counted.await?)
}

fn bucket(of: &str, what: &str) -> ContentHash {
    ContentHash::of(format!("link\n{of}\n{what}").as_bytes())
}
