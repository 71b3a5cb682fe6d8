//! A definition as it stands in a form, and back.

use crate::query::Query;
use app::reports::{Definition, Format, Kind, Length, Section, Timetable};

/// What was filled in; `None` where nothing was.
pub(super) fn read(fields: &Query) -> Option<Definition> {
    fields.get("sections-known")?;
    let field = |name: &str| fields.get(name).unwrap_or_default().trim().to_owned();
    let is_on = |name: &str| fields.get(name) == Some("yes");
    let words = |name: &str| -> Vec<String> {
        let written = field(name);
        let words = written.split([',', '\n', '\r', ';']).map(str::trim);
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
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
        columns: words("columns"),
        grouping: words("grouping"),
        unit: Length::from_code(&field("unit")).unwrap_or_default(),
        language: field("language"),
        formats: fields.all("format").filter_map(Format::from_code).collect(),
        recipients: words("recipients"),
        timetable: is_on("goes_out").then_some(timetable),
        skip_empty: is_on("skip_empty"),
    })
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
    fn what_is_filled_in_becomes_a_definition() {
        let query = Query::parse(
            "sections-known=1&title=Min&unit=month&language=en&section=reasons&section=ageing\
             &section=nonsense&format=pdf&recipients=kari%40nord.example%0D%0Aola%40nord.example\
             &goes_out=yes&time=02%3A30&days_after=3&bank_days=yes&grouping=channel%2C+company",
        );
        let read = read(&query).unwrap();
        assert_eq!(read.sections, [Section::Reasons, Section::Ageing]);
        assert_eq!(read.recipients, ["kari@nord.example", "ola@nord.example"]);
        assert_eq!(read.grouping, ["channel", "company"]);
        let timetable = read.timetable.unwrap();
        assert_eq!((timetable.hour, timetable.minute), (2, 30));
        assert!(timetable.bank_days && timetable.days_after == 3);
        assert_eq!(super::read(&Query::parse("title=Min")), None);
    }
}
