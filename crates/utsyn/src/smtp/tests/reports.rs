//! Reports on their way to those who get them.

use super::{SOON, World};
use app::jobs::run_due;
use app::mail::LetterState;
use app::reports::{self, Definition, Format, Kind, Order, Timetable};
use jiff::SignedDuration;
use testkit::{EMAIL, SmtpManner};

const OUTSIDER: &str = "revisor@ute.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn daily(recipients: &[&str]) -> Definition {
    Definition {
        formats: vec![Format::Csv],
        recipients: recipients.iter().map(|one| (*one).to_owned()).collect(),
        timetable: Some(Timetable::default()),
        ..Kind::DailyOverview.definition()
    }
}

async fn put(world: &World, definition: &Definition) {
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    reports::put(app, &ctx, "daily-overview", definition)
        .await
        .unwrap();
}

fn to(world: &World, address: &str) -> Vec<testkit::ReceivedMail> {
    let mut received = world.server.received();
    received.retain(|letter| letter.to == [address]);
    received
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_gets_the_figures_and_an_outsider_a_link_once_a_day() {
    let world = World::new().await;
    put(&world, &daily(&[EMAIL, OUTSIDER])).await;
    for _ in 0..3 {
        world.later(DAY).await;
        world.later(SOON).await;
    }
    let (person, outsider) = (to(&world, EMAIL), to(&world, OUTSIDER));
    assert_eq!((person.len(), outsider.len()), (3, 3));
    let letter = &person[0].message;
    assert!(letter.contains("daily-overview-2026-11-23.csv"), "{letter}");
    let link = &outsider[0].message;
    assert!(
        !link.contains(".csv") && !link.contains("multipart"),
        "{link}"
    );
    assert!(
        link.contains("https://utsyn.nord.example/reports/runs/"),
        "{link}"
    );
    for letter in person.iter().chain(&outsider) {
        let one_click = letter.header("List-Unsubscribe-Post");
        assert_eq!(one_click.as_deref(), Some("List-Unsubscribe=One-Click"));
    }
    let mut ids: Vec<_> = person.iter().map(|one| one.header("Message-ID")).collect();
    ids.dedup();
    assert_eq!(ids.len(), 3, "a letter a day, each its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_that_are_due_while_the_server_is_away_all_arrive_once() {
    let world = World::new().await;
    put(&world, &daily(&[EMAIL])).await;
    world
        .server
        .behave(SmtpManner::Answers("MAIL", "421 closing"));
    for _ in 0..7 * 24 {
        world.later(SignedDuration::from_hours(1)).await;
    }
    assert_eq!(world.server.received(), []);
    world.server.behave(SmtpManner::Takes);
    for _ in 0..4 {
        world.later(SignedDuration::from_mins(61)).await;
    }
    let mut files: Vec<String> = to(&world, EMAIL)
        .iter()
        .filter_map(|letter| {
            let (_, rest) = letter.message.split_once("filename=\"")?;
            Some(rest.split('"').next()?.to_owned())
        })
        .collect();
    files.sort();
    let days = ["23", "24", "25", "26", "27", "28", "29"];
    let expected = days.map(|day| format!("daily-overview-2026-11-{day}.csv"));
    assert_eq!(files, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_unsubscribes_gets_no_more_until_asked_back() {
    let world = World::new().await;
    put(&world, &daily(&[EMAIL])).await;
    world.later(DAY).await;
    world.later(SOON).await;
    let [letter] = to(&world, EMAIL).try_into().unwrap();
    let link = letter.header("List-Unsubscribe").unwrap();
    let path = link
        .trim_matches(['<', '>'])
        .trim_start_matches("https://utsyn.nord.example");
    let mut nobody = world.installation.visitor();
    assert_eq!(nobody.get(path).await.status, 200);
    let one_click = [("List-Unsubscribe", "One-Click")];
    assert_eq!(nobody.post(path, &one_click).await.status, 200);
    world.later(DAY).await;
    world.later(SOON).await;
    assert_eq!(to(&world, EMAIL).len(), 1);
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let back = reports::ask_back(app, &ctx, "daily-overview", EMAIL).await;
    assert_eq!(back.unwrap(), Some(()));
    world.later(DAY).await;
    world.later(SOON).await;
    assert_eq!(to(&world, EMAIL).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_letters_that_come_back_no_more_are_sent() {
    let world = World::new().await;
    put(&world, &daily(&[EMAIL])).await;
    world
        .server
        .behave(SmtpManner::Answers("RCPT", "550 nobody"));
    for _ in 0..6 {
        world.later(DAY).await;
        world.later(SOON).await;
    }
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let [subscription] = reports::subscriptions(app, &ctx)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert!(subscription.is_stopped);
    assert_eq!(subscription.bounces, 3);
    assert_eq!(app::mail::list(app, &ctx).await.unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_seen_in_the_portal_within_a_minute() {
    let world = World::new().await;
    put(&world, &daily(&[EMAIL])).await;
    world
        .server
        .behave(SmtpManner::Answers("RCPT", "451 greylisted"));
    // It is noon in Oslo, and the report is due at seven in the morning.
    world.later(SignedDuration::new(19 * 3_600 - 5, 0)).await;
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let runs = async || {
        reports::runs(app, &ctx, Some("daily-overview"))
            .await
            .unwrap()
    };
    assert_eq!(runs().await.len(), 0, "not yet");
    world.later(SignedDuration::from_secs(60)).await;
    let [run] = runs().await.try_into().unwrap();
    let mut kari = world.installation.signed_in().await;
    for page in ["/letters".to_owned(), format!("/reports/runs/{}", run.id)] {
        let shown = kari.get(&page).await.text();
        let is_told = shown.contains("451") && shown.contains("greylisted");
        assert!(is_told, "{page}: {shown}");
    }
}

/// What a mail server of a recipient sends that took a letter and could not
/// deliver it (RFC 3464).
fn came_back(message_id: &str) -> Vec<u8> {
    include_str!("../../../../formats/samples/bounce.eml")
        .replace("<faktura-10001@example.no>", message_id)
        .into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_come_back_by_mail_count_once_each_and_after_three_no_more_are_sent() {
    let world = World::new().await;
    put(&world, &daily(&[EMAIL])).await;
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let bounces = async || {
        let listed = reports::subscriptions(app, &ctx).await.unwrap();
        (listed[0].bounces, listed[0].is_stopped)
    };
    for day in 1..=3 {
        world.later(DAY).await;
        world.later(SOON).await;
        let letters = to(&world, EMAIL);
        assert_eq!(letters.len(), day);
        assert_eq!(bounces().await, (day as u32 - 1, false));
        let message_id = letters[day - 1].header("Message-ID").unwrap();
        for name in ["retur.eml", "en-gang-til.eml"] {
            let file = came_back(&message_id);
            let (_, items) = world.installation.import(&[(name, file.as_slice())]).await;
            let found = items.iter().flat_map(|item| &item.findings);
            let told = found.filter(|finding| finding.code == "letter.bounced");
            assert!(told.count() <= 1);
        }
    }
    assert_eq!(bounces().await, (3, true));
    world.later(DAY).await;
    world.later(SOON).await;
    assert_eq!(to(&world, EMAIL).len(), 3, "no more are sent");
    let runs = reports::runs(app, &ctx, Some("daily-overview"))
        .await
        .unwrap();
    let sent = reports::sent(app, &ctx, &runs[1]).await.unwrap();
    assert_eq!(sent[0].state, LetterState::Refused);
    assert!(sent[0].error.as_ref().unwrap().contains("User unknown"));
    // Asked back, and the address is in order again: the count begins anew.
    let back = reports::ask_back(app, &ctx, "daily-overview", EMAIL).await;
    assert_eq!(back.unwrap(), Some(()));
    for _ in 0..2 {
        world.later(DAY).await;
        world.later(SOON).await;
    }
    assert_eq!(to(&world, EMAIL).len(), 5);
    assert_eq!(bounces().await, (0, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_whose_words_were_erased_goes_out_with_the_figures() {
    let world = World::new().await;
    let mut every = daily(&[EMAIL]);
    every.sections = Kind::EveryDocument.definition().sections;
    put(&world, &every).await;
    let invoice = serde_json::json!({
        "type": "document", "source": "erp", "source_id": "1", "kind": "invoice",
        "number": "Kanarifugl", "customer": {"number": "7", "name": "Kanarifugl AS"},
        "channel": "email", "amount": {"amount": "125.00", "currency": "NOK"},
        "received_at": "2026-11-23T08:00:00Z",
    });
    let invoice = invoice.to_string();
    let files = [("all.ndjson", invoice.as_bytes())];
    world.installation.import(&files).await;
    world
        .server
        .behave(SmtpManner::Answers("MAIL", "421 closing"));
    world.later(DAY).await;
    world.later(SOON).await;
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let recipient = app::recipients::find(app, &ctx, "Kanarifugl AS").await;
    let recipient = recipient.unwrap();
    let erased = app::recipients::erase(app, &ctx, &recipient, 1).await;
    assert_eq!(erased.unwrap().extracts, 1);
    world.server.behave(SmtpManner::Takes);
    world.later(SignedDuration::from_mins(61)).await;
    let [letter] = to(&world, EMAIL).try_into().unwrap();
    assert!(!letter.message.contains("Kanarifugl"), "{}", letter.message);
    assert!(letter.message.contains("daily-overview-2026-11-23.csv"));
    assert!(letter.header("Message-ID").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_report_stays_where_it_is_if_it_is_to() {
    let world = World::new().await;
    let mut exceptions = daily(&[EMAIL]);
    exceptions.sections = Kind::DailyExceptions.definition().sections;
    exceptions.skip_empty = true;
    put(&world, &exceptions).await;
    world.later(DAY).await;
    world.later(SOON).await;
    assert_eq!(world.server.received(), []);
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let runs = reports::runs(app, &ctx, Some("daily-overview"))
        .await
        .unwrap();
    assert_eq!(runs[0].state, reports::RunState::Skipped);
    // Sent by hand it goes out all the same only if there is something in it.
    exceptions.skip_empty = false;
    put(&world, &exceptions).await;
    let order = Order {
        name: "daily-overview".to_owned(),
        period: None,
        is_restated: false,
        formats: None,
        goes_out: true,
    };
    reports::order(app, &ctx, &order, false)
        .await
        .unwrap()
        .unwrap();
    run_due(app).await.unwrap();
    assert_eq!(to(&world, EMAIL).len(), 1);
    let runs = reports::runs(app, &ctx, Some("daily-overview"))
        .await
        .unwrap();
    let again = reports::send_again(app, &ctx, runs[0].id).await;
    assert_eq!(again.unwrap(), Some(1));
    run_due(app).await.unwrap();
    assert_eq!(to(&world, EMAIL).len(), 2);
}
