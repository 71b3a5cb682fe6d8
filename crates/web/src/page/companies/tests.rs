use super::*;
use crate::page::{Page, Section};
use crate::tests::{is_sound, visit};
use domain::CompanyId;
use render::Language;

fn company(n: u8, name: &str, number: Option<&str>) -> Company {
    Company {
        id: CompanyId::from_bytes([n; 16]),
        number: number.map(str::to_owned),
        name: name.to_owned(),
        accounts: Vec::new(),
        kid_algorithm: domain::kid::Algorithm::Either,
    }
}

/// A visit to a page of an organisation of three companies.
fn at(path: &str, query: &str) -> Visit {
    let mut visit = visit(Language::Bokmaal);
    visit.path = path.to_owned();
    visit.query = Query::parse(query);
    visit.companies = vec![
        company(1, "Fjord <Kraft> AS", Some("974761076")),
        company(2, "Nord Nett AS", Some("923609016")),
        company(3, "Sør Varme AS", None),
    ];
    visit
}

fn frame(visit: &Visit, section: Section) -> String {
    let main = html! { h1 { "En side" } };
    let page = Page::new(visit, "En side").within(section);
    let page = page.markup(&main).into_string();
    is_sound(&page);
    page
}

#[test]
fn the_choice_goes_along_in_the_navigation_and_the_search() {
    let visit = at("/documents", "company=974761076,923609016&sort=due");
    let page = frame(&visit, Section::Documents);
    for path in [
        "/",
        "/documents",
        "/payments",
        "/channels",
        "/reports",
        "/imports",
        "/settings",
    ] {
        let href = format!("href=\"{path}?company=974761076,923609016\"");
        assert!(page.contains(&href), "{href} in {page}");
    }
    assert!(page.contains(r#"<input type="hidden" name="company" value="974761076,923609016">"#));
    assert!(page.contains("2 av 3 selskaper"));
    assert_eq!(page.matches(" checked").count(), 2, "{page}");
}

#[test]
fn another_choice_keeps_the_rest_of_the_view_and_its_first_page() {
    let visit = at(
        "/documents",
        "company=974761076&channel=ehf&cursor=x&sort=due&said=y",
    );
    let page = frame(&visit, Section::Documents);
    let form = page
        .split("form")
        .find(|part| part.contains("ticks"))
        .expect("a form");
    assert!(form.contains(r#"action="/documents""#), "{form}");
    assert!(form.contains(r#"name="channel" value="ehf""#));
    assert!(form.contains(r#"name="sort" value="due""#));
    assert!(!form.contains("cursor") && !form.contains("said"));
    assert!(
        form.contains(r#"href="/documents?channel=ehf&amp;sort=due""#),
        "all of them"
    );
    assert!(form.contains("Fjord &lt;Kraft&gt; AS"));
}

#[test]
fn what_is_about_one_document_or_was_sent_leads_back_to_its_list() {
    let visit = at("/documents/0198", "company=974761076&sort=due");
    assert!(frame(&visit, Section::Documents).contains(r#"action="/documents" method="get""#));
    let mut sent = at("/reports/build", "");
    sent.is_reading = false;
    assert!(frame(&sent, Section::Reports).contains(r#"action="/reports" method="get""#));
}

#[test]
fn a_page_about_the_whole_organisation_says_so() {
    let told = "gjelder hele organisasjonen";
    assert!(frame(&at("/settings", ""), Section::Settings).contains(told));
    assert!(!frame(&at("/", ""), Section::Overview).contains(told));
    assert!(!frame(&at("/customers/7", ""), Section::Statistics).contains(told));
}

#[test]
fn who_sees_one_company_has_nothing_to_choose() {
    let mut visit = at("/", "");
    visit.companies.truncate(1);
    assert!(!frame(&visit, Section::Overview).contains("ticks"));
}

#[test]
fn one_is_named_and_what_is_excluded_is_not() {
    let by_id = at("/", &format!("company={}", CompanyId::from_bytes([3; 16])));
    assert_eq!(names(&by_id).as_deref(), Some("Sør Varme AS"));
    assert_eq!(
        only(&by_id).map(|one| one.name.as_str()),
        Some("Sør Varme AS")
    );
    let without = at("/", "-company=974761076");
    assert_eq!(
        names(&without).as_deref(),
        Some("Nord Nett AS, Sør Varme AS")
    );
    assert_eq!(only(&without), None);
    assert_eq!(names(&at("/", "")), None);
    assert_eq!(only(&at("/", "")), None);
    // Of a company that is not seen the page says nothing.
    assert_eq!(names(&at("/", "company=999999999")), None);
    assert_eq!(only(&at("/", "company=999999999")), None);
}
