//! What the pages of figures have in common: which documents they are about,
//! what they are compared with, and how an answer becomes a figure.
//!
//! Nothing is worked out here. A page asks the verbs of `app::statistics`,
//! turns their answers into charts, and gives every number the very filter
//! that counted it. The same handler answers with one figure's numbers as a
//! file where the URL asks for `csv`, so that file and figure cannot differ.
//!
//! To add a figure: a function in the folder of its page that ends in
//! `board.draw(…)`, its words in the page's `.ftl`, its definition in
//! `docs/statistics.md`.

mod board;
mod calendar;
mod companies;
mod compare;
mod hue;
mod notes;
mod numbers;
mod view;

pub(crate) use board::{Board, Opened};
pub(crate) use calendar::Calendar;
pub(crate) use companies::Companies;
pub(crate) use hue::{hue, rank};
pub(crate) use numbers::{
    Written, curve, days_of, estimate, interval_of, known_share, minutes_of, signed,
};
pub(crate) use view::Subject;
