use crate::samples::payment;
use testkit::Installation;

#[tokio::test]
async fn files_are_uploaded_and_every_item_is_told_of() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/imports").await;
    let bank = payment("1", "01290865", "10.00");
    let files: [(&str, &[u8]); 2] = [
        ("bank.ndjson", bank.as_bytes()),
        ("noise.bin", b"\x01\x02\x03"),
    ];
    let answer = visitor
        .upload("/imports", &[("form_token", &token)], &files)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let list = visitor.get("/imports").await.text();
    assert!(
        list.contains("bank.ndjson") && list.contains("noise.bin"),
        "{list}"
    );
    let link = |name: &str| {
        let before = list.split(name).next().unwrap_or_default();
        let href = before.rsplit("href=\"").next().unwrap_or_default();
        href.split('"').next().unwrap_or_default().to_owned()
    };
    let noise = visitor.get(&link("noise.bin")).await.text();
    assert!(noise.contains("format.not_understood"), "{noise}");
    let bank = visitor.get(&link("bank.ndjson")).await.text();
    assert!(
        bank.contains("Venter på dokument") || bank.contains("Uten dokument"),
        "{bank}"
    );
}

#[tokio::test]
async fn an_upload_without_its_token_is_refused_and_nothing_is_taken_in() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let answer = visitor
        .upload(
            "/imports",
            &[("form_token", "0")],
            &[("a.ndjson", payment("1", "2345676", "1.00").as_bytes())],
        )
        .await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(!visitor.get("/imports").await.text().contains("a.ndjson"));
}
