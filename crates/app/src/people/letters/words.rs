//! What the letters say, in both languages.

use crate::mail::Letter;
use domain::ContentHash;
use store::port::{Organisation, TokenPurpose, User};

/// The letter that brings somebody a link.
pub(super) fn letter(
    purpose: TokenPurpose,
    user: &User,
    organisation: &Organisation,
    token: ContentHash,
    link: &str,
) -> Letter {
    let language = language_of(user, organisation);
    let (subject, text) = match (purpose, language) {
        (TokenPurpose::Invitation, "en") => invitation_en(user, organisation, link),
        (TokenPurpose::Invitation, _) => invitation_nb(user, organisation, link),
        (TokenPurpose::Reset, "en") => reset_en(user, organisation, link),
        (TokenPurpose::Reset, _) => reset_nb(user, organisation, link),
    };
    Letter {
        key: format!("person/{token}"),
        to: user.email.clone(),
        language: language.to_owned(),
        subject,
        text,
        html: None,
        inline: Vec::new(),
        attachments: Vec::new(),
    }
}

/// The language that a person reads.
pub(crate) fn language_of(user: &User, organisation: &Organisation) -> &'static str {
    let chosen = user.language.as_deref().unwrap_or(&organisation.language);
    match chosen {
        "en" => "en",
        _ => "nb",
    }
}

fn invitation_nb(user: &User, organisation: &Organisation, link: &str) -> (String, String) {
    let (name, of) = (&user.name, &organisation.name);
    (
        format!("Invitasjon til {of} i Utsyn"),
        format!(
            "Hei {name}!\n\nDu er invitert til {of} i Utsyn, der du ser hva som ble av \
             dokumentene organisasjonen har sendt.\n\nVelg et passord her:\n{link}\n\n\
             Lenken virker én gang, i sju dager. Venter du ikke på noe slikt, kan du se bort \
             fra denne e-posten.\n"
        ),
    )
}

fn invitation_en(user: &User, organisation: &Organisation, link: &str) -> (String, String) {
    let (name, of) = (&user.name, &organisation.name);
    (
        format!("Invitation to {of} in Utsyn"),
        format!(
            "Hello {name},\n\nYou are invited to {of} in Utsyn, where you see what became of \
             the documents that the organisation sent.\n\nChoose a password here:\n{link}\n\n\
             The link works once, for seven days. If you do not expect anything like this, you \
             need not do anything.\n"
        ),
    )
}

fn reset_nb(user: &User, organisation: &Organisation, link: &str) -> (String, String) {
    let (name, of) = (&user.name, &organisation.name);
    (
        "Nytt passord i Utsyn".to_owned(),
        format!(
            "Hei {name}!\n\nNoen har bedt om nytt passord for deg hos {of} i Utsyn. Var det deg, \
             velger du det her:\n{link}\n\nLenken virker én gang, i en time. Var det ikke deg, \
             kan du se bort fra denne e-posten: passordet ditt er som før.\n"
        ),
    )
}

fn reset_en(user: &User, organisation: &Organisation, link: &str) -> (String, String) {
    let (name, of) = (&user.name, &organisation.name);
    (
        "New password in Utsyn".to_owned(),
        format!(
            "Hello {name},\n\nSomebody asked for a new password for you at {of} in Utsyn. If it \
             was you, choose it here:\n{link}\n\nThe link works once, for an hour. If it was not \
             you, you need not do anything: your password is as it was.\n"
        ),
    )
}
