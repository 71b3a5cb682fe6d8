//! Reports in the portal: building, ordering, reading, and figures that equal
//! the list's.

use crate::samples::fill;
use app::jobs;
use app::reports::{self, Format, Order};
use testkit::{Installation, PASSWORD, Visitor};

/// The run that a form led to.
async fn ordered(
    installation: &Installation,
    visitor: &mut Visitor,
    name: &str,
    period: &str,
) -> String {
    let token = visitor.form_token("/imports").await;
    let fields = [("form_token", token.as_str()), ("period", period)];
    let answer = visitor
        .post(&format!("/reports/{name}/orders"), &fields)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    jobs::run_due(&installation.app).await.expect("jobs run");
    let location = answer.location();
    location.split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_report_is_ordered_read_and_saved_in_every_form() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let list = visitor.get("/reports?lang=nb").await.text();
    for title in [
        "Dagsoversikt",
        "Dagens avvik",
        "Månedsrapport",
        "Alle dokumenter",
    ] {
        assert!(list.contains(title), "{title}: {list}");
    }
    let run = ordered(&installation, &mut visitor, "every-document", "2026-11").await;
    let page = visitor.get(&run).await.text();
    for file in ["every-document-2026-11.xlsx", "every-document-2026-11.csv"] {
        assert!(page.contains(file), "{file}: {page}");
    }
    let csv = visitor
        .get(&format!("{run}/files/every-document-2026-11.csv"))
        .await;
    assert_eq!(csv.headers["content-type"], "text/csv");
    let text = csv.text();
    assert!(text.starts_with("\u{FEFF}Alle dokumenter\r\n"), "{text}");
    for number in ["F1001", "F1002", "F1003"] {
        assert!(text.contains(number), "{text}");
    }
    assert!(text.contains("=\"\"2345676\"\""), "KID as text: {text}");
}

#[tokio::test]
async fn the_figures_of_a_report_are_those_of_the_list() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let order = Order {
        name: "monthly-report".to_owned(),
        period: Some(domain_month()),
        is_restated: true,
        formats: Some(vec![Format::Ndjson, Format::Pdf, Format::Xlsx]),
        goes_out: false,
    };
    let ctx = installation.ctx();
    let run = reports::order(&installation.app, &ctx, &order, true).await;
    let run = run.expect("a run").expect("a report");
    let name = "monthly-report-2026-11.ndjson";
    let lines = reports::read_file(&installation.app, &ctx, run.id, name).await;
    let lines = String::from_utf8(lines.expect("read").expect("a file")).expect("text");
    let figure = |code: &str| {
        let found = lines.lines().find_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            (line["figure"] == code).then(|| line["value"].as_u64())
        });
        found.flatten().unwrap_or_else(|| panic!("{code}: {lines}"))
    };
    let mut visitor = installation.signed_in().await;
    for (code, query) in [
        ("received", "received=2026-11"),
        ("failed", "received=2026-11&delivery=failed,returned"),
        ("paid", "paid=2026-11"),
    ] {
        let page = visitor
            .get(&format!("/documents?{query}&lang=en"))
            .await
            .text();
        let count = figure(code);
        let words = match count {
            1 => "1 document".to_owned(),
            n => format!("{n} documents"),
        };
        assert!(count > 0 && page.contains(&words), "{code} {words}");
    }
}

fn domain_month() -> domain::period::Period {
    domain::period::Period::Month {
        year: 2026,
        month: 11,
    }
}

#[tokio::test]
async fn what_was_learned_later_is_in_the_restatement_alone() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let ctx = installation.ctx();
    let order = |is_restated| Order {
        name: "daily-overview".to_owned(),
        period: Some(domain::period::Period::Day(jiff::civil::date(2026, 11, 2))),
        is_restated,
        formats: Some(vec![Format::Ndjson]),
        goes_out: false,
    };
    let said = async |is_restated| {
        let run = reports::order(&installation.app, &ctx, &order(is_restated), true).await;
        let run = run.expect("a run").expect("a report");
        let name = "daily-overview-2026-11-02.ndjson";
        let bytes = reports::read_file(&installation.app, &ctx, run.id, name).await;
        String::from_utf8(bytes.expect("read").expect("a file")).expect("text")
    };
    // All of it was told three weeks later, so nothing was known on the third.
    let then = said(false).await;
    assert!(
        then.contains("\"figure\":\"received\",\"section\":\"key-figures\",\"value\":0"),
        "{then}"
    );
    let now = said(true).await;
    assert!(
        now.contains("\"figure\":\"received\",\"section\":\"key-figures\",\"value\":3"),
        "{now}"
    );
    assert_eq!(said(false).await, then);
}

#[tokio::test]
async fn a_report_is_built_with_a_preview_and_saved() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let query = "sections-known=1&name=mine&title=Min+rapport&unit=month&language=nb\
        &section=groups&grouping=channel&format=pdf&lang=nb";
    let page = visitor.get(&format!("/reports/build?{query}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Min rapport"), "{}", page.text());
    let token = visitor.form_token("/imports").await;
    let mut fields = vec![
        ("form_token", token.as_str()),
        ("sections-known", "1"),
        ("name", "mine"),
        ("title", "Min rapport"),
        ("unit", "month"),
        ("language", "nb"),
        ("section", "groups"),
        ("grouping", "channel"),
        ("format", "pdf"),
        ("recipients", "kari@nord.example"),
        ("goes_out", "yes"),
        ("time", "07:00"),
        ("days_after", "1"),
    ];
    let saved = visitor.post("/reports/new/definition", &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = visitor.get("/reports/mine?lang=nb").await.text();
    assert!(
        page.contains("Min rapport") && page.contains("kari@nord.example"),
        "{page}"
    );
    let again = visitor.post("/reports/new/definition", &fields).await;
    assert_eq!(again.status, 422, "the name is taken");
    fields.push(("from", "mine"));
    let changed = visitor.post("/reports/new/definition", &fields).await;
    assert_eq!(changed.status, 303, "it is the one that is being changed");
    let preview = visitor.post("/reports/build", &fields).await;
    assert_eq!(preview.status, 200, "{}", preview.text());
    fields[7] = ("grouping", "nonsense");
    let refused = visitor.post("/reports/new/definition", &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("nonsense"), "{}", refused.text());
}

#[tokio::test]
async fn anothers_reports_and_runs_are_unknown() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    installation.neighbour("syd", "per@syd.example").await;
    let mut visitor = installation.signed_in().await;
    let run = ordered(&installation, &mut visitor, "daily-overview", "2026-11-02").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    for path in [
        run.clone(),
        format!("{run}/files/daily-overview-2026-11-02.pdf"),
        format!("{run}/page"),
        "/reports/mine".to_owned(),
    ] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    let mut nobody = installation.visitor();
    assert_eq!(
        nobody.get("/unsubscribe/nonsense").await.status,
        200,
        "it only asks"
    );
    assert_eq!(nobody.post("/unsubscribe/nonsense", &[]).await.status, 404);
}

/// What stands in the attribute of the link with these words.
fn link_of(page: &str, words: &str) -> String {
    let (before, _) = page.split_once(&format!(">{words}</a>")).expect(words);
    let (_, href) = before.rsplit_once("href=\"").expect("a link");
    let href = href.split('"').next().unwrap_or_default();
    href.replace("&amp;", "&")
}

#[tokio::test]
async fn what_one_looks_at_becomes_a_report() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let seen = "/documents?delivery=failed&received=last_month&columns=number,kid&lang=nb";
    let list = visitor.get(seen).await.text();
    let form = visitor
        .get(&link_of(&list, "Sett opp som rapport"))
        .await
        .text();
    for filled_in in [
        "value=\"delivery:failed\"",
        "<option value=\"month\" selected>",
        "value=\"number\" checked",
        "value=\"kid\" checked",
        "value=\"documents\" checked",
        "Rapporten velger dagene selv",
    ] {
        assert!(form.contains(filled_in), "{filled_in}: {form}");
    }
    let figures = visitor.get("/errors?channel=ehf&lang=nb").await.text();
    let form = visitor
        .get(&link_of(&figures, "Sett opp som rapport"))
        .await
        .text();
    for filled_in in ["value=\"channel:ehf\"", "value=\"reasons\" checked"] {
        assert!(form.contains(filled_in), "{filled_in}: {form}");
    }
    let odd = visitor.get("/reports/build?filter=nonsense:1").await;
    assert_eq!(odd.status, 422, "what is wrong is told beside the form");
    assert!(odd.text().contains("nonsense:1"), "{}", odd.text());
}

#[tokio::test]
async fn a_run_is_read_in_the_portal_as_it_went_out() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let run = ordered(&installation, &mut visitor, "monthly-report", "2026-11").await;
    let page = visitor.get(&format!("{run}?lang=nb")).await.text();
    assert_eq!(link_of(&page, "Les rapporten"), format!("{run}/page"));
    let read = visitor.get(&format!("{run}/page")).await;
    assert_eq!(read.status, 200);
    assert_eq!(read.headers["content-type"], "text/html; charset=utf-8");
    let policy = read.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("sandbox") && !policy.contains("script"),
        "{policy}"
    );
    assert!(read.text().contains("Månedsrapport"), "{}", read.text());
}

#[tokio::test]
async fn administrators_see_everybody_who_gets_reports() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let ctx = installation.ctx();
    for (name, recipient) in [("mine", "kari@nord.example"), ("other", "ola@syd.example")] {
        let definition = reports::Definition {
            title: format!("Rapport {name}"),
            recipients: vec![recipient.to_owned()],
            ..reports::Definition::default()
        };
        let put = reports::put(&installation.app, &ctx, name, &definition).await;
        put.expect("a report");
    }
    let mut visitor = installation.signed_in().await;
    let list = visitor.get("/reports?lang=nb").await.text();
    let there = link_of(&list, "Hvem som får rapporter");
    let page = visitor.get(&format!("{there}?lang=nb")).await.text();
    for seen in [
        "kari@nord.example",
        "Rapport mine",
        "ola@syd.example",
        "Rapport other",
        "Får lenke og må logge inn",
    ] {
        assert!(page.contains(seen), "{seen}: {page}");
    }
}
