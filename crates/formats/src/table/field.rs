//! What a column can be, and the names by which it is recognised.

use super::Meaning;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$meta:meta])* $variant:ident $code:literal $documents:literal $payments:literal: $($name:literal)*;)+) => {
        /// What a column of a table is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $($(#[$meta])* $variant,)+
        }

        impl Field {
            /// Every field, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in URLs and JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Whether rows of this kind have it.
            pub const fn is_of(self, meaning: Meaning) -> bool {
                let (documents, payments) = match self { $(Self::$variant => ($documents, $payments),)+ };
                match meaning {
                    Meaning::Documents => documents,
                    Meaning::Payments => payments,
                }
            }

            const fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($name),*],)+ }
            }
        }
    };
}

fields! {
    /// The sender's number.
    Number "number" true false: "number" "nummer" "fakturanr" "fakturanummer" "invoiceno" "invoicenumber" "invoiceid" "bilagsnummer" "dokumentnr" "dokumentnummer" "faktura";
    /// What kind of thing it is.
    Kind "kind" true false: "kind" "type" "dokumenttype" "fakturatype";
    /// The sending company's organisation number.
    Company "company" true false: "company" "selskap" "orgnr" "organisasjonsnummer" "avsender";
    /// The sender's customer number.
    CustomerNumber "customer_number" true false: "customernumber" "customerno" "kundenummer" "kundenr" "kundeid";
    /// The customer's organisation number.
    CustomerOrganisation "customer_organisation" true false: "customerorganisationnumber" "kundeorgnr" "kundensorgnr";
    /// The customer's name.
    Customer "customer" true false: "customer" "customername" "kunde" "kundenavn" "navn" "name" "mottaker";
    /// The channel it goes by.
    Channel "channel" true false: "channel" "kanal" "distribusjon" "sendtsom" "utsendelse";
    /// Payment reference.
    Kid "kid" true true: "kid" "kidnummer" "kidnr" "betalingsreferanse" "paymentreference";
    /// The account to pay to, or that was paid to.
    Account "account" true true: "account" "konto" "kontonummer" "kontonr" "tilkonto" "mottakerkonto" "creditaccount";
    /// How much.
    Amount "amount" true true: "amount" "beløp" "belop" "sum" "total" "totalbeløp" "beløpinklmva" "åbetale" "fakturabeløp";
    /// How much came in, where money in and money out have columns of their own.
    AmountIn "amount_in" false true: "inn" "innpåkonto" "beløpinn" "inngående" "kredit" "credit" "in";
    /// How much went out.
    AmountOut "amount_out" false true: "ut" "utfrakonto" "beløput" "utgående" "debet" "debit" "out";
    /// Currency.
    Currency "currency" true true: "currency" "valuta" "ccy";
    /// The day on the document.
    Issued "issued" true false: "issued" "issuedon" "invoicedate" "fakturadato" "utstedt" "dato" "date";
    /// The last day to pay.
    Due "due" true false: "due" "dueon" "duedate" "forfall" "forfallsdato" "betalingsfrist";
    /// The sender's batch.
    Batch "batch" true false: "batch" "bunt" "kjøring";
    /// The day the money counts from.
    ValueOn "value_on" false true: "valueon" "valuedate" "valutadato" "rentedato" "bokført" "bokføringsdato" "bokførtdato" "betalingsdato" "dato" "date" "bookingdate";
    /// The account that the money came from.
    PayerAccount "payer_account" false true: "payeraccount" "frakonto" "betalerskonto" "debetkonto" "motkonto";
    /// Who paid.
    Payer "payer" false true: "payer" "betaler" "avsender" "navn" "name" "fra";
    /// Free text.
    Text "text" false true: "text" "tekst" "melding" "beskrivelse" "forklaring" "description";
    /// The bank's reference.
    BankReference "bank_reference" false true: "bankreference" "arkivref" "arkivreferanse" "referanse" "reference" "ref" "numref" "transaksjonsid";
}

impl Field {
    /// The field with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// The field that a column of this name most likely is.
    pub(super) fn named(name: &str, meaning: Meaning) -> Option<Self> {
        let bare: String = name
            .to_lowercase()
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        let is_it = |field: &&Self| field.is_of(meaning) && field.names().contains(&bare.as_str());
        Self::ALL.iter().find(is_it).copied()
    }
}
