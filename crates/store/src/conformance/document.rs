use super::fixture::{World, at, document, eur, fact, key, packed_details};
use crate::Store;
use crate::port::NewDocumentEvent;
use domain::document::{Attachment, Details, Line, OriginalRef};
use domain::{Channel, ContentHash, DocumentId, Fact, Finding, Processing, SourceKey};
use std::sync::Arc;

pub(super) async fn a_document_comes_back_as_it_was_recorded(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let packed = store
        .pack_original(world.organisation, b"<Invoice/>".to_vec())
        .await;
    let packed = packed.unwrap();
    let mut record = world.invoice(1);
    record.head.amount = Some(eur(-7));
    record.head.batch = Some("november".to_owned());
    record.original = Some(OriginalRef {
        hash: packed.hash,
        size: packed.size,
        media_type: "application/xml".to_owned(),
        name: "faktura æøå.xml".to_owned(),
    });
    record.attachments = vec![Attachment {
        name: "vedlegg.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 4,
        hash: ContentHash::of(b"%PDF"),
        embedded: true,
    }];
    let line = Line {
        name: "Strøm".to_owned(),
        amount: Some(eur(1)),
        ..Line::default()
    };
    let details = Details {
        lines: vec![line],
        ..Details::default()
    };
    record.details = packed_details(&details);
    let finding = Finding::warning("kid.check_digit", "line 1", "the check digit is wrong");
    let mut intake = world.intake(vec![document(record.clone())]);
    intake.items[0].findings.push(finding.clone());
    intake.originals.push(packed);
    let import = intake.import.id;
    store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    let found = store
        .lookup_document(world.organisation, record.head.id)
        .await;
    let found = found.unwrap().unwrap();
    assert_eq!(found.head, record.head);
    assert_eq!(found.source, record.source);
    assert_eq!(found.import, Some(import));
    assert_eq!(found.original, record.original);
    assert_eq!(found.details, details);
    assert_eq!(found.attachments, record.attachments);
    assert_eq!(found.findings, [finding]);
    let original = store.read_original(world.organisation, found.original.unwrap().hash);
    assert_eq!(original.await.unwrap().unwrap(), b"<Invoice/>");
}

pub(super) async fn documents_are_found_by_number_newest_first(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut same_number = world.invoice(2);
    same_number.head.number = "F1".to_owned();
    let older = world.add(world.invoice(1)).await;
    let newer = world.add(same_number).await;
    let organisation = world.organisation;
    let both = store.find_documents_by_number(organisation, "F1", 10).await;
    assert_eq!(both.unwrap(), [newer, older]);
    let one = store.find_documents_by_number(organisation, "F1", 1).await;
    assert_eq!(one.unwrap(), [newer]);
    let none = store.find_documents_by_number(organisation, "F2", 10).await;
    assert_eq!(none.unwrap(), []);
}

fn validated(document: DocumentId) -> NewDocumentEvent {
    NewDocumentEvent {
        document,
        source: SourceKey::new("person", "7"),
        occurred_at: at(40),
        learned_at: at(41),
        fact: Fact::Validated,
    }
}

pub(super) async fn a_fact_is_appended_once_by_its_key(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut record = world.invoice(1);
    record.events.push(fact(
        "1",
        5,
        Fact::Opened {
            channel: Channel::Ehf,
        },
    ));
    let id = world.add(record).await;
    let twice = vec![validated(id), validated(id)];
    let new = store.append_events(world.organisation, twice.clone()).await;
    assert_eq!(new.unwrap(), 1);
    let new = store.append_events(world.organisation, twice).await;
    assert_eq!(new.unwrap(), 0);
    let names: Vec<&str> = world
        .events_of(id)
        .await
        .iter()
        .map(|e| e.fact.name())
        .collect();
    assert_eq!(names, ["received", "opened", "validated"]);
    let row = world.standing(id).await;
    assert_eq!(row.standing.processing, Processing::Validated);
    assert_eq!(row.standing.changed_at, at(40));
    assert_eq!(row.seq, world.events_of(id).await[2].seq);
    world.assert_gap_free().await;
}

pub(super) async fn facts_for_unknown_documents_are_left_out(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let id = world.add(world.invoice(1)).await;
    let unknown = validated(DocumentId::from_bytes([9; 16]));
    let mut known = validated(id);
    known.source = key("8");
    let new = store
        .append_events(world.organisation, vec![unknown, known])
        .await;
    assert_eq!(new.unwrap(), 1);
    world.assert_gap_free().await;
}
