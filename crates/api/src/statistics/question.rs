//! The questions by their names, each with the options that it takes.

use super::{Asking, prices, wire};
use app::statistics::{self, Asked, Dimension, MeasureOf, Row, Step, Way};
use app::{App, Ctx};
use domain::Channel;
use domain::period::{DateSpan, Days};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::str::FromStr;

mod answer;

/// A question that is more than a measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Channels,
    Behaviour,
    Habits,
    Pressing,
    LatestPayers,
    Mandates,
    Waits,
    Strip,
    Failures,
    Improvement,
    Silence,
    Ageing,
    Economy,
    Transitions,
    Change,
    WhatIf,
}

/// Every question with its name.
const ALL: [(&str, Question); 16] = [
    ("channels", Question::Channels),
    ("behaviour", Question::Behaviour),
    ("habits", Question::Habits),
    ("pressing", Question::Pressing),
    ("latest-payers", Question::LatestPayers),
    ("mandates", Question::Mandates),
    ("waits", Question::Waits),
    ("strip", Question::Strip),
    ("failures", Question::Failures),
    ("improvement", Question::Improvement),
    ("silence", Question::Silence),
    ("ageing", Question::Ageing),
    ("economy", Question::Economy),
    ("transitions", Question::Transitions),
    ("change", Question::Change),
    ("what-if", Question::WhatIf),
];

impl FromStr for Question {
    type Err = app::Error;

    fn from_str(word: &str) -> Result<Self, app::Error> {
        let found = ALL.into_iter().find(|(name, _)| *name == word);
        found.map(|(_, question)| question).ok_or_else(|| {
            let names: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
            let message = format!("'{word}' is not a question; one of: {}", names.join(", "));
            app::Error::invalid("statistics.question", "question", message)
        })
    }
}

/// What a question is asked with.
struct Questioner<'a> {
    app: &'a App,
    ctx: &'a Ctx,
    about: &'a Asked,
    by: &'a [Dimension],
    asked: &'a Asking,
}

/// Asks a question; the answer lies under `answer`, beside what was asked.
pub(super) async fn ask(
    app: &App,
    ctx: &Ctx,
    question: Question,
    about: &Asked,
    by: &[Dimension],
    asked: &Asking,
) -> app::Result<Value> {
    let asking = Questioner {
        app,
        ctx,
        about,
        by,
        asked,
    };
    let mut whole = Map::new();
    whole.insert("question".to_owned(), json!(asked.question));
    whole.insert("filter".to_owned(), json!(about.filter.to_string()));
    whole.extend(asking.answer(question).await?);
    Ok(Value::Object(whole))
}

impl Questioner<'_> {
    async fn answer(&self, question: Question) -> app::Result<Map<String, Value>> {
        match question {
            Question::Channels => self.channels().await,
            Question::Behaviour => self.behaviour().await,
            Question::Habits => self.habits().await,
            Question::Failures => self.failures().await,
            Question::Economy => self.economy().await,
            Question::Pressing => alone(self.pressing().await?),
            Question::Mandates => alone(self.mandates().await?),
            Question::LatestPayers => alone(self.latest_payers().await?),
            Question::Waits => alone(self.waits().await?),
            Question::Strip => alone(self.strip().await?),
            Question::Improvement => alone(self.improvement().await?),
            Question::Silence => alone(self.silence().await?),
            Question::Ageing => alone(self.ageing().await?),
            Question::Transitions => alone(self.transitions().await?),
            Question::Change => alone(self.change().await?),
            Question::WhatIf => alone(self.what_if().await?),
        }
    }

    /// The dimensions asked for, or the one that the question is usually
    /// asked by.
    fn dimensions(&self, usually: Option<Dimension>) -> (Vec<Dimension>, Vec<String>) {
        match (self.by, usually) {
            ([], Some(usually)) => (vec![usually], vec![usually.to_string()]),
            (by, _) => (by.to_vec(), self.asked.by.clone()),
        }
    }

    /// A channel that has to be named for the question.
    fn channel(&self, given: Option<Channel>, option: &str) -> app::Result<Channel> {
        given.ok_or_else(|| missing(option, "a channel, for example ehf"))
    }

    /// Two periods that have to be named for the question.
    fn periods(&self) -> app::Result<[Days; 2]> {
        let today = self.ctx.today();
        let read = |word: Option<DateSpan>, option: &str| -> app::Result<Days> {
            let span = word.ok_or_else(|| missing(option, "days, for example 2026-10"))?;
            Ok(span.resolve(today))
        };
        Ok([
            read(self.asked.before, "before")?,
            read(self.asked.after, "after")?,
        ])
    }

    /// The day that the question is about; today unless another was named.
    fn day(&self) -> Date {
        self.asked.on.unwrap_or_else(|| self.ctx.today())
    }

    fn channels_asked(&self) -> app::Result<(Channel, Channel)> {
        Ok((
            self.channel(self.asked.from, "from")?,
            self.channel(self.asked.to, "to")?,
        ))
    }
}

fn missing(option: &str, what: &str) -> app::Error {
    let message = format!("this question needs --{option} with {what}");
    app::Error::invalid("statistics.missing", option, message)
}

/// An answer without a period of its own.
fn alone(answer: Value) -> app::Result<Map<String, Value>> {
    Ok(Map::from_iter([("answer".to_owned(), answer)]))
}

/// Rows with their keys under the names of the dimensions.
fn rows<T>(names: &[String], rows: &[Row<T>], value: impl Fn(&T) -> Value) -> Value {
    let row = |row: &Row<T>| {
        let keys = names.iter().cloned().zip(row.keys.iter().map(wire::key));
        let mut object: Map<String, Value> = keys.collect();
        if let Value::Object(fields) = value(&row.value) {
            object.extend(fields);
        }
        Value::Object(object)
    };
    Value::Array(rows.iter().map(row).collect())
}

/// A compared answer: the period, the answer, and what it is compared with.
fn compared<T>(
    answer: &statistics::Compared<T>,
    value: impl Fn(&T) -> Value,
) -> Map<String, Value> {
    let mut told = Map::new();
    if let Some(period) = &answer.period {
        told.insert("period".to_owned(), wire::span(period));
    }
    told.insert("answer".to_owned(), value(&answer.now));
    if let Some(before) = &answer.before {
        let before = json!({
            "period": wire::span(&before.period),
            "filter": before.filter.to_string(),
            "answer": value(&before.value),
        });
        told.insert("before".to_owned(), before);
    }
    told
}
