//! The letters of a run: one to each person, with only what they may see.

use super::recipients::{self, Reader};
use super::run::{Ordered, Run};
use super::{archive, compose, make};
use crate::mail::{self, LETTER_BYTES_MAX, Letter, Part};
use crate::{App, Ctx, Error, Result};
use ::reports::{Format, Report, mail as written};
use domain::{OrganisationId, RunId};
use std::collections::HashMap;

/// What the keys of letters about reports begin with.
const NOUN: &str = "report";

/// What goes to everybody who sees the same companies.
struct Enclosed {
    report: Report,
    pictures: Vec<Part>,
    attachments: Vec<Part>,
    /// Whether some files were too large to attach.
    is_partial: bool,
}

/// Writes the letters of a run to everybody who gets its report; whoever has
/// theirs gets no second one unless `again` says why. Answers how many.
pub(super) async fn write(
    app: &App,
    ctx: &Ctx,
    run: &Run,
    ordered: &Ordered,
    again: &str,
) -> Result<usize> {
    let readers = recipients::readers(app, ctx, &run.report, &ordered.definition).await?;
    let seen = make::seen_then(ctx, run, None);
    let _past = crate::shelf::look_back(app, &seen).await?;
    let mut enclosed: HashMap<String, Enclosed> = HashMap::new();
    let count = readers.len();
    for reader in readers {
        let key = [
            NOUN,
            &run.report,
            &run.id.to_string(),
            &reader.address,
            again,
        ]
        .join("/");
        let unsubscribe = recipients::ending(app, ctx.organisation, reader.word);
        let letter = match reader.may_see {
            false => invitation(app, run, ordered, &reader, key, &unsubscribe),
            true => {
                let audience = archive::audience(reader.companies.as_deref());
                if !enclosed.contains_key(&audience) {
                    let all = enclose(app, ctx, run, ordered, &reader, &audience).await?;
                    enclosed.insert(audience.clone(), all);
                }
                with_figures(
                    app,
                    run,
                    ordered,
                    &reader,
                    key,
                    (&enclosed[&audience], &unsubscribe),
                )
            }
        };
        mail::queue_unless_ended(app, ctx.organisation, letter, Some(unsubscribe)).await?;
    }
    forget_erased(app, ctx, run).await?;
    Ok(count)
}

/// What these letters say may have been erased while they were written; it is
/// written anew when they are sent.
async fn forget_erased(app: &App, ctx: &Ctx, run: &Run) -> Result<()> {
    let run = app.store.lookup_run(ctx.organisation, run.id).await?;
    if let Some(run) = run.filter(|run| run.names_erased_at.is_some()) {
        app.store
            .forget_letters(ctx.organisation, &prefix(&run))
            .await?;
    }
    Ok(())
}

fn prefix(run: &Run) -> String {
    format!("{NOUN}/{}/{}/", run.report, run.id)
}

/// A letter about a report whose words were erased before it was sent, written
/// anew with what is left, and the link that ends getting it. `None` where it
/// is about no report, or nobody is to get it any more.
pub(crate) async fn write_anew(
    app: &App,
    ctx: &Ctx,
    key: &str,
) -> Result<Option<(Letter, String)>> {
    let Some((run, address)) = told_of(key) else {
        return Ok(None);
    };
    let Some(run) = app.store.lookup_run(ctx.organisation, run).await? else {
        return Ok(None);
    };
    let ordered = Ordered::of(&run)?;
    let readers = recipients::readers(app, ctx, &run.report, &ordered.definition).await?;
    let Some(reader) = readers.into_iter().find(|one| one.address == address) else {
        return Ok(None);
    };
    let unsubscribe = recipients::ending(app, ctx.organisation, reader.word);
    let letter = match reader.may_see {
        false => invitation(app, &run, &ordered, &reader, key.to_owned(), &unsubscribe),
        true => {
            let seen = make::seen_then(ctx, &run, None);
            let _past = crate::shelf::look_back(app, &seen).await?;
            let audience = archive::audience(reader.companies.as_deref());
            let all = enclose(app, ctx, &run, &ordered, &reader, &audience).await?;
            let around = (&all, unsubscribe.as_str());
            with_figures(app, &run, &ordered, &reader, key.to_owned(), around)
        }
    };
    Ok(Some((letter, unsubscribe)))
}

/// The run and the address that a letter about a report has in its key.
fn told_of(key: &str) -> Option<(RunId, &str)> {
    let mut words = key.splitn(5, '/');
    let (noun, _report) = (words.next()?, words.next()?);
    let (run, address) = (words.next()?, words.next()?);
    match noun {
        NOUN => Some((run.parse().ok()?, address)),
        _ => None,
    }
}

async fn enclose(
    app: &App,
    ctx: &Ctx,
    run: &Run,
    ordered: &Ordered,
    reader: &Reader,
    audience: &str,
) -> Result<Enclosed> {
    let seen = make::seen_then(ctx, run, reader.companies.clone());
    let (report, _) = make::report(app, &seen, run, &ordered.definition).await?;
    let (drawn, draw) = (report.clone(), app.pictures().here());
    let pictures = tokio::task::spawn_blocking(move || written::pictures(&drawn, draw))
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)?;
    let pictures: Vec<Part> = pictures
        .into_iter()
        .map(|picture| Part {
            name: picture.name,
            media_type: "image/png".to_owned(),
            bytes: picture.bytes,
        })
        .collect();
    let mut room = LETTER_BYTES_MAX / 2;
    let mut attachments = Vec::new();
    let mut is_partial = false;
    let formats = ordered.definition.formats.iter();
    for format in formats.filter(|format| **format != Format::Html) {
        let name = make::file_name(run, *format);
        let bytes = archive::read(app, ctx, run.id, (audience, &name)).await?;
        match bytes {
            Some(bytes) if bytes.len() <= room => {
                room -= bytes.len();
                attachments.push(Part {
                    name,
                    media_type: format.media_type().to_owned(),
                    bytes,
                });
            }
            _ => is_partial = true,
        }
    }
    Ok(Enclosed {
        report,
        pictures,
        attachments,
        is_partial,
    })
}

fn with_figures(
    app: &App,
    run: &Run,
    ordered: &Ordered,
    reader: &Reader,
    key: String,
    (enclosed, unsubscribe): (&Enclosed, &str),
) -> Letter {
    let say = compose::say(app, &ordered.definition);
    let open = app.portal_url(&format!("/reports/runs/{}", run.id));
    let around = written::Around {
        open: Some((open, say.text("report-mail-open"))),
        note: match enclosed.is_partial {
            true => say.text("report-mail-too-large"),
            false => String::new(),
        },
        unsubscribe: Some((unsubscribe.to_owned(), say.text("report-mail-unsubscribe"))),
    };
    let report = &enclosed.report;
    Letter {
        key,
        to: reader.address.clone(),
        language: ordered.definition.language.clone(),
        subject: subject(&report.head.title, &report.head.period),
        text: written::text(report, &around),
        html: Some(written::html(report, &around, written::Pictures::Inline)),
        inline: enclosed.pictures.clone(),
        attachments: enclosed.attachments.clone(),
    }
}

/// A letter to somebody without a right to the figures: a link that asks them
/// to sign in, and nothing else.
fn invitation(
    app: &App,
    run: &Run,
    ordered: &Ordered,
    reader: &Reader,
    key: String,
    unsubscribe: &str,
) -> Letter {
    let say = compose::say(app, &ordered.definition);
    let title = compose::title(say, &ordered.definition);
    let days = compose::Days {
        from: run.period_from,
        to: run.period_to,
    };
    let period = compose::days_in_words(say.language, days);
    let open = app.portal_url(&format!("/reports/runs/{}", run.id));
    let text = format!(
        "{title}\n{period}\n\n{}\n{open}\n\n{}: {unsubscribe}\n",
        say.text("report-mail-sign-in"),
        say.text("report-mail-unsubscribe"),
    );
    Letter {
        key,
        to: reader.address.clone(),
        language: ordered.definition.language.clone(),
        subject: subject(&title, &period),
        text,
        html: None,
        inline: Vec::new(),
        attachments: Vec::new(),
    }
}

/// Letters of a run that a list shows.
const LISTED_MAX: usize = 500;

/// The letters of a run, by address.
pub async fn sent(app: &App, ctx: &Ctx, run: &Run) -> Result<Vec<mail::LetterRow>> {
    ctx.require(domain::Right::Report)?;
    let listing = prefix(run);
    let letters = app
        .store
        .find_letters_by_prefix(ctx.organisation, &listing, LISTED_MAX);
    Ok(letters.await?)
}

/// Most characters of a subject that mail programs show.
const SUBJECT_CHARACTERS_MAX: usize = 180;

fn subject(title: &str, period: &str) -> String {
    let subject = format!("{title}: {period}");
    let one_line = subject.chars().filter(|c| !c.is_control());
    one_line.take(SUBJECT_CHARACTERS_MAX).collect()
}

/// Notes what became of a letter, if it was about a report: an address that
/// does not take them gets no more after some.
pub(crate) async fn note_letter(
    app: &App,
    organisation: OrganisationId,
    key: &str,
    has_bounced: bool,
) -> Result<()> {
    let mut words = key.splitn(5, '/');
    let (noun, report) = (words.next(), words.next());
    let (_, address) = (words.next(), words.next());
    let (Some(NOUN), Some(report), Some(address)) = (noun, report, address) else {
        return Ok(());
    };
    // That the mail server took one says little where the one before came back.
    if !has_bounced && came_back_before(app, organisation, key, (report, address)).await? {
        return Ok(());
    }
    recipients::note(app, organisation, (report, address), has_bounced).await
}

/// Runs that are looked through for the letter before.
const RUNS_BEFORE: usize = 10;

/// Whether the last letter of a report to an address before this one came
/// back, or was refused.
async fn came_back_before(
    app: &App,
    organisation: OrganisationId,
    key: &str,
    (report, address): (&str, &str),
) -> Result<bool> {
    let runs = app
        .store
        .list_runs(organisation, Some(report), RUNS_BEFORE)
        .await?;
    for run in runs {
        let before = format!("{}{address}/", prefix(&run));
        if key.starts_with(&before) {
            continue;
        }
        let letter = app.store.lookup_letter(organisation, &before).await?;
        if let Some(letter) = letter {
            return Ok(letter.state == mail::LetterState::Refused);
        }
    }
    Ok(false)
}
