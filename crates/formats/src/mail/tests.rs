use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody, NewEvent, Target};
use domain::{Action, Fact, Reason, SourceKey};

const BOUNCE: &str = include_str!("../../samples/bounce.eml");

fn read(mail: &[u8]) -> Vec<Item> {
    let reading = read_bytes("mail.eml", mail);
    assert!(matches!(reading.format, Format::Mail | Format::Mbox));
    reading.collect()
}

fn event(item: &Item) -> &NewEvent {
    match &item.body {
        ItemBody::Event(event) => event,
        other => panic!("{other:?}: {:?}", item.findings),
    }
}

/// A mail with these header lines and this text.
fn mail(headers: &[&str], text: &str) -> String {
    let usual =
        "To: faktura@example.no\nDate: Tue, 3 Nov 2026 08:00:05 +0100\nMessage-ID: <m-1@x>\n";
    format!("{usual}{}\n\n{text}\n", headers.join("\n"))
}

#[test]
fn a_delivery_report_is_read_for_each_recipient() {
    let items = read(BOUNCE.as_bytes());
    assert_eq!(items.len(), 2);
    let first = event(&items[0]);
    let Fact::Failed { problem, .. } = &first.fact else {
        panic!("{first:?}")
    };
    assert_eq!(problem.reason, Reason::RecipientUnknown);
    assert_eq!(problem.code.as_deref(), Some("5.1.1"));
    assert_eq!(problem.place.as_deref(), Some("kari@example.org"));
    assert!(problem.text.as_deref().unwrap().ends_with("User unknown"));
    assert_eq!(first.occurred_at.to_string(), "2026-11-03T07:00:05Z");
    let id = SourceKey::new("message-id", "faktura-10001@example.no");
    assert_eq!(first.target, Target::Source(id));
    let Fact::Deferred { problem, .. } = &event(&items[1]).fact else {
        panic!()
    };
    assert_eq!(
        (problem.reason, problem.action),
        (Reason::TechnicalRetry, Action::Wait)
    );
    assert_ne!(first.source, event(&items[1]).source);
}

#[test]
fn every_line_end_reads_the_same() {
    let expected = read(BOUNCE.as_bytes());
    assert_eq!(read(BOUNCE.replace('\n', "\r\n").as_bytes()), expected);
    assert_eq!(read(BOUNCE.replace('\n', "\r").as_bytes()), expected);
}

#[test]
fn a_mailbox_is_read_mail_by_mail() {
    let other = BOUNCE.replace("report-1", "report-2");
    let mailbox = format!(
        "From MAILER-DAEMON Tue Nov  3 08:00:05 2026\n{BOUNCE}\nFrom MAILER-DAEMON Tue Nov  3 08:00:06 2026\n{other}"
    );
    let reading = read_bytes("box", mailbox.as_bytes());
    assert_eq!(reading.format, Format::Mbox);
    let places: Vec<String> = reading.map(|it| it.place).collect();
    assert_eq!(
        places,
        [
            "mail 1",
            "mail 1 recipient 2",
            "mail 2",
            "mail 2 recipient 2"
        ]
    );
}

#[test]
fn our_own_headers_name_the_document() {
    let id = "0193a5b0-7c00-7000-8000-000000000001";
    let with = |lines: &str| BOUNCE.replace("Message-ID: <faktura-10001@example.no>", lines);
    let target = |lines: &str| event(&read(with(lines).as_bytes())[0]).target.clone();
    let document = Target::Document(id.parse().unwrap());
    assert_eq!(target(&format!("X-Utsyn-Document: {id}")), document);
    assert_eq!(
        target(&format!("Message-ID: <utsyn.{id}.1@example.no>")),
        document
    );
    let number = Target::Number("10001".to_owned());
    assert_eq!(target("Message-ID: <a@b>\nX-Utsyn-Number: 10001"), number);
    let key = Target::Source(SourceKey::new("erp", "inv-1"));
    assert_eq!(target("X-Utsyn-Source: erp\nX-Utsyn-Source-Id: inv-1"), key);
    let waiting = Target::Source(SourceKey::new("mail-recipient", "kari@example.org"));
    assert_eq!(target("Subject: x"), waiting);
}

#[test]
fn what_is_told_in_words_is_read_only_from_mail_servers() {
    let text = "Your message could not be delivered.\n\n<kari@example.org>:\n550 5.2.2 Mailbox full\n\n--- Original message follows.\n\nMessage-ID: <f-1@example.no>\nTo: kari@example.org\n";
    let from_server = mail(
        &[
            "From: MAILER-DAEMON@mx.example.no",
            "Subject: failure notice",
        ],
        text,
    );
    let items = read(from_server.as_bytes());
    let Fact::Failed { problem, .. } = &event(&items[0]).fact else {
        panic!("{items:?}")
    };
    assert_eq!(problem.reason, Reason::MailboxFull);
    assert_eq!(problem.place.as_deref(), Some("kari@example.org"));
    let id = SourceKey::new("message-id", "f-1@example.no");
    assert_eq!(event(&items[0]).target, Target::Source(id));
    let from_person = mail(
        &["From: Ola <ola@example.org>", "Subject: Re: failure notice"],
        text,
    );
    let items = read(from_person.as_bytes());
    assert_eq!(items[0].findings[0].code, "mail.no_report");
}

#[test]
fn a_server_that_still_tries_has_not_failed() {
    let text = "Delivery to kari@example.org has been delayed.\nNo action is required on your part.\n421 4.4.1 timeout\n";
    let delayed = mail(
        &[
            "From: mailer-daemon@example.net",
            "Subject: Delivery Status Notification (Delay)",
        ],
        text,
    );
    assert_eq!(event(&read(delayed.as_bytes())[0]).fact.name(), "deferred");
}

#[test]
fn replies_complaints_receipts_and_successes_are_no_failures() {
    let vacation = mail(
        &[
            "From: Kari <kari@example.org>",
            "Subject: Automatisk svar: Faktura",
            "In-Reply-To: <f-1@example.no>",
        ],
        "Jeg er på ferie. Mail failed? 550 5.1.1",
    );
    assert_eq!(
        event(&read(vacation.as_bytes())[0]).fact.name(),
        "delivered"
    );
    let part = |kind: &str, body: &str| {
        let report = format!("Content-Type: multipart/report; report-type={kind}; boundary=b");
        mail(
            &[
                "From: postmaster@example.org",
                "Subject: report",
                "MIME-Version: 1.0",
                &report,
            ],
            body,
        )
    };
    let complaint = part(
        "feedback-report",
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: kari@example.org\n\n--b--",
    );
    let items = read(complaint.as_bytes());
    let Fact::Deferred { problem, .. } = &event(&items[0]).fact else {
        panic!("{items:?}")
    };
    assert_eq!(problem.reason, Reason::AgreementMissing);
    let opened = part(
        "disposition-notification",
        "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;kari@example.org\nOriginal-Message-ID: <f-1@example.no>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--",
    );
    assert_eq!(event(&read(opened.as_bytes())[0]).fact.name(), "opened");
    let success = BOUNCE.replace("Action: failed", "Action: relayed");
    assert_eq!(event(&read(success.as_bytes())[0]).fact.name(), "delivered");
    let ordinary = mail(&["From: Kari <kari@example.org>", "Subject: Hei"], "Hei!");
    assert_eq!(
        read(ordinary.as_bytes())[0].findings[0].code,
        "mail.no_report"
    );
}

#[test]
fn what_was_reported_stays_in_view() {
    let items = read(BOUNCE.as_bytes());
    let found = &items[0].findings[0];
    assert_eq!(found.code, "mail.report");
    assert!(found.message.starts_with(
        "recipient kari@example.org: failed, code 5.1.1, taken as recipient_unknown."
    ));
}

#[test]
fn a_program_that_brings_a_mail_back_has_not_delivered_it() {
    let bounce = |from: &str, said: &str| {
        let from = format!("From: {from}");
        let body = format!(
            "--b\nContent-Type: text/plain\n\n{said}\n\n--b\nContent-Type: message/rfc822\n\nFrom: faktura@example.no\nTo: kari@example.org\nMessage-ID: <f-1@example.no>\nSubject: Faktura\n\nHei\n--b--\n"
        );
        mail(
            &[
                &from,
                "Subject: Feil",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=b",
            ],
            &body,
        )
    };
    let said = "Your mail could not be delivered to: <kari@example.org>\nAs their mailbox is full.";
    let items = read(bounce("no-reply@example.net", said).as_bytes());
    assert_eq!(event(&items[0]).fact.name(), "failed", "{items:?}");
    let problem = event(&items[0]).fact.problem().unwrap();
    assert_eq!(problem.reason, Reason::MailboxFull);
    for (from, said) in [
        ("Ola <ola@example.org>", said),
        ("no-reply@example.net", "Takk for meldingen."),
    ] {
        let items = read(bounce(from, said).as_bytes());
        assert_eq!(items[0].findings[0].code, "mail.no_report", "{from}");
    }
}
