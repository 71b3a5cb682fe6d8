//! The choice of companies in the frame, through the real router.

use crate::samples::document_path;
use app::companies::{self, Changed};
use app::imports::{self, Options};
use app::resends;
use domain::{Channel, Role};
use serde_json::json;
use testkit::Installation;

/// Two companies with an invoice each, and one more without a document.
async fn group() -> Installation {
    let installation = Installation::fresh().await;
    installation.add_company("Sør Varme AS", "923609016").await;
    for (n, number) in [(1, None), (2, Some("923609016"))] {
        let invoice = json!({
            "type": "document", "source": "erp", "source_id": n.to_string(),
            "kind": "invoice", "number": format!("F-{n}"),
            "customer": {"number": "7", "name": "Kunde AS"}, "channel": "email",
            "amount": {"amount": "125.00", "currency": "NOK"},
            "received_at": "2026-11-20T08:00:00Z",
        });
        let name = format!("{n}.ndjson");
        import_for(&installation, &name, &invoice.to_string(), number).await;
    }
    installation
}

/// Takes a file in for the company with this number, or for the first.
async fn import_for(installation: &Installation, name: &str, text: &str, number: Option<&str>) {
    let files = vec![(name.to_owned(), text.as_bytes().to_vec())];
    let incoming: Vec<_> = imports::from_uploads(files).collect();
    let options = Options {
        company: Some(number.unwrap_or("nord AS").to_owned()),
        ..Options::default()
    };
    let (app, ctx) = (&installation.app, installation.ctx());
    let mut report = |_| {};
    let receiving = imports::receive(app, &ctx, incoming.into_iter(), &options, &mut report);
    assert_eq!(receiving.await.expect("a file").items.stored, 1);
}

#[tokio::test]
async fn lists_and_the_overview_follow_the_choice_and_links_keep_it() {
    let installation = group().await;
    let mut kari = installation.signed_in().await;
    let all = kari.get("/documents").await.text();
    assert!(all.contains("F-1") && all.contains("F-2"));
    assert!(all.contains("Alle selskaper"));
    // What the form sends where one box is ticked.
    let one = kari.get("/documents?company=923609016").await.text();
    assert!(!one.contains("F-1") && one.contains("F-2"), "{one}");
    assert!(one.contains(r#"<strong class="companies-chosen">Sør Varme AS</strong>"#));
    for path in [
        "/",
        "/payments",
        "/channels",
        "/reports",
        "/imports",
        "/settings",
    ] {
        assert!(
            one.contains(&format!("href=\"{path}?company=923609016\"")),
            "{path}"
        );
        let page = kari.get(&format!("{path}?company=923609016")).await;
        assert_eq!(page.status, 200, "{path}");
        let page = page.text();
        assert!(
            page.contains(r#"href="/documents?company=923609016""#),
            "{path}"
        );
    }
    let overview = kari.get("/?company=923609016").await.text();
    assert!(overview.contains("Oversikt – Sør Varme AS"), "{overview}");
    // Hand in for the company that is looked at, and report about it.
    let imports = kari.get("/imports?company=923609016").await.text();
    assert!(
        imports.contains(r#"<option value="923609016" selected>"#),
        "{imports}"
    );
    let build = kari.get("/reports/build?company=923609016").await.text();
    assert!(build.contains("company:923609016"), "{build}");
}

#[tokio::test]
async fn nobody_is_offered_what_they_may_not_see() {
    let installation = group().await;
    let (app, ctx) = (&installation.app, installation.ctx());
    let new = Changed {
        name: "Tredje AS".to_owned(),
        number: "974761076".to_owned(),
        ..Changed::default()
    };
    let third = companies::add(app, &ctx, new).await.expect("a company");
    let all = companies::list(app, &ctx).await.expect("companies");
    let second = all[1].id;
    let limited = Some(vec![second, third]);
    let mut ola = installation
        .colleague("ola@nord.example", Role::Reader, limited)
        .await;
    let page = ola.get("/documents").await.text();
    assert!(page.contains("Sør Varme AS") && page.contains("Tredje AS"));
    assert!(!page.contains("nord AS</span>"), "{page}");
    let foreign = ola.get("/documents?company=nord+AS").await.text();
    assert!(!foreign.contains("F-1") && !foreign.contains("F-2"));
    let only = Some(vec![second]);
    let mut per = installation
        .colleague("per@nord.example", Role::Reader, only)
        .await;
    let page = per.get("/documents").await.text();
    assert!(
        page.contains("F-2") && !page.contains("companies-chosen"),
        "{page}"
    );
}

#[tokio::test]
async fn a_company_offers_its_channels_and_says_what_came_by_others() {
    let installation = group().await;
    let (app, ctx) = (&installation.app, installation.ctx());
    let all = companies::list(app, &ctx).await.expect("companies");
    let (first, second) = (all[0].id, all[1].id);
    let set = Changed {
        name: "Sør Varme AS".to_owned(),
        number: "923609016".to_owned(),
        channels: vec![Channel::Print, Channel::Sms],
        ..Changed::default()
    };
    let changed = companies::change(app, &ctx, second, set).await;
    assert_eq!(changed.expect("to be changed"), Some(()));
    let mut kari = installation.signed_in().await;
    let page = kari.get(&format!("/settings/companies/{second}")).await;
    let page = page.text();
    let list = format!("/documents?company={second}&amp;channel=email");
    assert!(
        page.contains("Sendt på andre kanaler") && page.contains(&list),
        "{page}"
    );
    let listed = kari.get(&list.replace("&amp;", "&")).await.text();
    assert!(
        listed.contains("F-2") && !listed.contains("F-1"),
        "{listed}"
    );
    let none = kari.get(&format!("/settings/companies/{first}")).await;
    assert!(!none.text().contains("Sendt på andre kanaler"));
    for (number, is_offered) in [("F-2", false), ("F-1", true)] {
        let path = document_path(&mut kari, number).await;
        let page = kari.get(&path).await.text();
        let select = page
            .split("id=\"resend-channel\"")
            .nth(1)
            .expect("a choice");
        let select = select.split("</select>").next().unwrap_or_default();
        assert!(select.contains("value=\"print\""), "{select}");
        assert_eq!(select.contains("value=\"ehf\""), is_offered, "{select}");
        let id = path
            .trim_start_matches("/documents/")
            .parse()
            .expect("an id");
        let asked = resends::ask(app, &ctx, id, Some(Channel::Ehf)).await;
        match asked {
            Ok(done) => assert!(is_offered && done.is_some()),
            Err(error) => assert_eq!((error.code(), is_offered), ("resend.channel", false)),
        }
    }
}
