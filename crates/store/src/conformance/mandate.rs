use super::fixture::{ACCOUNT, World, kid};
use crate::Store;
use crate::port::{MandateChange, NewBody};
use domain::SourceKey;
use domain::intake::NewMandate;
use jiff::Timestamp;
use jiff::civil::date;
use std::sync::Arc;

fn mandate(n: u32, day: i8, active: bool) -> NewBody {
    NewBody::Mandate(Box::new(NewMandate {
        source: SourceKey::new("avtalegiro", format!("{n} {day}")),
        account: ACCOUNT.to_owned(),
        kid: kid(n),
        active,
        notice: false,
        told_on: Some(date(2026, 11, day)),
    }))
}

fn moment(written: &str) -> Timestamp {
    written.parse().unwrap()
}

pub(super) async fn mandates_are_told_in_the_order_in_which_they_changed(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    for body in [
        mandate(1, 9, false),
        mandate(1, 3, true),
        mandate(2, 20, true),
    ] {
        ours.tell(body).await;
    }
    let change = |n, day: &str, active| MandateChange {
        occurred_at: moment(&format!("2026-11-{day}T00:00:00Z")),
        account: ACCOUNT.to_owned(),
        kid: kid(n),
        active,
    };
    let before = moment("2026-11-15T00:00:00Z");
    let told = store.list_mandate_changes(ours.organisation, before).await;
    assert_eq!(
        told.unwrap(),
        [change(1, "03", true), change(1, "09", false)]
    );
    let all = moment("2027-01-01T00:00:00Z");
    let told = store.list_mandate_changes(ours.organisation, all).await;
    assert_eq!(told.unwrap().len(), 3);
    let foreign = store.list_mandate_changes(theirs.organisation, all).await;
    assert_eq!(foreign.unwrap(), []);
}
