//! The words people write for keys and values, bokmål besides the canonical
//! English ones. Words are compared in lower case with `_` for spaces and
//! hyphens. To add one, add a line; the tests hold every line to a real word.

use super::{Has, Key, PaymentWord};
use crate::{
    Channel, Delivery, DocumentKind, PaymentChannel, Processing, Reason, Recipient, UnknownCode,
};
use std::str::FromStr;

/// One spelling of a word for comparison.
pub(super) fn folded(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Bokmål for keys.
pub(super) const KEYS: &[(&str, Key)] = &[
    ("søk", Key::Q),
    ("tekst", Key::Q),
    ("text", Key::Q),
    ("selskap", Key::Company),
    ("firma", Key::Company),
    ("type", Key::Kind),
    ("slag", Key::Kind),
    ("dokumenttype", Key::Kind),
    ("kanal", Key::Channel),
    ("betalt_med", Key::PaidBy),
    ("betalingskanal", Key::PaidBy),
    ("levering", Key::Delivery),
    ("mottaker", Key::Recipient),
    ("betaling", Key::Payment),
    ("betalingsstatus", Key::Payment),
    ("årsak", Key::Reason),
    ("feilårsak", Key::Reason),
    ("kunde", Key::Customer),
    ("mottatt", Key::Received),
    ("utstedt", Key::Issued),
    ("fakturadato", Key::Issued),
    ("dato", Key::Issued),
    ("forfall", Key::Due),
    ("forfallsdato", Key::Due),
    ("betalt", Key::Paid),
    ("betalt_dato", Key::Paid),
    ("beløp", Key::Amount),
    ("sum", Key::Amount),
    ("valuta", Key::Currency),
    ("bunke", Key::Batch),
    ("parti", Key::Batch),
    ("har", Key::Has),
    ("behandling", Key::Processing),
];

/// Keys that stand for whichever of the axes knows the value.
pub(super) const STATUS: &[&str] = &["status", "tilstand"];

/// The axes that `status` asks, in this order.
pub(super) const AXES: [Key; 4] = [Key::Delivery, Key::Recipient, Key::Payment, Key::Processing];

/// A bokmål word and the canonical one.
type Alias = (&'static str, &'static str);

/// Bokmål for the values of a key, with the canonical word.
pub(super) const fn aliases(key: Key) -> &'static [Alias] {
    match key {
        Key::Kind => KINDS,
        Key::Channel => CHANNELS,
        Key::PaidBy => PAYMENT_CHANNELS,
        Key::Delivery => DELIVERY,
        Key::Recipient => RECIPIENT,
        Key::Payment => PAYMENT,
        Key::Reason => REASONS,
        Key::Has => THINGS,
        Key::Processing => PROCESSING,
        _ => &[],
    }
}

const KINDS: &[Alias] = &[
    ("faktura", "invoice"),
    ("kreditnota", "credit_note"),
    ("purring", "reminder"),
    ("inkasso", "debt_collection"),
    ("inkassovarsel", "debt_collection"),
    ("brev", "letter"),
    ("lønnslipp", "payslip"),
    ("lønnsslipp", "payslip"),
    ("kontoutskrift", "statement"),
    ("kontoutdrag", "statement"),
];

const CHANNELS: &[Alias] = &[
    ("e_faktura", "efaktura"),
    ("peppol", "ehf"),
    ("avtale_giro", "avtalegiro"),
    ("e_post", "email"),
    ("epost", "email"),
    ("e_mail", "email"),
    ("e_boks", "eboks"),
    ("papir", "print"),
    ("post", "print"),
    ("brevpost", "print"),
    ("portalen", "portal"),
    ("lenke", "portal"),
    ("annet", "other"),
    ("annen", "other"),
];

const PAYMENT_CHANNELS: &[Alias] = &[
    ("e_faktura", "efaktura"),
    ("avtale_giro", "avtalegiro"),
    ("kid", "giro"),
    ("bankgiro", "giro"),
    ("fast_oppdrag", "standing_order"),
    ("kort", "card"),
    ("kontant", "cash"),
    ("kontanter", "cash"),
    ("skranke", "counter"),
    ("annet", "other"),
    ("annen", "other"),
];

const DELIVERY: &[Alias] = &[
    ("ingen", "none"),
    ("i_kø", "queued"),
    ("kø", "queued"),
    ("sendt", "sent"),
    ("antatt_levert", "presumed_delivered"),
    ("levert", "delivered"),
    ("feilet", "failed"),
    ("returnert", "returned"),
    ("i_retur", "returned"),
    ("annen_kanal", "fell_back"),
    ("sendt_annen_vei", "fell_back"),
];

const RECIPIENT: &[Alias] = &[
    ("ukjent", "unknowable"),
    ("kan_ikke_vites", "unknowable"),
    ("ikke_ennå", "not_yet"),
    ("ikke_åpnet", "not_yet"),
    ("uåpnet", "not_yet"),
    ("åpnet", "opened"),
    ("godkjent", "approved"),
    ("slettet", "deleted"),
    ("bestridt", "disputed"),
    ("omtvistet", "disputed"),
    ("avvist", "rejected"),
];

const PAYMENT: &[Alias] = &[
    ("ingen", "none"),
    ("ubetalt", "open"),
    ("åpen", "open"),
    ("planlagt", "scheduled"),
    ("delbetalt", "part_paid"),
    ("delvis_betalt", "part_paid"),
    ("betalt", "paid"),
    ("overbetalt", "overpaid"),
    ("for_mye_betalt", "overpaid"),
    ("tilbakeført", "reversed"),
    ("kreditert", "credited"),
    ("annullert", "cancelled"),
    ("trukket", "cancelled"),
    ("utestående", "outstanding"),
    ("forfalt", "overdue"),
];

const REASONS: &[Alias] = &[
    ("mottaker_ukjent", "recipient_unknown"),
    ("ukjent_mottaker", "recipient_unknown"),
    ("feil_adresse", "address_wrong"),
    ("avtale_mangler", "agreement_missing"),
    ("samtykke_mangler", "agreement_missing"),
    ("full_postkasse", "mailbox_full"),
    ("postkasse_full", "mailbox_full"),
    ("avvist_av_mottaker", "rejected_by_recipient"),
    ("avvist", "rejected_by_recipient"),
    ("ugyldig_innhold", "invalid_content"),
    ("utenfor_grensene", "out_of_limits"),
    ("utenfor_grense", "out_of_limits"),
    ("duplikat", "duplicate"),
    ("prøves_igjen", "technical_retry"),
    ("teknisk_feil", "technical_failed"),
    ("returnert", "returned"),
    ("annet", "other"),
];

const THINGS: &[Alias] = &[
    ("kommentar", "comment"),
    ("kommentarer", "comment"),
    ("feil", "error"),
    ("stans", "hold"),
    ("sperre", "hold"),
    ("betaling", "payment"),
    ("beløp", "amount"),
    ("dato", "issued"),
    ("fakturadato", "issued"),
    ("forfall", "due"),
    ("betalt_dato", "paid"),
    ("bunke", "batch"),
    ("parti", "batch"),
    ("slettet", "erased"),
];

const PROCESSING: &[Alias] = &[
    ("mottatt", "received"),
    ("kontrollert", "validated"),
    ("godkjent", "validated"),
    ("holdt", "held"),
    ("holdt_tilbake", "held"),
    ("avvist", "rejected"),
];

/// The canonical words of a key whose values can be listed.
pub(super) fn known_values(key: Key) -> Vec<&'static str> {
    fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|word| code(*word)).collect()
    }
    match key {
        Key::Kind => codes(DocumentKind::ALL, DocumentKind::code),
        Key::Channel => codes(Channel::ALL, Channel::code),
        Key::PaidBy => codes(PaymentChannel::ALL, PaymentChannel::code),
        Key::Delivery => codes(Delivery::ALL, Delivery::code),
        Key::Recipient => codes(Recipient::ALL, Recipient::code),
        Key::Payment => PaymentWord::all().map(PaymentWord::code).collect(),
        Key::Reason => codes(Reason::ALL, Reason::code),
        Key::Has => codes(Has::ALL, Has::code),
        Key::Processing => codes(Processing::ALL, Processing::code),
        _ => Vec::new(),
    }
}

/// The key that a word names, canonical or bokmål.
pub(super) fn key(word: &str) -> Option<Key> {
    let word = folded(word);
    word.parse().ok().or_else(|| {
        let named = KEYS.iter().find(|(alias, _)| *alias == word);
        named.map(|(_, key)| *key)
    })
}

/// The canonical word for a value of a key, if the key knows it.
pub(super) fn value(key: Key, word: &str) -> Option<&'static str> {
    let word = folded(word);
    let canonical = known_values(key).into_iter().find(|known| *known == word);
    canonical.or_else(|| {
        let named = aliases(key).iter().find(|(alias, _)| *alias == word);
        named.map(|(_, canonical)| *canonical)
    })
}

impl FromStr for PaymentWord {
    type Err = UnknownCode;

    fn from_str(word: &str) -> Result<Self, UnknownCode> {
        let found = Self::all().find(|known| known.code() == word);
        found.ok_or_else(|| UnknownCode {
            vocabulary: "payment state",
            word: word.to_owned(),
            known: known_values(Key::Payment).join(", "),
        })
    }
}
