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
    let bulk = ask(&app, &ctx, &all, comment(), Some(2)).await.unwrap();
    let of = ctx.organisation;
    let rows = app.store.list_bulk_rows(of, bulk.id, 0, 10).await.unwrap();
    // The first is done, and its node dies before that is noted.
    let errand = run::errand(&app, &ctx, &bulk).await.unwrap();
    let at_work = run::part(&app, &errand, 1);
    let first = run::done(&at_work, Some(&ctx), &bulk, rows[0].clone()).await;
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
    let bulk = ask(&app, &asker, &all, comment(), Some(2)).await.unwrap();
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

/// Dice that kill whoever throws them. In a row the first throw is the salt of
/// the entry in the audit log, after the document was changed.
struct Deadly;

impl crate::Random for Deadly {
    fn fill(&self, _: &mut [u8]) {
        panic!("the node dies here");
    }
}

/// How many entries tell that this was done.
async fn entries(app: &App, ctx: &Ctx, act: &Act) -> usize {
    let filter = audit::AuditFilter::default();
    let listed = app
        .store
        .list_audit_entries(ctx.organisation, &filter, None, 1_000);
    let listed = listed.await.unwrap();
    listed.iter().filter(|one| one.link.act == *act).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wherever_a_node_dies_a_row_has_one_entry_in_the_audit_log() {
    let directory = tempfile::tempdir().unwrap();
    let (app, ctx) = world(&directory).await;
    let assignee = ctx.person().unwrap();
    let actions = [
        (comment(), Act::COMMENT_ADDED, 2),
        (
            BulkAction::Assign {
                assignee,
                note: "Ring".to_owned(),
                due_on: jiff::civil::Date::constant(2026, 12, 1),
            },
            Act::FOLLOW_UP_OPENED,
            2,
        ),
        (
            BulkAction::Resolve {
                outcome: domain::FollowUpOutcome::Resolved,
                reason: "Ferdig".to_owned(),
            },
            Act::FOLLOW_UP_CLOSED,
            2,
        ),
        (BulkAction::Resend { channel: None }, Act::RESEND_ASKED, 2),
    ];
    let of = ctx.organisation;
    let all = Selection::All(Filter::default());
    for (action, act, expected) in actions {
        let bulk = ask(&app, &ctx, &all, action, Some(2)).await.unwrap();
        let rows = app.store.list_bulk_rows(of, bulk.id, 0, 10).await.unwrap();
        let errand = run::errand(&app, &ctx, &bulk).await.unwrap();
        // The first dies between the document and the entry.
        let dying = App {
            random: Arc::new(Deadly),
            ..run::part(&app, &errand, 1)
        };
        let (asker, row, dead) = (ctx.clone(), rows[0].clone(), bulk.clone());
        let killed = tokio::spawn(async move { run::done(&dying, Some(&asker), &dead, row).await });
        assert!(killed.await.unwrap_err().is_panic());
        assert_eq!(entries(&app, &ctx, &act).await, 0, "{act:?}");
        // The second dies after both.
        let at_work = run::part(&app, &errand, 2);
        let second = run::done(&at_work, Some(&ctx), &bulk, rows[1].clone()).await;
        assert_eq!(second.unwrap().state, BulkRowState::Done);
        assert_eq!(entries(&app, &ctx, &act).await, 1, "{act:?}");
        jobs::run_due(&app).await.unwrap();
        assert_eq!(entries(&app, &ctx, &act).await, expected, "{act:?}");
        let (_, progress) = lookup(&app, &ctx, bulk.id).await.unwrap().unwrap();
        assert_eq!(progress.done, 2, "{act:?} {progress:?}");
    }
}
