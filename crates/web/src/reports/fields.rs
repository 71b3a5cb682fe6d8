//! A definition as it stands in a form, or in a link from what somebody looks
//! at.

use crate::paths;
use crate::query::Query;
use app::documents::Column;
use app::reports::{Definition, Format, Kind, Length, Section, Timetable};
use domain::filter::{Filter, Key, Test};
use domain::period::{DateSpan, Unit, When};

/// What was filled in; `None` where nothing was.
pub(super) fn read(fields: &Query) -> Option<Definition> {
    fields.get("sections-known")?;
    let field = |name: &str| fields.get(name).unwrap_or_default().trim().to_owned();
    let is_on = |name: &str| fields.get(name) == Some("yes");
    let (hour, minute) = clock(&field("time"));
    let timetable = Timetable {
        hour,
        minute,
        days_after: field("days_after").parse().unwrap_or(1),
        bank_days: is_on("bank_days"),
    };
    Some(Definition {
        title: field("title"),
        kind: kind(&field("kind")),
        filter: field("filter"),
        sections: fields
            .all("section")
            .filter_map(Section::from_code)
            .collect(),
        columns: words(fields, "columns"),
        grouping: words(fields, "grouping"),
        unit: Length::from_code(&field("unit")).unwrap_or_default(),
        language: field("language"),
        formats: fields.all("format").filter_map(Format::from_code).collect(),
        recipients: words(fields, "recipients"),
        timetable: is_on("goes_out").then_some(timetable),
        skip_empty: is_on("skip_empty"),
    })
}

/// The words of every field of a name, each once.
fn words(fields: &Query, name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for written in fields.all(name) {
        for word in written.split([',', '\n', '\r', ';']).map(str::trim) {
            if !word.is_empty() && !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    words
}

/// A link to a new report of a list of documents in these columns.
pub(crate) fn of_list(filter: &Filter, columns: &[Column]) -> String {
    let codes: Vec<&str> = columns.iter().map(|column| column.code()).collect();
    let query = Query::default().with("filter", filter.to_string());
    let query = query.with("columns", codes.join(","));
    paths::with(paths::REPORTS_BUILD, &query)
}

/// A link to a new report of figures about documents.
pub(crate) fn of_figures(filter: &Filter, sections: &[Section]) -> String {
    let mut query = Query::default().with("filter", filter.to_string());
    for section in sections {
        query.push("section", section.code());
    }
    paths::with(paths::REPORTS_BUILD, &query)
}

/// What such a link says of the report, and whether it was about days that the
/// report chooses itself. `None` where it says nothing.
pub(super) fn viewed(link: &Query) -> Option<(Definition, bool)> {
    let said = link.get("filter")?;
    let filter = Filter::parse(said);
    // What is not understood stands in the form, and beside it what is wrong.
    let rest = match &filter {
        Ok(filter) => filter.without(Key::Received).without(Key::Paid).to_string(),
        Err(_) => said.to_owned(),
    };
    let filter = filter.unwrap_or_default();
    let had_days = [Key::Received, Key::Paid]
        .iter()
        .any(|key| filter.terms_of(*key).next().is_some());
    let mut sections: Vec<Section> = link.all("section").filter_map(Section::from_code).collect();
    if sections.is_empty() {
        sections = vec![Section::KeyFigures, Section::Documents];
    }
    let definition = Definition {
        filter: rest,
        sections,
        columns: words(link, "columns"),
        grouping: words(link, "grouping"),
        unit: length(&filter),
        formats: vec![Format::Pdf, Format::Xlsx],
        ..Definition::default()
    };
    Some((definition, had_days))
}

/// The length of the period that what is looked at is about; a day where it is
/// about no one period.
fn length(filter: &Filter) -> Length {
    // What was said last holds.
    let span = filter.terms.iter().rev().find_map(|term| match &term.test {
        Test::Received(span) | Test::Paid(span) => Some(span),
        _ => None,
    });
    let unit = match span {
        Some(DateSpan::In(When::This(unit) | When::Last(unit))) => *unit,
        Some(DateSpan::In(When::LastDays(2..=7))) => Unit::Week,
        Some(DateSpan::In(When::LastDays(8..=31))) => Unit::Month,
        Some(DateSpan::In(When::LastDays(32..))) => Unit::Year,
        Some(DateSpan::In(When::Fixed(period))) => period.unit(),
        _ => Unit::Day,
    };
    match unit {
        Unit::Day => Length::Day,
        Unit::Week => Length::Week,
        Unit::Month => Length::Month,
        _ => Length::Year,
    }
}

fn kind(code: &str) -> Kind {
    let found = Kind::BUILT_IN.into_iter().find(|kind| kind.code() == code);
    found.unwrap_or_default()
}

/// Hour and minute of what a time field sends; what is none of the day is
/// refused later.
fn clock(written: &str) -> (i8, i8) {
    let (hour, minute) = written.split_once(':').unwrap_or(("7", "0"));
    let minute = minute.split(':').next().unwrap_or_default();
    (hour.parse().unwrap_or(-1), minute.parse().unwrap_or(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_from_a_view_fills_in_what_it_shows() {
        let filter = Filter::parse("delivery:failed received:last30d channel:ehf").unwrap();
        let link = of_list(&filter, &[Column::Number, Column::Kid]);
        let (_, query) = link.split_once('?').unwrap();
        let (definition, had_days) = viewed(&Query::parse(query)).unwrap();
        assert!(had_days);
        assert_eq!(definition.filter, "delivery:failed channel:ehf");
        assert_eq!(definition.columns, ["number", "kid"]);
        assert_eq!(definition.unit, Length::Month);
        assert_eq!(
            definition.sections,
            [Section::KeyFigures, Section::Documents]
        );
        let link = of_figures(&Filter::default(), &[Section::Reasons]);
        let (_, query) = link.split_once('?').unwrap();
        let (definition, had_days) = viewed(&Query::parse(query)).unwrap();
        assert!(!had_days);
        assert_eq!(definition.sections, [Section::Reasons]);
        assert_eq!(viewed(&Query::parse("name=x")), None);
    }

    #[test]
    fn what_is_filled_in_becomes_a_definition() {
        let query = Query::parse(
            "sections-known=1&title=Min&unit=month&language=en&section=reasons&section=ageing\
             &section=nonsense&format=pdf&recipients=kari%40nord.example%0D%0Aola%40nord.example\
             &goes_out=yes&time=02%3A30&days_after=3&bank_days=yes&grouping=channel&grouping=\
             &grouping=company&columns=number&columns=kid",
        );
        let read = read(&query).unwrap();
        assert_eq!(read.sections, [Section::Reasons, Section::Ageing]);
        assert_eq!(read.recipients, ["kari@nord.example", "ola@nord.example"]);
        assert_eq!(read.grouping, ["channel", "company"]);
        assert_eq!(read.columns, ["number", "kid"]);
        let timetable = read.timetable.unwrap();
        assert_eq!((timetable.hour, timetable.minute), (2, 30));
        assert!(timetable.bank_days && timetable.days_after == 3);
        assert_eq!(super::read(&Query::parse("title=Min")), None);
    }
}
