use super::{Row, Search, ids, rows};
use crate::{App, Ctx, Error, Result};
use domain::{DocumentId, Money, PaymentState, Right};
use jiff::tz::TimeZone;

/// Rows written at a time, so that a long export streams.
const ROWS_AT_A_TIME: usize = 1_000;

macro_rules! columns {
    ($($(#[$meta:meta])* $name:ident $code:literal,)+) => {
        /// A column of the list, on the page and in files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column { $($(#[$meta])* $name,)+ }

        impl Column {
            /// Every column, in the usual order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name used in URLs and in files for machines.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The column with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|column| column.code() == code)
            }
        }
    };
}

columns! {
    /// The sender's number.
    Number "number",
    /// Our id.
    Id "id",
    /// The company that sent it.
    Company "company",
    /// What kind of thing it is.
    Kind "kind",
    /// The customer's name.
    Customer "customer",
    /// The organisation's number for the customer.
    CustomerNumber "customer_number",
    /// The channel that counts.
    Channel "channel",
    /// Where the delivery stands.
    Delivery "delivery",
    /// What the recipient did.
    Recipient "recipient",
    /// Where the money stands.
    Payment "payment",
    /// How it was paid.
    PaidBy "paid_by",
    /// Why the last thing that went wrong went wrong.
    Reason "reason",
    /// The amount.
    Amount "amount",
    /// Its currency.
    Currency "currency",
    /// What is still to be paid.
    Outstanding "outstanding",
    /// When it was received.
    Received "received",
    /// The day on the document.
    Issued "issued",
    /// The last day to pay.
    Due "due",
    /// The value date on which it became fully paid.
    Paid "paid",
    /// Payment reference.
    Kid "kid",
    /// The account to pay to.
    Account "account",
    /// The sender's batch.
    Batch "batch",
    /// How many comments it has.
    Comments "comments",
}

impl Column {
    /// What a list shows to somebody who has chosen nothing.
    pub const USUAL: &'static [Self] = &[
        Self::Number,
        Self::Customer,
        Self::Channel,
        Self::Delivery,
        Self::Recipient,
        Self::Payment,
        Self::Amount,
        Self::Due,
        Self::Received,
    ];
}

/// For whom a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Programs: `,`, decimal point, ISO dates, codes, no byte-order mark.
    Machine,
    /// A Norwegian spreadsheet: `;`, decimal comma, `dd.mm.yyyy`, words, and a
    /// byte-order mark, without which Excel garbles æ, ø and å.
    Spreadsheet,
}

/// The words that a person's file uses, in that person's language.
pub trait Wording: Send + Sync {
    /// The heading of a column.
    fn column(&self, column: Column) -> String;
    /// A word of a vocabulary, such as `delivery` and `failed`.
    fn word(&self, vocabulary: &str, code: &str) -> String;
}

/// A list on its way to a file, piece by piece.
pub struct Export<'a> {
    app: &'a App,
    ctx: Ctx,
    ids: std::vec::IntoIter<DocumentId>,
    columns: Vec<Column>,
    flavour: Flavour,
    wording: &'a dyn Wording,
    begun: bool,
}

/// Writes out what a list shows: the same documents in the same order, with
/// the same columns, all of them.
pub async fn export<'a>(
    app: &'a App,
    ctx: &Ctx,
    search: &Search,
    columns: Vec<Column>,
    flavour: Flavour,
    wording: &'a dyn Wording,
) -> Result<Export<'a>> {
    ctx.require(Right::Export)?;
    Ok(Export {
        app,
        ctx: ctx.clone(),
        ids: ids(app, ctx, search).await?.into_iter(),
        columns,
        flavour,
        wording,
        begun: false,
    })
}

impl Export<'_> {
    /// The next piece of the file; `None` at its end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let mut piece = Vec::new();
        if !self.begun {
            self.begun = true;
            self.write(&mut piece, [self.heading()])?;
            if self.flavour == Flavour::Spreadsheet {
                piece.splice(0..0, *b"\xEF\xBB\xBF");
            }
        }
        let some: Vec<DocumentId> = self.ids.by_ref().take(ROWS_AT_A_TIME).collect();
        if !some.is_empty() {
            let rows = rows(self.app, &self.ctx, &some).await?;
            self.write(&mut piece, rows.iter().map(|row| self.cells(row)))?;
        }
        Ok((!piece.is_empty()).then_some(piece))
    }

    fn write(
        &self,
        piece: &mut Vec<u8>,
        records: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<()> {
        let delimiter = match self.flavour {
            Flavour::Machine => b',',
            Flavour::Spreadsheet => b';',
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(piece);
        for record in records {
            writer.write_record(&record).map_err(Error::internal)?;
        }
        writer.flush().map_err(Error::internal)
    }

    fn heading(&self) -> Vec<String> {
        let name = |column: &Column| match self.flavour {
            Flavour::Machine => column.code().to_owned(),
            Flavour::Spreadsheet => self.wording.column(*column),
        };
        self.columns.iter().map(name).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        self.columns
            .iter()
            .map(|column| self.cell(*column, row))
            .collect()
    }

    fn cell(&self, column: Column, row: &Row) -> String {
        let (head, standing) = (&row.head, &row.standing);
        match column {
            Column::Number => self.digits(&head.number),
            Column::Id => head.id.to_string(),
            Column::Company => harmless(&row.company_name),
            Column::Kind => self.word("kind", head.kind.code()),
            Column::Customer => harmless(&row.customer_name),
            Column::CustomerNumber => self.digits(row.customer_number.as_deref().unwrap_or("")),
            Column::Channel => self.word("channel", standing.channel.code()),
            Column::Delivery => self.word("delivery", standing.delivery.code()),
            Column::Recipient => self.word("recipient", standing.recipient.code()),
            Column::Payment => self.word("payment", payment_word(row)),
            Column::PaidBy => standing
                .paid_by
                .map_or_else(String::new, |by| self.word("paid_by", by.code())),
            Column::Reason => standing
                .reason
                .map_or_else(String::new, |reason| self.word("reason", reason.code())),
            Column::Amount => self.money(head.amount),
            Column::Currency => head
                .amount
                .map_or_else(String::new, |amount| amount.currency.to_string()),
            Column::Outstanding => self.money(head.amount.map(|amount| Money {
                minor: standing.outstanding_minor(amount.minor),
                ..amount
            })),
            Column::Received => self.moment(head.received_at),
            Column::Issued => self.day(head.issued_on),
            Column::Due => self.day(head.due_on),
            Column::Paid => self.day(standing.paid_on),
            Column::Kid => self.digits(head.kid.as_deref().unwrap_or("")),
            Column::Account => self.digits(head.account.as_deref().unwrap_or("")),
            Column::Batch => harmless(head.batch.as_deref().unwrap_or("")),
            Column::Comments => standing.comments.to_string(),
        }
    }

    fn word(&self, vocabulary: &str, code: &str) -> String {
        match self.flavour {
            Flavour::Machine => code.to_owned(),
            Flavour::Spreadsheet => self.wording.word(vocabulary, code),
        }
    }

    /// A number that is a name. Spreadsheets drop leading zeros and round
    /// long ones unless they are told that it is text.
    fn digits(&self, text: &str) -> String {
        let all_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match self.flavour {
            Flavour::Spreadsheet if all_digits => format!("=\"{text}\""),
            _ => harmless(text),
        }
    }

    fn money(&self, money: Option<Money>) -> String {
        let decimal = money.map_or_else(String::new, |money| money.decimal());
        match self.flavour {
            Flavour::Machine => decimal,
            Flavour::Spreadsheet => decimal.replace('.', ","),
        }
    }

    fn day(&self, day: Option<jiff::civil::Date>) -> String {
        match (day, self.flavour) {
            (None, _) => String::new(),
            (Some(day), Flavour::Machine) => day.to_string(),
            (Some(day), Flavour::Spreadsheet) => day.strftime("%d.%m.%Y").to_string(),
        }
    }

    fn moment(&self, moment: jiff::Timestamp) -> String {
        let zone: TimeZone = self.ctx.time_zone.clone();
        let local = moment.to_zoned(zone);
        match self.flavour {
            Flavour::Machine => local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            Flavour::Spreadsheet => local.strftime("%d.%m.%Y %H:%M").to_string(),
        }
    }
}

/// The word for the money as people see it: overdue where it is.
fn payment_word(row: &Row) -> &'static str {
    match row.is_overdue && row.standing.payment != PaymentState::Paid {
        true => "overdue",
        false => row.standing.payment.code(),
    }
}

/// Text that a spreadsheet cannot take for a formula.
pub(crate) fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
