//! What a page says to the browser, and the mark of the product.

use crate::assets;
use maud::{Markup, html};

/// The head of every page.
pub(crate) fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            title { (title) }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="robots" content="noindex";
            link rel="icon" type="image/svg+xml" href=(assets::mark());
            link rel="stylesheet" href=(assets::style());
            script type="module" src=(assets::script()) {}
        }
    }
}

/// A horizon with what stands on it: the view out over something.
pub(super) fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
            path.mark-ground d="M2 17.5C6 14.5 9 14.5 12 16.5S18.5 18.5 22 16V22H2Z" {}
            circle.mark-sun cx="12" cy="9" r="4.5" {}
            path.mark-line d="M1.5 13.2H22.5" {}
        }
    }
}
