//! The links to a document, and the form for another.

use crate::components::{Family, empty, heading, moment, said, tag};
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::documents::{self, Row};
use app::links::{self, Link, Made};
use app::{App, Ctx, companies};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Channel, DocumentId, Right};
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

/// What came of the form.
#[derive(Default)]
pub(super) struct Filled {
    /// A link whose address is shown this once.
    pub(super) made: Option<Made>,
    /// What was written in a form that has to be mended.
    pub(super) expires_on: Option<String>,
    /// What is wrong with it.
    pub(super) errors: Vec<FieldError>,
}

struct LinksView<'a> {
    visit: &'a Visit,
    row: Row,
    links: Vec<Link>,
    are_allowed: bool,
    usual: String,
    channels: Vec<Channel>,
    filled: &'a Filled,
}

/// The page.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    page(&app, &person, id, &Filled::default()).await
}

/// The page, with what came of the form.
pub(super) async fn page(
    app: &App,
    person: &Person,
    id: DocumentId,
    filled: &Filled,
) -> Result<Response, Failure> {
    let ctx: &Ctx = person.ctx();
    let links = links::list(app, ctx, id).await?.ok_or(Failure::NotFound)?;
    let rows = documents::rows(app, ctx, &[id]).await?;
    let row = rows.into_iter().next().ok_or(Failure::NotFound)?;
    let allowed = links::are_allowed(app, ctx, row.head.company).await?;
    let view = LinksView {
        visit: person,
        usual: links::usual(ctx, &row.head).to_string(),
        channels: companies::channels(app, ctx, row.head.company).await?,
        row,
        links,
        are_allowed: allowed.unwrap_or_default(),
        filled,
    };
    let page = Page::new(person, person.text.say("links-title")).within(Section::Documents);
    let page = match filled.errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view.markup()))
}

impl LinksView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let is_revoked = self.visit.query.get("said") == Some("revoked");
        html! {
            (self.way())
            (summary(self.visit, &self.filled.errors))
            @if is_revoked && self.filled.made.is_none() {
                (said(&html! { (text.say("links-said-revoked")) }))
            }
            h1 { (text.say("links-title")) }
            p.muted { (text.say("links-about")) }
            @if let Some(made) = &self.filled.made { (self.address(made)) }
            @match self.are_allowed {
                true => (self.form()),
                false => (self.closed()),
            }
            section aria-labelledby="links-list" {
                h2 #links-list { (text.say("links-list")) }
                @if self.links.is_empty() {
                    (empty(&text.say("links-none-title"), &html! { p { (text.say("links-none")) } }))
                } @else {
                    (self.table())
                }
            }
        }
    }

    fn way(&self) -> Markup {
        let text = &self.visit.text;
        let head = &self.row.head;
        let kind = text.word("kind", head.kind.code());
        html! {
            nav.way aria-label=(text.say("settings-way")) {
                a href=(paths::document(head.id, &Query::default())) {
                    (icon(Icon::ChevronLeft)) (kind) " " (head.number)
                }
            }
        }
    }

    /// The one place where the address is ever seen.
    fn address(&self, made: &Made) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card role="status" aria-labelledby="made-title" {
                h2 #made-title { (text.say("links-made")) }
                p { (text.say("links-once")) }
                p.copy-line {
                    code #link tabindex="0" { (made.url) }
                    button.copy type="button" hidden aria-live="polite" data-copy=(made.url) data-copied=(text.say("copied")) {
                        (text.say("copy"))
                    }
                }
            }
        }
    }

    fn closed(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card aria-labelledby="closed-title" {
                h2 #closed-title { (text.say("links-closed-title")) }
                p { (text.say("links-closed")) }
                @if self.visit.may(Right::ManageCompanies) {
                    p { a href=(paths::company(self.row.head.company)) { (text.say("links-closed-way")) } }
                }
            }
        }
    }

    fn form(&self) -> Markup {
        let (visit, text) = (self.visit, &self.visit.text);
        let errors = &self.filled.errors;
        let wrong = is_wrong(errors, "expires_on");
        let described = match wrong {
            true => "expires_on-hint expires_on-error",
            false => "expires_on-hint",
        };
        let day = self.filled.expires_on.as_deref().unwrap_or(&self.usual);
        html! {
            section.card aria-labelledby="make-title" {
                h2 #make-title { (text.say("links-make")) }
                form action=(paths::links(self.row.head.id)) method="post" {
                    (token_field(visit))
                    div.field {
                        label for="expires_on" { (text.say("links-last-day")) }
                        (field_error(visit, errors, "expires_on"))
                        input #expires_on type="date" name="expires_on" value=(day) aria-invalid=[wrong.then_some("true")] aria-describedby=(described);
                        p.hint #expires_on-hint { (text.say("links-last-day-hint")) }
                    }
                    div.field {
                        label for="channel" { (text.say("links-channel")) }
                        select #channel name="channel" aria-describedby="channel-hint" {
                            option value="" { (text.say("links-channel-usual")) }
                            @for channel in &self.channels {
                                option value=(channel.code()) { (text.word("channel", channel.code())) }
                            }
                        }
                        p.hint #channel-hint { (text.say("links-channel-hint")) }
                    }
                    button.primary type="submit" { (text.say("links-make")) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="links-caption" {
                table.list {
                    caption #links-caption.visually-hidden { (text.say("links-list")) }
                    thead { tr {
                        (heading(text, "links-made-at"))
                        (heading(text, "links-state"))
                        (heading(text, "links-channel"))
                        (heading(text, "links-expires"))
                        th.number scope="col" { (text.say("links-views")) }
                        (heading(text, "links-last-viewed"))
                        (heading(text, "links-actions"))
                    } }
                    tbody { @for link in &self.links { (self.line(link)) } }
                }
            }
        }
    }

    fn line(&self, link: &Link) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let opens = links::opens(link, visit.now);
        let (family, state) = match (opens, &link.revoked) {
            (true, _) if self.are_allowed => (Family::Delivered, "links-open"),
            (true, _) => (Family::Quiet, "links-shut"),
            (false, Some(_)) => (Family::Failed, "links-revoked"),
            (false, None) => (Family::Quiet, "links-expired"),
        };
        html! {
            tr {
                th scope="row" { (moment(visit, link.made_at)) br; span.muted { (link.made_by) } }
                td {
                    (tag(family, &text.say(state)))
                    @if let Some((at, by)) = &link.revoked { br; (moment(visit, *at)) br; span.muted { (by) } }
                }
                td { (text.word("channel", link.channel.code())) }
                td { (moment(visit, link.expires_at)) }
                td.number { (visit.formats.count(link.views)) }
                td { @if let Some(at) = link.last_viewed_at { (moment(visit, at)) } }
                td {
                    @if opens {
                        form action=(paths::revoke_link(link.document, link.id)) method="post" {
                            (token_field(visit))
                            button type="submit" { (text.say("links-revoke")) }
                        }
                    }
                }
            }
        }
    }
}
