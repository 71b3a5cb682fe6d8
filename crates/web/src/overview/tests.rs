use super::*;
use crate::tests::{is_sound, visit};
use app::follow_ups::Counts;
use app::overview::{Failure, Figure};
use app::payments::PaymentCount;
use app::statistics::{Group, Key as GroupKey};
use domain::{Currency, Money};
use jiff::civil::date;
use render::Language;

fn filter(words: &str) -> Filter {
    Filter::parse(words).expect("a filter")
}

fn key(words: &str, code: &str) -> GroupKey {
    GroupKey {
        code: Some(code.to_owned()),
        name: None,
        term: filter(words).terms.remove(0),
    }
}

fn group(month: &str, channel: &str, count: u64) -> Group {
    Group {
        keys: vec![
            key(&format!("received:{month}"), month),
            key(&format!("channel:{channel}"), channel),
        ],
        count,
        amounts: Vec::new(),
        outstanding: Vec::new(),
        paid: Vec::new(),
    }
}

fn overview() -> Overview {
    let figure = |name, words: &str, before| Figure {
        name,
        filter: filter(words),
        count: 12,
        outstanding: vec![app::documents::Sum {
            amount: Money::new(5_000, Currency::NOK),
            documents: 12,
        }],
        before,
    };
    let channels = [
        "efaktura", "ehf", "email", "print", "vipps", "sms", "kivra", "portal",
    ];
    let groups = channels
        .iter()
        .enumerate()
        .map(|(place, channel)| group("2026-10", channel, 100 - place as u64));
    Overview {
        today: date(2026, 11, 23),
        lately_from: date(2026, 10, 25),
        figures: vec![
            figure(
                "failed",
                "delivery:failed,returned received:2026-10-25..2026-11-23",
                Some(9),
            ),
            figure("overdue", "payment:overdue", None),
            figure("received", "received:2026-11-17..2026-11-23", Some(12)),
        ],
        failures: vec![Failure {
            filter: filter("reason:address_wrong received:2026-10-25..2026-11-23"),
            reason: "address_wrong".to_owned(),
            count: 7,
            before: 2,
        }],
        by_channel: groups.collect(),
        by_delivery: Vec::new(),
        by_payment: Vec::new(),
        unmatched: PaymentCount {
            payments: 3,
            sums: vec![Money::new(99, Currency::NOK)],
        },
        imports: Vec::new(),
    }
}

fn page(language: Language, companies: &str) -> String {
    let visit = visit(language);
    let view = OverviewView {
        visit: &visit,
        overview: overview(),
        filter: filter(companies),
        follow_ups: Counts {
            mine: 3,
            mine_late: 1,
            open: 7,
            late: 2,
        },
    };
    let page = Page::new(&visit, view.title())
        .markup(&view.markup())
        .into_string();
    is_sound(&page);
    page
}

#[test]
fn every_figure_is_a_link_to_exactly_what_it_counts() {
    for language in Language::ALL {
        let page = page(language, "");
        for href in [
            "/documents?delivery=failed,returned&amp;received=2026-10-25..2026-11-23",
            "/documents?payment=overdue",
            "/documents?reason=address_wrong&amp;received=2026-10-25..2026-11-23",
            "/documents?received=2026-10&amp;channel=efaktura",
        ] {
            assert!(
                page.contains(&format!("href=\"{href}\"")),
                "{href} in {page}"
            );
        }
    }
}

#[test]
fn what_is_too_much_for_a_colour_is_shown_together_and_leads_to_all_of_it() {
    let page = page(Language::Bokmaal, "");
    assert!(page.contains("Andre"));
    assert!(
        page.contains("/documents?received=2026-10&amp;channel=vipps,sms,kivra,portal"),
        "{page}"
    );
}

#[test]
fn change_names_its_basis() {
    let page = page(Language::English, "");
    assert!(page.contains("3 more than the period before (9)"));
    assert!(page.contains("As the period before (12)"));
    assert!(page.contains("Received in the last 30 days"));
}

#[test]
fn the_chosen_companies_go_along_into_every_link_of_the_charts() {
    let page = page(Language::Bokmaal, "company:974761076");
    assert!(
        page.contains("/documents?company=974761076&amp;received=2026-10&amp;channel=efaktura"),
        "{page}"
    );
}
