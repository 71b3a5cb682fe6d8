//! What was made of documents goes with them.

use super::fixture::{World, at, id, kid, money, nok, payment};
use crate::Store;
use crate::port::{
    EndedWebhookDelivery, ExportEnd, ExportRow, ExportState, Extract, LetterState, Named, NewJob,
    NewLetter, NewWebhookDelivery, PaymentFilter, Run, RunFilePart, RunState, Webhook,
    WebhookAttempt, WebhookOutcome,
};
use domain::{DocumentId, ExportId, JobId, PaymentId, RunId, Seq, WebhookDeliveryId, WebhookId};
use jiff::civil::date;
use std::sync::Arc;

const SECRET: &[u8] = b"kanarifugl";

fn job(name: &str) -> NewJob {
    let job_id: JobId = id(JobId::from_parts);
    NewJob {
        id: job_id,
        name: name.to_owned(),
        key: job_id.to_string(),
        payload: "{}".to_owned(),
        run_at: at(0),
    }
}

async fn add_document(world: &World, n: u32) -> DocumentId {
    world.add(world.invoice(n)).await
}

/// A run with a file that names somebody, one of figures, and a letter.
async fn add_run(world: &World, named: Named) -> RunId {
    let (store, us) = (&world.store, world.organisation);
    let run = Run {
        id: id(RunId::from_parts),
        report: "every-document".to_owned(),
        key: id(RunId::from_parts).to_string(),
        period_from: date(2026, 11, 1),
        period_to: date(2026, 11, 30),
        as_of: at(100),
        ordered_by: "timetable".to_owned(),
        ordered_at: at(101),
        definition: "{}".to_owned(),
        state: RunState::Waiting,
        settled_at: None,
        error: None,
        names_erased_at: None,
    };
    assert!(store.add_run(us, run.clone(), job("make")).await.unwrap());
    note(world, Extract::Run(run.id), named).await;
    for audience in ["", "~"] {
        add_file(world, run.id, audience).await;
    }
    let letter = NewLetter {
        key: letter_of(run.id),
        recipient: "kari@nord.example".to_owned(),
        subject: "Alle dokumenter".to_owned(),
        content: SECRET.to_vec(),
        created_at: at(0),
        job: job("send-letter"),
    };
    assert!(store.add_letter(us, letter).await.unwrap());
    run.id
}

fn letter_of(run: RunId) -> String {
    format!("report/every-document/{run}/kari@nord.example/")
}

async fn add_file(world: &World, run: RunId, audience: &str) {
    let file = (audience, "all.csv");
    let parts = vec![RunFilePart::of(SECRET).unwrap()];
    let adding = world
        .store
        .add_run_file_parts(world.organisation, run, file, 0, parts);
    adding.await.unwrap();
}

async fn note(world: &World, extract: Extract, named: Named) {
    let (store, us) = (&world.store, world.organisation);
    let looked_at = store.last_seq(us).await.unwrap();
    let noted = store.note_extract(us, extract, named, looked_at);
    assert!(noted.await.unwrap());
}

fn these(documents: &[DocumentId]) -> Named {
    Named::These {
        documents: documents.to_vec(),
        payments: Vec::new(),
    }
}

async fn audiences(world: &World, run: RunId) -> Vec<String> {
    let files = world.store.list_run_files(world.organisation, run);
    let files = files.await.unwrap().into_iter();
    files.map(|file| file.audience).collect()
}

async fn is_whole(world: &World, run: RunId) -> bool {
    let (store, us) = (&world.store, world.organisation);
    let files = audiences(world, run).await;
    let letter = store.read_letter(us, &letter_of(run)).await.unwrap();
    let run = store.lookup_run(us, run).await.unwrap().unwrap();
    match run.names_erased_at {
        None => {
            assert_eq!((files.len(), letter.as_slice()), (2, SECRET));
            true
        }
        Some(_) => {
            assert_eq!(
                (files.as_slice(), letter.len()),
                (["~".to_owned()].as_slice(), 0)
            );
            false
        }
    }
}

async fn erase(world: &World, documents: &[DocumentId]) -> u64 {
    let (store, us) = (&world.store, world.organisation);
    let step = store.erase_documents(us, documents.to_vec(), at(1_000));
    step.await.unwrap().erased.extracts
}

pub(super) async fn files_and_letters_go_with_what_they_name(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let mut documents = Vec::new();
    for n in 1..=4 {
        documents.push(add_document(&world, n).await);
    }
    let all = add_run(&world, these(&documents)).await;
    let other = add_run(&world, these(&documents[2..])).await;
    let anything = add_run(&world, Named::Everything).await;
    assert_eq!(erase(&world, &documents[1..2]).await, 2);
    assert!(!is_whole(&world, all).await);
    assert!(is_whole(&world, other).await);
    assert!(!is_whole(&world, anything).await);
    let run = store.lookup_run(us, all).await.unwrap().unwrap();
    assert_eq!(run.names_erased_at, Some(at(1_000)));
    // The letter is still to be sent; what it says is written anew then.
    let letter = store.lookup_letter(us, &letter_of(all)).await.unwrap();
    assert_eq!(letter.unwrap().state, LetterState::Waiting);
    // What is gone goes no second time, and runs can still be cleared away.
    assert_eq!(erase(&world, &documents[..1]).await, 0);
    for run in [all, other] {
        assert!(store.delete_run(us, run).await.unwrap());
    }
    assert_eq!(erase(&world, &documents[2..]).await, 0);
}

pub(super) async fn what_a_run_names_goes_also_while_it_is_being_made(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (one, two) = (add_document(&world, 1).await, add_document(&world, 2).await);
    let before = store.last_seq(us).await.unwrap();
    let run = add_run(&world, these(&[one, two])).await;
    erase(&world, &[one]).await;
    add_file(&world, run, "late").await;
    add_file(&world, run, "~late").await;
    assert_eq!(audiences(&world, run).await, ["~", "~late"]);
    // Whoever composed it before that has words of what went.
    let again = |looked_at: Seq| {
        let extract = Extract::Run(run);
        store.note_extract(us, extract, these(&[one, two]), looked_at)
    };
    assert!(!again(before).await.unwrap());
    // Composed anew, it is as any other.
    let now = store.last_seq(us).await.unwrap();
    let noting = store.note_extract(us, Extract::Run(run), these(&[two]), now);
    assert!(noting.await.unwrap());
    let found = store.lookup_run(us, run).await.unwrap().unwrap();
    assert_eq!(found.names_erased_at, None);
    add_file(&world, run, "").await;
    assert_eq!(audiences(&world, run).await, ["", "~", "~late"]);
}

pub(super) async fn a_payment_that_nobody_matched_takes_what_names_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let told = world.tell(payment(money("1", &kid(9), nok(1)))).await;
    assert_eq!(told.document, None);
    let page = store
        .list_payments(us, &PaymentFilter::default(), None, 10)
        .await;
    let payments: Vec<PaymentId> = page.unwrap().iter().map(|payment| payment.id).collect();
    assert_eq!(payments.len(), 1);
    let run = add_run(
        &world,
        Named::These {
            documents: Vec::new(),
            payments: payments.clone(),
        },
    )
    .await;
    let erased = store.erase_leftovers(us, at(5_000), at(6_000), 100).await;
    assert_eq!(erased.unwrap().extracts, 1);
    assert!(!is_whole(&world, run).await);
    let gone = Named::These {
        documents: Vec::new(),
        payments,
    };
    let now = store.last_seq(us).await.unwrap();
    let noting = store.note_extract(us, Extract::Run(run), gone, now);
    assert!(!noting.await.unwrap());
}

async fn add_export(world: &World, named: Named) -> ExportId {
    let export = ExportRow {
        id: id(ExportId::from_parts),
        filter: String::new(),
        sort: "-received".to_owned(),
        table: "documents".to_owned(),
        format: "csv".to_owned(),
        companies: None,
        asked_by: "Kari".to_owned(),
        created_at: at(0),
        state: ExportState::Making,
        done: 0,
        total: 0,
        size: None,
        error: None,
        expires_at: at(5_000),
    };
    let (store, us) = (&world.store, world.organisation);
    store.add_export(us, export.clone()).await.unwrap();
    note(world, Extract::Export(export.id), named).await;
    export.id
}

pub(super) async fn an_export_of_the_erased_is_no_more(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (one, two) = (add_document(&world, 1).await, add_document(&world, 2).await);
    let ready = add_export(&world, these(&[one, two])).await;
    let making = add_export(&world, Named::Everything).await;
    let other = add_export(&world, these(&[two])).await;
    let end = || ExportEnd::Ready {
        size: 10,
        expires_at: at(5_000),
    };
    for id in [ready, other] {
        assert!(store.end_export(us, id, end()).await.unwrap());
    }
    assert_eq!(erase(&world, &[one]).await, 2);
    // What was being made is not handed out either.
    assert!(!store.end_export(us, making, end()).await.unwrap());
    let over = || store.list_exports_over(us, at(2_000), 10);
    assert_eq!(over().await.unwrap(), [ready, making]);
    for id in [ready, making] {
        let row = store.lookup_export(us, id).await.unwrap().unwrap();
        assert_eq!(row.state, ExportState::Failed);
        assert!(row.error.unwrap().contains("erased"));
        store.forget_export_file(us, id).await.unwrap();
    }
    assert_eq!(over().await.unwrap(), []);
    let row = store.lookup_export(us, other).await.unwrap().unwrap();
    assert_eq!(row.state, ExportState::Ready);
    assert!(store.delete_export(us, other).await.unwrap());
    let later = store.list_exports_over(us, at(6_000), 10).await.unwrap();
    assert_eq!(later, [ready, making]);
}

pub(super) async fn letters_about_a_document_say_nothing_of_it_when_it_went(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (one, two) = (add_document(&world, 1).await, add_document(&world, 2).await);
    for document in [one, two] {
        let letter = NewLetter {
            key: format!("document/{document}/mention/1"),
            recipient: "kari@nord.example".to_owned(),
            subject: "Faktura 1".to_owned(),
            content: SECRET.to_vec(),
            created_at: at(0),
            job: job("send-letter"),
        };
        assert!(store.add_letter(us, letter).await.unwrap());
    }
    erase(&world, &[one]).await;
    for (document, subject, size) in [(one, "", 0), (two, "Faktura 1", SECRET.len())] {
        let key = format!("document/{document}/mention/1");
        let letter = store.lookup_letter(us, &key).await.unwrap().unwrap();
        assert_eq!(letter.subject, subject);
        assert_eq!(store.read_letter(us, &key).await.unwrap().len(), size);
    }
    store.forget_letters(us, "document/").await.unwrap();
    let key = format!("document/{two}/mention/1");
    assert_eq!(store.read_letter(us, &key).await.unwrap(), b"");
}

async fn add_webhook(world: &World) -> WebhookId {
    let webhook = Webhook {
        id: id(WebhookId::from_parts),
        url: "https://erp.example/hook".to_owned(),
        description: String::new(),
        event_types: None,
        companies: None,
        secret: vec![7; 32],
        old_secret: None,
        created_by: None,
        created_at: at(0),
        disabled: None,
        failing_since: None,
        fed: Seq(0),
    };
    let adding = world.store.add_webhook(world.organisation, webhook.clone());
    adding.await.unwrap();
    webhook.id
}

/// An answer that repeats what it was told.
fn answer(webhook: WebhookId, delivery: &NewWebhookDelivery, number: u32) -> EndedWebhookDelivery {
    let secret = String::from_utf8_lossy(SECRET).into_owned();
    EndedWebhookDelivery {
        webhook,
        delivery: delivery.id,
        document: delivery.document,
        attempt: WebhookAttempt {
            number,
            began_at: at(10),
            took_ms: 1,
            url: "https://erp.example/hook".to_owned(),
            request_headers: String::new(),
            status: Some(200),
            response_headers: format!("x-echo: {secret}"),
            response_body: secret,
            error: None,
        },
        outcome: WebhookOutcome::Again { run_at: at(20) },
        disable: None,
        ended_at: at(11),
    }
}

pub(super) async fn answers_of_receivers_go_with_the_document(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (one, two) = (add_document(&world, 1).await, add_document(&world, 2).await);
    let webhook = add_webhook(&world).await;
    let delivery = |seq: i64, document: Option<DocumentId>| NewWebhookDelivery {
        id: id(WebhookDeliveryId::from_parts),
        webhook,
        seq: Seq(seq),
        part: 0,
        document,
        event_type: "document.paid".to_owned(),
        payload: "{}".to_owned(),
        created_at: at(0),
        run_at: at(0),
    };
    let told = [
        delivery(1, Some(one)),
        delivery(2, Some(two)),
        delivery(3, None),
    ];
    store
        .add_webhook_deliveries(us, told.to_vec())
        .await
        .unwrap();
    let leased = store.lease_webhook(us, webhook, at(0), at(60)).await;
    let fence = leased.unwrap().unwrap().fence;
    for delivery in &told {
        let ended = answer(webhook, delivery, 1);
        assert!(store.end_webhook_delivery(us, fence, ended).await.unwrap());
    }
    let bodies = || async {
        let mut bodies = Vec::new();
        for delivery in &told {
            let attempts = store.list_webhook_attempts(us, delivery.id).await.unwrap();
            let said = |one: &WebhookAttempt| one.response_headers.len() + one.response_body.len();
            bodies.push(attempts.iter().map(said).sum::<usize>());
        }
        bodies
    };
    let said = bodies().await;
    assert!(said[0] > 0 && said[0] == said[1]);
    erase(&world, &[one]).await;
    assert_eq!(bodies().await, [0, said[1], said[2]]);
    // One that was on its way when the document went.
    let late = answer(webhook, &told[0], 2);
    assert!(store.end_webhook_delivery(us, fence, late).await.unwrap());
    assert_eq!(bodies().await, [0, said[1], said[2]]);
    // What is about no document goes by its age.
    let erasing = store.erase_leftovers(us, at(5_000), at(6_000), 100);
    erasing.await.unwrap();
    assert_eq!(bodies().await, [0, said[1], 0]);
}

pub(super) async fn anothers_extracts_stay(store: Arc<dyn Store>) {
    let theirs = World::new(&store).await;
    let named = add_document(&theirs, 1).await;
    let run = add_run(&theirs, these(&[named])).await;
    let us = World::new(&store).await;
    let ours = add_document(&us, 1).await;
    erase(&us, &[ours, named]).await;
    assert!(is_whole(&theirs, run).await);
}
