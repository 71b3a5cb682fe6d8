use super::client::Client;
use super::documents::{array, find, text};
use crate::arguments::{LinkVerb, MakeLink};
use crate::commands::link::HEAD;
use crate::{Ended, output};
use domain::LinkId;
use serde_json::{Value, json};

pub(super) async fn run(client: &Client, asked: LinkVerb) -> anyhow::Result<Ended> {
    match asked {
        LinkVerb::Make(asked) => make(client, &asked).await?,
        LinkVerb::List { document, json } => list(client, &document, json).await?,
        LinkVerb::Revoke { document, link } => revoke(client, &document, link).await?,
    }
    Ok(Ended::Well)
}

async fn make(client: &Client, asked: &MakeLink) -> anyhow::Result<()> {
    let document = find(client, &asked.document).await?;
    let mut new = json!({});
    if let Some(until) = asked.until {
        new["expires_on"] = until.to_string().into();
    }
    if let Some(channel) = asked.channel {
        new["channel"] = channel.code().into();
    }
    let path = format!("/documents/{document}/links");
    let made = client.make(&path, &new).await?;
    if asked.json {
        return output::json(&made);
    }
    output::line(&text(&made["url"]))?;
    output::message(&format!(
        "Shown this once. It opens until {}; revoke it with: utsyn link revoke {} {}",
        text(&made["expires_at"]),
        asked.document,
        text(&made["id"])
    ));
    Ok(())
}

async fn list(client: &Client, document: &str, json: bool) -> anyhow::Result<()> {
    let document = find(client, document).await?;
    let path = format!("/documents/{document}/links");
    let links = client.get(&path, &[]).await?;
    let links = links.as_array().cloned().unwrap_or_default();
    if json {
        return array(&links);
    }
    let rows: Vec<Vec<String>> = links.iter().map(cells).collect();
    output::table(&HEAD, &[false, false, false, false, false, true], &rows)
}

fn cells(link: &Value) -> Vec<String> {
    let state = match (&link["revoked_at"], &link["opens"]) {
        (Value::String(_), _) => "revoked",
        (_, Value::Bool(true)) => "opens",
        _ => "expired",
    };
    vec![
        text(&link["id"]),
        text(&link["channel"]),
        text(&link["made_at"]),
        text(&link["expires_at"]),
        state.to_owned(),
        link["views"].to_string(),
    ]
}

async fn revoke(client: &Client, document: &str, link: LinkId) -> anyhow::Result<()> {
    let document = find(client, document).await?;
    let path = format!("/documents/{document}/links/{link}");
    client.delete(&path).await?;
    output::message("Revoked; it opens nothing any more");
    Ok(())
}
