//! Icons: 16 × 16, drawn in the colour of the text beside them.
//!
//! They stand beside a word and are hidden from screen readers. The six of
//! the status families differ in outline, not only in detail, so that they
//! can be told apart without colour: dashed circle, bare tick, eye, circled
//! tick, triangle, octagon.

use maud::{Markup, PreEscaped, html};

/// What an icon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Status: in progress. A dashed circle.
    Pending,
    /// Status: delivered. A tick.
    Delivered,
    /// Status: opened. An eye.
    Opened,
    /// Status: paid. A tick in a circle.
    Paid,
    /// Status: overdue. A triangle with an exclamation mark.
    Overdue,
    /// Status: failed. An octagon with a cross.
    Failed,
    /// Search.
    Search,
    /// Download, export.
    Download,
    /// Upload, drop a file.
    Upload,
    /// Comment.
    Comment,
    /// Previous.
    ChevronLeft,
    /// Next, open.
    ChevronRight,
    /// Unfold, sorted descending.
    ChevronDown,
    /// Close, remove a filter.
    Close,
    /// Leads out of the portal.
    External,
    /// A document, the list of documents.
    Document,
    /// A payment, the list of payments.
    Payment,
    /// A received file, the list of imports.
    Import,
    /// The overview.
    Overview,
    /// The pages of figures.
    Statistics,
    /// The settings.
    Settings,
}

impl Icon {
    /// Every icon, for galleries and tests.
    pub const ALL: [Self; 21] = [
        Self::Pending,
        Self::Delivered,
        Self::Opened,
        Self::Paid,
        Self::Overdue,
        Self::Failed,
        Self::Search,
        Self::Download,
        Self::Upload,
        Self::Comment,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::ChevronDown,
        Self::Close,
        Self::External,
        Self::Document,
        Self::Payment,
        Self::Import,
        Self::Overview,
        Self::Statistics,
        Self::Settings,
    ];

    /// The name in the class `icon-…`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Opened => "opened",
            Self::Paid => "paid",
            Self::Overdue => "overdue",
            Self::Failed => "failed",
            Self::Search => "search",
            Self::Download => "download",
            Self::Upload => "upload",
            Self::Comment => "comment",
            Self::ChevronLeft => "chevron-left",
            Self::ChevronRight => "chevron-right",
            Self::ChevronDown => "chevron-down",
            Self::Close => "close",
            Self::External => "external",
            Self::Document => "document",
            Self::Payment => "payment",
            Self::Import => "import",
            Self::Overview => "overview",
            Self::Statistics => "statistics",
            Self::Settings => "settings",
        }
    }

    /// The outline in a field of 16 by 16.
    const fn path(self) -> &'static str {
        match self {
            // Six arcs of 32°, 28° apart, around (8, 8) with radius 6.
            Self::Pending => {
                "M6.35 2.23A6 6 0 0 1 9.65 2.23M12.17 3.69A6 6 0 0 1 13.82 6.54\
                 M13.82 9.46A6 6 0 0 1 12.17 12.31M9.65 13.77A6 6 0 0 1 6.35 13.77\
                 M3.83 12.31A6 6 0 0 1 2.18 9.46M2.18 6.54A6 6 0 0 1 3.83 3.69"
            }
            Self::Delivered => "M2 8.5L6 12.5L14 4",
            Self::Opened => {
                "M1 8C2.8 5 5.2 3.5 8 3.5S13.2 5 15 8C13.2 11 10.8 12.5 8 12.5S2.8 11 1 8ZM8 6A2 2 0 1 1 8 10A2 2 0 1 1 8 6Z"
            }
            Self::Paid => "M8 1.5A6.5 6.5 0 1 1 8 14.5A6.5 6.5 0 1 1 8 1.5ZM5 8.2L7.2 10.4L11 6",
            Self::Overdue => "M8 1.8L15 14H1ZM8 6.2V9.6M8 11.8V11.9",
            Self::Failed => {
                "M5.3 1.5H10.7L14.5 5.3V10.7L10.7 14.5H5.3L1.5 10.7V5.3ZM5.8 5.8L10.2 10.2M10.2 5.8L5.8 10.2"
            }
            Self::Search => "M7 2A5 5 0 1 1 7 12A5 5 0 1 1 7 2ZM10.6 10.6L14.5 14.5",
            Self::Download => "M8 1.5V10M4.5 6.8L8 10.3L11.5 6.8M1.8 11V14.2H14.2V11",
            Self::Upload => "M8 10.5V2M4.5 5.3L8 1.8L11.5 5.3M1.8 11V14.2H14.2V11",
            Self::Comment => "M1.8 2.5H14.2V11.2H7.5L4 14.3V11.2H1.8ZM4.8 5.6H11.2M4.8 8.2H9",
            Self::ChevronLeft => "M10.2 2.8L5 8L10.2 13.2",
            Self::ChevronRight => "M5.8 2.8L11 8L5.8 13.2",
            Self::ChevronDown => "M2.8 5.4L8 10.6L13.2 5.4",
            Self::Close => "M3.2 3.2L12.8 12.8M12.8 3.2L3.2 12.8",
            Self::External => "M6.5 3H2.5V13.5H13V9.5M9.5 2.5H13.5V6.5M13.3 2.7L7.5 8.5",
            Self::Document => "M3 1.5H9.5L13 5V14.5H3ZM9.3 1.7V5.2H12.8M5.6 8H10.4M5.6 11H10.4",
            Self::Payment => {
                "M1.5 4H14.5V12H1.5ZM8 6.2A1.8 1.8 0 1 1 8 9.8A1.8 1.8 0 1 1 8 6.2ZM3.8 8V8.1M12.2 8V8.1"
            }
            Self::Import => {
                "M1.8 8.5H5.2L6.4 10.8H9.6L10.8 8.5H14.2V14H1.8ZM8 1.5V7M5.6 4.8L8 7.2L10.4 4.8"
            }
            Self::Overview => "M2 14H14M3.5 14V8.5M8 14V2.5M12.5 14V6",
            Self::Statistics => "M2 2V14H14M4.8 10.8L7.6 7L10 9L13.8 3.8",
            // Three sliders.
            Self::Settings => {
                "M1.8 4H8.2M11.8 4H14.2M10 2.2A1.8 1.8 0 1 1 10 5.8A1.8 1.8 0 1 1 10 2.2ZM1.8 12H4.2M7.8 12H14.2M6 10.2A1.8 1.8 0 1 1 6 13.8A1.8 1.8 0 1 1 6 10.2ZM1.8 8H14.2"
            }
        }
    }
}

/// The icon as inline SVG. It says nothing to a screen reader: put the word
/// beside it.
#[must_use]
pub fn icon(icon: Icon) -> Markup {
    html! {
        svg class={ "icon icon-" (icon.name()) } viewBox="0 0 16 16" width="16" height="16"
            fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linecap="round" stroke-linejoin="round"
            aria-hidden="true" focusable="false" {
            path d=(PreEscaped(icon.path())) {}
        }
    }
}

#[cfg(test)]
mod tests;
