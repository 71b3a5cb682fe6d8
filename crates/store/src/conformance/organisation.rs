use super::fixture::{id, organisation};
use crate::{Error, Store};
use domain::OrganisationId;
use std::sync::Arc;

pub(super) async fn a_short_name_is_taken_once(store: Arc<dyn Store>) {
    let first = organisation(id(OrganisationId::from_parts), "vind");
    store.add_organisation(first.clone()).await.unwrap();
    let second = organisation(id(OrganisationId::from_parts), "vind");
    let refused = store.add_organisation(second).await;
    assert!(
        matches!(
            refused,
            Err(Error::Conflict {
                constraint: "organisation.slug"
            })
        ),
        "{refused:?}"
    );
    let kept = store.list_organisations_across_tenants().await.unwrap();
    assert_eq!(kept, [first]);
}

pub(super) async fn organisations_are_found_and_listed_by_short_name(store: Arc<dyn Store>) {
    let b = organisation(id(OrganisationId::from_parts), "b");
    let mut a = organisation(id(OrganisationId::from_parts), "a");
    a.is_demo = true;
    store.add_organisation(b.clone()).await.unwrap();
    store.add_organisation(a.clone()).await.unwrap();
    let listed = store.list_organisations_across_tenants().await.unwrap();
    assert_eq!(listed, [a.clone(), b.clone()]);
    let found = store.find_organisation_by_slug_across_tenants("b").await;
    assert_eq!(found.unwrap(), Some(b));
    assert_eq!(store.lookup_organisation(a.id).await.unwrap(), Some(a));
    let unknown = store.find_organisation_by_slug_across_tenants("c").await;
    assert_eq!(unknown.unwrap(), None);
}
