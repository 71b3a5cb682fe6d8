use super::*;
use crate::query::Query;
use crate::tests::{is_sound, visit};
use crate::text::Text;
use app::documents::{Column, Facets, Sum};
use domain::standing::Standing;
use domain::{
    Channel, CompanyId, Currency, CustomerId, Delivery, DocumentId, DocumentKind, Head, Money,
    PaymentState, Processing, Recipient,
};
use jiff::civil::date;
use render::Language;

fn company() -> Company {
    Company {
        id: CompanyId::from_bytes([3; 16]),
        number: Some("974761076".to_owned()),
        name: "Nord & Sør AS".to_owned(),
        accounts: Vec::new(),
        kid_algorithm: domain::kid::Algorithm::Either,
    }
}

fn row(number: &str, customer: &str) -> Row {
    let received_at = "2026-11-20T08:00:00Z".parse().expect("a moment");
    Row {
        head: Head {
            id: DocumentId::from_bytes([9; 16]),
            company: company().id,
            customer: CustomerId::from_bytes([4; 16]),
            kind: DocumentKind::Invoice,
            channel: Channel::Email,
            number: number.to_owned(),
            kid: Some("0012345678903".to_owned()),
            account: Some("86011117947".to_owned()),
            amount: Some(Money::new(123_450, Currency::NOK)),
            issued_on: Some(date(2026, 11, 1)),
            due_on: Some(date(2026, 11, 15)),
            received_at,
            batch: Some("B1".to_owned()),
        },
        standing: Standing {
            processing: Processing::Validated,
            channel: Channel::Email,
            delivery: Delivery::Failed,
            evidence: None,
            recipient: Recipient::Opened,
            payment: PaymentState::Open,
            paid_by: None,
            reason: None,
            sent_at: None,
            delivered_at: None,
            opened_at: None,
            paid_on: None,
            scheduled_on: None,
            paid_minor: 0,
            credited_minor: 0,
            closed_at: None,
            parts: Vec::new(),
            comments: 2,
            held: false,
            changed_at: received_at,
        },
        company_name: company().name,
        company_number: company().number,
        customer_name: customer.to_owned(),
        customer_number: Some("K-7".to_owned()),
        is_overdue: true,
    }
}

fn found(rows: Vec<Row>, total: u64) -> Found {
    Found {
        rows,
        total,
        sums: vec![Sum {
            amount: Money::new(123_450, Currency::NOK),
            documents: total,
        }],
        facets: Facets {
            company: vec![(company().id, total)],
            delivery: vec![(Delivery::Failed, 7), (Delivery::Delivered, 0)],
            payment: vec![(PaymentState::Open, 5)],
            outstanding: 5,
            overdue: 3,
            ..Facets::default()
        },
        before: 50,
        erased: 0,
        next: Some("aa".to_owned()),
        previous: Some("bb".to_owned()),
    }
}

fn page(language: Language, url: &str, found: &Found) -> String {
    let mut visit = visit(language);
    visit.query = Query::parse(url);
    let (state, faults) = ListState::read(&visit.query);
    assert!(faults.is_empty(), "{faults:?}");
    let companies = [company()];
    let view = ListView {
        visit: &visit,
        state: &state,
        names: names(&state, &companies, &found.rows),
        companies: &companies,
        found,
        views: &[],
    };
    let page = view.page().markup(&view.markup()).into_string();
    is_sound(&page);
    page
}

#[test]
fn the_list_is_sound_with_every_column_in_both_languages() {
    let all: Vec<&str> = Column::ALL.iter().map(|column| column.code()).collect();
    let url = format!("delivery=failed&columns={}", all.join(","));
    for language in Language::ALL {
        let page = page(
            language,
            &url,
            &found(vec![row("10234", "Kafé <b>Nord</b>")], 431),
        );
        assert!(page.contains("Kafé &lt;b&gt;Nord&lt;/b&gt;") && !page.contains("<b>Nord</b>"));
        for column in Column::ALL {
            let heading = Text::of(language).word("column", column.code());
            assert!(page.contains(&heading), "{heading}");
        }
    }
}

#[test]
fn count_sum_and_place_are_exact_and_written_as_norwegians_do() {
    let page = page(
        Language::Bokmaal,
        "delivery=failed",
        &found(vec![row("10234", "Kafé")], 1431),
    );
    assert!(page.contains("1\u{a0}431 dokumenter"), "{page}");
    assert!(page.contains("1\u{a0}234,50\u{a0}kr"));
    assert!(page.contains("<title>Dokumenter – Levering: Feilet (51–51 av 1\u{a0}431) – Nord &amp; Sør AS – Utsyn</title>"), "{page}");
    assert!(page.contains("15.11.2026") && page.contains("20.11.2026 09:00"));
}

#[test]
fn each_state_is_a_word_beside_an_icon() {
    let page = page(
        Language::Bokmaal,
        "",
        &found(vec![row("10234", "Kafé")], 431),
    );
    for (class, word) in [
        ("is-failed", "Feilet"),
        ("is-opened", "Åpnet (indikasjon)"),
        ("is-overdue", "Forfalt"),
    ] {
        let tag = page
            .split(&format!("<span class=\"status {class}\">"))
            .nth(1)
            .expect(class);
        let tag = tag.split("</span></span>").next().expect("its end");
        assert!(
            tag.starts_with("<svg class=\"icon") && tag.contains(word),
            "{tag}"
        );
    }
}

#[test]
fn chips_can_be_edited_and_removed() {
    let page = page(
        Language::Bokmaal,
        "delivery=failed&-channel=print&company=974761076&q=nord",
        &found(vec![row("10234", "Kafé")], 431),
    );
    assert!(page.contains("Fjern filteret Levering: Feilet"));
    assert!(page.contains("ikke Papirpost"));
    assert!(page.contains("Fjern filteret Selskap: Nord &amp; Sør AS"));
    assert!(
        page.contains("href=\"/documents?-channel=print&amp;company=974761076&amp;q=nord\""),
        "{page}"
    );
    assert!(page.contains("Fjern alle filtre"));
    // The form behind the chip has what is chosen ticked, with its count.
    assert!(page.contains("name=\"delivery\" value=\"failed\" checked"));
    // The text is in the box, the rest goes along with it.
    assert!(page.contains("name=\"query\" value=\"nord\""), "{page}");
    assert!(page.contains("<input type=\"hidden\" name=\"delivery\" value=\"failed\">"));
}

#[test]
fn a_row_leads_to_the_document_within_this_list_and_to_its_customer() {
    let page = page(
        Language::Bokmaal,
        "delivery=failed",
        &found(vec![row("10234", "Kafé")], 431),
    );
    let id = DocumentId::from_bytes([9; 16]);
    assert!(
        page.contains(&format!(
            "href=\"/documents/{id}?delivery=failed&amp;sort=-received\""
        )),
        "{page}"
    );
    assert!(
        page.contains("href=\"/documents?delivery=failed&amp;customer=K-7\""),
        "{page}"
    );
}

#[test]
fn no_hits_name_the_filters_and_offer_to_drop_them() {
    let none = Found {
        before: 0,
        next: None,
        previous: None,
        sums: Vec::new(),
        ..found(Vec::new(), 0)
    };
    let page = page(Language::English, "delivery=failed&channel=ehf", &none);
    assert!(page.contains("0 documents") && page.contains("No hits"));
    assert!(
        page.contains("Remove the filter Delivery: Failed")
            && page.contains("Remove the filter Channel: EHF")
    );
}

#[test]
fn sorting_is_a_link_that_turns_round() {
    let page = page(
        Language::Bokmaal,
        "sort=due",
        &found(vec![row("10234", "Kafé")], 431),
    );
    assert!(
        page.contains("aria-sort=\"ascending\"><a href=\"/documents?sort=-due\""),
        "{page}"
    );
    assert!(page.contains("href=\"/documents?sort=-amount\""));
}

#[test]
fn the_export_takes_the_filter_the_order_and_the_columns_along() {
    let page = page(
        Language::Bokmaal,
        "delivery=failed&sort=due&columns=number,kid",
        &found(vec![row("10234", "Kafé")], 431),
    );
    assert!(page.contains("/documents/export.csv?delivery=failed&amp;sort=due&amp;columns=number,kid&amp;flavour=machine"), "{page}");
}
