use super::fixture::{id, organisation};
use crate::port::{OidcSettings, Organisation, OrganisationSettings};
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

pub(super) async fn an_organisation_is_changed_and_set_up(store: Arc<dyn Store>) {
    let ours = organisation(id(OrganisationId::from_parts), "a");
    let theirs = organisation(id(OrganisationId::from_parts), "b");
    for one in [&ours, &theirs] {
        store.add_organisation(one.clone()).await.unwrap();
    }
    let changed = Organisation {
        name: "Nytt navn".to_owned(),
        time_zone: "Europe/Stockholm".to_owned(),
        language: "en".to_owned(),
        ..ours
    };
    store.change_organisation(changed.clone()).await.unwrap();
    let all = store.list_organisations_across_tenants().await.unwrap();
    assert_eq!(all, [changed.clone(), theirs.clone()]);
    let lookup = async |id| store.lookup_organisation_settings(id).await.unwrap();
    assert_eq!(lookup(changed.id).await, OrganisationSettings::default());
    let mut settings = OrganisationSettings {
        requires_second_factor: true,
        oidc: Some(OidcSettings {
            issuer: "https://id.example.no".to_owned(),
            client: "utsyn".to_owned(),
            secret: "secret".to_owned(),
        }),
    };
    for _ in 0..2 {
        let put = store.put_organisation_settings(changed.id, settings.clone());
        put.await.unwrap();
        assert_eq!(lookup(changed.id).await, settings);
        settings.oidc = None;
    }
    assert_eq!(lookup(theirs.id).await, OrganisationSettings::default());
}
