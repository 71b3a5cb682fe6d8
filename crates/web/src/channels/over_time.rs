//! Which channels, over time: shares or numbers, and each by itself.

use super::Answers;
use crate::statistics::{Board, Calendar, Written, hue, rank};
use app::statistics::{DateField, Group, Key};
use domain::filter::{Filter, Term};
use domain::period::Period;
use maud::{Markup, html};
use render::chart::{Cell, Frame, Hue, Multiples, Series, StackedColumns, Wording};

/// Channels with a colour of their own in one figure; the rest are one.
const NAMED_MAX: usize = 4;

/// One word, or several together, with the groups that have it.
struct Line<'a> {
    name: String,
    hue: Hue,
    keys: Vec<&'a Key>,
    total: u64,
}

/// The words of an answer by period and word.
struct Words<'a> {
    board: &'a Board<'a>,
    vocabulary: &'static str,
    calendar: Calendar,
    groups: &'a [Group],
}

impl<'a> Words<'a> {
    fn of(
        board: &'a Board<'a>,
        answers: &Answers,
        vocabulary: &'static str,
        groups: &'a [Group],
    ) -> Self {
        let keys = groups.iter().filter_map(|group| group.keys.first());
        Self {
            board,
            vocabulary,
            calendar: Calendar::of(DateField::Received, answers.unit, keys),
            groups,
        }
    }

    /// Every word, most frequent first; documents without one are left out.
    fn lines(&self) -> Vec<Line<'a>> {
        let mut lines: Vec<Line<'a>> = Vec::new();
        for group in self.groups {
            let Some((key, code)) = word_of(group) else {
                continue;
            };
            match lines.iter_mut().find(|line| line.keys.contains(&key)) {
                Some(line) => line.total += group.count,
                None => lines.push(Line {
                    name: self.board.visit.text.word(self.vocabulary, code),
                    hue: hue(self.vocabulary, code),
                    keys: vec![key],
                    total: group.count,
                }),
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.total));
        lines
    }

    /// The most frequent words in the order of their colours, and the rest.
    fn named(&self) -> Vec<Line<'a>> {
        let mut lines = self.lines();
        let rest = lines.split_off(lines.len().min(NAMED_MAX));
        let code = |line: &Line<'_>| line.keys[0].code.clone().unwrap_or_default();
        lines.sort_by_key(|line| rank(self.vocabulary, &code(line)));
        if !rest.is_empty() {
            lines.push(Line {
                name: self.board.visit.text.say("volumes-others"),
                hue: Hue::REST,
                total: rest.iter().map(|line| line.total).sum(),
                keys: rest.into_iter().flat_map(|line| line.keys).collect(),
            });
        }
        lines
    }

    fn series(&self, line: &Line<'_>) -> Series {
        let term = joined(&line.keys);
        let cell = |period: &Period| {
            let counted = self.groups.iter().filter(|group| {
                Calendar::is(group.keys.first(), *period)
                    && group
                        .keys
                        .get(1)
                        .is_some_and(|key| line.keys.contains(&key))
            });
            let count: u64 = counted.map(|group| group.count).sum();
            let terms: Vec<Term> = [self.calendar.term(*period)]
                .into_iter()
                .chain(term.clone())
                .collect();
            Cell {
                value: i64::try_from(count).ok(),
                href: (count > 0).then(|| self.board.list_and(&terms)),
            }
        };
        Series {
            name: line.name.clone(),
            hue: line.hue,
            href: term.as_ref().map(|term| self.board.only(term)),
            cells: self.calendar.periods.iter().map(cell).collect(),
        }
    }

    fn total(&self) -> u64 {
        let known = self.groups.iter().filter(|group| word_of(group).is_some());
        known.map(|group| group.count).sum()
    }

    /// The words around a figure: its largest word, that word's share, and of
    /// how many.
    fn frame(&self, id: &str) -> Frame {
        let visit = self.board.visit;
        let lines = self.lines();
        let first = lines.first();
        let total = self.total();
        let share = visit
            .formats
            .share(first.map_or(0, |line| line.total), total);
        let name = first.map_or_else(String::new, |line| line.name.clone());
        let fill = |part: &str| {
            visit.text.fill(
                &format!("channels-{id}-{part}"),
                &[
                    ("name", name.as_str().into()),
                    ("share", share.as_str().into()),
                    ("period", self.board.period_words().into()),
                    ("total", self.board.count(total).into()),
                ],
            )
        };
        Frame {
            finding: fill("finding"),
            caption: fill("caption"),
            summary: fill("summary"),
            ..self.board.frame(id, "shares")
        }
    }

    /// The time axis. Where documents without a word are left out, a period
    /// leads to those that have one, as its sum counts only them.
    fn axis(&self) -> Vec<render::chart::Period> {
        let mut axis = self.calendar.axis(self.board, 0);
        if self.groups.iter().all(|group| word_of(group).is_some()) {
            return axis;
        }
        let lines = self.lines();
        let keys: Vec<&Key> = lines.iter().flat_map(|line| line.keys.clone()).collect();
        let Some(any) = joined(&keys) else {
            return axis;
        };
        for (shown, period) in axis.iter_mut().zip(&self.calendar.periods) {
            let terms = [self.calendar.term(*period), any.clone()];
            shown.href = Some(self.board.list_and(&terms));
        }
        axis
    }

    fn columns(&self, id: &str) -> Markup {
        let written = Written(self.board.visit);
        let (value, axis) = (|v| written.count(v), |v| written.compact(v));
        let chart = StackedColumns {
            frame: self.calendar.noted(self.board, self.frame(id)),
            heading: self
                .board
                .visit
                .text
                .word("statistics-unit", self.calendar.unit.code()),
            periods: self.axis(),
            series: self.named().iter().map(|line| self.series(line)).collect(),
            as_shares: self.board.view.choice("show") != Some("counts"),
            wording: Wording {
                value: &value,
                axis: &axis,
            },
        };
        self.board.draw(chart.render())
    }
}

fn word_of(group: &Group) -> Option<(&Key, &str)> {
    let key = group.keys.get(1)?;
    Some((key, key.code.as_deref()?))
}

/// The terms of several words as one.
fn joined(keys: &[&Key]) -> Option<Term> {
    let pairs = keys.iter().map(|key| key.term.to_pair());
    Filter::from_pairs(pairs).ok()?.terms.into_iter().next()
}

/// Shares of the channels, or their numbers.
pub(super) fn channels(board: &Board<'_>, answers: &Answers) -> Markup {
    let words = Words::of(board, answers, "channel", &answers.by_channel);
    html! { (toggle(board)) (words.columns("share")) }
}

/// Ways of paying likewise.
pub(super) fn payment(board: &Board<'_>, answers: &Answers) -> Markup {
    Words::of(board, answers, "paid_by", &answers.by_payment).columns("payment")
}

/// Each channel by itself, all on one scale.
pub(super) fn each(board: &Board<'_>, answers: &Answers) -> Markup {
    let words = Words::of(board, answers, "channel", &answers.by_channel);
    let written = Written(board.visit);
    let (value, axis) = (|v| written.count(v), |v| written.compact(v));
    let chart = Multiples {
        frame: words.calendar.noted(board, words.frame("each")),
        heading: board
            .visit
            .text
            .word("statistics-unit", words.calendar.unit.code()),
        periods: words.calendar.axis(board, 0),
        panels: words
            .lines()
            .iter()
            .map(|line| words.series(line))
            .collect(),
        reference: None,
        whole: None,
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    };
    board.draw(chart.render())
}

/// Shares or numbers.
fn toggle(board: &Board<'_>) -> Markup {
    let text = &board.visit.text;
    let shows_counts = board.view.choice("show") == Some("counts");
    let choices = [
        ("channels-show-shares", None, !shows_counts),
        ("channels-show-counts", Some("counts"), shows_counts),
    ];
    html! {
        nav.toggle aria-label=(text.say("channels-show")) {
            @for (name, value, is_current) in choices {
                a href=(board.here(&board.view.choosing("show", value))) aria-current=[is_current.then_some("true")] { (text.say(name)) }
            }
        }
    }
}
