//! Every route of the table, visited by everybody: who may not go somewhere
//! learns nothing of what is there, and what is another's is as if it never was.

use crate::samples::{NUMBER, document_path, fill, payment};
use app::companies::{self, Changed};
use app::people;
use axum::http::Method;
use domain::{CompanyId, Right, Role};
use testkit::{Answer, EMAIL, Installation, PASSWORD, Visitor};
use web::{Access, ROUTES, Route};

/// An id that nobody has.
const NOBODYS: &str = "01930000-0000-7000-8000-000000000000";
/// A session that nobody has.
const NO_SESSION: &str = "00000000000000000000000000000000000000000000000000000000000000ff";
/// What ends the visit, or changes who visits.
const LAST: [&str; 2] = ["/sign-out", "/settings/roles/seen-as"];

/// Ids of things that are there.
struct Things {
    document: String,
    payment: String,
    import: String,
    company: String,
    person: String,
    session: String,
}

impl Things {
    async fn of(installation: &Installation, owner: &mut Visitor) -> Self {
        let first = |page: String, before: &str| {
            let rest = page.split(before).nth(1).map(str::to_owned);
            let rest = rest.unwrap_or_else(|| panic!("no {before}"));
            rest.split(['"', '?', '/'])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let document = document_path(owner, NUMBER).await;
        let document = document.trim_start_matches("/documents/");
        let people = people::list(&installation.app, &installation.ctx()).await;
        let person = people.expect("people").remove(0).user.id;
        let sessions = people::sessions_of(&installation.app, &installation.ctx(), person).await;
        let sessions = sessions.expect("sessions").unwrap_or_default();
        let companies = companies::list(&installation.app, &installation.ctx()).await;
        Self {
            document: document.split('?').next().unwrap_or_default().to_owned(),
            payment: first(owner.get("/payments").await.text(), "href=\"/payments/"),
            import: first(owner.get("/imports").await.text(), "href=\"/imports/"),
            company: companies.expect("companies")[0].id.to_string(),
            person: person.to_string(),
            session: sessions
                .first()
                .map_or(NO_SESSION.to_owned(), |one| one.token.to_string()),
        }
    }

    /// Every id that an answer may repeat.
    fn ids(&self) -> [&str; 8] {
        [
            NOBODYS,
            NO_SESSION,
            &self.document,
            &self.payment,
            &self.import,
            &self.company,
            &self.person,
            &self.session,
        ]
    }

    /// A route's path with these in it.
    fn path(&self, route: &Route) -> String {
        let id = match route.path.split('/').nth(1) {
            Some("documents") => &self.document,
            Some("payments") => &self.payment,
            Some("imports") => &self.import,
            Some("settings") if route.path.contains("/companies/") => &self.company,
            Some("settings") => &self.person,
            _ => NOBODYS,
        };
        filled(route, id, &self.session)
    }
}

fn filled(route: &Route, id: &str, session: &str) -> String {
    route
        .path
        .replace("{id}", id)
        .replace("{session}", session)
        .replace("{position}", "0")
        .replace("{form}", "laid")
        .replace("{page}", "0")
        .replace("{comment}", NOBODYS)
        .replace("{link}", NOBODYS)
        .replace("{token}", "nonsense")
        .replace("{credential}", "AAAA")
        .replace("{customer}", "999999")
        .replace("{name}", "no-such-report")
        .replace("{word}", "nonsense")
        .replace("{file}", "none.css")
}

fn unknown(route: &Route) -> String {
    filled(route, NOBODYS, NO_SESSION)
}

async fn visit(visitor: &mut Visitor, token: &str, route: &Route, path: &str) -> Answer {
    match route.methods.contains(&Method::GET) {
        true => visitor.get(path).await,
        false if route.path == "/imports" => {
            visitor.upload(path, &[("form_token", token)], &[]).await
        }
        false => visitor.post(path, &[("form_token", token)]).await,
    }
}

/// An answer without what differs from one to the next by itself: the name of
/// the request, the tokens of forms, and what the visitor wrote themselves.
fn plain(answer: &Answer, ids: &[&str]) -> (u16, String) {
    let mut text = answer.text();
    for id in ids {
        text = text.replace(id, "");
    }
    let without = |text: &str, before: &str, end: char| {
        let mut parts = text.split(before);
        let mut plain = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            plain += part.split_once(end).map_or("", |(_, rest)| rest);
        }
        plain
    };
    let text = without(&text, "name=\"form_token\" value=\"", '"');
    let text = without(&text, "<code>", '<');
    (
        answer.status.as_u16(),
        without(&text, "data-ends-in-ms=\"", '"'),
    )
}

fn is_forbidden(answer: &Answer) -> bool {
    let text = answer.text();
    answer.status == 403
        && (text.contains("Du har ikke tilgang til dette") || text.contains("You may not do this"))
}

async fn world() -> Installation {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let bank = payment("2", "99999999", "1250.00");
    installation
        .import(&[("bank.ndjson", bank.as_bytes())])
        .await;
    installation
}

#[tokio::test]
async fn whoever_is_not_signed_in_gets_no_further_than_the_door() {
    let installation = world().await;
    let mut owner = installation.signed_in().await;
    let things = Things::of(&installation, &mut owner).await;
    for route in ROUTES {
        let mut nobody = installation.visitor();
        let path = things.path(route);
        let answer = visit(&mut nobody, "", route, &path).await;
        let is_sent = answer.status == 303 && answer.location().starts_with("/sign-in");
        let expected = route.access != Access::Everyone;
        assert_eq!(is_sent, expected, "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn every_role_goes_exactly_where_its_rights_lead() {
    let installation = world().await;
    let mut owner = installation.signed_in().await;
    let things = Things::of(&installation, &mut owner).await;
    for &role in Role::ALL {
        let email = format!("{role}@nord.example");
        let mut person = installation.colleague(&email, role, None).await;
        let token = person.form_token("/settings").await;
        for route in ROUTES.iter().filter(|route| !LAST.contains(&route.path)) {
            let may = match route.access {
                Access::May(right) | Access::MayProven(right) => role.rights().include(right),
                _ => true,
            };
            let (own, none) = (things.path(route), unknown(route));
            // What somebody may do is asked of what is not there, so that it
            // is still there for the next.
            let is_page = route.methods.contains(&Method::GET);
            let path = if may && !is_page { &none } else { &own };
            let answer = visit(&mut person, &token, route, path).await;
            assert_eq!(
                is_forbidden(&answer),
                !may,
                "{role} {path} {}",
                answer.status
            );
            assert!(!answer.status.is_server_error(), "{role} {path}");
            if route.access == Access::Platform {
                assert_eq!(answer.status, 404, "{role} {path}");
            }
            if !may {
                let other = visit(&mut person, &token, route, &none).await;
                let ids = things.ids();
                let (own, none) = (plain(&answer, &ids), plain(&other, &ids));
                assert_eq!(own, none, "{role} {path}");
            }
        }
    }
}

/// Visits everything of ours that has an id, and something that never was.
async fn sees_nothing(stranger: &mut Visitor, things: &Things, but: &[&str]) {
    let token = stranger.form_token("/settings").await;
    let with_ids = ROUTES.iter().filter(|route| route.path.contains("{id}"));
    for route in with_ids.filter(|route| !but.contains(&route.path)) {
        let (ours, none) = (things.path(route), unknown(route));
        let foreign = visit(stranger, &token, route, &ours).await;
        let never = visit(stranger, &token, route, &none).await;
        let ids = things.ids();
        assert_eq!(plain(&foreign, &ids), plain(&never, &ids), "{ours}");
        assert!(
            foreign.status.is_client_error(),
            "{ours} {}",
            foreign.status
        );
    }
}

#[tokio::test]
async fn what_is_another_organisations_is_as_if_it_never_was() {
    let installation = world().await;
    let mut owner = installation.signed_in().await;
    let things = Things::of(&installation, &mut owner).await;
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    sees_nothing(&mut stranger, &things, &[]).await;
    // And all of it is still there.
    let document = format!("/documents/{}", things.document);
    assert_eq!(owner.get(&document).await.status, 200);
    let person = format!("/settings/people/{}", things.person);
    assert_eq!(owner.get(&person).await.status, 200);
}

async fn another_company(installation: &Installation) -> CompanyId {
    let new = Changed {
        name: "Sør AS".to_owned(),
        ..Changed::default()
    };
    let added = companies::add(&installation.app, &installation.ctx(), new).await;
    added.expect("another company")
}

#[tokio::test]
async fn what_is_another_companys_is_as_if_it_never_was() {
    let installation = world().await;
    let mut owner = installation.signed_in().await;
    let things = Things::of(&installation, &mut owner).await;
    let company = another_company(&installation).await;
    for &role in Role::ALL {
        let email = format!("{role}@sor.example");
        let limited = Some(vec![company]);
        let mut person = installation.colleague(&email, role, limited).await;
        sees_nothing(&mut person, &things, &[]).await;
        let list = person.get("/documents").await.text();
        assert!(!list.contains(NUMBER), "{role}");
        assert!(!person.get("/").await.text().contains(NUMBER), "{role}");
        for page in ["/payments?show=all", "/imports"] {
            let text = person.get(page).await.text();
            assert!(!text.contains(&things.payment), "{role} {page}");
            assert!(!text.contains(&things.import), "{role} {page}");
        }
        let companies = person.get("/settings/companies").await.text();
        assert!(!companies.contains(&things.company), "{role}");
        assert!(companies.contains(&company.to_string()), "{role}");
    }
}

#[tokio::test]
async fn a_page_offers_nothing_that_its_visitor_may_not_do() {
    let installation = world().await;
    let mut owner = installation.signed_in().await;
    let things = Things::of(&installation, &mut owner).await;
    let offers = [
        (
            format!("/documents/{}", things.document),
            "/comments\"",
            Right::Comment,
        ),
        (
            format!("/documents/{}", things.document),
            "/links\"",
            Right::Share,
        ),
        (
            "/documents".to_owned(),
            "/documents/export.csv",
            Right::Export,
        ),
        (
            format!("/payments/{}", things.payment),
            "/match\"",
            Right::Match,
        ),
        ("/imports".to_owned(), "multipart/form-data", Right::Import),
        (
            format!("/imports/{}", things.import),
            "/undo\"",
            Right::Import,
        ),
        (
            "/settings".to_owned(),
            "\"/settings/people\"",
            Right::ManagePeople,
        ),
        ("/settings".to_owned(), "\"/jobs\"", Right::Operate),
        (
            "/settings/companies".to_owned(),
            "name=\"kid_length\"",
            Right::ManageCompanies,
        ),
    ];
    for &role in Role::ALL {
        let email = format!("{role}@nord.example");
        let mut person = installation.colleague(&email, role, None).await;
        for (path, offer, right) in &offers {
            let page = person.get(path).await.text();
            let may = role.rights().include(*right);
            assert_eq!(page.contains(offer), may, "{role} {path} {offer}");
        }
    }
    assert!(owner.get("/settings/people").await.text().contains(EMAIL));
}
