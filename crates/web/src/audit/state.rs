//! The view of the audit log, as it stands in the URL.

use crate::query::Query;
use app::audit::AuditFilter;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// What is asked of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) act: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) subject: Option<String>,
}

impl State {
    /// Reads it; what is no day counts as none.
    pub(super) fn read(query: &Query) -> Self {
        let text = |key: &str| {
            let written = query.get(key).map(str::trim);
            written.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let day = |key: &str| text(key).and_then(|text| text.parse().ok());
        Self {
            from: day("from"),
            to: day("to"),
            act: text("act"),
            actor: text("actor"),
            subject: text("subject"),
        }
    }

    /// The same as a query.
    pub(super) fn query(&self) -> Query {
        let day = |day: &Option<Date>| day.map(|day| day.to_string());
        let pairs = [
            ("from", day(&self.from)),
            ("to", day(&self.to)),
            ("act", self.act.clone()),
            ("actor", self.actor.clone()),
            ("subject", self.subject.clone()),
        ];
        let mut query = Query::default();
        for (key, value) in pairs {
            if let Some(value) = value {
                query.push(key, value);
            }
        }
        query
    }

    /// What it selects; days are those of the organisation, the last included.
    pub(super) fn filter(&self, zone: &TimeZone) -> AuditFilter {
        AuditFilter {
            from: self.from.and_then(|day| begin(day, zone)),
            before: self
                .to
                .and_then(|day| day.checked_add(1.day()).ok())
                .and_then(|day| begin(day, zone)),
            act: self.act.clone(),
            actor: self.actor.clone(),
            subject: self.subject.clone(),
        }
    }
}

fn begin(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let begins = day.to_zoned(zone.clone()).ok()?;
    Some(begins.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_is_its_url() {
        let written =
            "from=2026-11-01&to=2026-11-30&act=document.&actor=person:1&subject=document:2";
        let state = State::read(&Query::parse(written));
        assert_eq!(state.query().to_string(), written);
        assert_eq!(State::read(&Query::parse("from=x&act=+")), State::default());
    }

    #[test]
    fn the_last_day_is_part_of_it() {
        let state = State::read(&Query::parse("from=2026-10-25&to=2026-10-25"));
        let zone = TimeZone::get("Europe/Oslo").expect("the zone is bundled");
        let filter = state.filter(&zone);
        let hours = filter.before.zip(filter.from);
        let hours = hours.map(|(before, from)| before.duration_since(from).as_hours());
        assert_eq!(hours, Some(25), "the clock was put back that night");
    }
}
