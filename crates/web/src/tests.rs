//! What the tests of several pages need: a visit, and rules that hold for
//! every page.

use crate::query::Query;
use crate::session::Visit;
use crate::text::Text;
use app::organisations::Organisation;
use app::people::{Person, SignedIn};
use app::{Actor, Ctx};
use domain::{OrganisationId, UserId};
use jiff::tz::TimeZone;
use render::{Formats, Language};

/// A signed-in visit on 23 November 2026 at noon in Oslo.
pub(crate) fn visit(language: Language) -> Visit {
    let now = "2026-11-23T11:00:00Z".parse().expect("a moment");
    let organisation = Organisation {
        id: OrganisationId::from_bytes([1; 16]),
        slug: "nord".to_owned(),
        name: "Nord & Sør AS".to_owned(),
        time_zone: "Europe/Oslo".to_owned(),
        language: "nb".to_owned(),
        is_demo: true,
    };
    let person = Person {
        id: UserId::from_bytes([2; 16]),
        email: "kari@nord.example".to_owned(),
        name: "Kari <Nordmann>".to_owned(),
        language: None,
        role: domain::Role::Administrator,
        companies: None,
        keys_off: false,
        is_platform: false,
        has_password: true,
    };
    let ctx = Ctx {
        organisation: organisation.id,
        companies: None,
        actor: Actor::Person {
            id: person.id,
            name: person.name.clone(),
        },
        rights: domain::Rights::ALL,
        now,
        time_zone: TimeZone::get("Europe/Oslo").expect("the zone is bundled"),
    };
    Visit {
        text: Text::of(language),
        formats: Formats::of(language),
        signed_in: Some(SignedIn {
            ctx,
            organisation,
            person,
            form_token: "token".to_owned(),
            session: domain::ContentHash::of(b"session"),
            proven_at: now,
            is_strong: true,
            ends_at: now,
            seen_as: None,
            must_set_up: false,
        }),
        secret: None,
        now,
        path: "/documents".to_owned(),
        query: Query::default(),
        is_reading: true,
        companies: Vec::new(),
        origin: app::people::Origin::default(),
        reference: "19a-0001".to_owned(),
    }
}

/// What holds for every page: no script or style of its own, every text
/// there, nothing unescaped, one `h1`, a language, labels for what can be
/// filled in.
pub(crate) fn is_sound(page: &str) {
    for forbidden in [
        " style=",
        "<style",
        "onclick",
        "onload",
        "javascript:",
        "⟦",
        "<Nordmann>",
        "<script>alert",
    ] {
        assert!(!page.contains(forbidden), "{forbidden} in {page}");
    }
    let scripts: Vec<&str> = page.split("<script").skip(1).collect();
    assert!(
        scripts
            .iter()
            .all(|script| script.starts_with(" type=\"module\" src=\"/assets/")),
        "{page}"
    );
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
    assert_eq!(page.matches("<main").count(), 1);
    assert!(page.contains("<html lang=\"nb\">") || page.contains("<html lang=\"en\">"));
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    for (place, id) in ids.iter().enumerate() {
        assert!(!ids[..place].contains(id), "the id {id} is there twice");
    }
    for label in page
        .split("<label")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
    {
        if let Some(target) = label
            .split("for=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
        {
            assert!(
                ids.contains(&target),
                "a label points to {target}, which is not there"
            );
        }
    }
}
