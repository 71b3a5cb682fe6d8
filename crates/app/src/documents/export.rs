use super::spoken::Vocabulary;
use super::{RowRef, Search, Spoken, places, rows_seen};
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{DocumentId, Money, PaymentState, Right, Seq};
use reports::csv::Lines;
use reports::{CellRef, Shape};
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
    documents: std::vec::IntoIter<(DocumentId, Seq)>,
    columns: Vec<Column>,
    heads: Vec<reports::Column>,
    flavour: Flavour,
    spoken: Spoken,
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
    wording: &dyn Wording,
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
        documents: places(app, ctx, search).await?.into_iter(),
        heads: heads(&columns, wording),
        columns,
        flavour,
        spoken: Spoken::of(wording),
        begun: false,
    })
}

impl Export<'_> {
    /// The next piece of the file; `None` at its end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let zone = self.ctx.time_zone.clone();
        let mut lines = Lines::plain(Vec::new(), self.flavour.writer(), zone);
        let is_first = !std::mem::replace(&mut self.begun, true);
        if is_first {
            lines.heading(&self.heads).map_err(Error::internal)?;
        }
        if !self.documents.as_slice().is_empty() {
            let some = self.documents.by_ref().take(ROWS_AT_A_TIME);
            for row in &rows_seen(self.app, &self.ctx, some).await? {
                let cells = cells(&self.columns, row.lend(), &self.spoken);
                lines.row(cells).map_err(Error::internal)?;
            }
        }
        let mut piece = lines.end();
        if is_first && self.flavour == Flavour::Spreadsheet {
            piece.splice(0..0, *b"\xEF\xBB\xBF");
        }
        Ok((!piece.is_empty()).then_some(piece))
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
pub fn cells<'c>(
    columns: &'c [Column],
    row: RowRef<'c>,
    spoken: &'c Spoken,
) -> impl Iterator<Item = CellRef<'c>> {
    columns.iter().map(move |column| cell(*column, row, spoken))
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

/// A word of a vocabulary as somebody's list has it.
macro_rules! word_of {
    ($spoken:ident, $vocabulary:ident, $word:expr) => {
        CellRef::Word(
            $spoken.word(Vocabulary::$vocabulary, $word.number()),
            $word.code(),
        )
    };
}

fn cell<'c>(column: Column, row: RowRef<'c>, spoken: &'c Spoken) -> CellRef<'c> {
    let (head, standing) = (row.head, row.standing);
    let text = |text: &'c Option<String>| CellRef::text(text.as_deref().unwrap_or_default());
    let day = |day: Option<jiff::civil::Date>| day.map_or(CellRef::Nothing, CellRef::Day);
    match column {
        Column::Number => CellRef::text(&head.number),
        Column::Id => CellRef::Id(head.id),
        Column::Company => CellRef::text(row.company_name),
        Column::Kind => word_of!(spoken, Kind, head.kind),
        Column::Customer => CellRef::text(row.customer_name),
        Column::CustomerNumber => CellRef::text(row.customer_number.unwrap_or_default()),
        Column::Channel => word_of!(spoken, Channel, standing.channel),
        Column::Delivery => word_of!(spoken, Delivery, standing.delivery),
        Column::Recipient => word_of!(spoken, Recipient, standing.recipient),
        Column::Payment => payment(row, spoken),
        Column::PaidBy => standing
            .paid_by
            .map_or(CellRef::Nothing, |by| word_of!(spoken, PaidBy, by)),
        Column::Reason => standing
            .reason
            .map_or(CellRef::Nothing, |reason| word_of!(spoken, Reason, reason)),
        Column::Amount => head.amount.map_or(CellRef::Nothing, CellRef::Money),
        Column::Currency => head.amount.as_ref().map_or(CellRef::Nothing, |amount| {
            CellRef::text(amount.currency.as_str())
        }),
        Column::Outstanding => head.amount.map_or(CellRef::Nothing, |amount| {
            CellRef::Money(Money {
                minor: standing.outstanding_minor(amount.minor),
                ..amount
            })
        }),
        Column::Received => CellRef::Moment(head.received_at),
        Column::Issued => day(head.issued_on),
        Column::Due => day(head.due_on),
        Column::Paid => day(standing.paid_on),
        Column::Kid => text(&head.kid),
        Column::Account => text(&head.account),
        Column::Batch => text(&head.batch),
        Column::Comments => CellRef::Count(standing.comments.into()),
    }
}

/// The word for the money as people see it: overdue where it is.
fn payment<'c>(row: RowRef<'c>, spoken: &'c Spoken) -> CellRef<'c> {
    let state = row.standing.payment;
    match row.is_overdue && state != PaymentState::Paid {
        true => CellRef::Word(spoken.overdue(), "overdue"),
        false => word_of!(spoken, Payment, state),
    }
}
