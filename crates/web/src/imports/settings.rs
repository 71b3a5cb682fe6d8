//! How a table is read, as it stands in a URL.

use crate::form::FieldError;
use crate::query::Query;
use crate::session::Visit;
use app::imports::{DateOrder, Encoding, Field, Guess, Meaning, TableSettings};
use maud::{Markup, html};

/// A field that a column can be, with its name.
pub(super) struct FieldChoice {
    pub(super) field: Field,
    pub(super) words: String,
}

/// The fields that columns of such rows can be.
pub(super) fn fields(visit: &Visit, meaning: Meaning) -> Vec<FieldChoice> {
    let fields = Field::ALL.iter().copied();
    fields
        .filter(|field| field.is_of(meaning))
        .map(|field| FieldChoice {
            field,
            words: visit.text.word("field", field.code()),
        })
        .collect()
}

pub(super) const fn meaning_code(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Documents => "documents",
        Meaning::Payments => "payments",
    }
}

pub(super) const fn encoding_code(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf8",
        Encoding::Windows1252 => "windows1252",
    }
}

pub(super) const fn dates_code(dates: DateOrder) -> &'static str {
    match dates {
        DateOrder::YearFirst => "year",
        DateOrder::DayFirst => "day",
        DateOrder::MonthFirst => "month",
    }
}

const DELIMITERS: [(&str, char); 4] = [
    ("semicolon", ';'),
    ("comma", ','),
    ("tab", '\t'),
    ("bar", '|'),
];

/// What was said of delimiter and encoding, by which the file is looked at.
pub(super) fn look(query: &Query) -> Option<(char, Encoding)> {
    let said = query.get("delimiter")?;
    let (_, delimiter) = DELIMITERS.into_iter().find(|(name, _)| *name == said)?;
    let encoding = match query.get("encoding") {
        Some("windows1252") => Encoding::Windows1252,
        _ => Encoding::Utf8,
    };
    Some((delimiter, encoding))
}

/// What was said, and where nothing was, what is guessed. Answers too whether
/// anything was said.
pub(super) fn read(query: &Query, guess: &Guess) -> (TableSettings, bool) {
    if query.get("said").is_none() {
        return (guess.settings.clone(), false);
    }
    let meaning = match query.get("meaning") {
        Some("payments") => Meaning::Payments,
        _ => Meaning::Documents,
    };
    let field = |index: usize| {
        let code = query.get(&format!("c{index}"))?;
        Field::from_code(code).filter(|field| field.is_of(meaning))
    };
    let mut settings = TableSettings {
        meaning,
        decimal_comma: query.get("decimal") != Some("point"),
        dates: match query.get("dates") {
            Some("year") => DateOrder::YearFirst,
            Some("month") => DateOrder::MonthFirst,
            _ => DateOrder::DayFirst,
        },
        columns: (0..guess.header.len()).map(field).collect(),
        account: query
            .get("account")
            .map(domain::account::normalise)
            .filter(|account| !account.is_empty()),
        ..guess.settings.clone()
    };
    if settings.columns.iter().all(Option::is_none) {
        // Other rows, other fields: what the names of the columns say then.
        settings.columns = guess.clone().meaning(meaning).settings.columns;
    }
    (settings, true)
}

/// The same as a query, to be carried on.
pub(super) fn write(settings: &TableSettings) -> Query {
    let delimiter = DELIMITERS
        .into_iter()
        .find(|(_, sign)| *sign == settings.delimiter)
        .map_or("semicolon", |(name, _)| name);
    let decimal = if settings.decimal_comma {
        "comma"
    } else {
        "point"
    };
    let mut query = Query::default()
        .with("said", "1")
        .with("meaning", meaning_code(settings.meaning))
        .with("delimiter", delimiter)
        .with("encoding", encoding_code(settings.encoding))
        .with("decimal", decimal)
        .with("dates", dates_code(settings.dates));
    if let Some(account) = &settings.account {
        query.push("account", account);
    }
    for (index, column) in settings.columns.iter().enumerate() {
        if let Some(field) = column {
            query.push(format!("c{index}"), field.code());
        }
    }
    query
}

/// What has to be mended before the rows can be looked at.
pub(super) fn errors(visit: &Visit, settings: &TableSettings) -> Vec<FieldError> {
    let text = &visit.text;
    let name = |field: Field| text.word("field", field.code());
    let missing = settings.missing().into_iter().map(|field| {
        let words = text.fill("columns-missing", &[("field", name(field).into())]);
        html! { (words) }
    });
    let doubled = settings.doubled().into_iter().map(|field| {
        let words = text.fill("columns-doubled", &[("field", name(field).into())]);
        html! { (words) }
    });
    let messages = missing.chain(doubled);
    let error = |message| FieldError {
        field: "columns-caption",
        message,
    };
    messages.map(error).collect()
}

/// The steps of taking a table in, and which one this is.
pub(super) fn steps(visit: &Visit, current: &str) -> Markup {
    let text = &visit.text;
    let steps = ["file", "columns", "check", "import"];
    html! {
        ol.steps aria-label=(text.say("steps-label")) {
            @for step in steps {
                li aria-current=[(step == current).then_some("step")] { (text.word("step", step)) }
            }
        }
    }
}
