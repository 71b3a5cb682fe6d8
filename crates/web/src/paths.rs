//! The address of every page, in one place.

use crate::query::{Encoded, Query, Segment};
use domain::{
    AnnotationId, ApiKeyId, BulkId, CommentId, CompanyId, ContentHash, DocumentId, FollowUpId,
    HoldId, ImportId, JobId, LinkId, PaymentId, PriceId, RunId, UserId, ViewId, WebhookDeliveryId,
    WebhookId,
};
use jiff::civil::Date;

pub(crate) const OVERVIEW: &str = "/";
pub(crate) const DOCUMENTS: &str = "/documents";
pub(crate) const PAYMENTS: &str = "/payments";
pub(crate) const IMPORTS: &str = "/imports";
pub(crate) const JOBS: &str = "/jobs";
pub(crate) const PRICES: &str = "/settings/prices";
pub(crate) const INTEREST: &str = "/settings/interest";
pub(crate) const ANNOTATIONS: &str = "/settings/annotations";
pub(crate) const API_KEYS: &str = "/settings/api-keys";
pub(crate) const LETTERS: &str = "/letters";
pub(crate) const LETTERS_RETRY: &str = "/letters/retry";
pub(crate) const CHANNELS: &str = "/channels";
pub(crate) const BEHAVIOUR: &str = "/behaviour";
pub(crate) const CUSTOMERS: &str = "/customers";
pub(crate) const ERRORS: &str = "/errors";
pub(crate) const REPORTS: &str = "/reports";
pub(crate) const REPORTS_BUILD: &str = "/reports/build";
pub(crate) const REPORTS_SUBSCRIPTIONS: &str = "/reports/subscriptions";
pub(crate) const RECEIVABLES: &str = "/receivables";
pub(crate) const HELP_STATISTICS: &str = "/help/statistics";
pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const SIGN_OUT: &str = "/sign-out";
pub(crate) const SIGN_IN_PROVIDER: &str = "/sign-in/provider";
pub(crate) const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
pub(crate) const SIGN_IN_CODE: &str = "/sign-in/code";
pub(crate) const SIGN_IN_ORGANISATION: &str = "/sign-in/organisation";
pub(crate) const RESET: &str = "/reset";
pub(crate) const LETTER: &str = "/letter";
pub(crate) const PROVE: &str = "/prove";
pub(crate) const LANGUAGE: &str = "/language";
pub(crate) const AUDIT: &str = "/settings/audit";
pub(crate) const AUDIT_CHECK: &str = "/settings/audit/check";
pub(crate) const AUDIT_EXPORT: &str = "/settings/audit/export";
pub(crate) const AUDIT_HEAD: &str = "/settings/audit/head.json";
pub(crate) const HOLDS: &str = "/settings/holds";
pub(crate) const RECIPIENTS: &str = "/settings/recipients";
pub(crate) const RECIPIENTS_ERASURE: &str = "/settings/recipients/erasure";
pub(crate) const RECIPIENTS_EXPORT: &str = "/settings/recipients/export";
pub(crate) const RETENTION: &str = "/settings/retention";
pub(crate) const RETENTION_ERASURES: &str = "/settings/retention/erasures";
pub(crate) const RETENTION_PREVIEW: &str = "/settings/retention/preview";
pub(crate) const SETTINGS: &str = "/settings";
pub(crate) const PROFILE: &str = "/settings/profile";
pub(crate) const PASSWORD: &str = "/settings/profile/password";
pub(crate) const OTHER_SESSIONS: &str = "/settings/profile/sessions/end";
pub(crate) const SECOND_FACTOR: &str = "/settings/second-factor";
pub(crate) const SECOND_FACTOR_CONFIRM: &str = "/settings/second-factor/confirmation";
pub(crate) const SECOND_FACTOR_REMOVE: &str = "/settings/second-factor/removal";
pub(crate) const PASSKEYS: &str = "/settings/second-factor/passkeys";
pub(crate) const PASSKEY_NEW: &str = "/settings/second-factor/passkeys/new";
pub(crate) const PEOPLE: &str = "/settings/people";
pub(crate) const ROLES: &str = "/settings/roles";
pub(crate) const SEEN_AS: &str = "/settings/roles/seen-as";
pub(crate) const COMPANIES: &str = "/settings/companies";
pub(crate) const ORGANISATION: &str = "/settings/organisation";
pub(crate) const ORGANISATION_SIGN_IN: &str = "/settings/organisation/sign-in";
pub(crate) const PLATFORM: &str = "/platform";
pub(crate) const HEALTH: &str = "/settings/health";
pub(crate) const BULKS: &str = "/bulks";
pub(crate) const BULK_NEW: &str = "/bulks/new";
pub(crate) const FOLLOW_UPS: &str = "/follow-ups";
/// Going anywhere from one field.
pub(crate) const PALETTE: &str = "/go-to";
/// The same for the script.
pub(crate) const PALETTE_RESULTS: &str = "/go-to/results";
/// Saved views.
pub(crate) const VIEWS: &str = "/views";
pub(crate) const VIEW_OPENS: &str = "/views/default";
pub(crate) const WEBHOOKS: &str = "/settings/webhooks";
pub(crate) const EXPORT: &str = "/documents/export.csv";

/// A path with a query.
pub(crate) fn with(path: &str, query: &Query) -> String {
    match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    }
}

/// Signing in, and then going on to a local path.
pub(crate) fn sign_in(next: Option<&str>) -> String {
    match next {
        Some(next) if next != OVERVIEW => format!("{SIGN_IN}?next={}", Encoded(next)),
        _ => SIGN_IN.to_owned(),
    }
}

/// Proving again who one is, and then going on to a local path.
pub(crate) fn prove(next: &str) -> String {
    format!("{PROVE}?next={}", Encoded(next))
}

/// Where one of one's own sessions is ended.
pub(crate) fn end_session(session: ContentHash) -> String {
    format!("{PROFILE}/sessions/{session}/end")
}

/// A person of the organisation.
pub(crate) fn person(id: UserId) -> String {
    format!("{PEOPLE}/{id}")
}

/// A company of the organisation.
pub(crate) fn company(id: CompanyId) -> String {
    format!("{COMPANIES}/{id}")
}

/// A list of documents.
pub(crate) fn documents(query: &Query) -> String {
    with(DOCUMENTS, query)
}

/// A document, opened from the list that the query describes.
pub(crate) fn document(id: DocumentId, list: &Query) -> String {
    with(&format!("{DOCUMENTS}/{id}"), list)
}

/// The links to a document that its recipient gets.
pub(crate) fn links(document: DocumentId) -> String {
    format!("{DOCUMENTS}/{document}/links")
}

/// Where a link to a document is revoked.
pub(crate) fn revoke_link(document: DocumentId, link: LinkId) -> String {
    format!("{}/{link}/revocation", links(document))
}

/// Where a company's links for recipients are allowed and closed.
pub(crate) fn company_links(id: CompanyId) -> String {
    format!("{}/links", company(id))
}

/// Where a key is rotated.
pub(crate) fn rotate_api_key(id: ApiKeyId) -> String {
    format!("{API_KEYS}/{id}/rotation")
}

/// Where a key is revoked.
pub(crate) fn revoke_api_key(id: ApiKeyId) -> String {
    format!("{API_KEYS}/{id}/revocation")
}

/// The bytes that were sent.
pub(crate) fn original(id: DocumentId) -> String {
    format!("{DOCUMENTS}/{id}/original")
}

/// A file that came with a document, by its place.
pub(crate) fn attachment(id: DocumentId, position: usize) -> String {
    format!("{DOCUMENTS}/{id}/attachments/{position}")
}

/// A page of a document as its recipient sees it, from zero.
pub(crate) fn picture(id: DocumentId, form: &str, page: usize, size: &str) -> String {
    format!("{DOCUMENTS}/{id}/pictures/{form}/{page}?size={size}")
}

/// The laid-out document as a file.
pub(crate) fn picture_file(id: DocumentId, form: &str) -> String {
    format!("{DOCUMENTS}/{id}/pictures/{form}")
}

/// A small picture of a document.
pub(crate) fn thumbnail(id: DocumentId) -> String {
    format!("{DOCUMENTS}/{id}/thumbnail")
}

/// Where comments on a document are sent.
pub(crate) fn comments(id: DocumentId, list: &Query) -> String {
    with(&format!("{DOCUMENTS}/{id}/comments"), list)
}

/// Where a comment's new text is sent.
pub(crate) fn comment(id: DocumentId, comment: CommentId, list: &Query) -> String {
    with(&format!("{DOCUMENTS}/{id}/comments/{comment}"), list)
}

/// Where a document is given to somebody.
pub(crate) fn follow_ups_of(id: DocumentId, list: &Query) -> String {
    with(&format!("{DOCUMENTS}/{id}/follow-ups"), list)
}

/// Where it is asked that a document be sent again.
pub(crate) fn resends(id: DocumentId, list: &Query) -> String {
    with(&format!("{DOCUMENTS}/{id}/resends"), list)
}

/// Where it is said how following a document up ended.
pub(crate) fn closing(id: FollowUpId, list: &Query) -> String {
    with(&format!("{FOLLOW_UPS}/{id}/closing"), list)
}

/// What was done to many documents.
pub(crate) fn bulk(id: BulkId) -> String {
    format!("{BULKS}/{id}")
}

/// What became of each of them, as a file.
pub(crate) fn bulk_report(id: BulkId) -> String {
    format!("{BULKS}/{id}/report.csv")
}

/// A list of follow-ups.
pub(crate) fn follow_ups(query: &Query) -> String {
    with(FOLLOW_UPS, query)
}

/// A customer, by number or id, with the filter of the page it was found on.
pub(crate) fn customer(code: &str, query: &Query) -> String {
    with(&format!("{CUSTOMERS}/{}", Segment(code)), query)
}

/// The audit log.
pub(crate) fn audit(query: &Query) -> String {
    with(AUDIT, query)
}

/// Where a hold is released.
pub(crate) fn release_hold(id: HoldId) -> String {
    format!("{HOLDS}/{id}/release")
}

/// A list of payments.
pub(crate) fn payments(query: &Query) -> String {
    with(PAYMENTS, query)
}

/// A payment.
pub(crate) fn payment(id: PaymentId) -> String {
    format!("{PAYMENTS}/{id}")
}

/// Where it is said which document a payment belongs to.
pub(crate) fn matching(id: PaymentId) -> String {
    format!("{PAYMENTS}/{id}/match")
}

/// Where it is said that it does not.
pub(crate) fn detachment(id: PaymentId) -> String {
    format!("{PAYMENTS}/{id}/detachment")
}

/// A file that was received.
pub(crate) fn import(id: ImportId, query: &Query) -> String {
    with(&format!("{IMPORTS}/{id}"), query)
}

/// The bytes of a file that was received.
pub(crate) fn import_file(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/file")
}

/// A report, by its short name.
pub(crate) fn report(name: &str) -> String {
    format!("{REPORTS}/{}", Segment(name))
}

/// Something about a report: its pause, its runs.
pub(crate) fn of_report(name: &str, what: &str) -> String {
    format!("{REPORTS}/{}/{what}", Segment(name))
}

/// One run of a report.
pub(crate) fn run(id: RunId) -> String {
    format!("{REPORTS}/runs/{id}")
}

/// A file of a run.
pub(crate) fn run_file(id: RunId, name: &str) -> String {
    format!("{REPORTS}/runs/{id}/files/{}", Segment(name))
}

/// Where a job that was given up is asked to run again.
pub(crate) fn retry_job(id: JobId) -> String {
    format!("{JOBS}/{id}/retry")
}

/// Where a price is taken away.
pub(crate) fn price_removal(id: PriceId) -> String {
    format!("{PRICES}/{id}/removal")
}

/// Where the rate of interest from a day on is taken away.
pub(crate) fn rate_removal(day: Date) -> String {
    format!("{INTEREST}/{day}/removal")
}

/// Where an annotation is taken away.
pub(crate) fn annotation_removal(id: AnnotationId) -> String {
    format!("{ANNOTATIONS}/{id}/removal")
}

/// Where an import is undone.
pub(crate) fn undo(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/undo")
}

/// Where it is said what the columns of a table are.
pub(crate) fn columns(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/columns")
}

/// What the rows of a table would come to.
pub(crate) fn check(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/check")
}

/// The rows of a table that cannot be read.
pub(crate) fn rejected(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/rejected.csv")
}

/// Where a table is taken in by what was said of its columns.
pub(crate) fn mapping(id: ImportId) -> String {
    format!("{IMPORTS}/{id}/mapping")
}

/// A list of documents as a file for other programs.
pub(crate) fn export(format: &str) -> String {
    format!("{DOCUMENTS}/export/{format}")
}

/// Where a saved view is renamed.
pub(crate) fn view(id: ViewId) -> String {
    format!("{VIEWS}/{id}")
}

/// Where a saved view is given what the list shows.
pub(crate) fn view_content(id: ViewId) -> String {
    format!("{VIEWS}/{id}/content")
}

/// Where a saved view is taken away.
pub(crate) fn view_removal(id: ViewId) -> String {
    format!("{VIEWS}/{id}/removal")
}

/// A webhook.
pub(crate) fn webhook(id: WebhookId) -> String {
    format!("{WEBHOOKS}/{id}")
}

/// Where something is done to a webhook.
pub(crate) fn webhook_action(id: WebhookId, action: &str) -> String {
    format!("{WEBHOOKS}/{id}/{action}")
}

/// Something that a webhook was told.
pub(crate) fn webhook_delivery(id: WebhookId, delivery: WebhookDeliveryId) -> String {
    format!("{WEBHOOKS}/{id}/deliveries/{delivery}")
}

/// Whether a path is one of ours to go on to: it begins with one slash, so
/// that no browser takes it for another host, and has no control characters.
pub(crate) fn is_local(path: &str) -> bool {
    let begins = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\");
    begins && !path.contains(char::is_control) && !path.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_paths_are_gone_on_to() {
        for local in ["/", "/documents?q=a", "/documents/1"] {
            assert!(is_local(local), "{local}");
        }
        for foreign in [
            "",
            "documents",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/\t/evil.example",
        ] {
            assert!(!is_local(foreign), "{foreign}");
        }
    }

    #[test]
    fn signing_in_keeps_where_one_wanted_to_go() {
        assert_eq!(
            sign_in(Some("/documents?q=a b")),
            "/sign-in?next=%2Fdocuments%3Fq%3Da+b"
        );
        assert_eq!(sign_in(Some("/")), "/sign-in");
        assert_eq!(sign_in(None), "/sign-in");
    }
}
