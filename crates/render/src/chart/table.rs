//! The numbers behind a chart.

use maud::{Markup, html};

use crate::chart::frame::Frame;
use crate::chart::own;
use crate::formats::EN_DASH;

mod csv;

/// A table of finished texts.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) head: Vec<Entry>,
    pub(crate) rows: Vec<Row>,
    pub(crate) foot: Option<Row>,
}

/// A row: what it is about, then its values.
pub(crate) struct Row {
    pub(crate) name: Entry,
    pub(crate) values: Vec<Entry>,
}

/// A text that may lead to the list behind it.
#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    /// The ends of its interval, which a file has in columns of their own.
    pub(crate) ends: Option<[String; 2]>,
}

impl Entry {
    pub(crate) fn new(text: impl Into<String>, href: Option<&str>) -> Self {
        Self {
            text: text.into(),
            href: own(href).map(str::to_owned),
            ends: None,
        }
    }

    /// A number with its interval.
    pub(crate) fn between(text: impl Into<String>, ends: Option<[String; 2]>) -> Self {
        Self {
            ends,
            ..Self::plain(text)
        }
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
            ends: None,
        }
    }

    /// The text with the ends of its interval.
    pub(crate) fn full(&self) -> String {
        match &self.ends {
            Some([low, high]) => format!("{} ({low}{EN_DASH}{high})", self.text),
            None => self.text.clone(),
        }
    }

    fn render(&self) -> Markup {
        let text = self.full();
        html! {
            @if let Some(href) = &self.href { a href=(href) { (text) } }
            @else { (text) }
        }
    }
}

impl Row {
    fn render(&self) -> Markup {
        html! {
            tr {
                th scope="row" { (self.name.render()) }
                @for value in &self.values { td { (value.render()) } }
            }
        }
    }
}

impl Table {
    /// The table in a box that scrolls sideways by itself and can be reached
    /// by the keyboard. Regions are landmarks and need names of their own, so
    /// no two figures of a page may have the same finding and caption.
    pub(crate) fn render(&self, frame: &Frame) -> Markup {
        let caption_id = frame.part_id("numbers");
        html! {
            div.chart-scroll role="region" tabindex="0" aria-labelledby=(caption_id) {
                table {
                    caption id=(caption_id) { (frame.finding) ". " (frame.caption) }
                    thead {
                        tr { @for heading in &self.head { th scope="col" { (heading.render()) } } }
                    }
                    tbody { @for row in &self.rows { (row.render()) } }
                    @if let Some(foot) = &self.foot { tfoot { (foot.render()) } }
                }
            }
        }
    }
}
