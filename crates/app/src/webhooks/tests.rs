use super::schedule::{ATTEMPTS_MAX, pause, pauses};
use super::types::{TYPES, is_chosen, is_known, of_fact};
use super::{Webhook, sign};
use crate::random::Random;
use data_encoding::BASE64;
use domain::{Fact, Seq, WebhookId};
use jiff::{SignedDuration, Timestamp};

/// Always the same byte.
struct Byte(u8);

impl Random for Byte {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(self.0);
    }
}

#[test]
fn twelve_attempts_take_at_least_72_hours_whatever_chance_adds() {
    let all: SignedDuration = pauses().into_iter().sum();
    assert!(all >= SignedDuration::from_hours(72), "{all:?}");
    for byte in [0, 1, 128, 255] {
        let mut taken = SignedDuration::ZERO;
        for attempts in 1..ATTEMPTS_MAX {
            let exact = pauses()[attempts as usize - 1];
            let pause = pause(attempts, &Byte(byte)).unwrap();
            assert!(pause >= exact, "{attempts} {byte}");
            assert!(pause <= exact + exact / 10, "{attempts} {byte}");
            taken += pause;
        }
        assert!(taken >= SignedDuration::from_hours(72));
        assert_eq!(pause(ATTEMPTS_MAX, &Byte(byte)), None);
        assert_eq!(pause(u32::MAX, &Byte(byte)), None);
    }
}

fn webhook(secret: Vec<u8>, old: Option<(Vec<u8>, Timestamp)>) -> Webhook {
    Webhook {
        id: WebhookId::from_bytes([1; 16]),
        url: String::new(),
        description: String::new(),
        event_types: None,
        companies: None,
        secret,
        old_secret: old,
        created_by: None,
        created_at: Timestamp::UNIX_EPOCH,
        disabled: None,
        failing_since: None,
        fed: Seq(0),
    }
}

/// The example that the reference libraries of the standard are tested with.
#[test]
fn the_signature_of_the_standards_own_example_is_the_same() {
    let secret = BASE64.decode(b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let at = Timestamp::from_second(1_614_265_330).unwrap();
    let name = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    let body = r#"{"test": 2432232314}"#;
    let one = webhook(secret.clone(), None);
    let signed = sign::signatures(&one, name, at, body);
    assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    let both = webhook(vec![9; 32], Some((secret, at + SignedDuration::from_secs(1))));
    let two = sign::signatures(&both, name, at, body);
    assert_eq!(two.split(' ').nth(1), Some(signed.as_str()));
    let later = at + SignedDuration::from_secs(1);
    assert!(!sign::signatures(&both, name, later, body).contains(' '));
}

#[test]
fn a_webhook_is_shown_without_its_secrets() {
    let webhook = webhook(vec![77; 32], Some((vec![78; 32], Timestamp::UNIX_EPOCH)));
    let shown = format!("{webhook:?}");
    assert!(!shown.contains("77") && !shown.contains("78"), "{shown}");
}

#[test]
fn types_are_chosen_whole_or_by_their_beginning() {
    assert!(is_known("document.paid") && is_known("payment."));
    for unknown in ["", ".", "document", "document.p", "documents.", "paid"] {
        assert!(!is_known(unknown), "{unknown}");
    }
    let chosen = ["payment.".to_owned(), "document.paid".to_owned()];
    assert!(is_chosen(Some(&chosen), "payment.matched"));
    assert!(is_chosen(Some(&chosen), "document.paid"));
    assert!(!is_chosen(Some(&chosen), "document.part_paid"));
    assert!(is_chosen(Some(&chosen), "webhook.test"));
    assert!(is_chosen(None, "mandate.changed"));
}

#[test]
fn facts_have_types_that_are_listed() {
    let payment = domain::PaymentId::from_bytes([1; 16]);
    let told = [
        Fact::Received,
        Fact::Validated,
        Fact::Held,
        Fact::Released,
        Fact::Cancelled,
        Fact::PaymentReceived { payment },
        Fact::PaymentWithdrawn { payment },
        Fact::PaymentDetached { payment, round: 1 },
        Fact::Retracted { event: Seq(1) },
        Fact::Opened {
            channel: domain::Channel::Ehf,
        },
    ];
    for fact in told {
        let event_type = of_fact(&fact);
        assert!(TYPES.contains(&event_type.as_str()), "{event_type}");
    }
}
