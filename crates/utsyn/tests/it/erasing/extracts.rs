//! What is made of a document and kept apart from it: a run of a report with
//! every document, the letter with it, an export, and what the receiver of a
//! webhook repeated.

use super::{BIRD, word};
use app::exports::{self, ExportState, Format, Table};
use app::pictures::{Hands, Studio};
use app::reports::{self, Kind, Order, RunFile};
use app::webhooks::{self, Direct, NewWebhook, Patience};
use app::{Actor, App, Ctx, SystemClock, SystemRandom, comments, documents, jobs, organisations};
use domain::{DocumentId, ExportId, RunId, UserId, WebhookId};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use store::port::LetterState;
use store::{Depot, Files, Store};
use testkit::{Manner, Receiver};

/// Where the record of the test lies.
pub(super) struct Home<'a> {
    /// The database; the directory where there is none.
    pub(super) url: Option<&'a str>,
    /// The directory of the record.
    pub(super) data: &'a Path,
    /// The directory of what lies outside a database.
    pub(super) outside: &'a Path,
}

/// What was made.
pub(super) struct Made {
    run: RunId,
    export: ExportId,
    webhook: WebhookId,
    letter: String,
}

/// The app on a record, and the record itself.
pub(super) struct Opened {
    pub(super) app: Arc<App>,
    pub(super) ctx: Ctx,
    pub(super) store: Arc<dyn Store>,
}

pub(super) async fn open(home: &Home<'_>) -> Opened {
    let depot = Depot::Directory(home.outside.to_owned());
    let store: Arc<dyn Store> = match home.url {
        Some(url) => Arc::new(store::open_postgres(url, &depot).await.expect("a record")),
        None => Arc::new(store::open_sqlite(home.data).await.expect("a record")),
    };
    let here = "127.0.0.0/8".parse().expect("a network");
    let app = App::new(
        Arc::clone(&store),
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
    )
    .with_pictures(Studio::new(Hands::Here, press::draw, None))
    .with_courier(Arc::new(Direct::new(vec![here], Patience::default())))
    .with_export_files(Files::open(&depot).expect("a place for files"))
    .with_words(Arc::new(web::PortalWords));
    let organisation = organisations::choose(&app, None).await.expect("one");
    let ctx = organisations::operator(&app, &organisation);
    let app = Arc::new(app);
    Opened { app, ctx, store }
}

pub(super) fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(work)
}

/// Makes each of them of the document, and sees that the word is in it.
pub(super) fn make(home: &Home<'_>) -> Made {
    block_on(async {
        let opened = open(home).await;
        let Opened { app, ctx, store } = &opened;
        let id = document_of(app, ctx).await;
        let (run, letter) = report(&opened).await;
        let content = store.read_letter(ctx.organisation, &letter).await;
        let content = String::from_utf8(content.expect("a letter")).expect("text");
        assert!(content.contains(BIRD), "it goes to somebody who may see it");
        let made = Made {
            run,
            letter,
            export: export(app, ctx).await,
            webhook: webhook(app, ctx, id).await,
        };
        app.close().await.expect("the record closes");
        made
    })
}

pub(super) async fn document_of(app: &App, ctx: &Ctx) -> DocumentId {
    let search = documents::Search {
        filter: domain::filter::Filter::default(),
        sort: documents::Sort::default(),
    };
    let ids = documents::ids(app, ctx, &search).await.expect("a list");
    ids[0]
}

async fn names_it(app: &App, ctx: &Ctx, run: RunId, files: &[RunFile]) -> Vec<String> {
    let mut named = Vec::new();
    for file in files {
        let bytes = reports::read_file(app, ctx, run, &file.name).await;
        let bytes = bytes.expect("a file").expect("a file");
        if String::from_utf8_lossy(&bytes).contains(BIRD) {
            named.push(file.name.clone());
        }
    }
    named
}

async fn report(Opened { app, ctx, .. }: &Opened) -> (RunId, String) {
    let found = reports::find(app, ctx, "every-document").await;
    let mut definition = found
        .expect("reports")
        .expect("it comes with us")
        .definition;
    assert_eq!(definition.kind, Kind::EveryDocument);
    definition.sections = ["key-figures", "documents", "unmatched"]
        .map(|code| reports::Section::from_code(code).expect("a section"))
        .to_vec();
    definition.formats = reports::Format::ALL.to_vec();
    definition.recipients = vec!["kari@nord.example".to_owned()];
    let put = reports::put(app, ctx, "every-document", &definition).await;
    put.expect("a report");
    let order = Order {
        name: "every-document".to_owned(),
        period: Some("2026-01".parse().expect("a month")),
        is_restated: true,
        formats: None,
        goes_out: true,
    };
    let run = reports::order(app, ctx, &order, true).await;
    let run = run.expect("an order").expect("a run");
    let files = reports::files(app, ctx, run.id).await.expect("files");
    assert_eq!(files.len(), reports::Format::ALL.len());
    // What is packed (PDF, XLSX) does not show its words.
    assert_eq!(names_it(app, ctx, run.id, &files).await.len(), 4);
    let letters = reports::sent(app, ctx, &run).await.expect("letters");
    assert_eq!(letters.len(), 1);
    (run.id, letters[0].key.clone())
}

async fn export(app: &Arc<App>, ctx: &Ctx) -> ExportId {
    let search = documents::Search {
        filter: domain::filter::Filter::default(),
        sort: documents::Sort::default(),
    };
    let asked = exports::ask(app, ctx, &search, Table::Documents, Format::Ndjson).await;
    let id = asked.expect("an export").id;
    jobs::run_due(app).await.expect("jobs run");
    let (row, mut bytes) = exports::open(app, ctx, id)
        .await
        .expect("an export")
        .expect("it is ready");
    assert_eq!(row.state, ExportState::Ready);
    let mut text = String::new();
    bytes.read_to_string(&mut text).expect("text");
    assert!(text.contains(BIRD));
    id
}

async fn webhook(app: &Arc<App>, ctx: &Ctx, id: DocumentId) -> WebhookId {
    let body = word("Echo");
    let answer = format!(
        "HTTP/1.1 200 OK\r\nX-Echo: {body}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let receiver = Receiver::start(Manner::Bytes(answer.into_bytes())).await;
    let new = NewWebhook {
        url: receiver.url().to_owned(),
        description: String::new(),
        event_types: None,
        companies: None,
    };
    let made = webhooks::add(app, ctx, new).await.expect("a webhook");
    let person = Ctx {
        actor: Actor::Person {
            id: UserId::from_bytes([9; 16]),
            name: "Ola".to_owned(),
        },
        ..ctx.clone()
    };
    let comment = comments::add(app, &person, id, &word("Comment")).await;
    comment.expect("a comment").expect("a document");
    webhooks::send_due(app).await.expect("it is sent");
    let webhook = made.webhook.id;
    assert!(answers(app, ctx, webhook).await.contains(BIRD));
    webhook
}

/// Everything that the receiver answered.
async fn answers(app: &App, ctx: &Ctx, webhook: WebhookId) -> String {
    let deliveries = webhooks::deliveries(app, ctx, webhook, None, None, 100).await;
    let deliveries = deliveries.expect("deliveries").expect("a webhook");
    assert!(!deliveries.is_empty());
    let mut said = String::new();
    for delivery in deliveries {
        let told = webhooks::delivery(app, ctx, webhook, delivery.id).await;
        for attempt in told.expect("a delivery").expect("a delivery").attempts {
            said.push_str(&attempt.response_headers);
            said.push_str(&attempt.response_body);
        }
    }
    said
}

/// Sees what is left of them after the document was erased.
pub(super) fn see_what_is_left(home: &Home<'_>, made: &Made) {
    block_on(async {
        let Opened { app, ctx, store } = &open(home).await;
        let run = reports::lookup(app, ctx, made.run).await;
        let run = run.expect("a run").expect("a run");
        assert!(run.names_erased_at.is_some());
        let files = reports::files(app, ctx, made.run).await.expect("files");
        assert_eq!(files.len(), reports::Format::ALL.len(), "those of figures");
        let named = names_it(app, ctx, made.run, &files).await;
        assert_eq!(named, Vec::<String>::new());
        let letter = store.lookup_letter(ctx.organisation, &made.letter).await;
        let letter = letter.expect("a letter").expect("a letter");
        assert_eq!(letter.state, LetterState::Waiting, "it still goes out");
        let row = exports::lookup(app, ctx, made.export).await;
        let row = row.expect("an export").expect("it says why");
        assert_eq!(row.state, ExportState::Failed);
        let answers = answers(app, ctx, made.webhook).await;
        assert!(!answers.contains(BIRD), "{answers}");
        app.close().await.expect("the record closes");
    });
}
