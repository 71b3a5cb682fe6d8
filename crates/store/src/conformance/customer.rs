use super::fixture::{World, customer, id};
use crate::Store;
use crate::port::Customer;
use domain::{CustomerId, Seq};
use std::sync::Arc;

async fn all(world: &World) -> Vec<Customer> {
    let listed = world
        .store
        .list_customers_after(world.organisation, Seq(0), 100);
    listed.await.unwrap()
}

pub(super) async fn the_same_key_is_one_customer_whose_newest_name_holds(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let first = world.add(world.invoice(1)).await;
    let before = all(&world).await;
    let mut record = world.invoice(2);
    record.customer = customer(1);
    record.customer.name = "Ny AS".to_owned();
    record.customer.endpoint = Some("0192:974761076".to_owned());
    let second = world.add(record).await;
    let heads = [
        world.standing(first).await.head,
        world.standing(second).await.head,
    ];
    assert_eq!(heads[0].customer, heads[1].customer);
    let after = all(&world).await;
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].name, "Ny AS");
    assert_eq!(after[0].endpoint.as_deref(), Some("0192:974761076"));
    assert!(after[0].seq > before[0].seq, "{after:?}");
    let by_id = store
        .lookup_customers(world.organisation, &[after[0].id])
        .await;
    assert_eq!(by_id.unwrap(), after);
}

pub(super) async fn silence_about_a_customer_erases_nothing(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut record = world.invoice(1);
    record.customer.endpoint = Some("0192:974761076".to_owned());
    world.add(record).await;
    let before = all(&world).await;
    let mut record = world.invoice(2);
    record.customer = customer(1);
    record.customer.name = " ".to_owned();
    world.add(record).await;
    assert_eq!(all(&world).await, before);
}

pub(super) async fn customers_are_paged_in_the_order_they_were_written(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for n in [3, 1, 2] {
        world.add(world.invoice(n)).await;
    }
    let (mut after, mut names) = (Seq(0), Vec::new());
    loop {
        let page = store
            .list_customers_after(world.organisation, after, 2)
            .await
            .unwrap();
        names.extend(page.iter().map(|customer| customer.name.clone()));
        let Some(last) = page.last().filter(|_| page.len() == 2) else {
            break;
        };
        after = last.seq;
    }
    assert_eq!(names, ["Kunde 3", "Kunde 1", "Kunde 2"]);
}

pub(super) async fn customers_come_in_the_order_asked(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for n in [1, 2] {
        world.add(world.invoice(n)).await;
    }
    let ids: Vec<CustomerId> = all(&world).await.iter().map(|c| c.id).collect();
    let asked = [ids[1], id(CustomerId::from_parts), ids[0]];
    let found = store.lookup_customers(world.organisation, &asked).await;
    let found: Vec<CustomerId> = found.unwrap().iter().map(|c| c.id).collect();
    assert_eq!(found, [ids[1], ids[0]]);
}

pub(super) async fn customers_are_paged_by_id(store: Arc<dyn Store>) {
    let (world, other) = (World::new(&store).await, World::new(&store).await);
    for n in [3, 1, 2] {
        world.add(world.invoice(n)).await;
    }
    other.add(other.invoice(4)).await;
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = store.list_customers(world.organisation, after, 2).await;
        let page: Vec<CustomerId> = page.unwrap().iter().map(|c| c.id).collect();
        seen.extend(page.iter().copied());
        let Some(last) = page.last().filter(|_| page.len() == 2) else {
            break;
        };
        after = Some(*last);
    }
    let mut ids: Vec<CustomerId> = all(&world).await.iter().map(|c| c.id).collect();
    ids.sort_unstable();
    assert_eq!(seen, ids);
    let before = store.list_customers_before(world.organisation, ids[2], 9);
    assert_eq!(before.await.unwrap(), [ids[1], ids[0]]);
}
