//! Tables of other systems: looking at one, checking what its rows would come
//! to without writing anything, and taking it in by what somebody said of it.

use super::accept::{self, Accepted, kept};
use super::beside::Beside;
use super::company::Companies;
use super::content::Content;
use super::prepare::{Preparing, Step};
use super::receive::Options;
use super::source::Incoming;
use crate::{App, Ctx, Error, Result};
use domain::{ContentHash, Finding, ImportId, Right, Severity, SourceKey};
use formats::table::{self, Encoding, Guess, Settings, guess};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::port::{Import, NewBody};

/// Rows that a check looks at; of a larger table the first.
const CHECKED_ROWS_MAX: u64 = 200_000;
/// Kinds of trouble that are told apart.
const PROBLEMS_MAX: usize = 50;
/// Examples of each.
const EXAMPLES_MAX: usize = 3;
/// Keys looked up at a time.
const KEYS_AT_A_TIME: usize = 1_000;
/// The most bytes of rejected rows that are handed out at once.
const REJECTED_BYTES_MAX: usize = 32 * 1024 * 1024;

/// A table that was received, as far as it is understood.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The file.
    pub import: Import,
    /// What it seems to be, or what was remembered of tables of its shape.
    pub guess: Guess,
    /// Whether it was remembered.
    pub is_remembered: bool,
}

/// What the rows of a table would come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// Rows that would be new.
    pub new: u64,
    /// Rows whose document is there and says something else; they would be
    /// refused.
    pub changed: u64,
    /// Rows that are there already.
    pub same: u64,
    /// Rows that tell nothing of this kind, such as money that went out.
    pub left_out: u64,
    /// Rows that cannot be read.
    pub wrong: u64,
    /// What is wrong or odd, by what mends it.
    pub problems: Vec<Problem>,
    /// Whether all rows were looked at.
    pub is_all: bool,
}

/// Trouble of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The finding's code.
    pub code: String,
    /// Whether it keeps its rows out.
    pub is_error: bool,
    /// How many rows have it.
    pub rows: u64,
    /// The first of them.
    pub examples: Vec<Finding>,
}

/// Looks at a file that was received; delimiter and encoding may be said.
/// `None` where there is no such file, or it is no table.
pub async fn look(
    app: &App,
    ctx: &Ctx,
    id: ImportId,
    said: Option<(char, Encoding)>,
) -> Result<Option<Looked>> {
    ctx.require(Right::Import)?;
    let Some((import, content)) = content_of(app, ctx, id).await? else {
        return Ok(None);
    };
    let head = content
        .head(formats::limits::HEAD_BYTES)
        .map_err(Error::internal)?;
    let Some(mut guess) = guess(&head, said) else {
        return Ok(None);
    };
    let remembered = remembered(app, ctx, guess.shape).await?;
    let is_remembered = remembered.is_some() && said.is_none();
    if let Some(settings) = remembered.filter(|_| said.is_none()) {
        guess.settings = settings;
    }
    Ok(Some(Looked {
        import,
        guess,
        is_remembered,
    }))
}

/// How tables of this shape were said to be read.
pub(super) async fn remembered(
    app: &App,
    ctx: &Ctx,
    shape: ContentHash,
) -> Result<Option<Settings>> {
    let mapping = app.store.lookup_mapping(ctx.organisation, shape).await?;
    // What an earlier version wrote and this one cannot read is asked anew.
    Ok(mapping.and_then(|mapping| serde_json::from_str(&mapping).ok()))
}

/// What the rows would come to; nothing is written. `None` where there is no
/// such file.
pub async fn check(
    app: &Arc<App>,
    ctx: &Ctx,
    id: ImportId,
    settings: &Settings,
    options: &Options,
) -> Result<Option<Check>> {
    ctx.require(Right::Import)?;
    let Some((import, content)) = content_of(app, ctx, id).await? else {
        return Ok(None);
    };
    let companies = Companies::of(app, ctx, options.company.as_deref()).await?;
    let (app, ctx) = (Arc::clone(app), ctx.clone());
    let mut options = options.clone();
    options.table = Some(settings.clone());
    let runtime = tokio::runtime::Handle::current();
    let checking = tokio::task::spawn_blocking(move || {
        let preparing = Preparing {
            app: &app,
            ctx: &ctx,
            companies: &companies,
            options: &options,
            runtime: &runtime,
        };
        Checking::new(&preparing).all(&import, content)
    });
    checking.await.map_err(Error::internal)?.map(Some)
}

/// The rows that cannot be read, as a table of its own with a column that
/// says why. `None` where there is no such file.
pub async fn rejected_rows(
    app: &App,
    ctx: &Ctx,
    id: ImportId,
    settings: &Settings,
) -> Result<Option<Vec<u8>>> {
    ctx.require(Right::Import)?;
    let Some((_, content)) = content_of(app, ctx, id).await? else {
        return Ok(None);
    };
    let head = content
        .head(formats::limits::HEAD_BYTES)
        .map_err(Error::internal)?;
    let said = Some((settings.delimiter, settings.encoding));
    let header = guess(&head, said)
        .map(|guess| guess.header)
        .unwrap_or_default();
    let settings = settings.clone();
    let writing = tokio::task::spawn_blocking(move || {
        // With the mark by which spreadsheets know UTF-8.
        let mut written = "\u{feff}".as_bytes().to_vec();
        let delimiter = u8::try_from(settings.delimiter).unwrap_or(b';');
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_writer(&mut written);
        let titles = header.iter().map(String::as_str).chain(["feil / error"]);
        writer.write_record(titles).map_err(Error::internal)?;
        let mut bytes = 0;
        for row in table::rows(settings, content.buffered()) {
            let Some(item) = row.item else { continue };
            let reasons: Vec<&str> = item
                .findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .map(|finding| finding.message.as_str())
                .collect();
            if reasons.is_empty() {
                continue;
            }
            let reasons = reasons.join("; ");
            let cells = row.cells.iter().map(String::as_str);
            bytes += row.cells.iter().map(String::len).sum::<usize>();
            if bytes > REJECTED_BYTES_MAX {
                break;
            }
            let all = cells.chain([reasons.as_str()]);
            writer.write_record(all).map_err(Error::internal)?;
        }
        writer.flush().map_err(Error::internal)?;
        drop(writer);
        Ok(written)
    });
    writing.await.map_err(Error::internal)?.map(Some)
}

/// Takes a table in by what was said of it, and remembers that for tables of
/// the same shape. `None` where there is no such file.
pub async fn import_table(
    app: &Arc<App>,
    ctx: &Ctx,
    id: ImportId,
    settings: &Settings,
    options: &Options,
) -> Result<Option<Accepted>> {
    ctx.require(Right::Import)?;
    let Some(looked) = look(app, ctx, id, None).await? else {
        return Ok(None);
    };
    let Some((import, content)) = content_of(app, ctx, id).await? else {
        return Ok(None);
    };
    let mapping = serde_json::to_string(settings).map_err(Error::internal)?;
    app.store
        .put_mapping(ctx.organisation, looked.guess.shape, mapping, ctx.now)
        .await?;
    let mut options = options.clone();
    options.table = Some(settings.clone());
    let files = vec![(import.name, content)];
    accept::accept(app, ctx, files, &options).await.map(Some)
}

async fn content_of(app: &App, ctx: &Ctx, id: ImportId) -> Result<Option<(Import, Content)>> {
    if !ctx.sees_all() {
        return Ok(None);
    }
    let Some(import) = app.store.lookup_import(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let content = kept(app, ctx, import.hash, import.size).await?;
    Ok(content.map(|content| (import, content)))
}

/// Counts what rows would come to.
struct Checking<'a> {
    preparing: &'a Preparing<'a>,
    check: Check,
    problems: HashMap<(String, String), usize>,
    documents: Vec<(SourceKey, ContentHash)>,
    payments: Vec<SourceKey>,
    /// Keys that came before in the same table.
    seen: HashSet<SourceKey>,
}

impl<'a> Checking<'a> {
    fn new(preparing: &'a Preparing<'a>) -> Self {
        Self {
            preparing,
            check: Check::default(),
            problems: HashMap::new(),
            documents: Vec::new(),
            payments: Vec::new(),
            seen: HashSet::new(),
        }
    }

    fn all(mut self, import: &Import, content: Content) -> Result<Check> {
        if let Some(settings) = &self.preparing.options.table {
            let rows = table::rows(settings.clone(), content.buffered());
            let most = usize::try_from(CHECKED_ROWS_MAX).unwrap_or(usize::MAX);
            let left_out = rows.take(most).filter(|row| row.item.is_none());
            self.check.left_out = left_out.count() as u64;
        }
        let incoming = Incoming {
            name: import.name.clone(),
            content: Ok(content),
            beside: Beside::Nothing,
            import: None,
        };
        let mut rows = 0;
        self.check.is_all = true;
        let preparing = self.preparing;
        let read = preparing.read(&incoming, &mut |step| {
            let Step::Item(brought) = step else {
                return Ok(());
            };
            rows += 1;
            if rows > CHECKED_ROWS_MAX {
                self.check.is_all = false;
                return Ok(());
            }
            self.note(&brought.item.findings);
            match brought.item.body {
                NewBody::Document(record) => {
                    self.documents.push((record.source, record.fingerprint));
                }
                NewBody::Payment(money) => self.payments.push(money.payment.source),
                _ => self.check.wrong += 1,
            }
            match self.documents.len() + self.payments.len() >= KEYS_AT_A_TIME {
                true => self.compare(),
                false => Ok(()),
            }
        })?;
        if let Err(finding) = read {
            self.note(&[finding]);
            self.check.wrong += 1;
        }
        self.compare()?;
        Ok(self.check)
    }

    /// Compares keys with what is in the record.
    fn compare(&mut self) -> Result<()> {
        let Preparing {
            app, ctx, runtime, ..
        } = self.preparing;
        let documents = std::mem::take(&mut self.documents);
        let keys: Vec<SourceKey> = documents.iter().map(|(key, _)| key.clone()).collect();
        let known = runtime.block_on(app.store.find_fingerprints(ctx.organisation, &keys))?;
        for ((key, says), known) in documents.into_iter().zip(known) {
            let is_again = !self.seen.insert(key);
            match known {
                Some(known) if known == says => self.check.same += 1,
                Some(_) => self.check.changed += 1,
                None if is_again => self.check.changed += 1,
                None => self.check.new += 1,
            }
        }
        let payments = std::mem::take(&mut self.payments);
        let known = app.store.find_known_payments(ctx.organisation, &payments);
        for is_known in runtime.block_on(known)? {
            match is_known {
                true => self.check.same += 1,
                false => self.check.new += 1,
            }
        }
        Ok(())
    }

    /// Notes what was noticed, together with what is mended in the same way.
    fn note(&mut self, findings: &[Finding]) {
        for finding in findings {
            let mends = mended_by(finding);
            let known = self.problems.len();
            let at = *self.problems.entry(mends).or_insert(known);
            if at == self.check.problems.len() && at < PROBLEMS_MAX {
                self.check.problems.push(Problem {
                    code: finding.code.clone(),
                    is_error: finding.severity == Severity::Error,
                    rows: 0,
                    examples: Vec::new(),
                });
            }
            let Some(problem) = self.check.problems.get_mut(at) else {
                continue;
            };
            problem.rows += 1;
            if problem.examples.len() < EXAMPLES_MAX {
                problem.examples.push(finding.clone());
            }
        }
    }
}

/// What the same repair mends: the same trouble in the same column.
fn mended_by(finding: &Finding) -> (String, String) {
    let column = finding
        .place
        .split_once(", ")
        .map_or("", |(_, column)| column);
    let expected = finding.message.split(", found").next().unwrap_or_default();
    // Messages name rows and values; only what was expected tells repairs apart.
    let expected = match finding.message.contains(", found") {
        true => expected,
        false => "",
    };
    (finding.code.clone(), format!("{column}/{expected}"))
}

/// What a file that nothing else reads is read as, where somebody has said it
/// of a table of its shape before.
pub(super) fn remembered_for(preparing: &Preparing<'_>, content: &Content) -> Option<Settings> {
    let head = content.head(formats::limits::HEAD_BYTES).ok()?;
    let shape = guess(&head, None)?.shape;
    let mapping = remembered(preparing.app, preparing.ctx, shape);
    preparing.runtime.block_on(mapping).ok().flatten()
}
