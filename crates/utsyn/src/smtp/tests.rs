//! Letters on their way through a real mail server that behaves as it likes.

mod people;
mod reports;
mod tls;

use super::Smtp;
use app::jobs::run_due;
use app::mail::{self, Letter, LetterRow, LetterState, Part, Post};
use jiff::SignedDuration;
use std::sync::Arc;
use testkit::{Installation, SmtpManner, SmtpServer};

struct World {
    installation: Installation,
    server: SmtpServer,
}

impl World {
    async fn new() -> Self {
        let server = SmtpServer::start().await;
        let smtp = Smtp::new(
            &server.url(),
            None,
            Some("Utsyn <utsyn@nord.example>"),
            None,
        );
        Self::with(server, smtp.unwrap()).await
    }

    async fn with(server: SmtpServer, smtp: Smtp) -> Self {
        let post = Post::new(Some(Arc::new(smtp)), "https://utsyn.nord.example/");
        Self {
            installation: Installation::fresh_with(post).await,
            server,
        }
    }

    async fn queue(&self, key: &str) {
        let (app, organisation) = (&self.installation.app, self.installation.organisation.id);
        mail::queue(app, organisation, letter(key)).await.unwrap();
    }

    /// Turns the clock on and does what is due.
    async fn later(&self, by: SignedDuration) {
        self.installation.clock.advance(by);
        run_due(&self.installation.app).await.unwrap();
    }

    async fn only(&self) -> LetterRow {
        let listed = mail::list(&self.installation.app, &self.installation.ctx()).await;
        let [letter] = listed.unwrap().try_into().unwrap();
        letter
    }
}

const SOON: SignedDuration = SignedDuration::from_mins(2);

fn letter(key: &str) -> Letter {
    Letter {
        key: key.to_owned(),
        to: "kari@nord.example".to_owned(),
        language: "nb".to_owned(),
        subject: "Månedsrapport for november".to_owned(),
        text: "Hei på deg".to_owned(),
        html: Some("<p>Hei på deg <img src=\"cid:chart\" alt=\"\"></p>".to_owned()),
        inline: vec![Part {
            name: "chart".to_owned(),
            media_type: "image/png".to_owned(),
            bytes: vec![1, 2, 3],
        }],
        attachments: vec![Part {
            name: "månedsrapport.csv".to_owned(),
            media_type: "text/csv".to_owned(),
            bytes: b"a;b".to_vec(),
        }],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_arrives_with_all_its_parts() {
    let world = World::new().await;
    world.queue("a").await;
    world.queue("a").await;
    world.later(SOON).await;
    assert_eq!(world.only().await.state, LetterState::Sent);
    let [received] = world.server.received().try_into().unwrap();
    assert_eq!(received.from, "utsyn@nord.example");
    assert_eq!(received.to, ["kari@nord.example"]);
    assert_eq!(
        received.header("Auto-Submitted").as_deref(),
        Some("auto-generated")
    );
    for part in [
        "multipart/mixed",
        "multipart/alternative",
        "multipart/related",
    ] {
        assert!(received.message.contains(part), "{part}");
    }
    for part in ["Content-ID: <chart>", "text/plain", "text/html", "text/csv"] {
        assert!(received.message.contains(part), "{part}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_share_a_connection() {
    let world = World::new().await;
    for key in ["a", "b", "c", "d", "e", "f"] {
        world.queue(key).await;
    }
    world.later(SOON).await;
    assert_eq!(world.server.received().len(), 6);
    let connections = world.server.connections();
    assert!(connections <= 4, "{connections} for six letters");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_busy_is_asked_again() {
    let world = World::new().await;
    world
        .server
        .behave(SmtpManner::Answers("RCPT", "451 try later"));
    world.queue("a").await;
    world.later(SOON).await;
    let waiting = world.only().await;
    assert_eq!((waiting.state, waiting.attempts), (LetterState::Waiting, 1));
    let why = waiting.error.unwrap_or_default();
    assert!(why.contains("try later"), "{why}");
    world.server.behave(SmtpManner::Takes);
    world.later(SOON).await;
    assert_eq!(world.only().await.state, LetterState::Sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_server_does_not_know_is_told_and_asked_for_again_by_hand_only() {
    let world = World::new().await;
    world
        .server
        .behave(SmtpManner::Answers("RCPT", "550 nobody of that name"));
    world.queue("a").await;
    world.later(SOON).await;
    let refused = world.only().await;
    assert_eq!(refused.state, LetterState::Refused);
    let why = refused.error.unwrap_or_default();
    assert!(why.contains("nobody of that name"), "{why}");
    world.server.behave(SmtpManner::Takes);
    world.later(SignedDuration::from_hours(30)).await;
    assert_eq!(world.server.received(), []);
    let ctx = world.installation.ctx();
    let retried = mail::retry(&world.installation.app, &ctx, "a").await;
    assert_eq!(retried.unwrap(), Some(()));
    world.later(SOON).await;
    assert_eq!(world.server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_makes_a_copy_with_the_same_message_id() {
    let world = World::new().await;
    world.server.behave(SmtpManner::CutsAfterData);
    world.queue("a").await;
    world.later(SOON).await;
    assert_eq!(world.only().await.state, LetterState::Waiting);
    world.server.behave(SmtpManner::Takes);
    world.later(SOON).await;
    let [first, copy] = world.server.received().try_into().unwrap();
    let id = first.header("Message-ID").unwrap();
    assert!(id.ends_with("@nord.example>"), "{id}");
    assert_eq!(copy.header("Message-ID"), Some(id));
    assert_eq!(copy.header("Date"), first.header("Date"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_for_a_week_loses_nothing() {
    let world = World::new().await;
    world
        .server
        .behave(SmtpManner::Answers("MAIL", "421 closing"));
    world.queue("a").await;
    for _ in 0..8 * 24 {
        world.later(SignedDuration::from_mins(61)).await;
    }
    assert_eq!(world.only().await.state, LetterState::Waiting);
    world.server.behave(SmtpManner::Takes);
    world.later(SignedDuration::from_mins(61)).await;
    assert_eq!(world.only().await.state, LetterState::Sent);
    assert_eq!(world.server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_let_in_keeps_the_letter() {
    let server = SmtpServer::start().await;
    server.behave(SmtpManner::Asks("kari", "riktig"));
    let smtp = Smtp::new(
        &server.url_of("kari"),
        Some("galt".to_owned()),
        Some("utsyn@nord.example"),
        None,
    );
    let world = World::with(server, smtp.unwrap()).await;
    world.queue("a").await;
    world.later(SOON).await;
    let waiting = world.only().await;
    assert_eq!(waiting.state, LetterState::Waiting);
    let why = waiting.error.unwrap_or_default();
    assert!(
        why.contains("do not know you") && !why.contains("galt"),
        "{why}"
    );
    let server = SmtpServer::start().await;
    server.behave(SmtpManner::Asks("kari", "riktig"));
    let smtp = Smtp::new(
        &server.url_of("kari"),
        Some("riktig".to_owned()),
        Some("utsyn@nord.example"),
        None,
    );
    let world = World::with(server, smtp.unwrap()).await;
    world.queue("a").await;
    world.later(SOON).await;
    assert_eq!(world.server.received().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_letters_wait_and_do_not_count_as_tried() {
    let installation = Installation::fresh().await;
    let (app, organisation) = (&installation.app, installation.organisation.id);
    mail::queue(app, organisation, letter("a")).await.unwrap();
    for _ in 0..20 {
        installation.clock.advance(SignedDuration::from_hours(24));
        run_due(app).await.unwrap();
    }
    let listed = mail::list(app, &installation.ctx()).await.unwrap();
    assert_eq!(
        (listed[0].state, listed[0].attempts),
        (LetterState::Waiting, 0)
    );
}

#[test]
fn a_user_without_a_password_is_told_where_it_goes() {
    let smtp = Smtp::new("smtps://kari@mail.nord.example", None, None, None);
    let told = format!("{:#}", smtp.err().unwrap());
    assert!(told.contains("UTSYN_SMTP_PASSWORD"), "{told}");
}
