//! Days and moments, always with the machine's form beside the person's.

use crate::session::Visit;
use jiff::{Timestamp, civil::Date};
use maud::{Markup, html};

/// A day.
pub(crate) fn day(visit: &Visit, day: Date) -> Markup {
    html! {
        time datetime=(visit.formats.date_attribute(day)) { (visit.formats.date(day)) }
    }
}

/// A moment to the minute, in the organisation's zone; the exact one with its
/// zone in the title.
pub(crate) fn moment(visit: &Visit, at: Timestamp) -> Markup {
    written(visit, at, &visit.formats.date_time(at, &visit.zone()))
}

/// A moment by its distance from now while that is short.
pub(crate) fn relative_moment(visit: &Visit, at: Timestamp) -> Markup {
    written(
        visit,
        at,
        &visit.formats.relative(at, visit.now, &visit.zone()),
    )
}

fn written(visit: &Visit, at: Timestamp, text: &str) -> Markup {
    let formats = visit.formats;
    html! {
        time datetime=(formats.datetime_attribute(at)) title=(formats.date_time_exact(at, &visit.zone())) {
            (text)
        }
    }
}
