//! The files of a document, and what their readers noticed.

use super::DocumentView;
use crate::components::findings;
use crate::paths;
use domain::ContentHash;
use maud::{Markup, html};
use render::{Icon, icon};

struct Paper<'a> {
    name: &'a str,
    media_type: &'a str,
    size: u64,
    hash: ContentHash,
    href: String,
}

/// The original and what came with it, to download.
pub(super) fn papers(view: &DocumentView<'_>) -> Markup {
    let text = &view.visit.text;
    let document = &view.shown.document;
    let id = document.head.id;
    let original = document.original.as_ref().map(|original| Paper {
        name: &original.name,
        media_type: &original.media_type,
        size: original.size,
        hash: original.hash,
        href: paths::original(id),
    });
    html! {
        section.card aria-labelledby="files-title" {
            h2 #files-title { (text.say("document-files")) }
            @if original.is_none() && document.attachments.is_empty() {
                p.muted { (text.say("document-no-files")) }
            }
            ul.files {
                @if let Some(original) = &original { (paper(view, original, Some(&text.say("document-original")))) }
                @for (position, attachment) in document.attachments.iter().enumerate() {
                    (paper(view, &Paper {
                        name: &attachment.name,
                        media_type: &attachment.media_type,
                        size: attachment.size,
                        hash: attachment.hash,
                        href: paths::attachment(id, position),
                    }, None))
                }
            }
        }
    }
}

fn paper(view: &DocumentView<'_>, paper: &Paper<'_>, role: Option<&str>) -> Markup {
    let visit = view.visit;
    html! {
        li {
            a href=(paper.href) download {
                (icon(Icon::Download))
                span { (paper.name) }
                span.visually-hidden { " – " (visit.text.say("download")) }
            }
            p.muted {
                @if let Some(role) = role { (role) " · " }
                (paper.media_type) " · " (visit.formats.bytes(paper.size))
            }
            details {
                summary { (visit.text.say("document-checksum")) }
                code.hash { (paper.hash) }
            }
        }
    }
}

/// What readers noticed.
pub(super) fn noticed(view: &DocumentView<'_>) -> Markup {
    let noticed = &view.shown.document.findings;
    html! {
        @if !noticed.is_empty() {
            section.card aria-labelledby="findings-title" {
                h2 #findings-title { (view.visit.text.say("document-findings")) }
                (findings(view.visit, noticed))
            }
        }
    }
}
