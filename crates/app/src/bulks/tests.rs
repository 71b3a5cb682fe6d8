//! A bulk whose node dies in the middle of it.

use super::*;
use crate::bulks::run;
use crate::fresh::{self, Turned};
use crate::imports::{self, Options};
use crate::organisations::operator;
use crate::{Actor, SystemRandom};
use std::sync::Arc;

/// An administrator with two documents.
async fn world(directory: &tempfile::TempDir) -> (Arc<App>, Ctx) {
    let store = store::open_sqlite(directory.path()).await.unwrap();
    let clock = Arc::new(Turned::at("2026-11-26T10:00:00Z"));
    let app = Arc::new(App::new(Arc::new(store), clock, Arc::new(SystemRandom)));
    let organisation = fresh::organisation(&app, "nord").await;
    let ctx = operator(&app, &organisation);
    let line = |n: u32| {
        format!(
            r#"{{"type":"document","source":"erp","source_id":"{n}","number":"F{n}","customer":{{"name":"K"}}}}"#
        )
    };
    let lines = [line(1), line(2)].join("\n");
    let incoming = imports::from_uploads(vec![("a.ndjson".to_owned(), lines.into_bytes())]);
    let options = Options::default();
    imports::receive(&app, &ctx, incoming.into_iter(), &options, &mut |_| {})
        .await
        .unwrap();
    let users = app.store.list_users(ctx.organisation).await.unwrap();
    let actor = Actor::Person {
        id: users[0].id,
        name: users[0].name.clone(),
    };
    (app, Ctx { actor, ..ctx })
}

fn comment() -> BulkAction {
    BulkAction::Comment {
        text: "Purret".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_was_done_and_not_noted_is_done_once() {
    let directory = tempfile::tempdir().unwrap();
    let (app, ctx) = world(&directory).await;
    let all = Selection::All(Filter::default());
    let bulk = ask(&app, &ctx, &all, comment(), 2).await.unwrap();
    let of = ctx.organisation;
    let rows = app.store.list_bulk_rows(of, bulk.id, 0, 10).await.unwrap();
    // The first is done, and its node dies before that is noted.
    let first = run::done(&app, Some(&ctx), &bulk, rows[0].clone()).await;
    assert_eq!(first.unwrap().state, BulkRowState::Done);
    jobs::run_due(&app).await.unwrap();
    for row in &rows {
        let written = app.store.list_comments(of, row.document).await.unwrap();
        assert_eq!(written.len(), 1, "{row:?}");
        assert_eq!(written[0].author_name, "Kari");
    }
    let (bulk, progress) = lookup(&app, &ctx, bulk.id).await.unwrap().unwrap();
    assert!(bulk.ended_at.is_some());
    assert_eq!(bulk.action, comment().without_words());
    let expected = Progress {
        done: 2,
        ..Progress::default()
    };
    assert_eq!(progress, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_lost_the_right_has_nothing_more_done() {
    let directory = tempfile::tempdir().unwrap();
    let (app, ctx) = world(&directory).await;
    let users = app.store.list_users(ctx.organisation).await.unwrap();
    let editor = store::port::User {
        id: app.id(domain::UserId::from_parts),
        email: "ola@nord.example".to_owned(),
        role: domain::Role::Editor,
        ..users[0].clone()
    };
    let id = editor.id;
    app.store.add_user(ctx.organisation, editor).await.unwrap();
    let name = "Ola".to_owned();
    let asker = Ctx {
        actor: Actor::Person { id, name },
        ..ctx.clone()
    };
    let all = Selection::All(Filter::default());
    let bulk = ask(&app, &asker, &all, comment(), 2).await.unwrap();
    let change = store::port::UserChange {
        name: "Ola".to_owned(),
        role: domain::Role::Reader,
        companies: None,
    };
    app.store
        .change_user(ctx.organisation, id, change)
        .await
        .unwrap();
    jobs::run_due(&app).await.unwrap();
    let (_, progress) = lookup(&app, &asker, bulk.id).await.unwrap().unwrap();
    let expected = Progress {
        failed: 2,
        ..Progress::default()
    };
    assert_eq!(progress, expected);
    let report = report(&app, &asker, bulk.id).await.unwrap().unwrap();
    let report = String::from_utf8(report).unwrap();
    assert_eq!(report.matches(",failed,forbidden").count(), 2, "{report}");
}
