use super::{Form, views_of};
use crate::pictures::Size;
use domain::document::{Attachment, Details, Document, Head, Line, OriginalRef};
use domain::{
    Attempt, AttemptKey, Channel, CompanyId, ContentHash, Currency, CustomerId, DocumentId,
    DocumentKind, Event, Fact, Money, Seq, SourceKey, fold,
};
use jiff::Timestamp;

fn document(channel: Channel) -> Document {
    Document {
        head: Head {
            id: DocumentId::from_parts(0, [0; 10]),
            company: CompanyId::from_parts(0, [0; 10]),
            customer: CustomerId::from_parts(0, [0; 10]),
            kind: DocumentKind::Invoice,
            channel,
            number: "1".to_owned(),
            kid: None,
            account: None,
            amount: Some(Money::new(100, Currency::NOK)),
            issued_on: None,
            due_on: None,
            received_at: Timestamp::UNIX_EPOCH,
            batch: None,
        },
        source: SourceKey::new("test", "1"),
        import: None,
        original: None,
        details: Details {
            lines: vec![Line::default()],
            ..Details::default()
        },
        attachments: Vec::new(),
        findings: Vec::new(),
    }
}

fn original(media_type: &str) -> Option<OriginalRef> {
    Some(OriginalRef {
        hash: ContentHash::of(b"x"),
        size: 1,
        media_type: media_type.to_owned(),
        name: "file".to_owned(),
    })
}

fn attachment(name: &str, size: u64) -> Attachment {
    Attachment {
        name: name.to_owned(),
        media_type: "application/octet-stream".to_owned(),
        size,
        hash: ContentHash::of(b"y"),
        embedded: true,
    }
}

/// `channel form`, with a star where it stands in for the file that was sent.
fn seen(document: &Document, attempts: &[Attempt]) -> Vec<String> {
    views_of(document, attempts)
        .iter()
        .map(|view| {
            let star = if view.is_substitute { "*" } else { "" };
            format!("{} {}{star}", view.attempt.channel, view.form.code())
        })
        .collect()
}

#[test]
fn each_channel_shows_a_document_in_its_own_form() {
    let pdf = "application/pdf";
    for (channel, original_type, expected) in [
        (Channel::Email, Some(pdf), vec!["email sent"]),
        (Channel::Print, Some(pdf), vec!["print sent"]),
        (Channel::Digipost, Some("image/png"), vec!["digipost sent"]),
        (
            Channel::Efaktura,
            Some(pdf),
            vec!["efaktura card-efaktura", "efaktura sent"],
        ),
        (Channel::Vipps, None, vec!["vipps card-vipps"]),
        (
            Channel::Avtalegiro,
            None,
            vec!["avtalegiro card-avtalegiro"],
        ),
        (Channel::Ehf, Some("application/xml"), vec!["ehf laid"]),
        (Channel::Email, None, vec!["email laid*"]),
        (Channel::Sms, None, vec!["sms laid*"]),
    ] {
        let mut document = document(channel);
        document.original = original_type.and_then(original);
        assert_eq!(
            seen(&document, &[]),
            expected,
            "{channel} {original_type:?}"
        );
    }
}

#[test]
fn an_ehf_shows_the_invoice_and_the_pdf_in_it() {
    let mut document = document(Channel::Ehf);
    document.original = original("application/xml");
    document.attachments = vec![
        attachment("meter.csv", 10),
        attachment("Faktura.PDF", 10),
        attachment("empty.pdf", 0),
    ];
    assert_eq!(seen(&document, &[]), ["ehf laid", "ehf file-1"]);
}

#[test]
fn data_of_an_unknown_channel_is_laid_out_and_print_is_the_pdf() {
    let mut document = document(Channel::Other);
    document.original = original("application/xml");
    document.attachments = vec![attachment("faktura.pdf", 10)];
    assert_eq!(seen(&document, &[]), ["other laid", "other file-0"]);
    document.head.channel = Channel::Print;
    assert_eq!(seen(&document, &[]), ["print file-0"]);
}

#[test]
fn an_sms_shows_its_message_where_it_is_known() {
    let mut document = document(Channel::Sms);
    document.details.message = Some("Hei!".to_owned());
    assert_eq!(seen(&document, &[]), ["sms message"]);
}

#[test]
fn a_file_that_nobody_understands_is_shown_element_by_element() {
    let mut document = document(Channel::Other);
    document.original = original("application/xml");
    document.details = Details::default();
    document.head.amount = None;
    assert_eq!(seen(&document, &[]), ["other outline"]);
}

#[test]
fn every_attempt_has_its_picture_and_the_last_comes_first() {
    let mut document = document(Channel::Efaktura);
    document.original = original("application/pdf");
    let sent = |seq: i64, channel| Event {
        seq: Seq(seq),
        document: None,
        source: SourceKey::new("test", seq.to_string()),
        occurred_at: Timestamp::from_second(seq).unwrap(),
        learned_at: Timestamp::UNIX_EPOCH,
        fact: Fact::Sent {
            attempt: AttemptKey::on(channel),
            open_receipt: true,
        },
    };
    let events = [sent(1, Channel::Efaktura), sent(2, Channel::Print)];
    let attempts = fold(&document.head, &events).attempts;
    assert_eq!(
        seen(&document, &attempts),
        ["print sent", "efaktura card-efaktura", "efaktura sent"]
    );
}

#[test]
fn every_form_reads_back_from_its_word() {
    for form in [
        Form::Sent,
        Form::Attached(3),
        Form::Laid,
        Form::Card(Channel::Vipps),
        Form::Message,
        Form::Outline,
    ] {
        assert_eq!(Form::from_code(&form.code()), Some(form));
    }
    for wrong in ["", "file-", "file-x", "card-pigeon", "Laid"] {
        assert_eq!(Form::from_code(wrong), None, "{wrong}");
    }
    for size in Size::ALL {
        assert_eq!(Size::from_code(size.code()), Some(size));
    }
}
