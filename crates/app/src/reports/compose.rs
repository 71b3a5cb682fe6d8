//! What a report says about a period: each section asks the verbs that the
//! pages ask, so its figures are theirs.

mod figures;
mod groups;
mod lists;
mod money;
mod named;
mod times;

pub(super) use named::Named;

use super::{Definition, Section};
use crate::documents::{Column, Search, Sort};
use crate::statistics::{Compare, Dimension};
use crate::words::Say;
use crate::{App, Ctx, Error, Result, companies};
use ::reports::{Block, Cell, Fact, Head, Part, Report, Shape, Table};
use domain::filter::Filter;
use jiff::Timestamp;
use jiff::civil::Date;
use render::{Formats, Language};
use std::sync::Mutex;

/// Rows of a list inside a report; the whole of it is in the spreadsheet.
const LISTED_MAX: usize = 500;

/// The days that a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: Date,
    pub(super) to: Date,
}

/// Who ordered a report, and as of when it is.
#[derive(Debug, Clone)]
pub(super) struct Ordered<'a> {
    pub(super) days: Days,
    pub(super) as_of: Timestamp,
    pub(super) by: &'a str,
}

/// One report being made.
pub(super) struct Maker<'a> {
    pub(super) app: &'a App,
    pub(super) ctx: &'a Ctx,
    pub(super) say: Say<'a>,
    pub(super) definition: &'a Definition,
    pub(super) days: Days,
    /// The definition's documents, of all times.
    pub(super) base: Filter,
    /// Whom it names so far.
    named: Mutex<Named>,
}

/// What a report would say now, to look at while it is being set up.
pub async fn preview(app: &App, ctx: &Ctx, definition: &Definition) -> Result<Report> {
    ctx.require(domain::Right::Read)?;
    super::setup::check(definition)?;
    let period = super::period_of(definition.unit.into(), ctx.today());
    let days = Days {
        from: period.first_day(),
        to: period.last_day(),
    };
    let by = super::run::name_of(ctx);
    let ordered = Ordered {
        days,
        as_of: ctx.now,
        by: &by,
    };
    let (report, _) = compose(app, ctx, definition, &ordered).await?;
    Ok(report)
}

/// Makes a report, and says whom it names. The moment of `ctx` is what it is
/// as of.
pub(super) async fn compose(
    app: &App,
    ctx: &Ctx,
    definition: &Definition,
    ordered: &Ordered<'_>,
) -> Result<(Report, Named)> {
    let maker = Maker {
        app,
        ctx,
        say: say(app, definition),
        definition,
        days: ordered.days,
        base: Filter::parse(&definition.filter)
            .map_err(|error| Error::invalid("report.filter", "filter", error.to_string()))?,
        named: Mutex::default(),
    };
    let mut parts = Vec::with_capacity(definition.sections.len());
    for section in &definition.sections {
        parts.push(Part {
            code: section.code().to_owned(),
            title: maker.text(&format!("report-section-{}", section.code())),
            about: maker.text(&format!("report-about-{}", section.code())),
            blocks: maker.section(*section).await?,
        });
    }
    let report = Report {
        head: maker.head(ordered).await?,
        parts,
    };
    Ok((report, maker.named()))
}

pub(super) fn say<'a>(app: &'a App, definition: &Definition) -> Say<'a> {
    Say {
        words: app.words.as_ref(),
        language: Language::parse(&definition.language).unwrap_or_default(),
    }
}

/// What a report is called: as somebody named it, or as its kind is.
pub(super) fn title(say: Say<'_>, definition: &Definition) -> String {
    match definition.title.is_empty() {
        true => say.text(&format!("report-kind-{}", definition.kind.code())),
        false => definition.title.clone(),
    }
}

/// A stretch of days in words.
pub(super) fn days_in_words(language: Language, days: Days) -> String {
    let formats = Formats::of(language);
    let is_month = days.from.day() == 1 && days.to == days.from.last_of_month();
    match days {
        Days { from, to } if from == to => formats.date_long(from),
        Days { from, .. } if is_month => formats.month_long(from),
        Days { from, to } => format!("{} – {}", formats.date_long(from), formats.date_long(to)),
    }
}

impl Maker<'_> {
    pub(super) fn text(&self, key: &str) -> String {
        self.say.text(key)
    }

    /// The documents of the definition by more words of the filter language.
    pub(super) fn narrowed(&self, words: &str) -> Filter {
        let words = Filter::parse(words).expect("the words are written in this room");
        Filter {
            terms: self.base.terms.iter().cloned().chain(words.terms).collect(),
        }
    }

    /// The documents received in the period.
    pub(super) fn received(&self) -> Filter {
        self.narrowed(&format!("received:{}", self.span()))
    }

    /// The period as the filter language writes it.
    pub(super) fn span(&self) -> String {
        format!("{}..{}", self.days.from, self.days.to)
    }

    /// What the period is compared with: days with the same weekdays, months
    /// with the one before.
    pub(super) const fn compare(&self) -> Compare {
        let match_weekdays = matches!(
            self.definition.unit,
            ::reports::Period::Day | ::reports::Period::Week
        );
        Compare::Previous { match_weekdays }
    }

    async fn section(&self, section: Section) -> Result<Vec<Block>> {
        match section {
            Section::KeyFigures => figures::key_figures(self).await,
            Section::Companies => groups::what_became(self, Dimension::Company).await,
            Section::Channels => groups::what_became(self, Dimension::Channel).await,
            Section::Groups => groups::by_grouping(self).await,
            Section::OverTime => groups::over_time(self).await,
            Section::Reasons => groups::reasons(self).await,
            Section::Failed => lists::documents(self, section, "delivery:failed,returned").await,
            Section::Rejected => {
                lists::documents(self, section, "recipient:disputed,rejected").await
            }
            Section::Silent => lists::silent(self).await,
            Section::Unmatched => lists::unmatched(self).await,
            Section::Documents => lists::documents(self, section, "").await,
            Section::Times => times::times(self).await,
            Section::Behaviour => times::behaviour(self).await,
            Section::Ageing => money::ageing(self).await,
        }
    }

    /// What the report says of itself.
    async fn head(&self, ordered: &Ordered<'_>) -> Result<Head> {
        let language = self.say.language;
        let formats = Formats::of(language);
        let zone = self.ctx.time_zone.clone();
        let organisation = self
            .app
            .store
            .lookup_organisation(self.ctx.organisation)
            .await?;
        let period = days_in_words(language, self.days);
        let filter = match self.base.is_empty() {
            true => self.text("report-all-documents"),
            false => self.base.to_string(),
        };
        let (companies, exact_companies) = match &self.ctx.companies {
            // As of the filter, nothing says all of them.
            None => (self.text("report-all-companies"), String::new()),
            Some(_) => {
                let seen = companies::list(self.app, self.ctx).await?;
                let names: Vec<String> = seen.into_iter().map(|company| company.name).collect();
                let names = names.join(", ");
                (names.clone(), names)
            }
        };
        let as_of = formats.date_time_exact(ordered.as_of, &zone);
        let local = ordered.as_of.to_zoned(zone.clone());
        let exact_as_of = local.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string();
        let by = ordered.by.to_owned();
        let facts = [
            ("period", period.clone(), self.span()),
            ("filter", filter, self.base.to_string()),
            ("companies", companies, exact_companies),
            ("as_of", as_of, exact_as_of),
            ("ordered_by", by.clone(), by),
        ];
        let fact = |(code, value, exact): (&'static str, String, String)| Fact {
            name: self.text(&format!("report-head-{}", code.replace('_', "-"))),
            code,
            value,
            exact,
        };
        Ok(Head {
            language,
            zone,
            title: title(self.say, self.definition),
            organisation: organisation.map_or_else(String::new, |found| found.name),
            period,
            facts: facts.map(fact).to_vec(),
            as_of: ordered.as_of,
        })
    }

    /// The columns of lists of documents.
    pub(super) fn columns(&self) -> Vec<Column> {
        let chosen = self.definition.columns.iter();
        let chosen: Vec<Column> = chosen.filter_map(|code| Column::from_code(code)).collect();
        match chosen.is_empty() {
            true => LISTED.to_vec(),
            false => chosen,
        }
    }
}

/// What a list of documents inside a report shows, where nobody chose.
const LISTED: [Column; 7] = [
    Column::Number,
    Column::Customer,
    Column::Channel,
    Column::Delivery,
    Column::Reason,
    Column::Amount,
    Column::Due,
];

/// Which documents the list of every document is about, in which order.
pub(super) fn every_document(definition: &Definition, days: Days) -> Result<Search> {
    let words = format!("{} received:{}..{}", definition.filter, days.from, days.to);
    let filter = Filter::parse(&words)
        .map_err(|error| Error::invalid("report.filter", "filter", error.to_string()))?;
    Ok(Search {
        filter,
        sort: Sort {
            by: crate::documents::SortBy::Received,
            descending: false,
        },
    })
}

/// The columns of the list of every document.
pub(super) fn document_columns(definition: &Definition) -> Vec<Column> {
    let chosen = definition.columns.iter();
    let chosen: Vec<Column> = chosen.filter_map(|code| Column::from_code(code)).collect();
    match chosen.is_empty() {
        true => Column::ALL.to_vec(),
        false => chosen,
    }
}

/// A column of counts.
fn count_column(maker: &Maker<'_>, code: &str) -> ::reports::Column {
    let title = maker.text(&format!("report-column-{code}"));
    ::reports::Column::new(title, code, Shape::Count)
}

/// A column of another shape.
fn column(maker: &Maker<'_>, code: &str, shape: Shape) -> ::reports::Column {
    let title = maker.text(&format!("report-column-{code}"));
    ::reports::Column::new(title, code, shape)
}

/// The sums of the columns that are counts, under a table.
fn total(maker: &Maker<'_>, table: &Table) -> Option<Vec<Cell>> {
    if table.rows.len() < 2 {
        return None;
    }
    let sum = |place: usize| {
        let mut sum = Cell::Nothing;
        for row in &table.rows {
            sum = match (&sum, row.get(place)) {
                (Cell::Nothing, Some(cell @ (Cell::Count(_) | Cell::Money(_)))) => cell.clone(),
                (Cell::Count(a), Some(Cell::Count(b))) => Cell::Count(a + b),
                (Cell::Money(a), Some(Cell::Money(b))) if a.currency == b.currency => {
                    let minor = a.minor.saturating_add(b.minor);
                    Cell::Money(domain::Money::new(minor, a.currency))
                }
                _ => sum.clone(),
            };
        }
        sum
    };
    let mut cells: Vec<Cell> = (0..table.columns.len()).map(sum).collect();
    if let Some(first) = cells.first_mut() {
        *first = Cell::text(maker.text("report-total"));
    }
    Some(cells)
}
