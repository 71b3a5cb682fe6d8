use super::{Record, document, extract, job, log};
use crate::Result;
use crate::port::{
    Extract, LearnedOf, NewJob, OF_FIGURES, Report, Reports, Run, RunFile, RunFilePart, RunState,
    StandingRow, Subscriber,
};
use crate::queries::{
    EVENT_LIST_LEARNED_IN, EVENT_LIST_OF_DOCUMENT_UNTIL, LEARNED_SPAN_LIST_LATER, REPORT_DELETE,
    REPORT_LIST, REPORT_LOOKUP, REPORT_MOVE_PLAN, REPORT_PUT, RUN_ADD, RUN_ADD_FILE_PART,
    RUN_DELETE, RUN_DELETE_FILES, RUN_FIND_BY_KEY, RUN_IS_ERASED, RUN_LIST, RUN_LIST_BEFORE,
    RUN_LIST_FILES, RUN_LIST_OF_REPORT, RUN_LOOKUP, RUN_LOOKUP_FILE_PART, RUN_SETTLE,
    SUBSCRIBER_ADD, SUBSCRIBER_BEGIN, SUBSCRIBER_END, SUBSCRIBER_FIND_BY_TOKEN, SUBSCRIBER_LIST,
    SUBSCRIBER_NOTE_BOUNCES,
};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, Connection, params};
use domain::{ContentHash, DocumentId, OrganisationId, RunId, Seq, UserId};
use jiff::Timestamp;

/// Spans of the log that are read in one go.
const SPANS_AT_A_TIME: usize = 256;

const REPORTS: &str = "reports";
const RUNS: &str = "report_runs";
const FILES: &str = "report_file_parts";
const SUBSCRIBERS: &str = "report_subscribers";

fn read_report(columns: &mut Columns<'_>) -> Result<Report> {
    Ok(Report {
        name: columns.text("report")?,
        definition: columns.text("definition")?,
        is_paused: columns.flag("is_paused")?,
        planned_until: columns.moment("planned_until")?,
        changed_at: columns.moment("changed_at")?,
        changed_by: columns.optional_id("changed_by", UserId::from_bytes)?,
    })
}

fn read_run(columns: &mut Columns<'_>) -> Result<Run> {
    Ok(Run {
        id: columns.id("run_id", RunId::from_bytes)?,
        report: columns.text("report")?,
        key: columns.text("run_key")?,
        period_from: columns.day("period_from")?,
        period_to: columns.day("period_to")?,
        as_of: columns.moment("as_of")?,
        ordered_by: columns.text("ordered_by")?,
        ordered_at: columns.moment("ordered_at")?,
        definition: columns.text("definition")?,
        state: columns.word("state", RunState::from_number)?,
        settled_at: columns.optional_moment("settled_at")?,
        error: columns.optional_text("error")?,
        names_erased_at: columns.optional_moment("erased_at")?,
    })
}

fn read_file(columns: &mut Columns<'_>) -> Result<RunFile> {
    Ok(RunFile {
        audience: columns.text("audience")?,
        name: columns.text("name")?,
        size: columns.count("size")?,
    })
}

fn read_part(columns: &mut Columns<'_>) -> Result<Vec<u8>> {
    let part = RunFilePart {
        size: columns.count("size")?,
        bytes: columns.bytes("bytes")?,
    };
    columns.known("bytes", part.open())
}

fn read_subscriber(columns: &mut Columns<'_>) -> Result<Subscriber> {
    Ok(Subscriber {
        report: columns.text("report")?,
        address: columns.text("address")?,
        token: columns.hash("token")?,
        ended_at: columns.optional_moment("ended_at")?,
        bounces: {
            let bounces = columns.count("bounces")?;
            columns.known("bounces", u32::try_from(bounces).ok())?
        },
    })
}

fn add_run(
    connection: &dyn Connection,
    organisation: OrganisationId,
    run: &Run,
    making: &NewJob,
) -> Result<bool> {
    let params = params![
        organisation.as_bytes(),
        run.id.as_bytes(),
        run.report,
        run.key,
        days(run.period_from),
        days(run.period_to),
        micros(run.as_of),
        run.ordered_by,
        micros(run.ordered_at),
        run.definition,
    ];
    if row::run(connection, RUN_ADD, params)? == 0 {
        return Ok(false);
    }
    job::add(connection, organisation, making, run.ordered_at)?;
    Ok(true)
}

/// Whether files are those of figures, which name nobody.
fn is_of_figures(audience: &str) -> bool {
    audience.starts_with(OF_FIGURES)
}

fn is_erased(connection: &dyn Connection, organisation: OrganisationId, id: RunId) -> Result<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::exists(connection, RUN_IS_ERASED, params)
}

fn delete_run(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: RunId,
) -> Result<bool> {
    extract::forget(connection, organisation, Extract::Run(id))?;
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, RUN_DELETE_FILES, params)?;
    Ok(row::run(connection, RUN_DELETE, params)? == 1)
}

/// Where a document stood by what was known at a moment.
fn as_of(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
    moment: Timestamp,
) -> Result<Option<StandingRow>> {
    let params = params![organisation.as_bytes(), id.as_bytes(), micros(moment)];
    let query = EVENT_LIST_OF_DOCUMENT_UNTIL;
    let events = row::all(connection, "events", query, params, document::read_event)?;
    if events.is_empty() {
        return Ok(None);
    }
    let head = document::head(connection, organisation, id)?;
    Ok(head.and_then(|head| log::folded(head, &events)))
}

/// What was learned after a moment, from a place in the log on.
fn learned_of_after(
    connection: &dyn Connection,
    organisation: OrganisationId,
    moment: Timestamp,
    from: Seq,
) -> Result<LearnedOf> {
    let params = params![
        organisation.as_bytes(),
        from.0 / log::SPAN_EVENTS,
        micros(moment),
        row::limit(SPANS_AT_A_TIME),
    ];
    let span = |columns: &mut Columns<'_>| columns.int("span");
    let query = LEARNED_SPAN_LIST_LATER;
    let spans = row::all(connection, "learned_spans", query, params, span)?;
    let mut documents = Vec::new();
    for span in &spans {
        let params = params![
            organisation.as_bytes(),
            span * log::SPAN_EVENTS,
            (span + 1) * log::SPAN_EVENTS,
            micros(moment),
        ];
        let id = |columns: &mut Columns<'_>| columns.id("document_id", DocumentId::from_bytes);
        documents.extend(row::all(
            connection,
            "events",
            EVENT_LIST_LEARNED_IN,
            params,
            id,
        )?);
    }
    documents.sort_unstable();
    documents.dedup();
    let is_last = spans.len() < SPANS_AT_A_TIME;
    let next = spans.last().filter(|_| !is_last);
    Ok(LearnedOf {
        documents,
        next: next.map(|span| Seq((span + 1) * log::SPAN_EVENTS)),
    })
}

#[async_trait::async_trait]
impl Reports for Record {
    async fn put_report(&self, organisation: OrganisationId, report: Report) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                report.name,
                report.definition,
                report.is_paused,
                micros(report.planned_until),
                micros(report.changed_at),
                report.changed_by.as_ref().map(UserId::as_bytes),
            ];
            row::queue(connection, REPORT_PUT, params)
        })
        .await
    }

    async fn lookup_report(
        &self,
        organisation: OrganisationId,
        name: &str,
    ) -> Result<Option<Report>> {
        let name = name.to_owned();
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), name];
            row::one(connection, REPORTS, REPORT_LOOKUP, params, read_report)
        })
        .await
    }

    async fn list_reports(&self, organisation: OrganisationId) -> Result<Vec<Report>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, REPORTS, REPORT_LIST, params, read_report)
        })
        .await
    }

    async fn delete_report(&self, organisation: OrganisationId, name: &str) -> Result<bool> {
        let name = name.to_owned();
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), name];
            Ok(row::run(connection, REPORT_DELETE, params)? == 1)
        })
        .await
    }

    async fn note_report_planned(
        &self,
        organisation: OrganisationId,
        name: &str,
        until: Timestamp,
    ) -> Result<()> {
        let name = name.to_owned();
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), name, micros(until)];
            row::queue(connection, REPORT_MOVE_PLAN, params)
        })
        .await
    }

    async fn add_run(&self, organisation: OrganisationId, run: Run, job: NewJob) -> Result<bool> {
        self.write(organisation, move |connection| {
            add_run(connection, organisation, &run, &job)
        })
        .await
    }

    async fn lookup_run(&self, organisation: OrganisationId, id: RunId) -> Result<Option<Run>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::one(connection, RUNS, RUN_LOOKUP, params, read_run)
        })
        .await
    }

    async fn find_run_by_key(
        &self,
        organisation: OrganisationId,
        report: &str,
        key: &str,
    ) -> Result<Option<Run>> {
        let (report, key) = (report.to_owned(), key.to_owned());
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), report, key];
            row::one(connection, RUNS, RUN_FIND_BY_KEY, params, read_run)
        })
        .await
    }

    async fn list_runs(
        &self,
        organisation: OrganisationId,
        report: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Run>> {
        let report = report.map(str::to_owned);
        self.read(organisation, move |connection| match report {
            Some(report) => {
                let params = params![organisation.as_bytes(), report, row::limit(limit)];
                row::all(connection, RUNS, RUN_LIST_OF_REPORT, params, read_run)
            }
            None => {
                let params = params![organisation.as_bytes(), row::limit(limit)];
                row::all(connection, RUNS, RUN_LIST, params, read_run)
            }
        })
        .await
    }

    async fn settle_run(
        &self,
        organisation: OrganisationId,
        id: RunId,
        state: RunState,
        at: Timestamp,
        error: Option<String>,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                id.as_bytes(),
                state.number(),
                micros(at),
                error,
            ];
            row::queue(connection, RUN_SETTLE, params)
        })
        .await
    }

    async fn clear_run_files(&self, organisation: OrganisationId, id: RunId) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::queue(connection, RUN_DELETE_FILES, params)
        })
        .await
    }

    async fn add_run_file_parts(
        &self,
        organisation: OrganisationId,
        id: RunId,
        (audience, name): (&str, &str),
        first_place: u32,
        parts: Vec<RunFilePart>,
    ) -> Result<()> {
        let (audience, name) = (audience.to_owned(), name.to_owned());
        self.write(organisation, move |connection| {
            if !is_of_figures(&audience) && is_erased(connection, organisation, id)? {
                // It went while the file was being made.
                return Ok(());
            }
            for (place, part) in (first_place..).zip(&parts) {
                let params = params![
                    organisation.as_bytes(),
                    id.as_bytes(),
                    audience,
                    name,
                    place,
                    row::signed(part.size),
                    part.bytes,
                ];
                row::queue(connection, RUN_ADD_FILE_PART, params)?;
            }
            Ok(())
        })
        .await
    }

    async fn list_run_files(
        &self,
        organisation: OrganisationId,
        id: RunId,
    ) -> Result<Vec<RunFile>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::all(connection, FILES, RUN_LIST_FILES, params, read_file)
        })
        .await
    }

    async fn read_run_file_part(
        &self,
        organisation: OrganisationId,
        id: RunId,
        (audience, name): (&str, &str),
        place: u32,
    ) -> Result<Option<Vec<u8>>> {
        let (audience, name) = (audience.to_owned(), name.to_owned());
        self.read(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                id.as_bytes(),
                audience,
                name,
                place,
            ];
            row::one(connection, FILES, RUN_LOOKUP_FILE_PART, params, read_part)
        })
        .await
    }

    async fn list_documents_learned_of_after(
        &self,
        organisation: OrganisationId,
        moment: Timestamp,
        from: Seq,
    ) -> Result<LearnedOf> {
        self.read(organisation, move |connection| {
            learned_of_after(connection, organisation, moment, from)
        })
        .await
    }

    async fn list_standings_as_of(
        &self,
        organisation: OrganisationId,
        moment: Timestamp,
        ids: &[DocumentId],
    ) -> Result<Vec<StandingRow>> {
        let ids = ids.to_vec();
        self.read(organisation, move |connection| {
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                rows.extend(as_of(connection, organisation, id, moment)?);
            }
            Ok(rows)
        })
        .await
    }

    async fn delete_run(&self, organisation: OrganisationId, id: RunId) -> Result<bool> {
        self.write(organisation, move |connection| {
            delete_run(connection, organisation, id)
        })
        .await
    }

    async fn delete_runs_before(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
        limit: usize,
    ) -> Result<usize> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), micros(before), row::limit(limit)];
            let id = |columns: &mut Columns<'_>| columns.id("run_id", RunId::from_bytes);
            let ids = row::all(connection, RUNS, RUN_LIST_BEFORE, params, id)?;
            for id in &ids {
                delete_run(connection, organisation, *id)?;
            }
            Ok(ids.len())
        })
        .await
    }

    async fn add_subscriber(
        &self,
        organisation: OrganisationId,
        subscriber: Subscriber,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                subscriber.report,
                subscriber.address,
                subscriber.token.as_bytes(),
            ];
            Ok(row::run(connection, SUBSCRIBER_ADD, params)? == 1)
        })
        .await
    }

    async fn find_subscriber_by_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Subscriber>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            let query = SUBSCRIBER_FIND_BY_TOKEN;
            row::one(connection, SUBSCRIBERS, query, params, read_subscriber)
        })
        .await
    }

    async fn list_subscribers(&self, organisation: OrganisationId) -> Result<Vec<Subscriber>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            let query = SUBSCRIBER_LIST;
            row::all(connection, SUBSCRIBERS, query, params, read_subscriber)
        })
        .await
    }

    async fn end_subscription(
        &self,
        organisation: OrganisationId,
        report: &str,
        address: &str,
        at: Option<Timestamp>,
    ) -> Result<bool> {
        let (report, address) = (report.to_owned(), address.to_owned());
        self.effect(organisation, move |connection| {
            let changed = match at {
                Some(at) => {
                    let params = params![organisation.as_bytes(), report, address, micros(at)];
                    row::run(connection, SUBSCRIBER_END, params)?
                }
                None => {
                    let params = params![organisation.as_bytes(), report, address];
                    row::run(connection, SUBSCRIBER_BEGIN, params)?
                }
            };
            Ok(changed == 1)
        })
        .await
    }

    async fn note_bounces(
        &self,
        organisation: OrganisationId,
        report: &str,
        address: &str,
        bounces: u32,
    ) -> Result<()> {
        let (report, address) = (report.to_owned(), address.to_owned());
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), report, address, bounces];
            row::queue(connection, SUBSCRIBER_NOTE_BOUNCES, params)
        })
        .await
    }
}
