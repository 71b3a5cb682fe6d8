//! Letters to people: what they bring lets in, once.

use super::{SOON, World};
use testkit::PASSWORD;

/// The page that the link of a message leads to.
fn linked(message: &str) -> String {
    let plain = message.replace("=\r\n", "").replace("=3D", "=");
    let rest = plain
        .split_once("https://utsyn.nord.example")
        .expect("a link")
        .1;
    rest.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_arrives_and_lets_in_once() {
    let world = World::new().await;
    let mut kari = world.installation.signed_in().await;
    let token = kari.form_token("/settings").await;
    let fields = [
        ("form_token", token.as_str()),
        ("name", "Ola Nordmann"),
        ("email", "ola@nord.example"),
        ("role", "reader"),
        ("reach", "all"),
    ];
    assert_eq!(kari.post("/settings/people", &fields).await.status, 303);
    world.later(SOON).await;
    let received = world.server.received();
    let [letter] = received.as_slice() else {
        panic!("one letter: {received:?}");
    };
    assert_eq!(letter.to, ["ola@nord.example"]);
    let page = linked(&letter.message);
    let mut ola = world.installation.visitor();
    assert_eq!(ola.get(&page).await.status, 200, "{page}");
    let code = page.rsplit_once("code=").expect("a code").1;
    let chosen = [("code", code), ("password", PASSWORD)];
    assert_eq!(ola.post("/letter", &chosen).await.status, 303);
    assert_eq!(ola.get(&page).await.status, 404);
    ola.sign_in("ola@nord.example", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_is_here_gets_a_letter_for_a_new_password() {
    let world = World::new().await;
    for email in ["kari@nord.example", "nobody@nord.example"] {
        let mut visitor = world.installation.visitor();
        assert_eq!(
            visitor.post("/reset", &[("email", email)]).await.status,
            303
        );
    }
    world.later(SOON).await;
    let received = world.server.received();
    let [letter] = received.as_slice() else {
        panic!("one letter: {received:?}");
    };
    assert_eq!(letter.to, ["kari@nord.example"]);
    let mut kari = world.installation.visitor();
    assert_eq!(kari.get(&linked(&letter.message)).await.status, 200);
}
