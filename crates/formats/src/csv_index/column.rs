//! The columns of an index and the names they go by.

use std::borrow::Cow;

/// Most unknown columns that are named in the finding.
const UNKNOWN_MAX: usize = 20;

macro_rules! columns {
    ($($(#[$meta:meta])* $variant:ident: $first:literal $(, $other:literal)*;)+) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Column {
            $($(#[$meta])* $variant,)+
        }

        impl Column {
            /// Every column, in the order of the documentation.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The names it goes by, the English one first.
            pub(crate) const fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$first $(, $other)*],)+ }
            }
        }
    };
}

columns! {
    /// The sender's number.
    Number: "number", "invoice_number", "fakturanummer", "fakturanr", "nummer";
    /// What kind of thing it is.
    Kind: "kind", "type", "dokumenttype";
    /// The sending company's organisation number.
    Company: "company", "selskap", "orgnr", "organisasjonsnummer";
    /// The sender's customer number.
    CustomerNumber: "customer_number", "kundenummer", "kundenr";
    /// The customer's organisation number.
    CustomerOrganisation: "customer_organisation_number", "kundeorgnr", "kundens_orgnr";
    /// The customer's name.
    Customer: "customer", "customer_name", "kunde", "kundenavn", "navn", "name";
    /// The channel it goes by.
    Channel: "channel", "kanal";
    /// Payment reference.
    Kid: "kid", "kid-nummer", "kidnummer";
    /// Account to pay to.
    Account: "account", "konto", "kontonummer";
    /// Amount to pay.
    Amount: "amount", "beløp", "belop";
    /// Currency of the amount.
    Currency: "currency", "valuta";
    /// The day on the document.
    Issued: "issued", "issued_on", "invoice_date", "fakturadato", "utstedt";
    /// The last day to pay.
    Due: "due", "due_on", "due_date", "forfall", "forfallsdato";
    /// When the sender handed it over.
    Received: "received", "received_at", "mottatt";
    /// The sender's batch.
    Batch: "batch", "bunt";
    /// The file beside the index.
    File: "file", "filename", "fil", "filnavn";
    /// The system that names the document.
    Source: "source", "kilde";
    /// That system's name for it.
    SourceId: "source_id", "kilde_id";
    /// What became of a letter.
    Status: "status", "result", "utfall", "returstatus";
    /// Why it came back.
    Reason: "reason", "return_reason", "årsak", "returårsak";
    /// The carrier's code for that.
    Code: "code", "return_code", "kode", "returkode";
    /// When it happened.
    Occurred: "occurred", "occurred_at", "date", "dato", "returdato";
    /// The day that money counts from.
    ValueOn: "value_on", "value_date", "valutadato", "valuteringsdato", "betalingsdato", "bokført";
    /// How it was paid.
    PaidBy: "paid_by", "betalt_med", "betalingsmåte";
    /// Who paid.
    Payer: "payer", "payer_name", "betaler";
    /// From which account.
    PayerAccount: "payer_account", "fra_konto";
    /// The bank's reference.
    BankReference: "bank_reference", "reference", "referanse", "arkivreferanse";
    /// Free text.
    Text: "text", "tekst", "message", "melding";
}

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Documents.
    Index,
    /// What became of letters: print and post.
    Returns,
    /// Payments.
    Payments,
}

impl Shape {
    /// Whether a column says something in a list of this shape.
    pub(crate) fn reads(self, column: Column) -> bool {
        use Column as C;
        let is_returned = matches!(column, C::Status | C::Reason | C::Code | C::Occurred);
        let is_paid = matches!(
            column,
            C::ValueOn | C::PaidBy | C::Payer | C::PayerAccount | C::BankReference
        );
        let is_anywhere = matches!(
            column,
            C::Kid | C::Account | C::Source | C::SourceId | C::Text
        );
        match self {
            Self::Index => !is_returned && !is_paid && column != C::Text,
            Self::Returns => is_returned || is_anywhere || matches!(column, C::Number | C::Channel),
            Self::Payments => is_paid || is_anywhere || matches!(column, C::Amount | C::Currency),
        }
    }
}

impl Column {
    /// The English name.
    pub(crate) const fn name(self) -> &'static str {
        self.names()[0]
    }

    fn named(written: &str) -> Option<Self> {
        let name = written.trim().to_lowercase().replace(' ', "_");
        let is_it = |column: &&Self| column.names().contains(&name.as_str());
        Self::ALL.iter().find(is_it).copied()
    }
}

/// Which cell of a row is what.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    cells: Vec<(Column, usize, String)>,
    /// How many columns there are.
    pub(crate) count: usize,
    /// Names that mean nothing here, and second columns of the same meaning.
    pub(crate) unknown: Vec<String>,
}

impl Columns {
    /// The columns of this header row.
    pub(crate) fn of<'a>(names: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut columns = Self::default();
        for (index, name) in names.enumerate() {
            columns.count += 1;
            match Column::named(&name) {
                Some(column) if columns.find(column).is_none() => {
                    columns.cells.push((column, index, name.trim().to_owned()));
                }
                _ if name.trim().is_empty() || columns.unknown.len() >= UNKNOWN_MAX => {}
                _ => columns.unknown.push(name.trim().to_owned()),
            }
        }
        columns
    }

    /// What a list with these columns is, where they say enough.
    pub(crate) fn shape(&self) -> Option<Shape> {
        let has = |column| self.find(column).is_some();
        let names = has(Column::Number) || has(Column::Kid) || has(Column::SourceId);
        if has(Column::Status) && has(Column::Occurred) && names {
            return Some(Shape::Returns);
        }
        if has(Column::ValueOn) && has(Column::Account) && has(Column::Amount) {
            return Some(Shape::Payments);
        }
        let tells = has(Column::Amount) || has(Column::File);
        (has(Column::Number) && tells).then_some(Shape::Index)
    }

    /// Columns that are known, but say nothing in a list of this shape.
    pub(crate) fn idle(&self, shape: Shape) -> impl Iterator<Item = &str> {
        let cells = self.cells.iter();
        cells
            .filter(move |(column, _, _)| !shape.reads(*column))
            .map(|(_, _, name)| name.as_str())
    }

    /// Which cell a column is, and its name in the header.
    pub(crate) fn find(&self, column: Column) -> Option<(usize, &str)> {
        let (_, index, name) = self.cells.iter().find(|(it, _, _)| *it == column)?;
        Some((*index, name))
    }
}
