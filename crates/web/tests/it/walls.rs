//! No tenant sees another: a foreign id is answered exactly like an unknown one.

use crate::samples::{NUMBER, document_path, fill, payment};
use testkit::{Installation, PASSWORD};

/// An id that nobody has.
const NOBODYS: &str = "01930000-0000-7000-8000-000000000000";

#[tokio::test]
async fn a_foreign_id_looks_exactly_like_an_unknown_one() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    installation
        .import(&[(
            "bank.ndjson",
            payment("2", "99999999", "1250.00").as_bytes(),
        )])
        .await;
    let mut owner = installation.signed_in().await;
    let document = document_path(&mut owner, NUMBER).await;
    let first = |page: String, kind: &str| {
        let rest = page
            .split(&format!("href=\"/{kind}/"))
            .nth(1)
            .map(str::to_owned)
            .expect(kind);
        format!(
            "/{kind}/{}",
            rest.split(['"', '?']).next().unwrap_or_default()
        )
    };
    let payment = first(owner.get("/payments").await.text(), "payments");
    let import = first(owner.get("/imports").await.text(), "imports");
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    for path in [document, payment, import] {
        assert_eq!(owner.get(&path).await.status, 200, "{path}");
        let (kind, id) = path.rsplit_once('/').expect("an id");
        for below in [
            "",
            "/original",
            "/attachments/0",
            "/file",
            "/thumbnail",
            "/pictures/laid",
            "/pictures/laid/0",
        ] {
            let foreign = stranger.get(&format!("{path}{below}")).await;
            let unknown = stranger.get(&format!("{kind}/{NOBODYS}{below}")).await;
            assert_eq!(foreign.status, 404, "{path}{below}");
            let plain = |text: String| {
                let without_id = text.replace(id, "").replace(NOBODYS, "");
                let tokens = without_id
                    .split("value=\"")
                    .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
                tokens.collect::<String>()
            };
            assert_eq!(
                plain(foreign.text()).len(),
                plain(unknown.text()).len(),
                "{path}{below}"
            );
        }
    }
    assert!(!stranger.get("/documents").await.text().contains(NUMBER));
    assert!(!stranger.get("/").await.text().contains("all.ndjson"));
}

#[tokio::test]
async fn forms_do_not_reach_over_the_wall() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut owner = installation.signed_in().await;
    let document = document_path(&mut owner, NUMBER).await;
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    let token = stranger.form_token("/imports").await;
    let answer = stranger
        .post(
            &format!("{document}/comments"),
            &[("form_token", &token), ("text", "hei herfra")],
        )
        .await;
    assert_eq!(answer.status, 404, "{}", answer.text());
    assert!(!owner.get(&document).await.text().contains("hei herfra"));
}
