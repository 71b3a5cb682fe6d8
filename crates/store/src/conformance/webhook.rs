use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{
    BegunWebhookDelivery, EndedWebhookDelivery, LeasedWebhook, NewWebhookDelivery, Queue, Webhook,
    WebhookAttempt, WebhookDeliveryCounts, WebhookDeliveryState, WebhookDisabled, WebhookFields,
    WebhookOutcome, WebhookReplay,
};
use domain::{DocumentId, Seq, WebhookDeliveryId, WebhookId};
use std::sync::Arc;

fn webhook() -> Webhook {
    Webhook {
        id: id(WebhookId::from_parts),
        url: "https://erp.example/hook".to_owned(),
        description: "ERP".to_owned(),
        event_types: Some(vec!["document.paid".to_owned(), "payment.".to_owned()]),
        companies: None,
        secret: vec![7; 32],
        old_secret: None,
        created_by: None,
        created_at: at(0),
        disabled: None,
        failing_since: None,
        fed: Seq(0),
    }
}

async fn add(world: &World) -> Webhook {
    let webhook = webhook();
    let adding = world.store.add_webhook(world.organisation, webhook.clone());
    adding.await.unwrap();
    webhook
}

async fn lease(world: &World, webhook: &Webhook, from: i64) -> Option<LeasedWebhook> {
    let leasing =
        world
            .store
            .lease_webhook(world.organisation, webhook.id, at(from), at(from + 60));
    leasing.await.unwrap()
}

fn delivery(webhook: &Webhook, seq: i64, document: Option<DocumentId>) -> NewWebhookDelivery {
    NewWebhookDelivery {
        id: id(WebhookDeliveryId::from_parts),
        webhook: webhook.id,
        seq: Seq(seq),
        part: 0,
        document,
        event_type: "document.paid".to_owned(),
        payload: format!("{{\"seq\":{seq}}}"),
        created_at: at(0),
        run_at: at(0),
    }
}

async fn feed(world: &World, leased: &LeasedWebhook, new: &[NewWebhookDelivery]) -> bool {
    let reached = new.iter().map(|new| new.seq).max().unwrap_or(Seq(1));
    let lease = (leased.webhook.id, leased.fence);
    let feeding = world
        .store
        .feed_webhook(world.organisation, lease, reached, new.to_vec());
    feeding.await.unwrap()
}

async fn begin(world: &World, leased: &LeasedWebhook, now: i64) -> Vec<BegunWebhookDelivery> {
    let lease = (leased.webhook.id, leased.fence);
    let beginning =
        world
            .store
            .begin_webhook_deliveries(world.organisation, lease, at(now), at(now + 60), 10);
    beginning.await.unwrap()
}

fn ended(
    leased: &LeasedWebhook,
    begun: &BegunWebhookDelivery,
    now: i64,
    outcome: WebhookOutcome,
) -> EndedWebhookDelivery {
    EndedWebhookDelivery {
        webhook: leased.webhook.id,
        delivery: begun.id,
        document: begun.document,
        attempt: WebhookAttempt {
            number: begun.tries,
            began_at: at(now),
            took_ms: 12,
            url: leased.webhook.url.clone(),
            request_headers: "webhook-id: msg_a".to_owned(),
            status: Some(500),
            response_headers: String::new(),
            response_body: "no".to_owned(),
            error: None,
        },
        outcome,
        disable: None,
        ended_at: at(now),
    }
}

async fn end(world: &World, leased: &LeasedWebhook, ended: EndedWebhookDelivery) -> bool {
    let ending = world
        .store
        .end_webhook_delivery(world.organisation, leased.fence, ended);
    ending.await.unwrap()
}

async fn counts(world: &World, webhook: &Webhook) -> (u64, u64, u64) {
    let counting = world
        .store
        .count_webhook_deliveries(world.organisation, webhook.id);
    let WebhookDeliveryCounts {
        waiting,
        delivered,
        dead,
    } = counting.await.unwrap();
    (waiting, delivered, dead)
}

fn seqs(begun: &[BegunWebhookDelivery]) -> Vec<i64> {
    begun.iter().map(|begun| begun.seq.0).collect()
}

pub(super) async fn a_webhook_comes_back_as_it_was_made_and_changed(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let lookup = || async {
        let found = store.lookup_webhook(world.organisation, webhook.id);
        found.await.unwrap().unwrap()
    };
    assert_eq!(lookup().await, webhook);
    let fields = WebhookFields {
        url: "https://other.example/".to_owned(),
        description: String::new(),
        event_types: None,
        companies: Some(vec![world.company]),
    };
    let changing = store.change_webhook(world.organisation, webhook.id, fields);
    assert!(changing.await.unwrap());
    let rotating =
        store.rotate_webhook_secret(world.organisation, webhook.id, vec![8; 32], at(100));
    assert!(rotating.await.unwrap());
    let changed = Webhook {
        url: "https://other.example/".to_owned(),
        description: String::new(),
        event_types: None,
        companies: Some(vec![world.company]),
        secret: vec![8; 32],
        old_secret: Some((vec![7; 32], at(100))),
        ..webhook.clone()
    };
    assert_eq!(lookup().await, changed);
    let listed = store.list_webhooks(world.organisation).await.unwrap();
    assert_eq!(listed, [changed]);
    let deleting = store.delete_webhook(world.organisation, webhook.id);
    assert!(deleting.await.unwrap());
    assert_eq!(store.list_webhooks(world.organisation).await.unwrap(), []);
}

pub(super) async fn a_webhook_is_told_of_what_comes_after_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    world.add(world.invoice(1)).await;
    let before = store.last_seq(world.organisation).await.unwrap();
    let webhook = add(&world).await;
    let found = || async {
        let found = store.find_webhooks_to_attend_across_tenants(at(10), 100);
        let found = found.await.unwrap();
        found.contains(&(world.organisation, webhook.id))
    };
    assert!(!found().await, "there is nothing to tell");
    world.add(world.invoice(2)).await;
    assert!(found().await, "the log goes on");
    let leased = lease(&world, &webhook, 10).await.unwrap();
    assert_eq!(leased.webhook.fed, before);
    assert!(!found().await, "somebody has it");
    let reached = store.last_seq(world.organisation).await.unwrap();
    let new = delivery(&webhook, reached.0, None);
    assert!(feed(&world, &leased, &[new]).await);
    let back = store.extend_webhook(world.organisation, webhook.id, leased.fence, at(10));
    assert!(back.await.unwrap());
    assert!(found().await, "something is due");
    let again = lease(&world, &webhook, 10).await.unwrap();
    assert_eq!(again.webhook.fed, reached);
    assert_eq!(seqs(&begin(&world, &again, 10).await), [reached.0]);
    let back = store.extend_webhook(world.organisation, webhook.id, again.fence, at(10));
    assert!(back.await.unwrap());
    assert!(!found().await, "it is under way");
}

pub(super) async fn one_node_at_a_time_attends_to_a_webhook(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let first = lease(&world, &webhook, 10).await.unwrap();
    assert_eq!(lease(&world, &webhook, 69).await, None);
    let second = lease(&world, &webhook, 70).await.unwrap();
    assert!(second.fence > first.fence);
    let lost = store.extend_webhook(world.organisation, webhook.id, first.fence, at(500));
    assert!(!lost.await.unwrap());
    assert!(lease(&world, &webhook, 130).await.is_some());
}

pub(super) async fn of_one_document_the_earlier_goes_first(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let leased = lease(&world, &webhook, 0).await.unwrap();
    let (a, b) = (
        Some(id(DocumentId::from_parts)),
        Some(id(DocumentId::from_parts)),
    );
    let second_part = NewWebhookDelivery {
        part: 1,
        ..delivery(&webhook, 1, a)
    };
    let new = [
        second_part,
        delivery(&webhook, 3, a),
        delivery(&webhook, 1, a),
        delivery(&webhook, 2, b),
        delivery(&webhook, 4, None),
        delivery(&webhook, 5, None),
    ];
    assert!(feed(&world, &leased, &new).await);
    let begun = begin(&world, &leased, 0).await;
    assert_eq!(seqs(&begun), [1, 2, 4, 5]);
    assert_eq!(seqs(&begin(&world, &leased, 1).await), [0; 0]);
    for one in begun {
        let over = ended(&leased, &one, 1, WebhookOutcome::Delivered);
        assert!(end(&world, &leased, over).await);
    }
    let begun = begin(&world, &leased, 1).await;
    assert_eq!((begun[0].seq, begun[0].part), (Seq(1), 1));
    assert_eq!(begun.len(), 1);
    let over = ended(&leased, &begun[0], 1, WebhookOutcome::Dead);
    assert!(end(&world, &leased, over).await);
    assert_eq!(seqs(&begin(&world, &leased, 1).await), [3]);
}

pub(super) async fn a_delivery_that_failed_waits_and_what_follows_waits_with_it(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let leased = lease(&world, &webhook, 0).await.unwrap();
    let document = Some(id(DocumentId::from_parts));
    let new = [
        delivery(&webhook, 1, document),
        delivery(&webhook, 2, document),
    ];
    assert!(feed(&world, &leased, &new).await);
    let begun = begin(&world, &leased, 0).await;
    assert_eq!((begun[0].attempts, begun[0].tries), (1, 1));
    let again = WebhookOutcome::Again { run_at: at(300) };
    assert!(end(&world, &leased, ended(&leased, &begun[0], 5, again)).await);
    let waiting = store
        .list_webhook_deliveries(world.organisation, webhook.id, None, None, 10)
        .await
        .unwrap();
    assert!(waiting.iter().all(|waiting| waiting.run_at == at(300)));
    let failing = store.lookup_webhook(world.organisation, webhook.id).await;
    assert_eq!(failing.unwrap().unwrap().failing_since, Some(at(5)));
    assert_eq!(seqs(&begin(&world, &leased, 299).await), [0; 0]);
    let begun = begin(&world, &leased, 300).await;
    assert_eq!((begun[0].seq.0, begun[0].attempts), (1, 2));
    let over = ended(&leased, &begun[0], 301, WebhookOutcome::Delivered);
    assert!(end(&world, &leased, over).await);
    let well = store.lookup_webhook(world.organisation, webhook.id).await;
    assert_eq!(well.unwrap().unwrap().failing_since, None);
    let attempts = store
        .list_webhook_attempts(world.organisation, begun[0].id)
        .await
        .unwrap();
    let numbers: Vec<u32> = attempts.iter().map(|attempt| attempt.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(attempts[0].status, Some(500));
    assert_eq!(attempts[0].response_body, "no");
    assert_eq!(counts(&world, &webhook).await, (1, 1, 0));
}

pub(super) async fn whoever_lost_a_webhook_can_say_nothing_of_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let lost = lease(&world, &webhook, 0).await.unwrap();
    assert!(feed(&world, &lost, &[delivery(&webhook, 1, None)]).await);
    let begun = begin(&world, &lost, 0).await;
    let held = lease(&world, &webhook, 60).await.unwrap();
    let over = ended(&lost, &begun[0], 61, WebhookOutcome::Delivered);
    assert!(!end(&world, &lost, over).await);
    assert!(!feed(&world, &lost, &[delivery(&webhook, 2, None)]).await);
    assert_eq!(begin(&world, &lost, 61).await, []);
    assert_eq!(counts(&world, &webhook).await, (1, 0, 0));
    let again = begin(&world, &held, 61).await;
    assert_eq!(
        (again[0].seq.0, again[0].attempts),
        (1, 2),
        "the attempt counts"
    );
}

pub(super) async fn what_was_given_up_is_sent_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let leased = lease(&world, &webhook, 0).await.unwrap();
    let new: Vec<_> = (1..=3).map(|seq| delivery(&webhook, seq, None)).collect();
    assert!(feed(&world, &leased, &new).await);
    let outcomes = [
        WebhookOutcome::Dead,
        WebhookOutcome::Dead,
        WebhookOutcome::Delivered,
    ];
    for (one, outcome) in begin(&world, &leased, 0).await.iter().zip(outcomes) {
        assert!(end(&world, &leased, ended(&leased, one, 1, outcome)).await);
    }
    assert_eq!(counts(&world, &webhook).await, (0, 1, 2));
    let replay =
        |what| store.replay_webhook_deliveries(world.organisation, webhook.id, what, at(9));
    assert_eq!(replay(WebhookReplay::Dead).await.unwrap(), 2);
    let one = WebhookReplay::One(new[2].id);
    assert_eq!(replay(one).await.unwrap(), 1);
    let unknown = WebhookReplay::One(id(WebhookDeliveryId::from_parts));
    assert_eq!(replay(unknown).await.unwrap(), 0);
    let begun = begin(&world, &leased, 9).await;
    assert_eq!(seqs(&begun), [1, 2, 3]);
    assert!(begun.iter().all(|one| (one.attempts, one.tries) == (1, 2)));
    // What follows from the log again is the same delivery.
    let again = delivery(&webhook, 3, None);
    let adding = store.add_webhook_deliveries(world.organisation, vec![again]);
    adding.await.unwrap();
    assert_eq!(counts(&world, &webhook).await, (3, 0, 0));
}

pub(super) async fn a_webhook_that_is_disabled_is_left_alone_until_it_is_enabled(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let leased = lease(&world, &webhook, 0).await.unwrap();
    assert!(feed(&world, &leased, &[delivery(&webhook, 1, None)]).await);
    let begun = begin(&world, &leased, 0).await;
    let gone = EndedWebhookDelivery {
        disable: Some(WebhookDisabled::Gone),
        ..ended(
            &leased,
            &begun[0],
            1,
            WebhookOutcome::Again { run_at: at(1) },
        )
    };
    assert!(end(&world, &leased, gone).await);
    let looked = store.lookup_webhook(world.organisation, webhook.id).await;
    let disabled = looked.unwrap().unwrap().disabled;
    assert_eq!(disabled, Some((at(1), WebhookDisabled::Gone)));
    assert_eq!(lease(&world, &webhook, 500).await, None);
    let found = store.find_webhooks_to_attend_across_tenants(at(500), 100);
    assert!(
        !found
            .await
            .unwrap()
            .contains(&(world.organisation, webhook.id))
    );
    let again = store.disable_webhook(
        world.organisation,
        webhook.id,
        WebhookDisabled::ByPerson,
        at(2),
    );
    assert!(!again.await.unwrap());
    let enabling = store.enable_webhook(world.organisation, webhook.id);
    assert!(enabling.await.unwrap());
    let leased = lease(&world, &webhook, 500).await.unwrap();
    assert_eq!(leased.webhook.disabled, None);
    assert_eq!(leased.webhook.failing_since, None);
    assert_eq!(seqs(&begin(&world, &leased, 500).await), [1]);
}

pub(super) async fn old_deliveries_go_with_their_attempts(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let leased = lease(&world, &webhook, 0).await.unwrap();
    let new: Vec<_> = (1..=3).map(|seq| delivery(&webhook, seq, None)).collect();
    assert!(feed(&world, &leased, &new).await);
    for one in &begin(&world, &leased, 0).await[..2] {
        let over = ended(&leased, one, 1, WebhookOutcome::Delivered);
        assert!(end(&world, &leased, over).await);
    }
    let delete = |state, before| {
        store.delete_old_webhook_deliveries(world.organisation, webhook.id, state, before)
    };
    let (dead, delivered) = (WebhookDeliveryState::Dead, WebhookDeliveryState::Delivered);
    assert_eq!(delete(dead, new[1].id).await.unwrap(), 0);
    assert_eq!(delete(delivered, new[1].id).await.unwrap(), 1);
    let attempts = store.list_webhook_attempts(world.organisation, new[0].id);
    assert_eq!(attempts.await.unwrap(), []);
    let attempts = store.list_webhook_attempts(world.organisation, new[1].id);
    assert_eq!(attempts.await.unwrap().len(), 1);
    assert_eq!(counts(&world, &webhook).await, (1, 1, 0));
    let listed = store
        .list_webhook_deliveries(world.organisation, webhook.id, Some(delivered), None, 9)
        .await
        .unwrap();
    assert_eq!(listed.len(), 1);
    let before = store
        .list_webhook_deliveries(world.organisation, webhook.id, None, Some(new[2].id), 9)
        .await
        .unwrap();
    assert_eq!(before, listed);
}

pub(super) async fn anothers_webhooks_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let webhook = add(&theirs).await;
    let leased = lease(&theirs, &webhook, 0).await.unwrap();
    let new = delivery(&webhook, 1, None);
    assert!(feed(&theirs, &leased, std::slice::from_ref(&new)).await);
    let organisation = ours.organisation;
    assert_eq!(store.list_webhooks(organisation).await.unwrap(), []);
    let found = store.lookup_webhook(organisation, webhook.id).await;
    assert_eq!(found.unwrap(), None);
    assert_eq!(lease(&ours, &webhook, 500).await, None);
    assert_eq!(begin(&ours, &leased, 500).await, []);
    let found = store.lookup_webhook_delivery(organisation, new.id).await;
    assert_eq!(found.unwrap(), None);
    let listed = store.list_webhook_deliveries(organisation, webhook.id, None, None, 9);
    assert_eq!(listed.await.unwrap(), []);
    assert!(
        !store
            .delete_webhook(organisation, webhook.id)
            .await
            .unwrap()
    );
    assert!(
        !store
            .enable_webhook(organisation, webhook.id)
            .await
            .unwrap()
    );
    assert_eq!(counts(&theirs, &webhook).await, (1, 0, 0));
}

pub(super) async fn what_waits_for_receivers_and_was_given_up_is_counted(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let webhook = add(&world).await;
    let leased = lease(&world, &webhook, 0).await.unwrap();
    let later = NewWebhookDelivery {
        run_at: at(90),
        ..delivery(&webhook, 2, None)
    };
    let new = [
        delivery(&webhook, 1, None),
        later,
        delivery(&webhook, 3, None),
    ];
    assert!(feed(&world, &leased, &new).await);
    let begun = begin(&world, &leased, 0).await;
    for (one, outcome) in begun
        .iter()
        .zip([WebhookOutcome::Dead, WebhookOutcome::Delivered])
    {
        assert!(end(&world, &leased, ended(&leased, one, 1, outcome)).await);
    }
    assert!(feed(&world, &leased, &[delivery(&webhook, 4, None)]).await);
    let counted = Queue {
        due: 1,
        later: 1,
        running: 0,
        given_up: 1,
        due_since: Some(at(0)),
    };
    let queued = || store.queued(world.organisation, at(20));
    assert_eq!(queued().await.unwrap().webhooks, counted);
    let disabling = store.disable_webhook(
        world.organisation,
        webhook.id,
        WebhookDisabled::ByPerson,
        at(21),
    );
    disabling.await.unwrap();
    assert_eq!(queued().await.unwrap().webhooks, Queue::default());
}
