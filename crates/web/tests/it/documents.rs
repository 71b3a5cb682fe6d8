use crate::samples::{NUMBER, document_path, fill};
use testkit::Installation;

#[tokio::test]
async fn a_filter_in_the_address_selects_and_says_how_many() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/documents?delivery=failed").await.text();
    assert!(page.contains(NUMBER) && !page.contains("F1002"), "{page}");
    assert!(page.contains("1 dokument"), "{page}");
    let page = visitor.get("/documents?payment=overdue").await.text();
    assert!(page.contains(NUMBER) && page.contains("F1002") && !page.contains("F1003"));
    visitor.speak("en");
    let page = visitor.get("/documents?payment=paid").await.text();
    assert!(page.contains("1 document"), "{page}");
}

#[tokio::test]
async fn a_word_that_is_not_understood_is_named_and_the_text_stays() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/documents?query=chanel%3Aehf").await;
    assert!(page.text().contains("chanel"), "{}", page.text());
}

#[tokio::test]
async fn what_a_customer_is_called_cannot_become_markup() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let list = visitor.get("/documents").await.text();
    assert!(list.contains("Kunde 1 &lt;b&gt;") && !list.contains("Kunde 1 <b>"));
}

#[tokio::test]
async fn a_document_shows_what_happened_in_the_channels_words_and_ours() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, NUMBER).await;
    let page = visitor.get(&path).await.text();
    assert!(
        page.contains("550 5.1.1 &lt;nobody@x.example&gt;: no such user"),
        "{page}"
    );
    assert!(page.contains("Feil adresse"), "{page}");
    assert!(
        page.contains("02.01.2027"),
        "it tells when it will be erased: {page}"
    );
}

#[tokio::test]
async fn a_comment_is_added_found_by_the_filter_and_edited_by_its_author() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, NUMBER).await;
    let token = visitor.form_token(&path).await;
    let answer = visitor
        .post(
            &format!("{path}/comments"),
            &[("form_token", &token), ("text", "Ringte kunden")],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = visitor.get(&path).await.text();
    assert!(
        page.contains("Ringte kunden") && page.contains("Kari Nordmann"),
        "{page}"
    );
    let list = visitor.get("/documents?has=comment").await.text();
    assert!(list.contains(NUMBER) && !list.contains("F1002"));
    let marker = format!("action=\"{path}/comments/");
    let edit = page
        .split(&marker)
        .nth(1)
        .and_then(|rest| rest.split(['"', '?']).next())
        .expect("a form to edit");
    let answer = visitor
        .post(
            &format!("{path}/comments/{edit}"),
            &[("form_token", &token), ("text", "Ringte igjen")],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = visitor.get(&path).await.text();
    let (now, before) = page
        .split_once("Tidligere tekst")
        .expect("what it said before is there for whoever wants to know");
    assert!(
        now.contains("Ringte igjen") && !now.contains("Ringte kunden"),
        "{page}"
    );
    assert!(before.contains("Ringte kunden"), "{page}");
}

#[tokio::test]
async fn whoever_is_mentioned_gets_one_letter_and_others_none() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let elsewhere = installation.add_company("Sør AS", "974761076").await;
    for (email, companies) in [
        ("ola@nord.example", None),
        ("per@nord.example", Some(vec![elsewhere])),
    ] {
        installation
            .colleague(email, domain::Role::Reader, companies)
            .await;
    }
    let mut visitor = installation.signed_in().await;
    let path = document_path(&mut visitor, NUMBER).await;
    let page = visitor.get(&path).await.text();
    // Both are called the same; only one of them may see the document.
    assert_eq!(page.matches("<option value=\"Ola reader\">").count(), 1);
    let token = visitor.form_token(&path).await;
    let fields = [
        ("form_token", token.as_str()),
        ("text", "Hva gjør vi?"),
        ("mention", "ola READER"),
    ];
    let answer = visitor.post(&format!("{path}/comments"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = visitor.get(&path).await.text();
    assert!(page.contains("Varslet: Ola reader"), "{page}");
    let edit = page
        .split(&format!("action=\"{path}/comments/"))
        .nth(1)
        .and_then(|rest| rest.split(['"', '?']).next())
        .expect("a form to edit");
    let again = [
        ("form_token", token.as_str()),
        ("text", "Hva gjør vi nå, @Ola reader?"),
    ];
    visitor
        .post(&format!("{path}/comments/{edit}"), &again)
        .await;
    let letters = app::mail::list(&installation.app, &installation.ctx()).await;
    let letters = letters.expect("letters");
    let told: Vec<&str> = letters
        .iter()
        .filter(|letter| letter.key.contains("/mention/"))
        .map(|letter| letter.recipient.as_str())
        .collect();
    assert_eq!(told, ["ola@nord.example"]);
    let nobody = [
        ("form_token", token.as_str()),
        ("text", "Hei"),
        ("mention", "Nobody"),
    ];
    let answer = visitor.post(&format!("{path}/comments"), &nobody).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Velg en som har tilgang"));
}

#[tokio::test]
async fn an_export_has_the_rows_and_columns_of_the_list() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let machine = visitor
        .get("/documents/export.csv?flavour=machine&sort=number&columns=number,kid,amount")
        .await;
    assert_eq!(
        machine.text(),
        "number,kid,amount\r\nF1001,2345676,1250.00\r\nF1002,12345678903,1250.00\r\nF1003,01290865,1250.00\r\n"
    );
    let excel = visitor
        .get("/documents/export.csv?flavour=spreadsheet&delivery=failed&columns=number,kid,amount")
        .await;
    assert_eq!(
        excel.text(),
        "\u{feff}Nummer;KID;Beløp\r\nF1001;\"=\"\"2345676\"\"\";1250,00\r\n"
    );
    let disposition = excel.headers["content-disposition"].to_str().expect("text");
    assert!(disposition.starts_with("attachment"), "{disposition}");
}

#[tokio::test]
async fn pages_of_the_list_hold_every_document_once() {
    let installation = Installation::fresh().await;
    let line = |n: usize| {
        format!(
            r#"{{"type":"document","source":"erp","source_id":"{n}","number":"N{n:04}","customer":{{"name":"K"}},"received_at":"2026-11-02T08:00:00Z"}}"#
        )
    };
    let lines: Vec<String> = (0..130).map(line).collect();
    installation
        .import(&[("many.ndjson", lines.join("\n").as_bytes())])
        .await;
    let mut visitor = installation.signed_in().await;
    let mut path = "/documents?sort=number".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = visitor.get(&path).await.text();
        let cells = page
            .split("N0")
            .skip(1)
            .filter_map(|rest| rest.get(..3))
            .filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        seen.extend(cells.map(str::to_owned));
        let Some((before, _)) = page.split_once("\" rel=\"next\"") else {
            break;
        };
        let href = before.rsplit("href=\"").next().expect("an address");
        path = href.replace("&amp;", "&");
    }
    seen.dedup();
    let expected: Vec<String> = (0..130).map(|n| format!("{n:03}")).collect();
    assert_eq!(seen, expected);
}
