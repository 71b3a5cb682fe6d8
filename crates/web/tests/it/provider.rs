//! Signing in by the organisation's own provider: a real one on this machine
//! that speaks the protocol over HTTP.

use app::people;
use axum::http::StatusCode;
use domain::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Answer, CLIENT, CLIENT_SECRET, Installation, Provider, Visitor};

const EMAIL: &str = "ola@nord.example";

/// An organisation whose people sign in by a provider, and one who is invited.
async fn world() -> (Installation, Provider) {
    let installation = Installation::fresh().await;
    let provider = Provider::start().await;
    let mut kari = installation.signed_in().await;
    let answer = set_up(&mut kari, &provider.issuer).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let new = people::NewInvitation {
        email: EMAIL.to_owned(),
        name: "Ola Nordmann".to_owned(),
        role: Role::Reader,
        companies: None,
    };
    people::invite(&installation.app, &installation.ctx(), new)
        .await
        .expect("an invitation");
    (installation, provider)
}

async fn set_up(visitor: &mut Visitor, issuer: &str) -> Answer {
    let token = visitor.form_token("/settings").await;
    let fields = [
        ("form_token", token.as_str()),
        ("issuer", issuer),
        ("client", CLIENT),
        ("secret", CLIENT_SECRET),
    ];
    visitor
        .post("/settings/organisation/sign-in", &fields)
        .await
}

fn claims(installation: &Installation, more: Value) -> Value {
    let now = installation.app.now().as_second();
    let mut claims = json!({
        "sub": "ola-7", "email": "Ola@Nord.example", "email_verified": true,
        "iat": now, "exp": now + 300,
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        claims[name] = value.clone();
    }
    claims
}

/// Where the provider sends the browser that is sent to it, as a path of the
/// portal.
async fn through(away: &Answer) -> String {
    assert_eq!(away.status, 200, "{}", away.text());
    let refresh = away.headers["refresh"].to_str().expect("text");
    let location = refresh.strip_prefix("0; url=").expect("an address");
    let answer = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
        .get(location)
        .send()
        .await
        .expect("the provider answers");
    assert_eq!(answer.status().as_u16(), 303, "{location}");
    let back = answer.headers()["location"].to_str().expect("an address");
    let path = back.split_once("/sign-in/").expect("back to the portal").1;
    format!("/sign-in/{path}")
}

async fn sign_in(installation: &Installation) -> (Visitor, Answer) {
    let mut visitor = installation.visitor();
    let away = visitor.get("/sign-in/provider?organisation=nord").await;
    let back = through(&away).await;
    let answer = visitor.get(&back).await;
    (visitor, answer)
}

#[tokio::test]
async fn somebody_who_is_invited_comes_by_the_provider() {
    let (installation, provider) = world().await;
    provider.say(claims(&installation, json!({})));
    let (mut ola, answer) = sign_in(&installation).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(ola.get("/documents").await.status, 200);
    // From now on it is the provider's own name that counts.
    provider.say(claims(
        &installation,
        json!({"email": "other@nord.example"}),
    ));
    let (mut ola, _) = sign_in(&installation).await;
    assert!(ola.get("/settings/profile").await.text().contains(EMAIL));
    provider.say(claims(&installation, json!({"sub": "somebody-else"})));
    let (mut other, answer) = sign_in(&installation).await;
    assert_eq!(answer.status, 422);
    assert_eq!(other.get("/").await.status, 303);
}

#[tokio::test]
async fn what_the_provider_says_must_be_right_in_every_part() {
    let (installation, provider) = world().await;
    let now = installation.app.now().as_second();
    for wrong in [
        json!({"iss": "https://id.example.no"}),
        json!({"aud": "another portal"}),
        json!({"aud": [CLIENT, "another portal"]}),
        json!({"azp": "another portal"}),
        json!({"nonce": "of another sign-in"}),
        json!({"exp": now - 61}),
        json!({"iat": now - 601}),
        json!({"iat": now + 61}),
        json!({"sub": ""}),
        json!({"email_verified": false}),
        json!({"email": "stranger@nord.example"}),
    ] {
        provider.say(claims(&installation, wrong.clone()));
        let (mut visitor, answer) = sign_in(&installation).await;
        assert_eq!(answer.status, 422, "{wrong}");
        assert_eq!(visitor.get("/").await.status, 303, "{wrong}");
    }
    provider.say(claims(&installation, json!({})));
    provider.forge(true);
    let (_, answer) = sign_in(&installation).await;
    assert_eq!(answer.status, 422, "signed with another key");
    provider.forge(false);
    let (_, answer) = sign_in(&installation).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test]
async fn only_the_browser_that_was_sent_comes_back_and_only_once() {
    let (installation, provider) = world().await;
    provider.say(claims(&installation, json!({})));
    let mut visitor = installation.visitor();
    let away = visitor.get("/sign-in/provider?organisation=nord").await;
    let back = through(&away).await;
    let mut another = installation.visitor();
    assert_eq!(
        another.get(&back).await.status,
        422,
        "without what the first one holds"
    );
    let mut again = visitor.clone();
    assert_eq!(visitor.get(&back).await.status, 303);
    assert_eq!(again.get(&back).await.status, 422);
    let mut late = installation.visitor();
    let away = late.get("/sign-in/provider?organisation=nord").await;
    let back = through(&away).await;
    installation.clock.advance(SignedDuration::from_mins(11));
    assert_eq!(late.get(&back).await.status, 422);
}

#[tokio::test]
async fn an_organisation_without_a_provider_is_as_if_it_never_was() {
    let (installation, _) = world().await;
    installation.neighbour("syd", "per@syd.example").await;
    let mut visitor = installation.visitor();
    let without = visitor.get("/sign-in/provider?organisation=syd").await;
    let never = visitor.get("/sign-in/provider?organisation=xyz").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let plain = |answer: Answer, slug: &str| {
        let text = answer.text().replace(slug, "");
        text.split("<code>").next().unwrap_or_default().to_owned()
    };
    assert_eq!(plain(without, "syd"), plain(never, "xyz"));
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_not_set() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    for nowhere in ["http://127.0.0.1:9", "http://id.example.no", "nowhere"] {
        let answer = set_up(&mut kari, nowhere).await;
        assert_eq!(answer.status, 422, "{nowhere}");
    }
    let provider = Provider::start().await;
    let almost = format!("{}/", provider.issuer);
    assert_eq!(
        set_up(&mut kari, &almost).await.status,
        422,
        "it calls itself otherwise"
    );
}
