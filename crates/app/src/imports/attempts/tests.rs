use super::*;
use crate::imports::{ItemReport, Options, from_uploads, receive};
use crate::organisations;
use crate::{App, Ctx, SystemClock, SystemRandom};
use std::sync::Arc;
use store::port::Outcome;

async fn fresh() -> (tempfile::TempDir, Arc<App>, Ctx) {
    let directory = tempfile::tempdir().unwrap();
    let store = store::open_sqlite(directory.path()).await.unwrap();
    let app = App::new(
        Arc::new(store),
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
    );
    let organisation = crate::fresh::organisation(&app, "nord").await;
    let ctx = organisations::operator(&app, &organisation);
    (directory, Arc::new(app), ctx)
}

fn line(n: u32) -> Vec<u8> {
    let line = serde_json::json!({
        "type": "payment", "source": "bank", "source_id": n.to_string(),
        "account": "86011117947", "value_on": "2026-11-12", "paid_by": "giro",
        "amount": {"amount": "1.00", "currency": "NOK"}
    });
    line.to_string().into_bytes()
}

/// What became of each of three files, by name.
async fn import(app: &Arc<App>, ctx: &Ctx) -> Vec<(String, Outcome, Option<String>)> {
    let files = (0..3).map(|n| (format!("{n}.ndjson"), line(n)));
    let mut items = Vec::new();
    let mut report = |item: ItemReport| {
        let code = item.findings.first().map(|finding| finding.code.clone());
        items.push((item.file, item.outcome, code));
    };
    let files = from_uploads(files.collect());
    receive(app, ctx, files, &Options::default(), &mut report)
        .await
        .unwrap();
    items
}

/// A process that ended while it read file 1: together with others or alone.
async fn ended_while_reading(app: &App, ctx: &Ctx, alone: bool) {
    let mut head = line(1);
    let size = head.len() as u64;
    head.extend(size.to_be_bytes());
    let key = ContentHash::of(&head);
    let files = [key];
    let begun = app
        .store
        .begin_attempts(ctx.organisation, &files, alone, ctx.now);
    begun.await.unwrap();
}

#[tokio::test]
async fn a_file_that_ended_the_program_twice_is_set_aside_and_the_others_are_read() {
    let (_directory, app, ctx) = fresh().await;
    ended_while_reading(&app, &ctx, false).await;
    ended_while_reading(&app, &ctx, true).await;
    ended_while_reading(&app, &ctx, true).await;
    for round in 0..2 {
        let items = import(&app, &ctx).await;
        let (name, outcome, code) = &items[1];
        assert_eq!(name, "1.ndjson", "the files keep their order");
        assert_eq!(*outcome, Outcome::Rejected, "round {round}");
        assert_eq!(code.as_deref(), Some("file.set_aside"));
        for index in [0, 2] {
            assert_ne!(items[index].1, Outcome::Rejected, "{items:?}");
        }
    }
}

#[tokio::test]
async fn an_end_in_company_or_a_single_one_is_forgiven() {
    let (_directory, app, ctx) = fresh().await;
    ended_while_reading(&app, &ctx, false).await;
    ended_while_reading(&app, &ctx, true).await;
    let items = import(&app, &ctx).await;
    assert_eq!(items[1].1, Outcome::Unmatched, "{items:?}");
    // And then nothing is held against it any more.
    ended_while_reading(&app, &ctx, true).await;
    let items = import(&app, &ctx).await;
    assert_eq!(items[1].1, Outcome::Duplicate, "{items:?}");
}
