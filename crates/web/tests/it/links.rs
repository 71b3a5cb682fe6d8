//! Recipients who open the link that they were sent, and those who are none.

use crate::samples::{ACCOUNT, KID, NUMBER, document_path, fill};
use app::companies;
use app::links::{self, NewLink};
use axum::http::header;
use domain::{Channel, DocumentId, Role};
use jiff::SignedDuration;
use testkit::{Answer, Browser, Installation, PASSWORD, Visitor};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// An organisation whose company allows links, and a document of it.
struct World {
    installation: Installation,
    document: DocumentId,
}

impl World {
    async fn new() -> Self {
        let installation = Installation::fresh().await;
        fill(&installation).await;
        let (app, ctx) = (&installation.app, installation.ctx());
        for company in companies::list(app, &ctx).await.expect("companies") {
            let allowed = links::allow(app, &ctx, company.id, true).await;
            assert_eq!(allowed.expect("to be allowed"), Some(()));
        }
        let mut owner = installation.signed_in().await;
        let path = document_path(&mut owner, NUMBER).await;
        let id = path.trim_start_matches("/documents/").parse();
        Self {
            document: id.expect("an id"),
            installation,
        }
    }

    /// A new link as a path.
    async fn link(&self, new: NewLink) -> String {
        let (app, ctx) = (&self.installation.app, self.installation.ctx());
        let made = links::make(app, &ctx, self.document, new).await;
        let made = made.expect("to be made").expect("a document");
        let (_, path) = made.url.split_once("/d/").expect("an address");
        format!("/d/{path}")
    }

    /// Views that count, and where the recipient stands.
    async fn seen(&self) -> (u64, String) {
        let (app, ctx) = (&self.installation.app, self.installation.ctx());
        let links = links::list(app, &ctx, self.document).await;
        let links = links.expect("links").expect("a document");
        let shown = app::documents::show(app, &ctx, self.document).await;
        let standing = shown
            .expect("to be shown")
            .expect("a document")
            .row
            .standing;
        let views = links.iter().map(|link| link.views).sum();
        (views, standing.recipient.code().to_owned())
    }
}

/// What a browser does: it reads the page, and fetches the small picture.
async fn look(visitor: &mut Visitor, link: &str, agent: &str) -> Answer {
    let page = visitor.get_with(link, &[("user-agent", agent)]).await;
    let headers = [("user-agent", agent), ("sec-fetch-dest", "image")];
    let seen = visitor
        .get_with(&format!("{link}/seen.png"), &headers)
        .await;
    assert_eq!(seen.status, page.status);
    page
}

#[tokio::test]
async fn a_recipient_sees_the_document_and_how_to_pay_it() {
    let world = World::new().await;
    let link = world.link(NewLink::default()).await;
    let mut recipient = world.installation.visitor();
    let page = look(&mut recipient, &link, FIREFOX).await;
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert!(text.contains("<html lang=\"nb\""), "{text}");
    let account = format!("{} {} {}", &ACCOUNT[..4], &ACCOUNT[4..6], &ACCOUNT[6..]);
    for said in [NUMBER, KID, &account, ACCOUNT, "1\u{a0}250,00", "nord"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(text.contains("class=\"qr\""), "{text}");
    assert!(text.contains("Betalingsfristen er gått ut"), "{text}");
    // Nothing of the portal, no cookie, nothing kept, and no catalogue.
    assert!(!text.contains("/sign-in") && !text.contains("role=\"search\""));
    assert!(!page.headers.contains_key(header::SET_COOKIE));
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer");
    let robots = page.headers["x-robots-tag"].to_str().expect("text");
    assert!(robots.contains("noindex"), "{robots}");
    let english = recipient.get(&format!("{link}?lang=en")).await.text();
    assert!(english.contains("<html lang=\"en\"") && english.contains("How to pay"));
    recipient.speak("en-GB,en;q=0.9");
    let english = recipient.get(&link).await.text();
    assert!(english.contains("<html lang=\"en\""), "as the browser asks");
    let picture = recipient.get(&format!("{link}/pages/0")).await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.headers[header::CONTENT_TYPE], "image/png");
    let file = recipient.get(&format!("{link}/file")).await;
    assert_eq!(file.status, 200);
    assert!(file.bytes.starts_with(b"%PDF"), "{}", file.text());
    assert_eq!(world.seen().await, (1, "opened".to_owned()));
}

#[tokio::test]
async fn what_is_paid_is_not_asked_for_again() {
    let world = World::new().await;
    let bank = crate::samples::payment("9", KID, "1250.00");
    world
        .installation
        .import(&[("bank.ndjson", bank.as_bytes())])
        .await;
    let link = world.link(NewLink::default()).await;
    let text = world.installation.visitor().get(&link).await.text();
    assert!(text.contains("Betalt.") && text.contains("2026"), "{text}");
    assert!(!text.contains("class=\"qr\"") && !text.contains("Slik betaler du"));
}

#[tokio::test]
async fn only_a_recipient_who_looks_counts() {
    let world = World::new().await;
    let link = world.link(NewLink::default()).await;
    let mut recipient = world.installation.visitor();
    let seen = format!("{link}/seen.png");
    // A page that is read without its picture, as programs do.
    recipient.get_with(&link, &[("user-agent", FIREFOX)]).await;
    look(
        &mut recipient,
        &link,
        "Mozilla/5.0 (compatible; Googlebot/2.1)",
    )
    .await;
    look(&mut recipient, &link, "curl/8.5.0").await;
    let ahead = [
        ("user-agent", FIREFOX),
        ("sec-purpose", "prefetch;prerender"),
    ];
    recipient.get_with(&seen, &ahead).await;
    let typed = [("user-agent", FIREFOX), ("sec-fetch-dest", "document")];
    recipient.get_with(&seen, &typed).await;
    // The organisation's own people, signed in.
    let mut own = world.installation.signed_in().await;
    look(&mut own, &link, FIREFOX).await;
    let (views, recipient_stands) = world.seen().await;
    assert_eq!(views, 0, "{recipient_stands}");
    // Somebody who works elsewhere is a recipient here.
    world.installation.neighbour("syd", "per@syd.example").await;
    let mut neighbour = world.installation.visitor();
    neighbour.sign_in("per@syd.example", PASSWORD).await;
    look(&mut neighbour, &link, FIREFOX).await;
    look(&mut recipient, &link, FIREFOX).await;
    assert_eq!(world.seen().await, (2, "opened".to_owned()));
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let shown = app::documents::show(app, &ctx, world.document).await;
    let shown = shown.expect("to be shown").expect("a document");
    let opened: Vec<&domain::Fact> = shown
        .events
        .iter()
        .map(|event| &event.fact)
        .filter(|fact| fact.name() == "opened")
        .collect();
    let once = domain::Fact::Opened {
        channel: Channel::Email,
    };
    assert_eq!(
        opened,
        [&once],
        "told once a day, of the channel it came by"
    );
}

#[tokio::test]
async fn whatever_does_not_open_is_nothing_and_looks_alike() {
    let world = World::new().await;
    let installation = &world.installation;
    let (app, ctx) = (&installation.app, installation.ctx());
    let unknown = format!("/d/{}", "a".repeat(53));
    let mut recipient = installation.visitor();
    let never = recipient.get(&unknown).await;
    assert_eq!(never.status, 404);
    let same = async |visitor: &mut Visitor, link: &str| {
        for below in ["", "/file", "/pages/0", "/seen.png"] {
            let answer = visitor.get(&format!("{link}{below}")).await;
            assert_eq!(answer.status, never.status, "{below}");
            assert_eq!(answer.text(), never.text(), "{below}");
            let headers = |answer: &Answer| format!("{:?}", answer.headers);
            assert_eq!(headers(&answer), headers(&never), "{below}");
        }
    };
    for nonsense in ["/d/x", "/d/%C3%A5", &format!("/d/{}", "A".repeat(53))] {
        same(&mut recipient, nonsense).await;
    }
    // Closed, and open again.
    let link = world.link(NewLink::default()).await;
    let company = companies::list(app, &ctx).await.expect("companies")[0].id;
    links::allow(app, &ctx, company, false)
        .await
        .expect("to be closed");
    same(&mut recipient, &link).await;
    links::allow(app, &ctx, company, true)
        .await
        .expect("to be allowed");
    assert_eq!(recipient.get(&link).await.status, 200);
    // Revoked.
    let made = links::list(app, &ctx, world.document).await;
    let made = made.expect("links").expect("a document").remove(0);
    let revoked = links::revoke(app, &ctx, world.document, made.id).await;
    assert_eq!(revoked.expect("to be revoked"), Some(()));
    same(&mut recipient, &link).await;
    // Expired: the last day is a whole day.
    let new = NewLink {
        expires_on: Some(ctx.today()),
        channel: None,
    };
    let link = world.link(new).await;
    installation.clock.advance(SignedDuration::from_hours(11));
    assert_eq!(recipient.get(&link).await.status, 200);
    installation.clock.advance(SignedDuration::from_hours(2));
    same(&mut recipient, &link).await;
    // Erased with its document.
    let link = world.link(NewLink::default()).await;
    installation
        .clock
        .advance(SignedDuration::from_hours(24 * 62));
    let ctx = installation.ctx();
    let erased = app::retention::erase(app, &ctx, ctx.today(), &|_| {}).await;
    erased.expect("to be erased");
    same(&mut recipient, &link).await;
}

#[tokio::test]
async fn links_are_not_tried_without_end() {
    let world = World::new().await;
    let link = world.link(NewLink::default()).await;
    let mut recipient = world.installation.visitor();
    let mut last = None;
    for _ in 0..301 {
        last = Some(recipient.get(&format!("{link}/seen.png")).await);
    }
    let last = last.expect("an answer");
    assert_eq!(last.status, 429, "{}", last.text());
    assert!(last.headers.contains_key(header::RETRY_AFTER));
    world
        .installation
        .clock
        .advance(SignedDuration::from_hours(1));
    assert_eq!(recipient.get(&link).await.status, 200);
}

#[tokio::test]
async fn an_editor_makes_a_link_and_revokes_it_on_the_documents_page() {
    let world = World::new().await;
    let installation = &world.installation;
    let mut editor = installation
        .colleague("ola@nord.example", Role::Editor, None)
        .await;
    let document = format!("/documents/{}", world.document);
    let page = editor.get(&document).await.text();
    let links = format!("{document}/links");
    assert!(page.contains(&format!("href=\"{links}\"")), "{page}");
    let token = editor.form_token(&links).await;
    let late = [("form_token", token.as_str()), ("expires_on", "2031-01-01")];
    let refused = editor.post(&links, &late).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("høyst to år fram"));
    let fields = [
        ("form_token", token.as_str()),
        ("expires_on", "2026-12-31"),
        ("channel", "sms"),
    ];
    let made = editor.post(&links, &fields).await.text();
    let (_, rest) = made.split_once("/d/").expect("an address");
    let letters: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let link = format!("/d/{letters}");
    let mut recipient = installation.visitor();
    look(&mut recipient, &link, FIREFOX).await;
    let list = editor.get(&links).await.text();
    assert!(!list.contains(&letters), "the address is shown once");
    assert!(list.contains("Trekk tilbake"), "{list}");
    let (_, rest) = list.split_once(&format!("{links}/")).expect("a form");
    let id = rest.split('/').next().unwrap_or_default();
    let revocation = format!("{links}/{id}/revocation");
    let revoked = editor.post(&revocation, &[("form_token", &token)]).await;
    assert_eq!(revoked.location(), format!("{links}?said=revoked"));
    assert_eq!(recipient.get(&link).await.status, 404);
    let again = editor.post(&revocation, &[("form_token", &token)]).await;
    assert_eq!(again.status, 404);
    let mut owner = installation.signed_in().await;
    let audit = owner.get("/settings/audit").await.text();
    assert!(audit.contains("Lenke til mottaker laget"), "{audit}");
    assert!(audit.contains("Lenke til mottaker trukket tilbake"));
}

#[tokio::test]
async fn a_company_allows_links_in_its_settings() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut owner = installation.signed_in().await;
    let document = document_path(&mut owner, NUMBER).await;
    let closed = owner.get(&format!("{document}/links")).await.text();
    assert!(
        closed.contains("Selskapet tillater ikke lenker"),
        "{closed}"
    );
    let companies = companies::list(&installation.app, &installation.ctx()).await;
    let company = companies.expect("companies")[0].id;
    let page = format!("/settings/companies/{company}");
    let token = owner.form_token(&page).await;
    let fields = [("form_token", token.as_str()), ("links", "allowed")];
    let allowed = owner.post(&format!("{page}/links"), &fields).await;
    assert_eq!(allowed.location(), format!("{page}?said=links-allowed"));
    let said = owner.get(&allowed.location()).await.text();
    assert!(said.contains("Lenker til mottakere er tillatt."), "{said}");
    let open = owner.get(&format!("{document}/links")).await.text();
    assert!(
        open.contains("name=\"expires_on\" value=\"2027-02-21\""),
        "{open}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipients_page_breaks_no_rule_of_accessibility_and_is_counted() {
    let Some(browser) = Browser::start("a_recipients_page…").await else {
        return;
    };
    let world = World::new().await;
    let link = world.link(NewLink::default()).await;
    let address = world.installation.serve().await;
    let mut broken = Vec::new();
    let dead = format!("/d/{}", "b".repeat(53));
    for path in [
        link.clone(),
        format!("{link}?lang=en"),
        format!("{dead}?lang=nb"),
        format!("{dead}?lang=en"),
    ] {
        let whole = format!("{address}{path}");
        browser.client.goto(&whole).await.expect("a page");
        let violations = browser.violations().await;
        broken.extend(violations.into_iter().map(|it| format!("{path}: {it}")));
    }
    assert_eq!(broken, Vec::<String>::new());
    let cookies = browser.client.get_all_cookies().await.expect("cookies");
    assert_eq!(cookies.len(), 0, "{cookies:?}");
    let (views, stands) = world.seen().await;
    assert_eq!((views, stands.as_str()), (2, "opened"));
    browser.close().await;
}

#[tokio::test]
async fn a_link_expires_at_midnight_where_the_company_is() {
    let world = World::new().await;
    let (app, ctx) = (&world.installation.app, world.installation.ctx());
    let company = companies::list(app, &ctx)
        .await
        .expect("companies")
        .remove(0);
    let until = jiff::civil::Date::constant(2026, 12, 1);
    let new = NewLink {
        expires_on: Some(until),
        channel: None,
    };
    world.link(new).await;
    let set = companies::Changed {
        name: company.name,
        number: company.number.unwrap_or_default(),
        accounts: company.accounts,
        time_zone: "Pacific/Auckland".to_owned(),
        ..companies::Changed::default()
    };
    let changed = companies::change(app, &ctx, company.id, set).await;
    assert_eq!(changed.expect("to be changed"), Some(()));
    let link = world.link(new).await;
    let links = links::list(app, &ctx, world.document).await;
    let links = links.expect("links").expect("a document");
    let ends: Vec<String> = links
        .iter()
        .map(|link| link.expires_at.to_string())
        .collect();
    // Oslo is an hour before, Auckland thirteen.
    assert_eq!(ends, ["2026-12-01T11:00:00Z", "2026-12-01T23:00:00Z"]);
    let mut recipient = world.installation.visitor();
    assert_eq!(recipient.get(&link).await.status, 200);
    let end = links[0].expires_at;
    world
        .installation
        .clock
        .advance(end.duration_since(app.now()));
    assert_eq!(recipient.get(&link).await.status, 404);
}
