//! Values to text and pictures, in bokmål and English.
//!
//! What is here: how a number, an amount, a day, an instant or a byte size is
//! written ([`Formats`]), the charts of the portal ([`chart`]) with the style
//! sheet they need ([`CHART_CSS`]), and the icons of the status families
//! ([`icon`]). Everything takes plain values and gives a `String` or maud
//! markup back.
//!
//! Also here: a document as its recipient sees it. [`invoice`], [`card`] and
//! [`outline`] turn values of `domain` into a [`Sheet`], [`report`] does so with
//! a report, and [`worker`] has pictures made of sheets, PDF files and images
//! in processes that can do no harm. How they are drawn is in the room `press`.
//!
//! What is deliberately absent: SQL, HTTP, tenants, the clock (the present
//! arrives as an argument), `formats`, and every word of the portal's own pages.
//! The only words known here are those that belong to a format, to the frame of
//! a chart or to a laid-out invoice: month names, "uke", "mill.", "i går", "Vis
//! tallene", "Å betale".
//!
//! Enter by `Formats::of(Language::Bokmaal)`, which is built once per process
//! and shared by all threads. The letters come from CLDR through icu; the
//! assembly is ours, because icu's formatters are neither `Send` nor `Sync`
//! as this workspace builds them, and because neither the percent, the
//! currency, the relative nor the range formats of icu write what Norwegian
//! readers expect. Tests hold our dates and numbers to icu's output.
//!
//! To add a format: a method on [`Formats`] in the module of its kind and a
//! row in that module's test table. To add a chart: a file in `chart/` with a
//! struct of plain values and a `render` method that ends in `Frame::wrap`, a
//! block in `chart/chart.css`, and a section in `examples/gallery`.

pub mod card;
pub mod chart;
mod date;
mod formats;
mod grouping;
pub mod icon;
pub mod invoice;
mod language;
mod money;
mod number;
pub mod outline;
pub mod report;
mod sheet;
pub mod worker;

pub use chart::CHART_CSS;
pub use formats::Formats;
pub use icon::{Icon, icon};
pub use language::Language;
pub use sheet::{Attached, Sheet, Template};
