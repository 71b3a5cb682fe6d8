//! Saved views: saving what one sees, opening it again, and what others see.

use crate::samples::{NUMBER, fill};
use domain::Role;
use testkit::{Installation, Visitor};

/// Saves a view of a list as its form does; answers where it leads.
async fn save(visitor: &mut Visitor, list: &[(&str, &str)], name: &str, ticks: &[&str]) -> String {
    let token = visitor.form_token("/documents?saved=all").await;
    let mut fields = vec![("form_token", token.as_str()), ("name", name)];
    fields.extend(list);
    fields.extend(ticks.iter().map(|tick| (*tick, "1")));
    let answer = visitor.post("/views", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().replace("&said=view-saved", "")
}

/// The id of the view that an address opens.
fn id(opened: &str) -> String {
    let (_, id) = opened.split_once("saved=").expect("a view is open");
    id.split('&').next().unwrap_or_default().to_owned()
}

const FAILED: &[(&str, &str)] = &[
    ("delivery", "failed"),
    ("sort", "due"),
    ("columns", "number,due"),
];

#[tokio::test]
async fn a_view_shows_the_same_again_and_says_when_it_is_changed() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let opened = save(&mut visitor, FAILED, "Kommer ikke frem", &[]).await;
    assert!(
        opened.starts_with("/documents?delivery=failed&sort=due&columns=number,due&saved="),
        "{opened}"
    );
    let page = visitor.get(&opened).await.text();
    assert!(page.contains(NUMBER) && !page.contains("F1002"), "{page}");
    assert!(page.contains("<strong>Kommer ikke frem</strong>"), "{page}");
    assert!(!page.contains("<em>endret</em>"), "{page}");
    let other = opened.replace("delivery=failed", "delivery=failed,returned");
    let page = visitor.get(&other).await.text();
    assert!(page.contains("<em>endret</em>"), "{page}");
    assert!(page.contains("Lagre som ny") && page.contains("Forkast"));
    // Discarding leads back, and saving keeps what is shown now.
    let token = visitor.form_token(&other).await;
    let content = format!("/views/{}/content", id(&opened));
    let fields = [
        ("form_token", token.as_str()),
        ("delivery", "failed,returned"),
    ];
    let saved = visitor.post(&content, &fields).await;
    assert!(
        saved
            .location()
            .starts_with("/documents?delivery=failed,returned&saved="),
        "{}",
        saved.location()
    );
    let page = visitor.get(&saved.location()).await.text();
    assert!(page.contains("Visningen er lagret") && !page.contains("<em>endret</em>"));
}

#[tokio::test]
async fn the_list_opens_with_the_view_of_ones_choice_and_everything_is_one_click_away() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut visitor = installation.signed_in().await;
    let opened = save(&mut visitor, FAILED, "Feilet", &["default"]).await;
    assert_eq!(visitor.get("/documents").await.location(), opened);
    let page = visitor.get(&opened).await.text();
    assert!(page.contains("href=\"/documents?saved=all\""), "{page}");
    let everything = visitor.get("/documents?saved=all").await;
    assert_eq!(everything.status, 200);
    assert!(everything.text().contains("F1002"));
    // Dropping the only filter of a list that is no view shows everything, too.
    let page = visitor.get("/documents?delivery=failed").await.text();
    assert!(page.contains("href=\"/documents?saved=all\""), "{page}");
    let token = visitor.form_token("/views").await;
    let fields = [("form_token", token.as_str()), ("view", "")];
    visitor.post("/views/default", &fields).await;
    assert_eq!(visitor.get("/documents").await.status, 200);
}

#[tokio::test]
async fn a_shared_view_is_everybodys_and_an_own_one_nobody_elses() {
    let installation = Installation::fresh().await;
    fill(&installation).await;
    let mut owner = installation.signed_in().await;
    let own = save(&mut owner, FAILED, "Min egen", &[]).await;
    let shared = save(&mut owner, FAILED, "Vår felles", &["shared"]).await;
    let mut reader = installation
        .colleague("leser@nord.example", Role::Reader, None)
        .await;
    let page = reader.get("/documents").await.text();
    assert!(page.contains("Vår felles") && !page.contains("Min egen"));
    // One's own link to it is a list like any other for somebody else.
    let page = reader.get(&own).await.text();
    assert!(
        page.contains(NUMBER) && !page.contains("Min egen"),
        "{page}"
    );
    // A reader neither shares, nor changes what is shared.
    let token = reader.form_token("/views").await;
    let fields = [
        ("form_token", token.as_str()),
        ("name", "X"),
        ("shared", "1"),
    ];
    assert_eq!(reader.post("/views", &fields).await.status, 403);
    for (view, status) in [(&shared, 403), (&own, 404)] {
        let removal = format!("/views/{}/removal", id(view));
        let answer = reader.post(&removal, &[("form_token", &token)]).await;
        assert_eq!(answer.status, status, "{view}");
    }
    let page = reader.get("/views").await.text();
    assert!(page.contains("delt av Kari Nordmann"), "{page}");
    assert!(!page.contains("/removal"), "{page}");
}

#[tokio::test]
async fn a_view_is_renamed_and_removed() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let first = save(&mut visitor, FAILED, "Første", &[]).await;
    let second = save(&mut visitor, FAILED, "Andre", &[]).await;
    let path = format!("/views/{}", id(&first));
    let token = visitor.form_token("/views").await;
    let taken = [("form_token", token.as_str()), ("name", "ANDRE")];
    let answer = visitor.post(&path, &taken).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.text().contains("Du har en visning med det navnet"),
        "{}",
        answer.text()
    );
    let free = [("form_token", token.as_str()), ("name", "Tredje")];
    assert_eq!(visitor.post(&path, &free).await.status, 303);
    let removal = format!("/views/{}/removal", id(&second));
    visitor.post(&removal, &[("form_token", &token)]).await;
    let page = visitor.get("/views?said=removed").await.text();
    assert!(page.contains("Visningen er fjernet"));
    assert!(page.contains("Tredje") && !page.contains("Andre"), "{page}");
}

#[tokio::test]
async fn a_name_that_will_not_do_comes_back_with_all_that_the_view_was_to_show() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/documents").await;
    let mut fields = vec![("form_token", token.as_str()), ("name", " ")];
    fields.extend(FAILED);
    let answer = visitor.post("/views", &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(
        page.contains("name=\"columns\" value=\"number,due\""),
        "{page}"
    );
    assert!(page.contains("aria-invalid=\"true\""), "{page}");
}
