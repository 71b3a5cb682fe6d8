//! What channels said was wrong, for the fields it is about.

use domain::{Channel, Event};
use render::invoice::mark::Marks;

/// The errors that were told on a channel, or on any where none is named, each
/// once, with where they point to.
pub(super) fn marks(events: &[Event], channel: Option<Channel>) -> Marks {
    let mut marks = Marks::default();
    for event in events {
        let told_on = event.fact.attempt().map(|attempt| attempt.channel);
        let is_of_other = channel.is_some() && told_on.is_some() && told_on != channel;
        let Some(problem) = event.fact.problem().filter(|_| !is_of_other) else {
            continue;
        };
        // An error without a place is on the timeline; here it would point
        // nowhere.
        let text = problem.text.as_deref().unwrap_or_default();
        let code = problem.code.as_deref().unwrap_or_default();
        let told = [code, text].into_iter().filter(|part| !part.is_empty());
        let told = told.collect::<Vec<_>>().join(": ");
        let names_a_field = problem.place.is_some() || told.contains("BT-") || told.contains("BG-");
        if names_a_field && !told.is_empty() {
            marks.add(problem.place.as_deref(), &told);
        }
    }
    marks
}
