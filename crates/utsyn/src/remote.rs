//! `--server`: the same verbs against an installation elsewhere, through its
//! API and with a key. What is printed is what the verb prints at home.

mod client;
mod documents;
mod import;
mod link;
mod payments;
mod picture;
mod statistics;

use crate::Ended;
use crate::arguments::Verb;
use anyhow::bail;
use client::{Client, Refused};
use std::path::Path;

/// Does a verb against the installation at an address.
pub(crate) async fn run(
    server: &str,
    key_file: Option<&Path>,
    verb: Verb,
) -> anyhow::Result<Ended> {
    let client = Client::open(server, key_file)?;
    match verb {
        Verb::Documents(asked) => documents::list(&client, asked).await,
        Verb::Show(asked) => documents::show(&client, asked).await,
        Verb::Payments(asked) => payments::list(&client, asked).await,
        Verb::Statistics(asked) => statistics::ask(&client, asked).await,
        Verb::Import(asked) => import::run(&client, asked).await,
        Verb::Link(asked) => link::run(&client, asked.verb).await,
        Verb::Picture(asked) => picture::draw(&client, &asked).await,
        _ => bail!(
            "only documents, show, link, payments, statistics, import and picture work with \
             --server; run this where the record lies"
        ),
    }
}

/// How the program ends for what the other side refused.
pub(crate) fn exit_code(error: &anyhow::Error) -> Option<u8> {
    let refused: &Refused = error.downcast_ref()?;
    Some(match refused.status {
        400 | 404 | 422 => 2,
        401 | 403 => 4,
        _ => 1,
    })
}
