use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody, NewEvent, Target};
use domain::{Reason, SourceKey};

const SAMPLE: &str = include_str!("../../samples/webhooks.json");

fn read(text: &str) -> Vec<Item> {
    let reading = read_bytes("hook.json", text.as_bytes());
    assert_eq!(reading.format, Format::Webhook);
    reading.collect()
}

fn event(item: &Item) -> &NewEvent {
    match &item.body {
        ItemBody::Event(event) => event,
        other => panic!("{other:?}: {:?}", item.findings),
    }
}

#[test]
fn each_service_is_told_by_its_own_fields() {
    let items = read(SAMPLE);
    let told: Vec<(&str, &str)> = items
        .iter()
        .map(event)
        .map(|it| (it.source.source.as_str(), it.fact.name()))
        .collect();
    assert_eq!(
        told,
        [
            ("sendgrid", "failed"),
            ("postmark", "opened"),
            ("mailgun", "deferred"),
            ("ses", "deferred"),
        ]
    );
    let reasons: Vec<Option<Reason>> = items
        .iter()
        .map(|it| event(it).fact.problem().map(|it| it.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            Some(Reason::RecipientUnknown),
            None,
            Some(Reason::TechnicalRetry),
            Some(Reason::AgreementMissing),
        ]
    );
}

#[test]
fn the_senders_own_fields_come_before_the_message_id() {
    let items = read(SAMPLE);
    assert_eq!(event(&items[1]).target, Target::Number("10002".to_owned()));
    let id = SourceKey::new("message-id", "faktura-10001@example.no");
    assert_eq!(event(&items[0]).target, Target::Source(id));
}

#[test]
fn moments_are_read_with_and_without_a_fraction() {
    let items = read(SAMPLE);
    assert_eq!(
        event(&items[0]).occurred_at.to_string(),
        "2026-11-03T07:00:05Z"
    );
    assert_eq!(
        event(&items[2]).occurred_at.to_string(),
        "2026-11-03T07:00:05.5Z"
    );
}

#[test]
fn one_a_line_reads_like_a_list() {
    let values: Vec<serde_json::Value> = serde_json::from_str(SAMPLE).unwrap();
    let lines: Vec<String> = values.iter().map(ToString::to_string).collect();
    let items = read(&lines.join("\n"));
    let bodies: Vec<_> = items.iter().map(|it| &it.body).collect();
    let listed = read(SAMPLE);
    let expected: Vec<_> = listed.iter().map(|it| &it.body).collect();
    assert_eq!(bodies, expected);
}

#[test]
fn ses_inside_sns_is_unwrapped() {
    let values: Vec<serde_json::Value> = serde_json::from_str(SAMPLE).unwrap();
    let wrapped = serde_json::json!({
        "Type": "Notification",
        "TopicArn": "arn:x",
        "Message": values[3].to_string(),
    });
    let items = read(&wrapped.to_string());
    assert_eq!(event(&items[0]).source.source, "ses");
}

#[test]
fn what_is_about_no_delivery_is_kept_with_the_reason() {
    for text in [
        r#"{"RecordType":"SubscriptionChange","MessageID":"p-1","Recipient":"a@b.no"}"#,
        r#"{"event":"processed","sg_event_id":"1","email":"a@b.no"}"#,
        r#"{"TopicArn":"x","Message":"not JSON"}"#,
    ] {
        let items = read(text);
        assert!(matches!(items[0].body, ItemBody::Refused(_)), "{text}");
        let last = items[0].findings.last().unwrap();
        assert_eq!(last.code, "webhook.no_report", "{text}");
    }
}
