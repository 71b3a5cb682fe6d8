//! A mail server with a certificate of an authority that only whoever names it
//! trusts.

use super::super::address::{Address, Safety};
use super::{SOON, Smtp, World};
use app::mail::LetterState;
use jiff::SignedDuration;
use std::time::Duration;
use testkit::{SMTP_CA, SmtpManner, SmtpSafety, SmtpServer};

/// As `smtp://` or `smtps://` of a server that is not on this machine is read.
fn smtp(server: &SmtpServer, safety: Safety, ca: Option<&[u8]>) -> Smtp {
    let address = Address {
        safety,
        user: Some("kari".to_owned()),
        host: "localhost".to_owned(),
        port: server.port(),
    };
    let from = Some("Utsyn <utsyn@nord.example>");
    let password = Some("riktig".to_owned());
    Smtp::at(address, password, from, (ca, Duration::from_secs(20))).unwrap()
}

const BOTH: [(Safety, SmtpSafety); 2] = [
    (Safety::Tls, SmtpSafety::FromTheStart),
    (Safety::StartTls, SmtpSafety::WhenAsked),
];

#[tokio::test(flavor = "multi_thread")]
async fn letters_and_the_password_go_over_tls_both_ways() {
    for (safety, of_server) in BOTH {
        let server = SmtpServer::start_safe(of_server).await;
        server.behave(SmtpManner::Asks("kari", "riktig"));
        let smtp = smtp(&server, safety, Some(SMTP_CA));
        let world = World::with(server, smtp).await;
        world.queue("a").await;
        world.later(SOON).await;
        assert_eq!(world.only().await.state, LetterState::Sent, "{safety:?}");
        assert_eq!(world.server.received().len(), 1);
        assert_eq!(world.server.said_in_the_open(), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_nobody_vouches_for_hears_nothing() {
    for (safety, of_server) in BOTH {
        let server = SmtpServer::start_safe(of_server).await;
        let smtp = smtp(&server, safety, None);
        let world = World::with(server, smtp).await;
        world.queue("a").await;
        world.later(SOON).await;
        let letter = world.only().await;
        assert_eq!(letter.state, LetterState::Waiting, "{safety:?}");
        assert!(letter.error.unwrap_or_default().contains("certificate"));
        assert_eq!(world.server.received(), []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tls_hears_no_password() {
    let server = SmtpServer::start().await;
    server.behave(SmtpManner::Asks("kari", "riktig"));
    let smtp = smtp(&server, Safety::StartTls, Some(SMTP_CA));
    let world = World::with(server, smtp).await;
    world.queue("a").await;
    world.later(SOON).await;
    assert_eq!(world.only().await.state, LetterState::Waiting);
    assert_eq!(world.server.received(), []);
    let said = world.server.said_in_the_open();
    assert!(
        !said.iter().any(|line| line.starts_with("AUTH")),
        "{said:?}"
    );
}

#[test]
fn what_is_no_certificate_is_said() {
    let ca = Some(&b"not one"[..]);
    let smtp = Smtp::new(
        "smtps://mail.nord.example",
        None,
        Some("a@nord.example"),
        ca,
    );
    assert!(format!("{:#}", smtp.err().unwrap()).contains("PEM"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_holds_up_its_letter_and_no_other_work() {
    let server = SmtpServer::start().await;
    let address = Address {
        safety: Safety::Plain,
        user: None,
        host: "localhost".to_owned(),
        port: server.port(),
    };
    let from = Some("utsyn@nord.example");
    // Of the network nobody can turn the clock, so little is waited for.
    let smtp = Smtp::at(address, None, from, (None, Duration::from_millis(500)));
    let world = World::with(server, smtp.unwrap()).await;
    world.server.behave(SmtpManner::HangsAt("DATA"));
    world.queue("a").await;
    world.later(SOON).await;
    let letter = world.only().await;
    assert_eq!(letter.state, LetterState::Waiting);
    assert!(letter.error.is_some(), "it is told while it waits");
    // It is left alone for a while, and others need not wait for it.
    let before = world.server.connections();
    world.queue("b").await;
    world.later(SignedDuration::from_secs(1)).await;
    assert_eq!(world.server.connections(), before);
    world.server.behave(SmtpManner::Takes);
    world.later(SignedDuration::from_mins(10)).await;
    world.later(SignedDuration::from_mins(10)).await;
    assert_eq!(world.server.received().len(), 2);
}
