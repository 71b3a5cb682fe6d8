//! Documents that are given to people: by whom, to whom, and how it ends.

use crate::samples::{NUMBER, document_path, fill};
use app::people;
use domain::Role;
use jiff::SignedDuration;
use testkit::{EMAIL, Installation};

async fn person(installation: &Installation, email: &str) -> String {
    let people = people::list(&installation.app, &installation.ctx()).await;
    let people = people.expect("people");
    let found = people.iter().find(|person| person.user.email == email);
    found.expect("a person").user.id.to_string()
}

#[tokio::test]
async fn a_failed_document_is_given_seen_to_and_the_history_stays() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut owner = installation.signed_in().await;
    let mut ola = installation
        .colleague("ola@nord.example", Role::Editor, None)
        .await;
    let path = document_path(&mut owner, NUMBER).await;
    let token = owner.form_token(&path).await;
    let id = person(&installation, "ola@nord.example").await;
    let fields = [
        ("form_token", token.as_str()),
        ("assignee", id.as_str()),
        ("due", "2026-11-25"),
        ("note", "Finn <riktig> adresse"),
    ];
    let given = owner.post(&format!("{path}/follow-ups"), &fields).await;
    assert_eq!(given.status, 303, "{}", given.text());
    let page = owner.get(&given.location()).await.text();
    assert!(page.contains("Dokumentet er gitt til den du valgte"));
    assert!(page.contains("Finn &lt;riktig&gt; adresse"), "{page}");
    // Ola finds it on the first page, and has a letter without whom it is about.
    let overview = ola.get("/").await.text();
    assert!(
        overview.contains("Du har 1 dokument å følge opp"),
        "{overview}"
    );
    let list = ola.get("/follow-ups").await.text();
    assert!(list.contains(NUMBER) && !list.contains("Over fristen"));
    let letters = app::mail::list(&installation.app, &installation.ctx()).await;
    let letters = letters.expect("letters");
    let letter = letters
        .iter()
        .find(|one| one.recipient == "ola@nord.example" && one.key.contains("/follow-up/"));
    assert!(letter.is_some_and(|letter| letter.subject.contains(NUMBER)));
    // Its day is over.
    installation
        .clock
        .advance(SignedDuration::from_hours(24 * 3));
    let mut ola = installation.visitor();
    ola.sign_in("ola@nord.example", testkit::PASSWORD).await;
    let overview = ola.get("/").await.text();
    assert!(overview.contains("over fristen"), "{overview}");
    let page = ola.get(&path).await.text();
    assert!(page.contains("Over fristen"), "{page}");
    let closing = page
        .split("action=\"/follow-ups/")
        .nth(1)
        .and_then(|rest| rest.split(['"', '?']).next())
        .expect("a form to end it");
    let closing = format!("/follow-ups/{closing}");
    let token = ola.form_token(&path).await;
    let none = [("form_token", token.as_str()), ("outcome", "")];
    let answer = ola.post(&closing, &none).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Velg hvordan det endte"));
    let fields = [
        ("form_token", token.as_str()),
        ("outcome", "settled"),
        ("reason", "Fikk ny adresse"),
    ];
    let closed = ola.post(&closing, &fields).await;
    assert_eq!(closed.status, 303, "{}", closed.text());
    let page = ola.get(&path).await.text();
    assert!(page.contains("avklart med mottakeren") && page.contains("Fikk ny adresse"));
    assert!(page.contains("Ingen følger opp dokumentet"));
    let ended = ola.get("/follow-ups?show=closed").await.text();
    assert!(ended.contains(NUMBER) && ended.contains("Fikk ny adresse"));
}

#[tokio::test]
async fn a_form_that_will_not_do_comes_back_with_what_was_filled_in() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, NUMBER).await;
    let token = visitor.form_token(&path).await;
    let id = person(&installation, EMAIL).await;
    for (due, said) in [("2026-11-01", "Fristen er over"), ("", "Velg en dag")] {
        let fields = [
            ("form_token", token.as_str()),
            ("assignee", id.as_str()),
            ("due", due),
            ("note", "Ring"),
        ];
        let answer = visitor.post(&format!("{path}/follow-ups"), &fields).await;
        assert_eq!(answer.status, 422);
        let page = answer.text();
        assert!(page.contains(said) && page.contains("Ring"), "{page}");
    }
}

#[tokio::test]
async fn a_resend_is_asked_for_and_told_on_the_timeline() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, NUMBER).await;
    let token = visitor.form_token(&path).await;
    let fields = [("form_token", token.as_str()), ("channel", "print")];
    let asked = visitor.post(&format!("{path}/resends"), &fields).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let page = visitor.get(&asked.location()).await.text();
    assert!(page.contains("Avsendersystemet er bedt om å sende dokumentet på nytt"));
    assert!(page.contains("sende dokumentet på nytt: "), "{page}");
}

#[tokio::test]
async fn a_reader_sees_who_has_a_document_and_gives_it_to_nobody() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut owner = installation.signed_in().await;
    let path = document_path(&mut owner, NUMBER).await;
    let token = owner.form_token(&path).await;
    let id = person(&installation, EMAIL).await;
    let fields = [
        ("form_token", token.as_str()),
        ("assignee", id.as_str()),
        ("due", "2026-11-25"),
    ];
    owner.post(&format!("{path}/follow-ups"), &fields).await;
    let mut reader = installation
        .colleague("leser@nord.example", Role::Reader, None)
        .await;
    let page = reader.get(&path).await.text();
    assert!(page.contains("Kari Nordmann") && !page.contains("/follow-ups\""));
    assert!(!page.contains("/closing"), "{page}");
    let list = reader.get("/follow-ups?show=open").await.text();
    assert!(list.contains(NUMBER), "{list}");
}
