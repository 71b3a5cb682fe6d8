//! What there is to go to, for some words.

use crate::documents::ListState;
use crate::page::Section;
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use crate::settings;
use crate::statistics::Subject;
use app::documents::{self, Row, Search, Sort};
use app::{App, views};
use domain::Right;
use domain::filter::{Filter, Test};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Characters from which on documents and customers are looked for: fewer fit
/// nearly all of them.
const CHARACTERS_MIN: usize = 2;
/// Characters that are looked at.
const CHARACTERS_MAX: usize = 200;
/// Documents that are looked at for those to show, and for customers.
const LOOKED_AT: usize = 50;
/// Of each kind at most so many are shown.
const SHOWN_MAX: usize = 8;

/// A place to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// What it is called.
    pub(super) name: String,
    /// What else helps to know it; may be empty.
    pub(super) about: String,
    /// Where it is.
    pub(super) path: String,
}

/// Places of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What they are.
    pub(super) title: String,
    /// They, the likeliest first.
    pub(super) places: Vec<Place>,
}

impl Group {
    /// As the script reads it.
    pub(super) fn json(&self) -> Value {
        let place =
            |place: &Place| json!({ "name": place.name, "about": place.about, "path": place.path });
        let places: Vec<Value> = self.places.iter().map(place).collect();
        json!({ "title": self.title, "places": places })
    }
}

/// Everything that some words lead to; pages and views where there are none.
pub(super) async fn find(app: &App, person: &Person, written: &str) -> app::Result<Vec<Group>> {
    let written: String = written.trim().chars().take(CHARACTERS_MAX).collect();
    let mut groups = Vec::new();
    if written.chars().count() >= CHARACTERS_MIN && person.may(Right::Read) {
        let rows = rows(app, person, &written).await?;
        groups.push(("palette-documents", documents_of(person, &written, &rows)));
        groups.push(("palette-customers", customers_of(&written, &rows)));
    }
    groups.push(("palette-views", saved_views(app, person, &written).await?));
    groups.push(("palette-pages", pages(person, &written)));
    // Whoever writes a page's name wants the page rather than documents.
    if groups.last().is_some_and(|(_, pages)| !pages.is_empty()) {
        groups.rotate_right(1);
    }
    let groups = groups.into_iter().filter(|(_, places)| !places.is_empty());
    Ok(groups
        .map(|(title, mut places)| {
            places.truncate(SHOWN_MAX);
            Group {
                title: person.text.say(title),
                places,
            }
        })
        .collect())
}

/// Whether every word that was written is in a name.
fn fits(name: &str, written: &str) -> bool {
    let (name, written) = (name.to_lowercase(), written.to_lowercase());
    written.split_whitespace().all(|word| name.contains(word))
}

fn pages(visit: &Visit, written: &str) -> Vec<Place> {
    let text = &visit.text;
    let mut all: Vec<(String, &str)> = Section::open(visit)
        .map(|section| (text.say(section.name()), section.path()))
        .collect();
    if visit.may(Right::Read) {
        let subjects = Subject::ALL.iter();
        all.extend(subjects.map(|one| (text.say(&format!("{}-title", one.name())), one.path())));
        all.push((text.say("views-title"), paths::VIEWS));
        all.push((text.say("follow-ups-title"), paths::FOLLOW_UPS));
        all.push((text.say("bulks-title"), paths::BULKS));
    }
    all.extend(settings::lines(visit));
    let fitting = all.into_iter().filter(|(name, _)| fits(name, written));
    fitting
        .map(|(name, path)| Place {
            name,
            about: String::new(),
            path: path.to_owned(),
        })
        .collect()
}

async fn saved_views(app: &App, person: &Person, written: &str) -> app::Result<Vec<Place>> {
    if !person.may(Right::Read) {
        return Ok(Vec::new());
    }
    let views = views::list(app, person.ctx()).await?;
    let fitting = views.iter().filter(|view| fits(&view.name, written));
    Ok(fitting
        .map(|view| Place {
            name: view.name.clone(),
            about: view.shows.filter.to_string(),
            path: paths::documents(&ListState::of(view).query()),
        })
        .collect())
}

async fn rows(app: &App, person: &Person, written: &str) -> app::Result<Vec<Row>> {
    // What is pasted from an address or a letter may be an id.
    if let Ok(id) = written.parse() {
        return documents::rows(app, person.ctx(), &[id]).await;
    }
    let search = Search {
        filter: text_of(written),
        sort: Sort::default(),
    };
    let found = documents::find(app, person.ctx(), &search, None, LOOKED_AT).await?;
    Ok(found.rows)
}

fn text_of(written: &str) -> Filter {
    Filter::default().with(Test::Text(written.to_owned()).yes())
}

fn documents_of(visit: &Visit, written: &str, rows: &[Row]) -> Vec<Place> {
    let list = Query::default().with("q", written);
    let mut places: Vec<Place> = rows
        .iter()
        .take(SHOWN_MAX - 1)
        .map(|row| Place {
            name: row.head.number.clone(),
            about: row.customer_name.clone(),
            path: paths::document(row.head.id, &Query::default()),
        })
        .collect();
    if rows.len() >= SHOWN_MAX {
        places.push(Place {
            name: visit.text.say("palette-all-documents"),
            about: String::new(),
            path: paths::documents(&list),
        });
    }
    places
}

/// The customers of documents that were found by their name or number.
fn customers_of(written: &str, rows: &[Row]) -> Vec<Place> {
    let mut found: BTreeMap<String, Place> = BTreeMap::new();
    for row in rows {
        let number = row.customer_number.clone().unwrap_or_default();
        let code = match number.is_empty() {
            true => row.head.customer.to_string(),
            false => number.clone(),
        };
        if fits(&format!("{} {number}", row.customer_name), written) {
            found.entry(code.clone()).or_insert_with(|| Place {
                name: row.customer_name.clone(),
                about: number,
                path: paths::customer(&code, &Query::default()),
            });
        }
    }
    // Numbers are no order that people know; names are.
    let mut places: Vec<Place> = found.into_values().collect();
    places.sort_by_cached_key(|place| place.name.to_lowercase());
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_to_be_in_a_name() {
        assert!(fits("Kom ikke frem", ""));
        assert!(fits("Kom ikke frem", "FREM kom"));
        assert!(fits("Åpnet, ikke betalt", "åpnet"));
        assert!(!fits("Kom ikke frem", "kom hjem"));
    }
}
