use super::{Row, Search, ids, rows};
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{DocumentId, Money, PaymentState, Right};
use reports::{Cell, Shape};
use serde_json::json;

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
    let content = json!({
        "filter": audit::impersonal(&search.filter),
        "format": "csv",
    });
    audit::note_with(app, ctx, Act::DOCUMENTS_EXPORTED, "", content).await?;
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

    fn cells(&self, row: &Row) -> Vec<String> {
        let flavour = self.flavour.writer();
        cells(&self.columns, row, self.wording)
            .iter()
            .map(|cell| reports::csv::written(cell, flavour, &self.ctx.time_zone))
            .collect()
    }

    fn heading(&self) -> Vec<String> {
        let name = |column: &Column| match self.flavour {
            Flavour::Machine => column.code().to_owned(),
            Flavour::Spreadsheet => self.wording.column(*column),
        };
        self.columns.iter().map(name).collect()
    }
}

impl Flavour {
    const fn writer(self) -> reports::csv::Flavour {
        match self {
            Self::Machine => reports::csv::Flavour::Machine,
            Self::Spreadsheet => reports::csv::Flavour::Spreadsheet,
        }
    }
}

/// The headings of columns, for whatever writes tables.
pub fn heads(columns: &[Column], wording: &dyn Wording) -> Vec<reports::Column> {
    let head = |column: &Column| {
        reports::Column::new(wording.column(*column), column.code(), column.shape())
    };
    columns.iter().map(head).collect()
}

/// What stands in these columns of a document, for whatever writes tables.
pub fn cells(columns: &[Column], row: &Row, wording: &dyn Wording) -> Vec<Cell> {
    columns
        .iter()
        .map(|column| cell(*column, row, wording))
        .collect()
}

impl Column {
    /// What the column holds.
    pub const fn shape(self) -> Shape {
        match self {
            Self::Amount | Self::Outstanding => Shape::Money,
            Self::Received => Shape::Moment,
            Self::Issued | Self::Due | Self::Paid => Shape::Day,
            Self::Comments => Shape::Count,
            _ => Shape::Text,
        }
    }
}

fn cell(column: Column, row: &Row, wording: &dyn Wording) -> Cell {
    let (head, standing) = (&row.head, &row.standing);
    let text = |text: &Option<String>| Cell::text(text.as_deref().unwrap_or_default());
    let word =
        |vocabulary: &str, code: &'static str| Cell::Word(wording.word(vocabulary, code), code);
    let day = |day: Option<jiff::civil::Date>| day.map_or(Cell::Nothing, Cell::Day);
    match column {
        Column::Number => Cell::text(head.number.clone()),
        Column::Id => Cell::text(head.id.to_string()),
        Column::Company => Cell::text(row.company_name.clone()),
        Column::Kind => word("kind", head.kind.code()),
        Column::Customer => Cell::text(row.customer_name.clone()),
        Column::CustomerNumber => text(&row.customer_number),
        Column::Channel => word("channel", standing.channel.code()),
        Column::Delivery => word("delivery", standing.delivery.code()),
        Column::Recipient => word("recipient", standing.recipient.code()),
        Column::Payment => word("payment", payment_word(row)),
        Column::PaidBy => standing
            .paid_by
            .map_or(Cell::Nothing, |by| word("paid_by", by.code())),
        Column::Reason => standing
            .reason
            .map_or(Cell::Nothing, |reason| word("reason", reason.code())),
        Column::Amount => head.amount.map_or(Cell::Nothing, Cell::Money),
        Column::Currency => head.amount.map_or(Cell::Nothing, |amount| {
            Cell::text(amount.currency.to_string())
        }),
        Column::Outstanding => head.amount.map_or(Cell::Nothing, |amount| {
            Cell::Money(Money {
                minor: standing.outstanding_minor(amount.minor),
                ..amount
            })
        }),
        Column::Received => Cell::Moment(head.received_at),
        Column::Issued => day(head.issued_on),
        Column::Due => day(head.due_on),
        Column::Paid => day(standing.paid_on),
        Column::Kid => text(&head.kid),
        Column::Account => text(&head.account),
        Column::Batch => text(&head.batch),
        Column::Comments => Cell::Count(standing.comments.into()),
    }
}

/// The word for the money as people see it: overdue where it is.
fn payment_word(row: &Row) -> &'static str {
    match row.is_overdue && row.standing.payment != PaymentState::Paid {
        true => "overdue",
        false => row.standing.payment.code(),
    }
}
