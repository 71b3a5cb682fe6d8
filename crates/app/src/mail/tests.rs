use super::letter::is_address;
use super::*;

fn letter() -> Letter {
    Letter {
        key: "invitation/1".to_owned(),
        to: "kari@nord.example".to_owned(),
        language: "nb".to_owned(),
        subject: "Velkommen".to_owned(),
        text: "Hei".to_owned(),
        html: None,
        inline: Vec::new(),
        attachments: Vec::new(),
    }
}

fn refused(letter: &Letter) -> &'static str {
    letter.check().unwrap_err().code()
}

#[test]
fn an_address_is_one_address() {
    for good in ["kari@nord.example", "o'hara+faktura@xn--nrd-hoa.example"] {
        assert!(is_address(good), "{good}");
    }
    let long = format!("{}@nord.example", "a".repeat(250));
    for bad in [
        "",
        "kari",
        "@nord.example",
        "kari@",
        "kari@nord.example, ola@nord.example",
        "kari@nord.example\r\nBcc: all@nord.example",
        "Kari <kari@nord.example>",
        &long,
    ] {
        assert!(!is_address(bad), "{bad}");
    }
}

#[test]
fn what_no_mail_server_takes_is_refused_at_once() {
    let mut odd = letter();
    odd.subject = "Hei\r\nBcc: all@nord.example".to_owned();
    assert_eq!(refused(&odd), "letter.subject");
    let mut large = letter();
    large.attachments.push(Part {
        name: "alt.xlsx".to_owned(),
        media_type: "application/octet-stream".to_owned(),
        bytes: vec![0; LETTER_BYTES_MAX],
    });
    assert_eq!(refused(&large), "letter.size");
    assert!(letter().check().is_ok());
}

#[test]
fn a_letter_has_one_message_id_for_ever_and_shares_it_with_none() {
    let (here, there) = (
        OrganisationId::from_bytes([1; 16]),
        OrganisationId::from_bytes([2; 16]),
    );
    let word = message_word(here, "a");
    assert_eq!(word, message_word(here, "a"));
    assert_ne!(word, message_word(there, "a"));
    assert_ne!(word, message_word(here, "b"));
    assert_eq!(word.len(), 40);
}

#[test]
fn parts_come_back_as_they_were_kept() {
    let mut with = letter();
    with.inline.push(Part {
        name: "chart".to_owned(),
        media_type: "image/png".to_owned(),
        bytes: (0..=255).collect(),
    });
    let json = serde_json::to_string(&with).unwrap();
    assert_eq!(serde_json::from_str::<Letter>(&json).unwrap(), with);
}
