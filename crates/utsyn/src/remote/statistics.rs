use super::client::Client;
use crate::arguments::Statistics;
use crate::commands::statistics::{asking, table};
use crate::{Ended, output};

pub(super) async fn ask(client: &Client, asked: Statistics) -> anyhow::Result<Ended> {
    let (as_json, asking) = asking(asked)?;
    let mut query = asking.filter.to_pairs();
    let mut say = |name: &str, value: Option<String>| {
        query.extend(value.map(|value| (name.to_owned(), value)));
    };
    let list = |words: &[String]| (!words.is_empty()).then(|| words.join(","));
    say("by", list(&asking.by));
    match &asking.question {
        Some(question) => say("question", Some(question.clone())),
        None => say("measure", list(&asking.measures)),
    }
    say("compare", asking.compare.clone());
    say("from", asking.from.map(|channel| channel.to_string()));
    say("to", asking.to.map(|channel| channel.to_string()));
    say("on", asking.on.map(|day| day.to_string()));
    say("before", asking.before.map(|span| span.to_string()));
    say("after", asking.after.map(|span| span.to_string()));
    say("paying", asking.paying.then(|| "true".to_owned()));
    say("customer", asking.customer.clone());
    say("price", list(&asking.price));
    say(
        "interest",
        asking.interest.map(|percent| percent.to_string()),
    );
    let answer = client.get("/statistics", &query).await?;
    if as_json {
        output::json(&answer)?;
        return Ok(Ended::Well);
    }
    let part = match asking.question {
        Some(_) => "answer",
        None => "rows",
    };
    let first: Vec<String> = asking.by.iter().chain(&asking.measures).cloned().collect();
    table::print(&answer[part], &first)?;
    Ok(Ended::Well)
}
