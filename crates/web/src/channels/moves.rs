//! Who moved from which channel to which.

use crate::statistics::{Board, Written};
use app::statistics::{Key, Span, Transitions, Way};
use maud::{Markup, html};
use render::chart::{Cell, Frame, Transitions as Chart, Wording};

/// Two periods and the customers in them.
pub(super) struct Moves {
    pub(super) way: Way,
    pub(super) before: Span,
    pub(super) now: Span,
    pub(super) found: Transitions,
}

impl Moves {
    const fn vocabulary(&self) -> &'static str {
        match self.way {
            Way::Distribution => "channel",
            Way::Payment => "paid_by",
        }
    }

    /// Everything moved from or to, most used before first; last, where there
    /// was nothing.
    fn ends(&self) -> Vec<Option<&Key>> {
        let mut ends: Vec<Option<&Key>> = Vec::new();
        for one in &self.found.moves {
            for end in [one.from.as_ref(), one.to.as_ref()] {
                if !ends.contains(&end) {
                    ends.push(end);
                }
            }
        }
        let used = |end: &Option<&Key>| -> u64 {
            let moves = self
                .found
                .moves
                .iter()
                .filter(|one| one.from.as_ref() == *end);
            moves.map(|one| one.customers).sum()
        };
        ends.sort_by_key(|end| (end.is_none(), std::cmp::Reverse(used(end))));
        ends
    }

    fn cell(&self, from: Option<&Key>, to: Option<&Key>) -> Cell {
        let found = self
            .found
            .moves
            .iter()
            .find(|one| (one.from.as_ref(), one.to.as_ref()) == (from, to));
        Cell {
            value: found.and_then(|one| i64::try_from(one.customers).ok()),
            href: None,
        }
    }

    /// The most frequent move.
    fn most(&self) -> Option<(&Key, &Key, u64)> {
        let moves = self.found.moves.iter().filter(|one| one.from != one.to);
        let known =
            moves.filter_map(|one| Some((one.from.as_ref()?, one.to.as_ref()?, one.customers)));
        known.max_by_key(|(.., customers)| *customers)
    }
}

/// The table of moves, with the choice of which channels.
pub(super) fn table(board: &Board<'_>, moves: Option<&Moves>) -> Markup {
    let Some(moves) = moves else {
        return html! { p.muted { (board.visit.text.say("statistics-no-period")) } };
    };
    html! { (toggle(board, moves.way)) (figure(board, moves)) }
}

fn figure(board: &Board<'_>, moves: &Moves) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let value = |v| written.count(v);
    let ends = moves.ends();
    let name = |end: &Option<&Key>| {
        let code = end.and_then(|key| key.code.as_deref());
        let none = || text.say("channels-moves-nothing");
        let words = code.map_or_else(none, |code| text.word(moves.vocabulary(), code));
        (words, end.map(|key| board.only(&key.term)))
    };
    let chart = Chart {
        frame: frame(board, moves),
        from: text.say("channels-moves-from"),
        to: text.say("channels-moves-to"),
        names: ends.iter().map(name).collect(),
        moves: ends
            .iter()
            .map(|from| ends.iter().map(|to| moves.cell(*from, *to)).collect())
            .collect(),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    };
    board.draw(chart.render())
}

fn frame(board: &Board<'_>, moves: &Moves) -> Frame {
    let text = &board.visit.text;
    let word = |key: &Key| text.word(moves.vocabulary(), key.code.as_deref().unwrap_or_default());
    let most = moves.most();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                (
                    "from",
                    most.map(|(from, ..)| word(from)).unwrap_or_default().into(),
                ),
                (
                    "to",
                    most.map(|(_, to, _)| word(to)).unwrap_or_default().into(),
                ),
                (
                    "customers",
                    board
                        .count(most.map_or(0, |(.., customers)| customers))
                        .into(),
                ),
                ("before", board.span_words(&moves.before).into()),
                ("now", board.span_words(&moves.now).into()),
                ("both", board.count(moves.found.both).into()),
                ("moved", board.count(moves.found.moved).into()),
            ],
        )
    };
    let finding = if most.is_some() {
        "channels-moves-finding"
    } else {
        "channels-moves-none"
    };
    Frame {
        finding: fill(finding),
        caption: fill("channels-moves-caption"),
        remarks: has_outside(moves)
            .then(|| text.say("channels-moves-remark"))
            .into_iter()
            .collect(),
        ..board.frame("moves", "moves-between-channels")
    }
}

/// Whether somebody came or went altogether.
fn has_outside(moves: &Moves) -> bool {
    moves
        .found
        .moves
        .iter()
        .any(|one| one.from.is_none() || one.to.is_none())
}

fn toggle(board: &Board<'_>, way: Way) -> Markup {
    let text = &board.visit.text;
    let choices = [
        ("channels-of-distribution", None, way == Way::Distribution),
        ("channels-of-payment", Some("payment"), way == Way::Payment),
    ];
    html! {
        nav.toggle aria-label=(text.say("channels-of")) {
            @for (name, value, is_current) in choices {
                a href=(board.here(&board.view.choosing("of", value))) aria-current=[is_current.then_some("true")] { (text.say(name)) }
            }
        }
    }
}
