//! Doing something to many documents at once: chosen, confirmed, done, told.

use crate::samples::{NUMBER, document_path, fill};
use app::{jobs, people};
use domain::Role;
use testkit::{EMAIL, Installation, Visitor};

async fn run(installation: &Installation) {
    jobs::run_due(&installation.app).await.expect("jobs run");
}

async fn kari(installation: &Installation) -> String {
    let people = people::list(&installation.app, &installation.ctx()).await;
    let people = people.expect("people");
    let found = people.iter().find(|person| person.user.email == EMAIL);
    found.expect("Kari").user.id.to_string()
}

/// Confirms something for all that a filter selects.
async fn ask(visitor: &mut Visitor, fields: &[(&str, &str)]) -> testkit::Answer {
    let token = visitor.form_token("/documents").await;
    let mut all = vec![("form_token", token.as_str())];
    all.extend(fields);
    visitor.post("/bulks", &all).await
}

#[tokio::test]
async fn all_that_match_are_chosen_confirmed_and_each_is_reported() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let list = visitor.get("/documents?payment=overdue").await.text();
    assert!(list.contains("name=\"d\"") && list.contains("Velg alle på siden"));
    let page = visitor
        .get("/documents?payment=overdue&pick=page")
        .await
        .text();
    assert!(page.contains("Alle 2 på siden er valgt"), "{page}");
    let confirm = visitor
        .get("/bulks/new?payment=overdue&all=1&action=comment")
        .await
        .text();
    assert!(confirm.contains("Dette gjelder 2 dokumenter"), "{confirm}");
    let fields = [
        ("payment", "overdue"),
        ("all", "1"),
        ("action", "comment"),
        ("count", "2"),
        ("written", "Purret på telefon"),
    ];
    let asked = ask(&mut visitor, &fields).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let page = visitor.get(&asked.location()).await.text();
    assert!(page.contains("Arbeider i bakgrunnen"), "{page}");
    run(&installation).await;
    // What is done again changes nothing.
    run(&installation).await;
    let page = visitor.get(&asked.location()).await.text();
    assert!(page.contains("Ferdig"), "{page}");
    let report = visitor
        .get(&format!("{}/report.csv", asked.location()))
        .await
        .text();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "row,document,number,state,why");
    assert_eq!(lines.len(), 3, "{report}");
    assert!(lines[1..].iter().all(|line| line.ends_with(",done,")));
    let commented = visitor.get("/documents?has=comment").await.text();
    assert!(commented.contains("2 dokumenter"), "{commented}");
    let path = document_path(&mut visitor, NUMBER).await;
    let page = visitor.get(&path).await.text();
    assert_eq!(page.matches("class=\"comment\"").count(), 1, "{page}");
}

#[tokio::test]
async fn rows_are_given_to_somebody_and_their_follow_up_ends() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, NUMBER).await;
    let id = path.trim_start_matches("/documents/").to_owned();
    let kari = kari(&installation).await;
    let fields = [
        ("d", id.as_str()),
        ("action", "assign"),
        ("count", "1"),
        ("assignee", kari.as_str()),
        ("until", "2026-11-30"),
        ("note", "Finn ny adresse"),
    ];
    let asked = ask(&mut visitor, &fields).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    run(&installation).await;
    let page = visitor.get("/follow-ups").await.text();
    assert!(page.contains(NUMBER) && page.contains("Finn ny adresse"));
    // All three documents: one is followed up, the others have nothing to end.
    let fields = [
        ("all", "1"),
        ("action", "resolve"),
        ("count", "3"),
        ("outcome", "not_needed"),
    ];
    let asked = ask(&mut visitor, &fields).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    run(&installation).await;
    let report = visitor
        .get(&format!("{}/report.csv", asked.location()))
        .await
        .text();
    assert_eq!(report.matches(",done,").count(), 1, "{report}");
    assert_eq!(
        report.matches(",skipped,nothing_to_do").count(),
        2,
        "{report}"
    );
    assert!(
        visitor
            .get("/bulks")
            .await
            .text()
            .contains("Avslutt oppfølgingen")
    );
}

#[tokio::test]
async fn a_resend_and_a_hold_reach_every_row() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    for fields in [
        vec![("action", "resend"), ("resend", "print")],
        vec![("action", "hold"), ("name", "Sak 7"), ("because", "Tvist")],
    ] {
        let mut all = vec![("all", "1"), ("count", "3")];
        all.extend(fields);
        let asked = ask(&mut visitor, &all).await;
        assert_eq!(asked.status, 303, "{}", asked.text());
        run(&installation).await;
        let page = visitor.get(&asked.location()).await.text();
        assert!(page.contains("Ferdig"), "{page}");
    }
    let held = visitor.get("/documents?has=hold").await.text();
    assert!(held.contains("3 dokumenter"), "{held}");
    let holds = visitor.get("/settings/holds").await.text();
    assert_eq!(
        holds.matches("Sak 7").count(),
        2,
        "one hold with its button"
    );
    let path = document_path(&mut visitor, NUMBER).await;
    let page = visitor.get(&path).await.text();
    assert!(page.contains("sende dokumentet på nytt: "), "{page}");
}

#[tokio::test]
async fn another_number_than_was_seen_is_confirmed_anew() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let fields = [
        ("all", "1"),
        ("action", "comment"),
        ("count", "2"),
        ("written", "Hei"),
    ];
    let asked = ask(&mut visitor, &fields).await;
    assert_eq!(asked.status, 422);
    let page = asked.text();
    assert!(page.contains("Antallet er et annet nå") && page.contains("3 dokumenter"));
    run(&installation).await;
    let list = visitor.get("/documents?has=comment").await.text();
    assert!(!list.contains(NUMBER), "{list}");
    // Nothing chosen is said where it was to be chosen.
    let nothing = visitor.get("/bulks/new?action=comment").await.location();
    let page = visitor.get(&nothing).await.text();
    assert!(page.contains("Ingen dokumenter er valgt"), "{page}");
}

#[tokio::test]
async fn a_bulk_is_its_askers_and_a_reader_asks_for_none() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut owner = installation.signed_in().await;
    let fields = [
        ("all", "1"),
        ("action", "comment"),
        ("count", "3"),
        ("written", "Hei"),
    ];
    let asked = ask(&mut owner, &fields).await;
    let mut reader = installation
        .colleague("leser@nord.example", Role::Reader, None)
        .await;
    assert_eq!(reader.get(&asked.location()).await.status, 404);
    let report = format!("{}/report.csv", asked.location());
    assert_eq!(reader.get(&report).await.status, 404);
    let token = reader.form_token("/documents").await;
    let mut all = vec![("form_token", token.as_str())];
    all.extend(fields);
    assert_eq!(reader.post("/bulks", &all).await.status, 403);
    let list = reader.get("/documents").await.text();
    assert!(!list.contains("name=\"d\""), "{list}");
}
