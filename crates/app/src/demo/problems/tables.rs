//! The ways to fail, channel by channel.

use domain::{Action, Reason};

/// One way to fail: weight, reason, action, code, text. `{}` in the text
/// stands for the address that was tried.
pub(super) type Failure = (u32, Reason, Action, &'static str, &'static str);

/// eFaktura: refused by the bank.
pub(super) const EFAKTURA: &[Failure] = &[
    (
        45,
        Reason::RecipientUnknown,
        Action::Resend,
        "RECIPIENT_NOT_FOUND",
        "Mottaker finnes ikke i eFaktura",
    ),
    (
        30,
        Reason::AgreementMissing,
        Action::Resend,
        "CONSENT_MISSING",
        "Mottaker har ikke samtykket til eFaktura fra avsender",
    ),
    (
        12,
        Reason::Duplicate,
        Action::Ignore,
        "DUPLICATE_INVOICE",
        "Faktura med samme nummer er allerede mottatt",
    ),
    (
        8,
        Reason::OutOfLimits,
        Action::Fix,
        "AMOUNT_ABOVE_LIMIT",
        "Beløpet er over grensen i avsenders avtale",
    ),
    (
        5,
        Reason::TechnicalFailed,
        Action::Resend,
        "BANK_UNAVAILABLE",
        "Mottakers bank svarte ikke innen fristen",
    ),
];

/// Peppol: not sent or not taken.
pub(super) const EHF: &[Failure] = &[
    (
        60,
        Reason::RecipientUnknown,
        Action::Resend,
        "SMP:404",
        "No ServiceMetadata for iso6523-actorid-upis::{}",
    ),
    (
        25,
        Reason::TechnicalFailed,
        Action::Resend,
        "EBMS:0202",
        "DeliveryFailure: receiver {} could not be reached, 12 attempts",
    ),
    (
        15,
        Reason::InvalidContent,
        Action::Fix,
        "EBMS:0003",
        "ValueInconsistent: document type not accepted by {}",
    ),
];

/// AvtaleGiro: claims that Nets sends back.
pub(super) const AVTALEGIRO: &[Failure] = &[
    (
        70,
        Reason::AgreementMissing,
        Action::Resend,
        "MANDATE_ENDED",
        "Betaler har avsluttet avtalen",
    ),
    (
        20,
        Reason::OutOfLimits,
        Action::Resend,
        "ABOVE_MONTHLY_LIMIT",
        "Kravet er over beløpsgrensen betaler har satt",
    ),
    (
        10,
        Reason::InvalidContent,
        Action::Fix,
        "KID_NOT_IN_AGREEMENT",
        "KID er ikke dekket av avtalen",
    ),
];

/// Vipps.
pub(super) const VIPPS: &[Failure] = &[
    (
        65,
        Reason::RecipientUnknown,
        Action::Resend,
        "USER_NOT_FOUND",
        "No user with this phone number",
    ),
    (
        25,
        Reason::AgreementMissing,
        Action::Resend,
        "INVOICES_DISABLED",
        "User does not receive invoices from this issuer",
    ),
    (
        10,
        Reason::TechnicalFailed,
        Action::Resend,
        "INTERNAL_ERROR",
        "Gave up after 5 attempts",
    ),
];

/// E-mail: what the receiving server says.
pub(super) const EMAIL: &[Failure] = &[
    (
        55,
        Reason::AddressWrong,
        Action::Fix,
        "5.1.1",
        "550 5.1.1 <{}>: Recipient address rejected: User unknown in virtual mailbox table",
    ),
    (
        18,
        Reason::MailboxFull,
        Action::Resend,
        "5.2.2",
        "552 5.2.2 <{}>: The mailbox is over quota",
    ),
    (
        15,
        Reason::AddressWrong,
        Action::Fix,
        "5.1.2",
        "Host or domain name not found for <{}>",
    ),
    (
        12,
        Reason::TechnicalFailed,
        Action::Resend,
        "5.7.1",
        "554 5.7.1 <{}>: Message refused by policy",
    ),
];

/// SMS: delivery reports.
pub(super) const SMS: &[Failure] = &[
    (
        50,
        Reason::RecipientUnknown,
        Action::Fix,
        "UNDELIV",
        "stat:UNDELIV err:001 unknown subscriber",
    ),
    (
        35,
        Reason::TechnicalFailed,
        Action::Resend,
        "EXPIRED",
        "stat:EXPIRED err:027 absent subscriber",
    ),
    (
        15,
        Reason::AgreementMissing,
        Action::Resend,
        "REJECTD",
        "stat:REJECTD err:035 recipient barred",
    ),
];

/// Digipost.
pub(super) const DIGIPOST: &[Failure] = &[
    (
        75,
        Reason::RecipientUnknown,
        Action::Resend,
        "UNIDENTIFIED",
        "Recipient is not a Digipost user",
    ),
    (
        15,
        Reason::AddressWrong,
        Action::Fix,
        "AMBIGUOUS",
        "More than one person fits name and address",
    ),
    (
        10,
        Reason::InvalidContent,
        Action::Fix,
        "PDF_NOT_ALLOWED",
        "The file uses fonts that are not embedded",
    ),
];

/// Paper: why it came back.
pub(super) const RETURNED: &[Failure] = &[
    (
        55,
        Reason::Returned,
        Action::Resend,
        "U1",
        "Adressat ukjent på adressen",
    ),
    (
        35,
        Reason::Returned,
        Action::Fix,
        "U2",
        "Flyttet, ettersending utløpt",
    ),
    (
        10,
        Reason::AddressWrong,
        Action::Fix,
        "U3",
        "Utilstrekkelig adresse",
    ),
];

/// Ours: why a document is not sent at all.
pub(super) const REFUSED: &[Failure] = &[
    (
        50,
        Reason::InvalidContent,
        Action::Fix,
        "address.missing_postcode",
        "Postnummer finnes ikke i registeret",
    ),
    (
        30,
        Reason::OutOfLimits,
        Action::Fix,
        "due.too_early",
        "Forfall er tidligere enn kanalens frist",
    ),
    (
        20,
        Reason::AgreementMissing,
        Action::Fix,
        "account.not_agreed",
        "Kontoen er ikke meldt inn i avtalen",
    ),
];

/// Invoice Response RE: the recipient rejects.
pub(super) const REJECTED: &[Failure] = &[
    (
        40,
        Reason::RejectedByRecipient,
        Action::Fix,
        "REF",
        "Vi mangler bestillingsnummer. Send ny faktura med referanse.",
    ),
    (
        35,
        Reason::RejectedByRecipient,
        Action::Fix,
        "QTY",
        "Antallet er høyere enn det vi har målt.",
    ),
    (
        25,
        Reason::RejectedByRecipient,
        Action::Fix,
        "PRI",
        "Prisen er ikke i samsvar med avtalen.",
    ),
];

/// Invoice Response UQ: the recipient asks.
pub(super) const QUERIED: &[Failure] = &[
    (
        50,
        Reason::RejectedByRecipient,
        Action::Fix,
        "QTY",
        "Kan dere dokumentere forbruket i perioden?",
    ),
    (
        30,
        Reason::RejectedByRecipient,
        Action::Fix,
        "REF",
        "Hvem har bestilt dette?",
    ),
    (
        20,
        Reason::RejectedByRecipient,
        Action::Wait,
        "OTH",
        "Til avklaring hos oss.",
    ),
];
