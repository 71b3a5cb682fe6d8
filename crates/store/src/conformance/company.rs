use super::fixture::{World, company, id};
use crate::port::{CompanySettings, KidAgreement};
use crate::{Error, Store};
use domain::kid::Algorithm;
use domain::{Channel, CompanyId};
use std::sync::Arc;

pub(super) async fn companies_come_back_in_the_order_they_were_added(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut second = company(id(CompanyId::from_parts), Some("974761076"));
    second.name = "Aaa".to_owned();
    second.accounts.clear();
    store
        .add_company(
            world.organisation,
            second.clone(),
            CompanySettings::default(),
        )
        .await
        .unwrap();
    let listed = store.list_companies(world.organisation).await.unwrap();
    assert_eq!(listed, [company(world.company, None), second]);
}

pub(super) async fn a_number_is_taken_once_in_an_organisation(store: Arc<dyn Store>) {
    let (here, there) = (World::new(&store).await, World::new(&store).await);
    let numbered = || company(id(CompanyId::from_parts), Some("974761076"));
    store
        .add_company(here.organisation, numbered(), CompanySettings::default())
        .await
        .unwrap();
    let refused = store
        .add_company(here.organisation, numbered(), CompanySettings::default())
        .await;
    assert!(
        matches!(
            refused,
            Err(Error::Conflict {
                constraint: "company.number"
            })
        ),
        "{refused:?}"
    );
    store
        .add_company(there.organisation, numbered(), CompanySettings::default())
        .await
        .unwrap();
    assert_eq!(
        store.list_companies(here.organisation).await.unwrap().len(),
        2
    );
}

pub(super) async fn companies_without_a_number_do_not_collide(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let another = company(id(CompanyId::from_parts), None);
    store
        .add_company(world.organisation, another, CompanySettings::default())
        .await
        .unwrap();
    let listed = store.list_companies(world.organisation).await.unwrap();
    assert_eq!(listed.len(), 2);
}

pub(super) async fn a_company_is_changed_and_keeps_its_place(store: Arc<dyn Store>) {
    let (world, there) = (World::new(&store).await, World::new(&store).await);
    let second = company(id(CompanyId::from_parts), Some("974761076"));
    store
        .add_company(
            world.organisation,
            second.clone(),
            CompanySettings::default(),
        )
        .await
        .unwrap();
    let mut changed = company(world.company, Some("918130047"));
    changed.name = "Nytt navn".to_owned();
    changed.accounts = vec!["86011117947".to_owned(), "15038366383".to_owned()];
    let done = store
        .change_company(
            world.organisation,
            changed.clone(),
            CompanySettings::default(),
        )
        .await;
    assert!(done.unwrap());
    let listed = store.list_companies(world.organisation).await.unwrap();
    assert_eq!(listed, [changed.clone(), second]);
    let taken = company(world.company, Some("974761076"));
    let refused = store
        .change_company(world.organisation, taken, CompanySettings::default())
        .await;
    assert!(
        matches!(refused, Err(Error::Conflict { .. })),
        "{refused:?}"
    );
    let foreign = store
        .change_company(there.organisation, changed, CompanySettings::default())
        .await;
    assert!(!foreign.unwrap());
}

pub(super) async fn what_is_set_for_a_company_comes_back(store: Arc<dyn Store>) {
    let (world, there) = (World::new(&store).await, World::new(&store).await);
    let lookup = async |organisation| {
        let found = store.lookup_company_settings(organisation, world.company);
        found.await.unwrap()
    };
    assert_eq!(lookup(world.organisation).await, CompanySettings::default());
    let agreement = |length, algorithm| KidAgreement { length, algorithm };
    let mut settings = CompanySettings {
        time_zone: Some("Europe/Stockholm".to_owned()),
        language: Some("en".to_owned()),
        channels: vec![Channel::Ehf, Channel::Email],
        agreements: vec![
            agreement(13, Algorithm::Mod10),
            agreement(25, Algorithm::Mod11),
        ],
    };
    for _ in 0..2 {
        let named = company(world.company, None);
        let put = store.change_company(world.organisation, named, settings.clone());
        assert!(put.await.unwrap());
        assert_eq!(lookup(world.organisation).await, settings);
        let agreements = store.list_kid_agreements(world.organisation).await.unwrap();
        let expected = settings.agreements.iter();
        let expected: Vec<_> = expected.map(|one| (world.company, *one)).collect();
        assert_eq!(agreements, expected);
        settings.agreements.pop();
    }
    assert_eq!(lookup(there.organisation).await, CompanySettings::default());
}
