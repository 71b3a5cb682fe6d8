//! Passkeys, with a device that signs as a real one does.

use serde_json::Value;
use testkit::{Answer, Device, EMAIL, Installation, PASSWORD, Visitor};

const ADD: &str = "/settings/second-factor/passkeys/new";

/// What a page asks a device, and the step that it belongs to.
fn asked(page: &Answer) -> (Value, String) {
    let text = page.text();
    let between = |before: &str| {
        let rest = text
            .split_once(before)
            .unwrap_or_else(|| panic!("no {before} in {text}"))
            .1;
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let options = between("data-options=\"").replace("&quot;", "\"");
    let options = serde_json::from_str(&options).expect("JSON");
    (options, between("name=\"step\" value=\""))
}

fn device(installation: &Installation) -> Device {
    let portal = installation.app.portal_url("");
    let host = portal.split("://").nth(1).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    Device::at(&portal, host)
}

async fn add(visitor: &mut Visitor, device: &mut Device) -> Answer {
    let (options, step) = asked(&visitor.get(ADD).await);
    let made = device.create(&options);
    let token = visitor.form_token("/settings").await;
    let fields = [
        ("form_token", token.as_str()),
        ("step", step.as_str()),
        ("name", "Telefonen min"),
        ("credential", made.as_str()),
    ];
    visitor
        .post("/settings/second-factor/passkeys", &fields)
        .await
}

async fn sign_in(visitor: &mut Visitor, device: &mut Device) -> Answer {
    let (options, step) = asked(&visitor.get("/sign-in/passkey").await);
    let answer = device.answer(&options);
    let fields = [("step", step.as_str()), ("credential", answer.as_str())];
    visitor.post("/sign-in/passkey", &fields).await
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_password() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let mut phone = device(&installation);
    let added = add(&mut kari, &mut phone).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let page = kari.get("/settings/second-factor").await.text();
    assert!(page.contains("Telefonen min"), "{page}");
    let mut visitor = installation.visitor();
    let answer = sign_in(&mut visitor, &mut phone).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(
        visitor
            .get("/settings/profile")
            .await
            .text()
            .contains(EMAIL)
    );

    // With a stolen password nobody adds what would let them in for good.
    let mut thief = installation.visitor();
    thief.sign_in(EMAIL, PASSWORD).await;
    assert_eq!(thief.get(ADD).await.status, 409);
    let token = thief.form_token("/settings").await;
    let begun = thief
        .post("/settings/second-factor", &[("form_token", &token)])
        .await;
    assert_eq!(begun.status, 422);

    let token = visitor.form_token("/settings").await;
    let path = visitor.get("/settings/second-factor").await.text();
    let path = path
        .split("action=\"/settings/second-factor/passkeys/")
        .nth(1)
        .expect("a passkey");
    let path = format!(
        "/settings/second-factor/passkeys/{}",
        path.split('"').next().unwrap_or_default()
    );
    let removed = visitor.post(&path, &[("form_token", &token)]).await;
    assert_eq!(removed.status, 303);
    let mut late = installation.visitor();
    assert_eq!(sign_in(&mut late, &mut phone).await.status, 422);
}

#[tokio::test]
async fn an_answer_must_be_right_in_every_part() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let mut phone = device(&installation);
    assert_eq!(add(&mut kari, &mut phone).await.status, 303);
    let refused = async |phone: &mut Device, why: &str| {
        let mut visitor = installation.visitor();
        let answer = sign_in(&mut visitor, phone).await;
        assert_eq!(answer.status, 422, "{why}");
        assert_eq!(visitor.get("/").await.status, 303, "{why}");
    };
    let (origin, host) = (phone.origin.clone(), phone.host.clone());
    phone.origin = "https://evil.example".to_owned();
    refused(&mut phone, "on another site").await;
    phone.origin = origin;
    phone.host = "evil.example".to_owned();
    refused(&mut phone, "for another host").await;
    phone.host = host;
    phone.flags = 1;
    refused(&mut phone, "nobody made sure who it is").await;
    phone.flags = 5;
    let mut stranger = device(&installation);
    refused(&mut stranger, "a device that is not known").await;
    let mut visitor = installation.visitor();
    assert_eq!(sign_in(&mut visitor, &mut phone).await.status, 303);
    phone.count = 0;
    refused(&mut phone, "a copy of the key").await;
}

#[tokio::test]
async fn an_answer_is_taken_once_and_for_its_own_question() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let mut phone = device(&installation);
    assert_eq!(add(&mut kari, &mut phone).await.status, 303);
    let mut visitor = installation.visitor();
    let (options, step) = asked(&visitor.get("/sign-in/passkey").await);
    let answer = phone.answer(&options);
    let (_, other) = asked(&visitor.get("/sign-in/passkey").await);
    let fields = [("step", other.as_str()), ("credential", answer.as_str())];
    assert_eq!(visitor.post("/sign-in/passkey", &fields).await.status, 422);
    let fields = [("step", step.as_str()), ("credential", answer.as_str())];
    assert_eq!(visitor.post("/sign-in/passkey", &fields).await.status, 303);
    let mut again = installation.visitor();
    assert_eq!(again.post("/sign-in/passkey", &fields).await.status, 422);
}
