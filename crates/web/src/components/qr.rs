//! A picture that a telephone reads, as SVG of our own: no style and no script, dark on light whatever the theme, because readers expect that.

use maud::{Markup, PreEscaped, html};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Light modules around the code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The text as a picture; nothing where it is too long for one.
pub(crate) fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return html! {};
    };
    let size = code.size() + 2 * QUIET;
    html! {
        svg.qr role="img" aria-label=(label) viewBox={ "0 0 " (size) " " (size) } width="200" height="200" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(PreEscaped(path(&code))) fill="#000" {}
        }
    }
}

fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let written = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
            written.expect("a String takes all that is written");
        }
    }
    path
}
