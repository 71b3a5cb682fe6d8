use super::fixture::{World, company, id};
use crate::{Error, Store};
use domain::CompanyId;
use std::sync::Arc;

pub(super) async fn companies_come_back_in_the_order_they_were_added(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut second = company(id(CompanyId::from_parts), Some("974761076"));
    second.name = "Aaa".to_owned();
    second.accounts.clear();
    store
        .add_company(world.organisation, second.clone())
        .await
        .unwrap();
    let listed = store.list_companies(world.organisation).await.unwrap();
    assert_eq!(listed, [company(world.company, None), second]);
}

pub(super) async fn a_number_is_taken_once_in_an_organisation(store: Arc<dyn Store>) {
    let (here, there) = (World::new(&store).await, World::new(&store).await);
    let numbered = || company(id(CompanyId::from_parts), Some("974761076"));
    store
        .add_company(here.organisation, numbered())
        .await
        .unwrap();
    let refused = store.add_company(here.organisation, numbered()).await;
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
        .add_company(there.organisation, numbered())
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
        .add_company(world.organisation, another)
        .await
        .unwrap();
    let listed = store.list_companies(world.organisation).await.unwrap();
    assert_eq!(listed.len(), 2);
}
