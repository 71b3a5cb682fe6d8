use crate::samples::{KID, document_path, fill, payment};
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
