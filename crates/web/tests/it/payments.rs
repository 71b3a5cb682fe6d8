use crate::samples::{KID, document_path, fill, payment};
use domain::Role;
use testkit::{Installation, Visitor};

async fn unmatched_payment(installation: &Installation, visitor: &mut Visitor) -> String {
    installation
        .import(&[(
            "bank.ndjson",
            payment("2", "99999999", "1250.00").as_bytes(),
        )])
        .await;
    let list = visitor.get("/payments").await.text();
    let link = list
        .split("href=\"/payments/")
        .nth(1)
        .and_then(|rest| rest.split(['"', '?']).next());
    format!("/payments/{}", link.expect("an unmatched payment"))
}

#[tokio::test]
async fn a_payment_is_matched_by_hand_and_the_match_undone() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = unmatched_payment(&installation, &mut visitor).await;
    let page = visitor.get(&path).await.text();
    assert!(
        page.contains("F1001") && page.contains("F1002"),
        "unpaid documents of the amount are suggested"
    );
    let token = visitor.form_token(&path).await;
    let answer = visitor
        .post(
            &format!("{path}/match"),
            &[("form_token", &token), ("document", "F1002")],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let document = document_path(&mut visitor, "F1002").await;
    assert!(
        visitor
            .get("/documents?payment=paid")
            .await
            .text()
            .contains("F1002")
    );
    assert!(visitor.get(&document).await.text().contains("Betalt"));
    let answer = visitor
        .post(&format!("{path}/detachment"), &[("form_token", &token)])
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(
        !visitor
            .get("/documents?payment=paid")
            .await
            .text()
            .contains("F1002")
    );
}

#[tokio::test]
async fn a_document_that_is_not_there_is_said_at_the_field() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let path = unmatched_payment(&installation, &mut visitor).await;
    let token = visitor.form_token(&path).await;
    let answer = visitor
        .post(
            &format!("{path}/match"),
            &[("form_token", &token), ("document", "F9999")],
        )
        .await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(
        answer.text().contains("F9999") && answer.text().contains("aria-invalid"),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn payments_that_look_alike_are_made_one_and_taken_apart_again() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let bank = payment("77", KID, "1250.00");
    let other = bank
        .replace("\"bank\"", "\"other_bank\"")
        .replace("2026-11-12", "2026-11-13");
    installation
        .import(&[
            ("bank.ndjson", bank.as_bytes()),
            ("other.ndjson", other.as_bytes()),
        ])
        .await;
    let mut visitor = installation.signed_in().await;
    let list = visitor.get("/payments").await.text();
    let path = list
        .split("href=\"/payments/")
        .nth(1)
        .and_then(|rest| rest.split(['"', '?']).next())
        .map(|id| format!("/payments/{id}"))
        .expect("an unmatched payment");
    let page = visitor.get(&path).await.text();
    assert!(page.contains("Kan være den samme betalingen"), "{page}");
    let twin = page
        .split("name=\"other\" value=\"")
        .nth(1)
        .expect("a twin");
    let twin = twin.split('"').next().expect("its id").to_owned();
    let token = visitor.form_token(&path).await;
    let fields = [("form_token", token.as_str()), ("other", twin.as_str())];
    let merged = visitor.post(&format!("{path}/merge"), &fields).await;
    assert_eq!(merged.status, 303, "{}", merged.text());
    let page = visitor.get(&merged.location()).await.text();
    assert!(page.contains("Fortalt av flere kilder"), "{page}");
    let stays = merged
        .location()
        .split('?')
        .next()
        .expect("a path")
        .to_owned();
    let token = visitor.form_token(&stays).await;
    let fields = [
        ("form_token", token.as_str()),
        ("source", "other_bank"),
        ("source_id", "77"),
    ];
    let split = visitor.post(&format!("{stays}/split"), &fields).await;
    assert_eq!(split.status, 303, "{}", split.text());
    let page = visitor.get(&stays).await.text();
    assert!(!page.contains("Fortalt av flere kilder"), "{page}");
}

/// A statement with one line for all that came in by giro that day.
const STATEMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
  <GrpHdr><MsgId>M-9</MsgId><CreDtTm>2026-11-03T06:00:00+01:00</CreDtTm></GrpHdr>
  <Stmt><Id>S-9</Id><CreDtTm>2026-11-03T06:00:00+01:00</CreDtTm>
    <Acct><Id><IBAN>NO9386011117947</IBAN></Id><Ccy>NOK</Ccy></Acct>
    <Ntry><Amt Ccy="NOK">1600.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt><ValDt><Dt>2026-11-02</Dt></ValDt><AcctSvcrRef>LINE-1</AcctSvcrRef></Ntry>
  </Stmt></BkToCstmrStmt></Document>"#;

#[tokio::test]
async fn a_line_of_a_statement_leads_to_the_giro_payments_that_it_is_the_sum_of() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let giro = include_bytes!("../../../formats/samples/payments.ocr");
    installation
        .import(&[
            ("statement.xml", STATEMENT.as_bytes()),
            ("ocr.txt", giro.as_slice()),
        ])
        .await;
    let list = visitor.get("/payments?show=all").await.text();
    let links: Vec<&str> = list
        .split("href=\"/payments/")
        .skip(1)
        .filter_map(|rest| rest.split(['"', '?']).next())
        .filter(|id| id.len() > 30)
        .collect();
    let mut explained = Vec::new();
    for link in links {
        let page = visitor.get(&format!("/payments/{link}")).await.text();
        if page.contains("Summen av en OCR-fil") {
            assert!(page.contains("summen av 3 innbetalinger"), "{page}");
            assert!(!page.contains("payment-match"), "nothing is asked");
            let import = page.split("href=\"/imports/").nth(1).expect("its file");
            let import = import.split(['"', '?']).next().unwrap_or_default();
            let file = visitor.get(&format!("/imports/{import}")).await.text();
            assert!(file.contains("ocr.txt"), "{file}");
            explained.push(link);
        }
    }
    explained.dedup();
    assert_eq!(explained.len(), 1, "{explained:?}");
}

#[tokio::test]
async fn whoever_is_limited_sees_the_payments_of_their_companies() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    // One more to an account of nobody, which belongs to no document.
    let loose = payment("2", "99999999", "1250.00");
    installation
        .import(&[("bank.ndjson", loose.as_bytes())])
        .await;
    let all = app::companies::list(&installation.app, &installation.ctx()).await;
    let ours = all.expect("companies")[0].id;
    let theirs = installation.add_company("Sør AS", "974761076").await;
    let mut ola = installation
        .colleague("ola@nord.example", Role::Editor, Some(vec![ours]))
        .await;
    let mut per = installation
        .colleague("per@nord.example", Role::Editor, Some(vec![theirs]))
        .await;
    let payments = |page: &str| -> Vec<String> {
        let links = page.split("href=\"/payments/").skip(1);
        let ids = links.map(|rest| rest.split(['"', '?']).next().unwrap_or_default().to_owned());
        ids.collect()
    };
    let seen = payments(&ola.get("/payments?show=all").await.text());
    assert_eq!(seen.len(), 1, "{seen:?}");
    let none = per.get("/payments?show=all").await.text();
    assert_eq!(payments(&none), Vec::<String>::new());
    assert!(none.contains("href=\"/payments\""), "the menu leads there");
    let unmatched = ola.get("/payments").await.text();
    assert_eq!(payments(&unmatched), Vec::<String>::new());
    let path = format!("/payments/{}", seen[0]);
    let page = ola.get(&path).await.text();
    assert!(
        page.contains("F1003") && page.contains("/detachment"),
        "{page}"
    );
    assert!(!page.contains("href=\"/imports/"), "files are not shown");
    assert_eq!(per.get(&path).await.status, 404);
    // Released it is to an account of nobody: whoever released it is led to
    // the list, which has it no more.
    let token = ola.form_token(&path).await;
    let form = [("form_token", token.as_str())];
    let released = ola.post(&format!("{path}/detachment"), &form).await;
    assert_eq!(released.status, 303, "{}", released.text());
    assert_eq!(released.location(), "/payments");
    assert_eq!(ola.get(&path).await.status, 404);
    let mut kari = installation.signed_in().await;
    let now = payments(&kari.get("/payments").await.text());
    assert!(now.contains(&seen[0]), "{now:?}");
}
