//! What people do with a document together: views that ask for it, follow-ups,
//! comments with mentions and earlier texts, bulks, holds that were released,
//! links for the recipient, and the answers of requests that had a name.

use super::extracts::{Home, Opened, block_on, document_of, open};
use super::{CUSTOMER, KID, word};
use app::bulks::{self, BulkAction, Selection};
use app::errands::{self, Begun, ErrandEnd, KeptAnswer};
use app::follow_ups::{self, FollowUpOutcome, NewFollowUp};
use app::holds::{self, HoldOn, NewHold};
use app::links::{self, NewLink};
use app::views::{self, NewView, Shows};
use app::{Actor, App, Ctx, comments, jobs};
use domain::filter::Filter;
use domain::{ContentHash, DocumentId};
use jiff::ToSpan as _;
use std::sync::Arc;

/// The view that is about nobody.
const KEPT_VIEW: &str = "Feilet";

/// The administrator, as whoever does it.
async fn person(Opened { ctx, store, .. }: &Opened) -> Ctx {
    let users = store.list_users(ctx.organisation).await.expect("people");
    Ctx {
        actor: Actor::Person {
            id: users[0].id,
            name: users[0].name.clone(),
        },
        ..ctx.clone()
    }
}

/// Does all of it with the document.
pub(super) fn plant(home: &Home<'_>) {
    block_on(async {
        let opened = open(home).await;
        let (app, ctx) = (&opened.app, &person(&opened).await);
        let id = document_of(app, ctx).await;
        save_views(app, ctx).await;
        follow_up(app, ctx, id).await;
        comment(app, ctx, id).await;
        do_to_many(app, ctx).await;
        hold_and_release(app, ctx).await;
        link(app, ctx, id).await;
        name_a_request(app, ctx).await;
        app.close().await.expect("the record closes");
    });
}

async fn save_views(app: &App, ctx: &Ctx) {
    let name = word("Name");
    let views = [
        (word("View"), format!("q:{name}")),
        (word("ViewOfNumber"), format!("q:{KID}")),
        (word("ViewOfCustomer"), format!("customer:{CUSTOMER}")),
        (format!("Alt til {name}"), "delivery:failed".to_owned()),
        (KEPT_VIEW.to_owned(), "delivery:failed".to_owned()),
    ];
    for (place, (name, filter)) in views.into_iter().enumerate() {
        let shows = Shows {
            filter: Filter::parse(&filter).expect("a filter"),
            ..Shows::default()
        };
        let new = NewView {
            name,
            is_shared: place % 2 == 0,
            shows,
        };
        let view = views::add(app, ctx, new).await.expect("a view");
        let opens = views::open_with(app, ctx, Some(view.id)).await;
        assert_eq!(opens.expect("a view"), Some(()));
    }
}

async fn follow_up(app: &App, ctx: &Ctx, document: DocumentId) {
    let new = |note: String| NewFollowUp {
        document,
        assignee: "kari@nord.example".to_owned(),
        note,
        due_on: ctx.today().saturating_add(7.days()),
    };
    let open = async |note: String| {
        let opened = follow_ups::open(app, ctx, new(note)).await;
        opened.expect("a follow-up").expect("a document").id
    };
    let first = open(word("Note")).await;
    let settled = FollowUpOutcome::Settled;
    let closed = follow_ups::close(app, ctx, first, settled, &word("Reason")).await;
    closed.expect("it ends").expect("a follow-up");
    open(word("Open")).await;
}

async fn comment(app: &App, ctx: &Ctx, document: DocumentId) {
    let text = format!("@kari@nord.example {}", word("Mention"));
    let written = comments::add(app, ctx, document, &text).await;
    let written = written.expect("a comment").expect("a document");
    let edited = comments::edit(app, ctx, written.id, &word("Edited")).await;
    assert_eq!(edited.expect("an edit"), Some(()));
    // Somebody else is mentioned, and gets a letter with the number.
    let other = Ctx {
        actor: Actor::Person {
            id: domain::UserId::from_bytes([9; 16]),
            name: "Ola".to_owned(),
        },
        ..ctx.clone()
    };
    let written = comments::add(app, &other, document, &text).await;
    written.expect("a comment").expect("a document");
}

async fn do_to_many(app: &Arc<App>, ctx: &Ctx) {
    let filter = format!("q:{}", word("Number1"));
    let all = Selection::All(Filter::parse(&filter).expect("a filter"));
    let actions = [
        BulkAction::Comment { text: word("Bulk") },
        BulkAction::Assign {
            assignee: ctx.person().expect("a person"),
            note: word("BulkNote"),
            due_on: ctx.today().saturating_add(7.days()),
        },
        BulkAction::Resend { channel: None },
        BulkAction::Resolve {
            outcome: FollowUpOutcome::Resolved,
            reason: word("BulkReason"),
        },
    ];
    for action in actions {
        let bulk = bulks::ask(app, ctx, &all, action, Some(1)).await;
        let bulk = bulk.expect("a bulk");
        jobs::run_due(app).await.expect("jobs run");
        let (bulk, progress) = bulks::lookup(app, ctx, bulk.id)
            .await
            .expect("a bulk")
            .expect("a bulk");
        assert_eq!((progress.done, progress.total()), (1, 1), "{bulk:?}");
        assert!(bulk.filter.expect("a filter").contains("Number1"));
    }
}

async fn hold_and_release(app: &App, ctx: &Ctx) {
    let new = NewHold {
        name: format!("Sak mot {}", word("Name")),
        reason: format!("Varsel fra {}", word("Name")),
        on: HoldOn::Filter(format!("q:{}", word("Name"))),
    };
    let hold = holds::set(app, ctx, new).await.expect("a hold");
    let hold = hold.expect("a hold");
    assert_eq!(hold.documents, 1);
    let released = holds::release(app, ctx, hold.id).await;
    assert_eq!(released.expect("a hold"), Some(()));
}

async fn link(app: &App, ctx: &Ctx, document: DocumentId) {
    for company in app::companies::list(app, ctx).await.expect("companies") {
        let allowed = links::allow(app, ctx, company.id, true).await;
        assert_eq!(allowed.expect("a company"), Some(()));
    }
    let made = links::make(app, ctx, document, NewLink::default()).await;
    let made = made.expect("a link").expect("a document");
    assert!(made.url.contains("/d/"));
    let listed = links::list(app, ctx, document).await.expect("links");
    assert_eq!(listed.expect("a document").len(), 1);
}

async fn name_a_request(app: &App, ctx: &Ctx) {
    let asked = ContentHash::of(b"asked");
    let begun = errands::begin(app, ctx, "named", asked).await;
    let Begun::Do(errand) = begun.expect("an errand") else {
        panic!("it is new");
    };
    let answer = KeptAnswer {
        status: 200,
        headers: format!(r#"[["x-word","{}"]]"#, word("Header")),
        body: word("Body").into_bytes(),
    };
    let end = ErrandEnd::Answered(answer);
    let ended = errands::end(app, ctx, &errand, end).await;
    ended.expect("it ends");
}

/// Sees that what is about nobody is still there, and the rest is not.
pub(super) fn see_what_is_left(home: &Home<'_>) {
    block_on(async {
        let opened = open(home).await;
        let (app, ctx) = (&opened.app, &person(&opened).await);
        let views = views::list(app, ctx).await.expect("views");
        let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
        assert_eq!(names, [KEPT_VIEW]);
        let bulks = bulks::list(app, ctx).await.expect("bulks");
        assert_eq!(bulks.len(), 4);
        for (bulk, progress) in bulks {
            assert_eq!((bulk.filter, progress.total()), (None, 0));
        }
        assert_eq!(holds::list(app, ctx).await.expect("holds"), []);
        let open = follow_ups::count(app, ctx).await.expect("follow-ups");
        assert_eq!(open, follow_ups::Counts::default());
        app.close().await.expect("the record closes");
    });
}
