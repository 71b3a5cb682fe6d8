//! The log, newest first.

use super::state::State;
use crate::components::{Pages, Trail, empty, heading, said};
use crate::error_page::Failure;
use crate::form::token_field;
use crate::page::Page;
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::audit::{self, Act, AuditEntry, PAGE_ROWS, SignedHead};
use axum::extract;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the page shows.
struct AuditView<'a> {
    visit: &'a Visit,
    state: State,
    entries: Vec<AuditEntry>,
    total: u64,
    head: Option<SignedHead>,
    pages: Pages,
}

/// The log.
pub(crate) async fn list(
    extract::State(app): extract::State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let state = State::read(&person.query);
    let trail = Trail::read(&person.query);
    let before = trail.cursor().map(str::parse).transpose();
    let before = before.map_err(|_| Failure::Malformed)?;
    let filter = state.filter(&person.ctx().time_zone);
    let page = audit::list(&app, person.ctx(), &filter, before, PAGE_ROWS).await?;
    let heads = audit::heads(&app, person.ctx(), 1).await?;
    let next = page.next.map(|number| number.to_string());
    let view = AuditView {
        visit: &person,
        pages: trail.pages(next, paths::audit, &state.query()),
        state,
        entries: page.entries,
        total: page.total,
        head: heads.into_iter().next(),
    };
    Ok(Page::new(&person, person.text.say("audit-title")).render(&view.markup()))
}

impl AuditView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let is_signed = self.visit.query.get("said") == Some("signed");
        html! {
            @if is_signed { (said(&html! { (text.say("audit-said-signed")) })) }
            div.list-head {
                h1 { (text.say("audit-title")) }
                p.result { (text.fill("audit-count", &[
                    ("count", self.total.into()),
                    ("shown", self.visit.formats.count(self.total).into()),
                ])) }
                div.tools { (self.exports()) }
            }
            p.muted { (text.say("audit-about")) }
            (self.search())
            @if self.entries.is_empty() {
                (empty(&text.say("audit-none-title"), &html! { p { (text.say("audit-none")) } }))
            } @else {
                (self.table())
                div.list-foot { (self.pages.render(self.visit)) }
            }
            (self.chain())
        }
    }

    fn exports(&self) -> Markup {
        let query = self.state.query();
        let link = |format: &str| {
            let query = query.clone().with("format", format);
            paths::with(paths::AUDIT_EXPORT, &query)
        };
        html! {
            a.button href=(link("csv")) download { (self.visit.text.say("audit-export-csv")) }
            a.button href=(link("ndjson")) download { (self.visit.text.say("audit-export-ndjson")) }
        }
    }

    fn search(&self) -> Markup {
        let text = &self.visit.text;
        let day = |id: &str, value: Option<jiff::civil::Date>| {
            let value = value.map(|day| day.to_string()).unwrap_or_default();
            html! { input id=(id) type="date" name=(id) value=(value); }
        };
        let state = &self.state;
        html! {
            form.card action=(paths::AUDIT) method="get" {
                div.span {
                    label for="from" { (text.say("audit-from")) (day("from", state.from)) }
                    label for="to" { (text.say("audit-to")) (day("to", state.to)) }
                    label for="act" { (text.say("audit-act")) (self.acts()) }
                    label for="actor" {
                        (text.say("audit-actor"))
                        input #actor type="text" name="actor" value=(state.actor.as_deref().unwrap_or_default()) autocomplete="off" spellcheck="false" maxlength="100";
                    }
                    label for="subject" {
                        (text.say("audit-subject"))
                        input #subject type="text" name="subject" value=(state.subject.as_deref().unwrap_or_default()) autocomplete="off" spellcheck="false" maxlength="100";
                    }
                }
                div.row {
                    button type="submit" { (text.say("audit-search")) }
                    @if *state != State::default() { a href=(paths::AUDIT) { (text.say("audit-all")) } }
                }
            }
        }
    }

    /// The acts that can be asked for: those that are known, by noun, and the
    /// one that is asked for.
    fn acts(&self) -> Markup {
        let chosen = self.state.act.as_deref().unwrap_or_default();
        let known = Act::KNOWN.iter().map(|act| act.name().to_owned());
        let asked = self.state.act.iter().cloned();
        let acts: BTreeSet<String> = known.chain(asked).collect();
        html! {
            select #act name="act" {
                option value="" { (self.visit.text.say("audit-every-act")) }
                @for act in &acts {
                    option value=(act) selected[act == chosen] { (act_words(self.visit, act)) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="audit-caption" {
                table.list {
                    caption #audit-caption.visually-hidden { (text.say("audit-title")) }
                    thead { tr {
                        th.number scope="col" { (text.say("audit-number")) }
                        (heading(text, "audit-at"))
                        (heading(text, "audit-actor"))
                        (heading(text, "audit-act"))
                        (heading(text, "audit-subject"))
                        (heading(text, "audit-details"))
                    } }
                    tbody { @for entry in &self.entries { (self.row(entry)) } }
                }
            }
        }
    }

    fn row(&self, entry: &AuditEntry) -> Markup {
        let visit = self.visit;
        let link = &entry.link;
        let content = audit::content(entry);
        html! {
            tr {
                th.number scope="row" { (visit.formats.count(link.number)) }
                td {
                    time datetime=(visit.formats.datetime_attribute(link.at)) { (visit.formats.date_time_exact(link.at, &visit.zone())) }
                }
                td { a href=(self.only("actor", &link.actor)) { (self.who(&link.actor, &content)) } }
                td { a href=(self.only("act", link.act.name())) { (act_words(visit, link.act.name())) } }
                td { (self.about(&link.subject, &content)) }
                td {
                    @if entry.content.is_none() { span.muted { (visit.text.say("audit-erased")) } }
                    @else { (details(visit, &content)) }
                }
            }
        }
    }

    fn who(&self, actor: &str, content: &Value) -> String {
        let text = &self.visit.text;
        match (content["actor"].as_str(), actor) {
            (Some(name), _) => name.to_owned(),
            (None, "operator") => text.say("audit-operator"),
            (None, audit::NOBODY) => text.say("audit-nobody"),
            (None, other) => other.to_owned(),
        }
    }

    /// What it was done to: a link to it where it has a page, and one to all
    /// that was done to it.
    fn about(&self, subject: &str, content: &Value) -> Markup {
        let Some((noun, id)) = subject.split_once(':') else {
            return html! { (subject) };
        };
        let text = &self.visit.text;
        let called = text.known(&format!("audit-noun-{}", noun.replace('_', "-")));
        let called = called.unwrap_or_else(|| noun.to_owned());
        let name = content["number"].as_str().unwrap_or_default();
        let page = match noun {
            "document" => Some(format!("{}/{id}", paths::DOCUMENTS)),
            "payment" => Some(format!("{}/{id}", paths::PAYMENTS)),
            "import" => Some(format!("{}/{id}", paths::IMPORTS)),
            _ => None,
        };
        html! {
            @match page {
                Some(page) => a href=(page) { (called) " " (name) },
                None => { (called) " " (name) },
            }
            " "
            a href=(self.only("subject", subject)) { (text.say("audit-only-this")) span.visually-hidden { " " (called) " " (name) } }
        }
    }

    /// The log with one thing more asked of it.
    fn only(&self, key: &str, value: &str) -> String {
        let mut query = Query::default();
        for (name, was) in self.state.query().pairs() {
            if name != key {
                query.push(name.as_str(), was.as_str());
            }
        }
        paths::audit(&query.with(key, value))
    }

    /// The chain, and what shows that it is whole.
    fn chain(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            section.card aria-labelledby="chain-title" {
                h2 #chain-title { (text.say("audit-chain")) }
                p { (text.say("audit-chain-about")) }
                @match &self.head {
                    Some(head) => {
                        p {
                            (text.fill("audit-head", &[
                                ("number", visit.formats.count(head.head.number).into()),
                                ("at", visit.formats.date_time_exact(head.head.at, &visit.zone()).into()),
                            ]))
                        }
                    },
                    None => { p { (text.say("audit-no-head")) } },
                }
                div.row {
                    @if self.head.is_some() { a.button href=(paths::AUDIT_HEAD) download { (text.say("audit-take-head")) } }
                    form action=(paths::AUDIT_HEAD) method="post" {
                        (token_field(visit))
                        button type="submit" { (text.say("audit-sign")) }
                    }
                    a.button href=(paths::AUDIT_CHECK) { (text.say("audit-check")) }
                }
            }
        }
    }
}

/// An act in words; one that has none by its own name.
fn act_words(visit: &Visit, act: &str) -> String {
    let key = format!("audit-act-{}", act.replace(['.', '_'], "-"));
    visit.text.known(&key).unwrap_or_else(|| act.to_owned())
}

/// What an entry says besides who and about what.
fn details(visit: &Visit, content: &Value) -> Markup {
    let fields = content.as_object();
    let fields = fields
        .into_iter()
        .flatten()
        .filter(|(name, value)| !matches!(name.as_str(), "actor" | "number") && !value.is_null());
    let written = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    html! {
        @for (place, (name, value)) in fields.enumerate() {
            @if place > 0 { br; }
            @let called = visit.text.known(&format!("audit-field-{}", name.replace('_', "-")));
            span.muted { (called.unwrap_or_else(|| name.clone())) ": " }
            (written(value))
        }
    }
}
