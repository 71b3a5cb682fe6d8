use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{InterestRate, Price};
use domain::{Channel, Currency, Money, PriceId};
use jiff::civil::date;
use std::sync::Arc;

fn price(world: &World, own: bool, channel: Channel, minor: i64) -> Price {
    Price {
        id: id(PriceId::from_parts),
        company: own.then_some(world.company),
        channel,
        valid_from: date(2026, 7, 1),
        each: Money::new(minor, Currency::NOK),
        created_at: at(5),
    }
}

pub(super) async fn prices_come_back_and_go(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let for_all = price(&world, false, Channel::Print, 1_450);
    let own = price(&world, true, Channel::Ehf, 120);
    for price in [&for_all, &own] {
        store.add_price(organisation, price.clone()).await.unwrap();
    }
    let listed = store.list_prices(organisation).await.unwrap();
    assert_eq!(listed, [own.clone(), for_all.clone()]);
    assert!(store.delete_price(organisation, own.id).await.unwrap());
    assert!(!store.delete_price(organisation, own.id).await.unwrap());
    assert_eq!(store.list_prices(organisation).await.unwrap(), [for_all]);
}

pub(super) async fn a_price_takes_the_place_of_the_same_one(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    for own in [false, true] {
        for minor in [100, 200] {
            let price = price(&world, own, Channel::Ehf, minor);
            store.add_price(organisation, price).await.unwrap();
        }
    }
    let listed = store.list_prices(organisation).await.unwrap();
    let minors: Vec<i64> = listed.iter().map(|price| price.each.minor).collect();
    assert_eq!(minors, [200, 200]);
}

pub(super) async fn rates_come_back_latest_first_and_go(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let rate = |month, hundredths| InterestRate {
        valid_from: date(2026, month, 1),
        hundredths,
        created_at: at(5),
    };
    for rate in [rate(1, 1_250), rate(7, 1_225), rate(1, 1_200)] {
        store.add_interest_rate(organisation, rate).await.unwrap();
    }
    let listed = store.list_interest_rates(organisation).await.unwrap();
    assert_eq!(listed, [rate(7, 1_225), rate(1, 1_200)]);
    let gone = date(2026, 7, 1);
    assert!(
        store
            .delete_interest_rate(organisation, gone)
            .await
            .unwrap()
    );
    assert!(
        !store
            .delete_interest_rate(organisation, gone)
            .await
            .unwrap()
    );
    let listed = store.list_interest_rates(organisation).await.unwrap();
    assert_eq!(listed, [rate(1, 1_200)]);
}

pub(super) async fn anothers_prices_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let price = price(&theirs, true, Channel::Ehf, 100);
    store
        .add_price(theirs.organisation, price.clone())
        .await
        .unwrap();
    let rate = InterestRate {
        valid_from: date(2026, 1, 1),
        hundredths: 1_000,
        created_at: at(5),
    };
    store
        .add_interest_rate(theirs.organisation, rate.clone())
        .await
        .unwrap();
    assert_eq!(store.list_prices(ours.organisation).await.unwrap(), []);
    assert_eq!(
        store.list_interest_rates(ours.organisation).await.unwrap(),
        []
    );
    assert!(
        !store
            .delete_price(ours.organisation, price.id)
            .await
            .unwrap()
    );
    let deleted = store.delete_interest_rate(ours.organisation, rate.valid_from);
    assert!(!deleted.await.unwrap());
    // A company of another is none of ours.
    assert!(
        store
            .add_price(ours.organisation, price.clone())
            .await
            .is_err()
    );
    assert_eq!(
        store.list_prices(theirs.organisation).await.unwrap(),
        [price]
    );
}
