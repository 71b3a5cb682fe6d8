//! What happened, marked on the axis of time and told below the figure.

use super::board::Board;
use super::calendar::Calendar;
use crate::annotations::days;
use crate::documents::is_called;
use app::annotations::{Annotation, touches};
use domain::filter::{Key, Test};
use domain::period::Period;
use render::chart::Frame;

/// Most notes of one figure, the latest: more would be a list.
const NOTES_MAX: usize = 9;
const MARKS: [char; NOTES_MAX] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

impl Calendar {
    /// The annotations of the periods shown, in the order of their days.
    fn notes<'b>(&self, board: &'b Board<'_>) -> Vec<&'b Annotation> {
        let (Some(first), Some(last)) = (self.periods.first(), self.periods.last()) else {
            return Vec::new();
        };
        let (first, last) = (first.first_day(), last.last_day());
        // The record gives the latest first.
        let shown = board
            .annotations
            .iter()
            .filter(|one| touches(one, first, last) && is_about(board, one));
        let mut notes: Vec<&Annotation> = shown.take(NOTES_MAX).collect();
        notes.reverse();
        notes
    }

    /// The marks of what happened in a period.
    pub(super) fn marks(&self, board: &Board<'_>, period: Period) -> String {
        let (first, last) = (period.first_day(), period.last_day());
        let notes = self.notes(board).into_iter().zip(MARKS);
        let here = notes.filter(|(one, _)| touches(one, first, last));
        here.map(|(_, mark)| mark).collect()
    }

    /// A frame with what happened told below the figure.
    pub(crate) fn noted(&self, board: &Board<'_>, mut frame: Frame) -> Frame {
        let notes = self.notes(board).into_iter().zip(MARKS);
        frame
            .remarks
            .extend(notes.map(|(one, mark)| told(board, one, mark)));
        frame
    }
}

fn told(board: &Board<'_>, one: &Annotation, mark: char) -> String {
    let text = &board.visit.text;
    let channel = one
        .channel
        .map(|channel| text.word("channel", channel.code()));
    let key = match channel {
        Some(_) => "annotations-note-channel",
        None => "annotations-note",
    };
    text.fill(
        key,
        &[
            ("mark", mark.to_string().into()),
            ("days", days(board.visit, one).into()),
            ("text", one.text.as_str().into()),
            ("channel", channel.unwrap_or_default().into()),
        ],
    )
}

/// Whether an annotation concerns what the page is filtered to.
fn is_about(board: &Board<'_>, one: &Annotation) -> bool {
    let filter = &board.asked.filter;
    let channel = one.channel.is_none_or(|channel| {
        let terms = filter.terms_of(Key::Channel);
        terms.into_iter().all(|term| match &term.test {
            Test::Channel(list) => list.contains(&channel) != term.negated,
            _ => true,
        })
    });
    let company = one.company.is_none_or(|id| {
        let mut companies = board.visit.companies.iter();
        let company = companies.find(|company| company.id == id);
        let named = |word: &String| company.is_some_and(|known| is_called(known, word));
        let terms = filter.terms_of(Key::Company);
        terms.into_iter().all(|term| match &term.test {
            Test::Company(words) => words.iter().any(named) != term.negated,
            _ => true,
        })
    });
    channel && company
}
