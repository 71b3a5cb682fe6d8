//! What of a document an answer holds: `fields` leaves out, `expand` adds.

use crate::problem::Problem;
use crate::query::Query;
use crate::wire::{Attempt, Comment, Company, Customer, Document, Event, Payment};
use app::documents::{self, Row};
use app::{App, Ctx};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A document as a list carries it: whole, with more where `expand` asks for
/// it, or only the fields that `fields` names.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum DocumentItem {
    /// As it is without `fields` and `expand`.
    Whole(Box<Document>),
    /// With other fields.
    #[schema(value_type = Object)]
    Selected(Map<String, Value>),
}

/// What can be added to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Company,
    Customer,
    Events,
    Attempts,
    Payments,
    Comments,
}

const PARTS: [(&str, Part); 6] = [
    ("company", Part::Company),
    ("customer", Part::Customer),
    ("events", Part::Events),
    ("attempts", Part::Attempts),
    ("payments", Part::Payments),
    ("comments", Part::Comments),
];

/// What a request wants of each document.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    fields: Option<Vec<String>>,
    parts: Vec<Part>,
}

impl Selection {
    /// The parameters that say it.
    pub(crate) const PARAMETERS: [&str; 2] = ["fields", "expand"];

    /// What `fields` and `expand` say.
    pub(crate) fn read(query: &Query) -> Result<Self, Problem> {
        let words = |name| query.get(name).map(|written| written.split(','));
        let fields = words("fields").map(|words| words.map(|word| word.trim().to_owned()));
        let parts = words("expand").into_iter().flatten().map(part);
        Ok(Self {
            fields: fields.map(Iterator::collect),
            parts: parts.collect::<Result<_, _>>()?,
        })
    }

    const fn is_plain(&self) -> bool {
        self.fields.is_none() && self.parts.is_empty()
    }

    /// A row of a list as it was asked for.
    pub(crate) async fn of(
        &self,
        app: &App,
        ctx: &Ctx,
        row: &Row,
    ) -> Result<DocumentItem, Problem> {
        let document = Document::from(row);
        if self.is_plain() {
            return Ok(DocumentItem::Whole(Box::new(document)));
        }
        let mut map = object(&document);
        if !self.parts.is_empty()
            && let Some(shown) = documents::show(app, ctx, row.head.id).await?
        {
            for part in &self.parts {
                let (name, value) = expanded(*part, &shown);
                map.insert(name.to_owned(), value);
            }
        }
        self.leave_out(&mut map)?;
        Ok(DocumentItem::Selected(map))
    }

    /// Keeps the fields that were named; one that does not exist is refused.
    fn leave_out(&self, map: &mut Map<String, Value>) -> Result<(), Problem> {
        let Some(fields) = &self.fields else {
            return Ok(());
        };
        if let Some(unknown) = fields.iter().find(|field| !map.contains_key(*field)) {
            let known: Vec<&str> = map.keys().map(String::as_str).collect();
            let message = format!(
                "'{unknown}' is not a field here; one of: {}",
                known.join(", ")
            );
            return Err(Problem::parameter("fields", "fields.unknown", message));
        }
        map.retain(|field, _| fields.contains(field));
        Ok(())
    }
}

fn part(word: &str) -> Result<Part, Problem> {
    let found = PARTS.into_iter().find(|(name, _)| *name == word.trim());
    found.map(|(_, part)| part).ok_or_else(|| {
        let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        let message = format!("'{word}' cannot be expanded; one of: {}", names.join(", "));
        Problem::parameter("expand", "expand.unknown", message)
    })
}

fn object(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn expanded(part: Part, shown: &documents::Shown) -> (&'static str, Value) {
    let value = |value: serde_json::Result<Value>| value.unwrap_or_default();
    fn list<T, W: for<'a> From<&'a T> + Serialize>(of: &[T]) -> serde_json::Result<Value> {
        let wire: Vec<W> = of.iter().map(W::from).collect();
        serde_json::to_value(wire)
    }
    match part {
        Part::Company => {
            let company = shown.company.as_ref().map(Company::from);
            ("company", value(serde_json::to_value(company)))
        }
        Part::Customer => {
            let customer = shown.customer.as_ref().map(Customer::from);
            ("customer", value(serde_json::to_value(customer)))
        }
        Part::Events => ("events", value(list::<_, Event>(&shown.events))),
        Part::Attempts => ("attempts", value(list::<_, Attempt>(&shown.attempts))),
        Part::Payments => ("payments", value(list::<_, Payment>(&shown.payments))),
        Part::Comments => (
            "comments",
            value(serde_json::to_value(Comment::all_of(shown))),
        ),
    }
}
