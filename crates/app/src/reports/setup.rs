//! Setting reports up.

use super::{Definition, Kind};
use crate::audit::{self, Act, subject};
use crate::documents::Column;
use crate::mail::is_address;
use crate::statistics::Dimension;
use crate::{App, Ctx, Error, Result};
use domain::Right;
use domain::filter::{Filter, Key};
use jiff::Timestamp;
use render::Language;
use serde_json::json;
use store::port::Report as Row;

/// Names that mean something else in the portal's addresses.
const RESERVED: [&str; 3] = ["build", "runs", "subscriptions"];
/// Most addresses of one report.
const RECIPIENTS_MAX: usize = 200;
/// Most sections of one report.
const SECTIONS_MAX: usize = 20;
/// Most characters of a title.
const TITLE_CHARACTERS_MAX: usize = 120;
/// Most characters of a short name.
const NAME_CHARACTERS_MAX: usize = 60;
/// Most days after the end of a period.
const DAYS_AFTER_MAX: u8 = 60;

/// A report, set up or as it comes with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// Its short name.
    pub name: String,
    /// What it is made of.
    pub definition: Definition,
    /// Whether its timetable rests.
    pub is_paused: bool,
    /// What was due up to this moment has its run; `None` where nothing about
    /// it was ever set.
    pub planned_until: Option<Timestamp>,
}

impl SetUp {
    /// What it is called in a language.
    pub fn title(&self, app: &App, language: Language) -> String {
        let say = crate::words::Say {
            words: app.words.as_ref(),
            language,
        };
        super::compose::title(say, &self.definition)
    }

    /// The same by the tag of a language, `nb` or `en`.
    pub fn title_in(&self, app: &App, tag: &str) -> String {
        self.title(app, Language::parse(tag).unwrap_or_default())
    }

    /// Whether it comes with the program, so that taking it away gives it back
    /// as it came.
    pub fn is_built_in(&self) -> bool {
        built_in(&self.name).is_some()
    }

    fn of(row: Row) -> Result<Self> {
        Ok(Self {
            definition: serde_json::from_str(&row.definition).map_err(Error::internal)?,
            name: row.name,
            is_paused: row.is_paused,
            planned_until: Some(row.planned_until),
        })
    }
}

fn built_in(name: &str) -> Option<SetUp> {
    let kind = Kind::BUILT_IN
        .into_iter()
        .find(|kind| kind.code() == name)?;
    Some(SetUp {
        name: name.to_owned(),
        definition: kind.definition(),
        is_paused: false,
        planned_until: None,
    })
}

/// Every report: those that come with the program, then one's own by name.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<SetUp>> {
    ctx.require(Right::Read)?;
    let rows = app.store.list_reports(ctx.organisation).await?;
    let set: Vec<SetUp> = rows.into_iter().map(SetUp::of).collect::<Result<_>>()?;
    let (changed, own): (Vec<SetUp>, Vec<SetUp>) = set.into_iter().partition(SetUp::is_built_in);
    let as_it_is = |kind: Kind| {
        let changed = changed.iter().find(|report| report.name == kind.code());
        changed.cloned().or_else(|| built_in(kind.code()))
    };
    let built_in = Kind::BUILT_IN.into_iter().filter_map(as_it_is);
    Ok(built_in.chain(own).collect())
}

/// A report by its short name.
pub async fn find(app: &App, ctx: &Ctx, name: &str) -> Result<Option<SetUp>> {
    ctx.require(Right::Read)?;
    let row = app.store.lookup_report(ctx.organisation, name).await?;
    match row {
        Some(row) => SetUp::of(row).map(Some),
        None => Ok(built_in(name)),
    }
}

/// Sets a report up, or changes it. What was due before is not made up for.
pub async fn put(app: &App, ctx: &Ctx, name: &str, definition: &Definition) -> Result<()> {
    ctx.require(Right::Report)?;
    check_name(name)?;
    check(definition)?;
    let before = app.store.lookup_report(ctx.organisation, name).await?;
    let same_times = |row: &Row| {
        let before: Option<Definition> = serde_json::from_str(&row.definition).ok();
        before.is_some_and(|before| {
            (before.timetable, before.unit) == (definition.timetable, definition.unit)
        })
    };
    let goes_on = before
        .as_ref()
        .filter(|row| same_times(row) && !row.is_paused);
    let row = Row {
        name: name.to_owned(),
        definition: serde_json::to_string(definition).map_err(Error::internal)?,
        is_paused: before.as_ref().is_some_and(|row| row.is_paused),
        planned_until: goes_on.map_or(ctx.now, |row| row.planned_until),
        changed_at: ctx.now,
        changed_by: ctx.person(),
    };
    let content = json!({
        "recipients": definition.recipients,
        "filter": audit::impersonal(&base(definition)?),
    });
    let about = subject("report", name);
    audit::telling_with(app, ctx, Act::named("report.changed"), &about, content)
        .put_report(ctx.organisation, row)
        .await?;
    super::recipients::add_all(app, ctx, name, definition).await
}

/// Has the timetable of a report rest or go on; what was due while it rested
/// is not made up for. `None` where nothing was set up under this name.
pub async fn pause(app: &App, ctx: &Ctx, name: &str, is_paused: bool) -> Result<Option<()>> {
    ctx.require(Right::Report)?;
    let Some(row) = app.store.lookup_report(ctx.organisation, name).await? else {
        return Ok(None);
    };
    let resumes = row.is_paused && !is_paused;
    let row = Row {
        is_paused,
        planned_until: if resumes { ctx.now } else { row.planned_until },
        changed_at: ctx.now,
        changed_by: ctx.person(),
        ..row
    };
    let act = match is_paused {
        true => "report.paused",
        false => "report.resumed",
    };
    audit::telling(app, ctx, Act::named(act), &subject("report", name))
        .put_report(ctx.organisation, row)
        .await?;
    Ok(Some(()))
}

/// Takes a report away; its runs stay. One that comes with the program is
/// then as it came. `None` where nothing was set up under this name.
pub async fn delete(app: &App, ctx: &Ctx, name: &str) -> Result<Option<()>> {
    ctx.require(Right::Report)?;
    let about = subject("report", name);
    let deleted = audit::telling(app, ctx, Act::named("report.deleted"), &about)
        .delete_report(ctx.organisation, name)
        .await?;
    Ok(deleted.then_some(()))
}

fn check_name(name: &str) -> Result<()> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_taken = RESERVED.contains(&name);
    if is_taken || name.is_empty() || name.len() > NAME_CHARACTERS_MAX || !name.chars().all(fits) {
        return Err(Error::invalid(
            "report.name",
            "name",
            format!(
                "'{name}' cannot be a short name: use up to {NAME_CHARACTERS_MAX} of a-z, 0-9 \
                 and '-'"
            ),
        ));
    }
    Ok(())
}

/// Refuses what no report can be made of.
pub(super) fn check(definition: &Definition) -> Result<()> {
    let invalid = |code, field: &str, message: String| Err(Error::invalid(code, field, message));
    if definition.title.chars().count() > TITLE_CHARACTERS_MAX
        || definition.title.contains(char::is_control)
    {
        let message = format!("a title is one line of at most {TITLE_CHARACTERS_MAX} characters");
        return invalid("report.title", "title", message);
    }
    if Language::parse(&definition.language).is_none() {
        let message = "the language is 'nb' or 'en'".to_owned();
        return invalid("report.language", "language", message);
    }
    if definition.sections.is_empty() || definition.sections.len() > SECTIONS_MAX {
        let message = format!("a report has 1 to {SECTIONS_MAX} sections");
        return invalid("report.sections", "sections", message);
    }
    check_filter(definition)?;
    if let Some(odd) = definition
        .columns
        .iter()
        .find(|code| Column::from_code(code).is_none())
    {
        let known: Vec<&str> = Column::ALL.iter().map(|column| column.code()).collect();
        let message = format!("there is no column '{odd}'; there is: {}", known.join(", "));
        return invalid("report.columns", "columns", message);
    }
    for code in &definition.grouping {
        code.parse::<Dimension>()
            .map_err(|error| Error::invalid("report.grouping", "grouping", error.to_string()))?;
    }
    check_going_out(definition)
}

/// Which documents a definition is about, of all times.
fn base(definition: &Definition) -> Result<Filter> {
    Filter::parse(&definition.filter)
        .map_err(|error| Error::invalid("report.filter", "filter", error.to_string()))
}

fn check_filter(definition: &Definition) -> Result<()> {
    let filter = base(definition)?;
    let dates = [Key::Received, Key::Paid];
    if dates
        .iter()
        .any(|key| filter.terms_of(*key).next().is_some())
    {
        return Err(Error::invalid(
            "report.filter",
            "filter",
            "the period of a report says which days it is about; leave 'received' and 'paid' \
             out of its filter",
        ));
    }
    Ok(())
}

fn check_going_out(definition: &Definition) -> Result<()> {
    if definition.recipients.len() > RECIPIENTS_MAX {
        let message = format!("a report goes to at most {RECIPIENTS_MAX} addresses");
        return Err(Error::invalid("report.recipients", "recipients", message));
    }
    if let Some(odd) = definition.recipients.iter().find(|one| !is_address(one)) {
        let message = format!("'{odd}' is not an e-mail address");
        return Err(Error::invalid("report.recipients", "recipients", message));
    }
    let Some(timetable) = definition.timetable else {
        return Ok(());
    };
    let fits = (0..24).contains(&timetable.hour)
        && (0..60).contains(&timetable.minute)
        && timetable.days_after <= DAYS_AFTER_MAX;
    // On the last day of a period it is not over.
    if !fits || timetable.days_after == 0 {
        let message = format!(
            "a report goes out at 00:00 to 23:59, 1 to {DAYS_AFTER_MAX} days after its period"
        );
        return Err(Error::invalid("report.timetable", "timetable", message));
    }
    Ok(())
}
