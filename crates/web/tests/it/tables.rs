//! A table of another system, from upload to receipt and back.

use testkit::{Installation, Visitor};

const TABLE: &str = "Ordre;Kunde nr;Hvem;Å betale;Frist\n\
    A-1;7;Åse Øy;1.234,50;31.12.2026\n\
    A-2;8;Nord AS;99,00;01.01.2027\n\
    A-3;9;Sør AS;ti kroner;31/2/26\n";

async fn upload(visitor: &mut Visitor, name: &str, bytes: &[u8]) -> String {
    let token = visitor.form_token("/imports").await;
    let answer = visitor
        .upload("/imports", &[("form_token", &token)], &[(name, bytes)])
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location()
}

/// What a person says of the columns.
fn said() -> String {
    let pairs = [
        ("said", "1"),
        ("meaning", "documents"),
        ("delimiter", "semicolon"),
        ("encoding", "utf8"),
        ("decimal", "comma"),
        ("dates", "day"),
        ("c0", "number"),
        ("c1", "customer_number"),
        ("c2", "customer"),
        ("c3", "amount"),
        ("c4", "due"),
    ];
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    pairs.join("&")
}

async fn import(visitor: &mut Visitor, file: &str) -> String {
    let check = format!("{file}/check?{}", said());
    let token = visitor.form_token(&check).await;
    let said = said();
    let mut fields: Vec<(&str, &str)> = said
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    fields.push(("form_token", &token));
    let answer = visitor.post(&format!("{file}/mapping"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location()
}

#[tokio::test]
async fn a_table_is_explained_checked_imported_and_undone() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let file = upload(&mut visitor, "ordre.csv", TABLE.as_bytes()).await;
    let page = visitor.get(&file).await.text();
    assert!(
        page.contains("/columns\""),
        "the way to the columns: {page}"
    );

    let columns = visitor.get(&format!("{file}/columns")).await.text();
    for shown in ["Å betale", "1.234,50", "Åse Øy", "Semikolon"] {
        assert!(columns.contains(shown), "{shown}: {columns}");
    }
    let unsaid = visitor
        .get(&format!("{file}/check?said=1&c2=customer"))
        .await;
    assert_eq!(unsaid.status, 422);
    assert!(
        unsaid
            .text()
            .contains("Velg kolonnen som er Dokumentets nummer")
    );

    let check = visitor
        .get(&format!("{file}/check?{}", said()))
        .await
        .text();
    assert!(check.contains("Importer 2 rader"), "{check}");
    assert!(
        check.contains("found &#39;31/2/26&#39;") || check.contains("found '31/2/26'"),
        "{check}"
    );
    let list = visitor.get("/documents").await.text();
    assert!(!list.contains("A-1"), "nothing is written by looking");

    let rejected = visitor
        .get(&format!("{file}/rejected.csv?{}", said()))
        .await
        .text();
    assert!(
        rejected.contains("A-3;9;Sør AS;ti kroner;31/2/26;"),
        "{rejected}"
    );
    assert!(!rejected.contains("A-1"));

    let receipt = import(&mut visitor, &file).await;
    let list = visitor.get("/documents").await.text();
    assert!(list.contains("A-1") && list.contains("A-2"), "{list}");
    let again = visitor
        .get(&format!("{file}/check?{}", said()))
        .await
        .text();
    assert!(again.contains("Ingen rader er nye"), "{again}");

    let preview = visitor.get(&format!("{receipt}/undo")).await.text();
    assert!(preview.contains("Angre importen"), "{preview}");
    let token = visitor.form_token(&format!("{receipt}/undo")).await;
    let undone = visitor
        .post(&format!("{receipt}/undo"), &[("form_token", &token)])
        .await;
    assert_eq!(undone.status, 303);
    let list = visitor.get("/documents").await.text();
    assert!(!list.contains("A-1"), "gone from the list: {list}");
    let page = visitor.get(&receipt).await.text();
    assert!(page.contains("Importen er angret"), "{page}");
}

#[tokio::test]
async fn what_was_said_once_is_remembered_for_tables_of_the_same_shape() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let file = upload(&mut visitor, "ordre.csv", TABLE.as_bytes()).await;
    import(&mut visitor, &file).await;
    let next = TABLE.replace("A-", "B-");
    let (summary, items) = installation.import(&[("neste.csv", next.as_bytes())]).await;
    assert_eq!(
        (summary.items.stored, summary.items.rejected),
        (2, 1),
        "{items:?}"
    );
}

#[tokio::test]
async fn anothers_table_is_unknown() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let file = upload(&mut visitor, "ordre.csv", TABLE.as_bytes()).await;
    installation.neighbour("sor", "ola@sor.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("ola@sor.example", testkit::PASSWORD).await;
    for page in [
        "",
        "/columns",
        "/check?said=1&c0=number",
        "/undo",
        "/rejected.csv",
        "/file",
    ] {
        let answer = stranger.get(&format!("{file}{page}")).await;
        assert_eq!(answer.status, 404, "{page}");
    }
}
