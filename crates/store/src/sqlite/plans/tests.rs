use crate::queries::ALL;
use crate::sqlite::memory;

/// Queries that are meant to go through all of a table or of an organisation.
const WALKS: &[&str] = &[
    "access_token/delete_expired",
    "annotation/list",
    "api_key/list",
    "audit/count",
    "backup/lookup",
    "company/add",
    "company/list",
    "company/list_all_agreements",
    "document/count",
    "erasing/delete_keys",
    "erasing/delete_waiting",
    "erasing/list_old_payments",
    "erasing/list_runs",
    "errand/delete_expired",
    "errand/delete_expired_steps",
    "errand/forget_answers",
    "event/count",
    "export/list",
    "export/list_over",
    "follow_up/count_open",
    "hold/list",
    "interest_rate/list",
    "job/list",
    "letter/list",
    "letter/list_settled",
    "organisation/add",
    "organisation/find_by_slug",
    "organisation/list",
    "organisation/lookup_settings",
    "original/count",
    "original/list_condemned",
    "original/list_newest",
    "payment/count",
    "payment/count_all",
    "payment/count_unmatched",
    "payment/count_within",
    "price/delete_same",
    "price/list",
    "queue/jobs",
    "queue/letters",
    "queue/uploads",
    "queue/webhooks",
    "report/list",
    "retention/add",
    "retention/list",
    "run/list",
    "run/list_before",
    "session/delete_expired",
    "standing/list_newest_ids",
    "subscriber/list",
    "user/count_administrators",
    "user/list",
    "view/list",
    "view/list_of_person",
    "waiting/count",
    "webhook/list",
];

fn plan(query: &str) -> Vec<String> {
    let connection = memory();
    let mut plan = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
        .unwrap();
    let mut rows = plan.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}

fn named(path: &str) -> &'static str {
    let named = ALL.iter().find(|(_, query, _)| query.path == path);
    named.unwrap().1.sqlite
}

#[test]
fn no_lookup_walks_all_of_an_organisation() {
    let mut otherwise = Vec::new();
    for (_, query, _) in ALL {
        let walks =
            |step: &String| step.starts_with("SCAN") || step.ends_with("(organisation_id=?)");
        let steps = plan(query.sqlite);
        // Of the tables of an organisation itself, the organisation is the row.
        let is_of_organisation = query.sqlite.contains("organisations");
        let walking = steps.iter().any(walks) && !is_of_organisation;
        let expected = WALKS.contains(&query.path) && !is_of_organisation;
        if walking != expected {
            otherwise.push((query.path, steps));
        }
    }
    assert!(otherwise.is_empty(), "{otherwise:#?}");
}

#[test]
fn what_waits_is_counted_without_what_does_not() {
    for name in ["payment/count_unmatched", "payment/list_unmatched"] {
        let steps = plan(named(name));
        assert!(steps[0].contains("payments_unmatched"), "{steps:#?}");
    }
}

/// Lists that are paged come out of their index in order.
#[test]
fn pages_are_not_sorted() {
    let pages = [
        "audit/list",
        "audit/list_after",
        "audit/list_heads",
        "audit/list_of_actor",
        "audit/list_of_subject",
        "customer/list_after",
        "document/list_ids_after",
        "event/list_after",
        "event/list_of_document",
        "follow_up/list_closed",
        "follow_up/list_of_document",
        "follow_up/list_open",
        "follow_up/list_open_of_assignee",
        "import/list",
        "import/list_items",
        "payment/list",
        "payment/list_unmatched",
        "standing/list_after",
    ];
    for name in pages {
        let steps = plan(named(name));
        assert!(
            !steps.iter().any(|step| step.contains("TEMP B-TREE")),
            "{name}: {steps:#?}"
        );
    }
}

#[test]
fn settling_twice_changes_nothing() {
    let connection = memory();
    let changes = connection.total_changes();
    super::settle(&connection).unwrap();
    assert_eq!(connection.total_changes(), changes);
}
