//! Links for recipients from the command line, at home and elsewhere.

use crate::run::{Place, served};
use app::{App, SystemClock, SystemRandom, companies, links, organisations};
use serde_json::{Value, json};
use std::process::Child;
use std::sync::Arc;

const NUMBER: &str = "10234";

/// An organisation whose company allows links, with one document.
fn place() -> Place {
    let place = Place::with_organisation();
    let document = json!({
        "type": "document", "source": "erp", "source_id": "1", "number": NUMBER,
        "customer": {"name": "Bakeriet AS"}, "channel": "sms",
        "amount": {"amount": "125.00", "currency": "NOK"},
    });
    let file = place.path().join("one.ndjson");
    std::fs::write(&file, document.to_string()).expect("a file");
    let imported = place.run(&["import", file.to_str().expect("a path")]);
    assert_eq!(imported.code, 0, "{imported:?}");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = store::open_sqlite(&place.path().join("data")).await;
        let store = Arc::new(store.expect("a record"));
        let app = App::new(store, Arc::new(SystemClock), Arc::new(SystemRandom));
        let organisation = organisations::choose(&app, None).await.expect("one");
        let ctx = organisations::operator(&app, &organisation);
        for company in companies::list(&app, &ctx).await.expect("companies") {
            let allowed = links::allow(&app, &ctx, company.id, true).await;
            assert_eq!(allowed.expect("a company"), Some(()));
        }
        app.close().await.expect("the record closes");
    });
    place
}

/// Makes a link, lists it, and revokes it, with these arguments before each.
fn make_list_revoke(place: &Place, before: &[&str]) {
    let with = |arguments: &[&str]| -> Vec<String> {
        let all = before.iter().chain(arguments);
        all.map(|argument| (*argument).to_owned()).collect()
    };
    let run = |arguments: &[&str]| {
        let arguments = with(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        place.run(&arguments)
    };
    let made = run(&["link", "make", NUMBER]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.out.trim().contains("/d/"), "{made:?}");
    assert_eq!(made.out.lines().count(), 1, "the address alone: {made:?}");
    let made = run(&["link", "make", NUMBER, "--channel", "email", "--json"]);
    let made: Value = serde_json::from_str(&made.out).expect("JSON");
    assert_eq!(made["channel"], "email");
    let list = || {
        let listed = run(&["link", "list", NUMBER, "--json"]);
        assert_eq!(listed.code, 0, "{listed:?}");
        let listed: Value = serde_json::from_str(&listed.out).expect("JSON");
        listed.as_array().expect("links").clone()
    };
    let listed = list();
    assert_eq!(listed.len(), 2, "{listed:?}");
    let id = made["id"].as_str().expect("an id");
    let opens = |links: &[Value]| {
        let ours = links.iter().find(|link| link["id"] == id);
        ours.expect("our link")["opens"].clone()
    };
    assert_eq!(opens(&listed), json!(true));
    let revoked = run(&["link", "revoke", NUMBER, id]);
    assert_eq!(revoked.code, 0, "{revoked:?}");
    assert_eq!(opens(&list()), json!(false));
    let table = run(&["link", "list", NUMBER]);
    assert!(table.out.contains("revoked"), "{table:?}");
    assert_ne!(
        run(&["link", "revoke", NUMBER, id]).code,
        0,
        "a second time"
    );
    assert_ne!(run(&["link", "make", "99999"]).code, 0, "no such document");
    let past = run(&["link", "make", NUMBER, "--until", "2020-01-01"]);
    assert_eq!(past.code, 2, "{past:?}");
}

#[test]
fn a_link_is_made_listed_and_revoked_at_home() {
    make_list_revoke(&place(), &[]);
}

/// A portal on a record, which ends with the test.
struct Portal(Child);

impl Drop for Portal {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(place: &Place) -> (Portal, String) {
    let (child, address) = served(place.command(&["serve", "--listen", "127.0.0.1:0"]));
    (Portal(child), address)
}

#[test]
fn a_link_is_made_listed_and_revoked_elsewhere() {
    let place = place();
    let add = ["api-key", "add", "--name", "links", "--scope"];
    let key = |scopes: &str| {
        let made = place.run(&[&add[..], &[scopes]].concat());
        assert_eq!(made.code, 0, "{made:?}");
        let file = place.path().join("key");
        std::fs::write(&file, made.out.trim()).expect("a file");
        file
    };
    let (_portal, address) = serve(&place);
    let file = key("documents:read,links:manage");
    let server = [
        "--server",
        &address,
        "--api-key-file",
        file.to_str().expect("a path"),
    ];
    make_list_revoke(&place, &server);
    key("documents:read");
    let refused = place.run(&[&server[..], &["link", "make", NUMBER]].concat());
    assert_eq!(refused.code, 4, "{refused:?}");
}
