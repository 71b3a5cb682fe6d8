use crate::samples::payment;
use std::io::Write as _;
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

/// An archive of these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

#[tokio::test]
async fn an_archive_is_one_file_received_with_an_item_for_each_thing_in_it() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/imports").await;
    let (one, two) = (
        payment("1", "01290865", "10.00"),
        payment("2", "2345676", "20.00"),
    );
    let bytes = zip(&[
        ("bank/one.ndjson", one.as_bytes()),
        ("two.ndjson", two.as_bytes()),
        ("noise.bin", b"\x01\x02\x03"),
    ]);
    let fields = [("form_token", token.as_str())];
    let answer = visitor
        .upload("/imports", &fields, &[("all.zip", &bytes)])
        .await;
    let page = visitor.get(&answer.location()).await.text();
    for shown in [
        "all.zip",
        "bank/one.ndjson, line 1",
        "two.ndjson, line 1",
        "noise.bin",
        "Zip-arkiv",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let list = visitor.get("/imports").await.text();
    assert_eq!(list.matches("all.zip").count(), 1, "one file, one row");
    let kept = visitor.get(&format!("{}/file", answer.location())).await;
    assert_eq!(kept.bytes, bytes, "as it came");
}

#[tokio::test]
async fn a_large_file_comes_back_as_it_was() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/imports").await;
    let bytes: Vec<u8> = (0_u32..3_000_000)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect();
    let fields = [("form_token", token.as_str())];
    let answer = visitor
        .upload("/imports", &fields, &[("large.bin", &bytes)])
        .await;
    let kept = visitor.get(&format!("{}/file", answer.location())).await;
    assert_eq!(kept.headers["content-length"], "3000000");
    assert!(kept.bytes == bytes);
}

#[tokio::test]
async fn an_upload_that_was_left_behind_is_read_by_whoever_finds_it() {
    let installation = Installation::fresh().await;
    let line = payment("1", "01290865", "10.00");
    let files = vec![("bank.ndjson".to_owned(), line.into_bytes().into())];
    let options = app::imports::Options::default();
    let ctx = installation.ctx();
    let accepted = app::imports::accept(&installation.app, &ctx, files, &options);
    let accepted = accepted.await.expect("it is safe");
    let id = accepted.imports[0];
    accepted.wait(std::time::Duration::from_secs(20)).await;
    let shown = app::imports::show(&installation.app, &installation.ctx(), id, None, 0).await;
    let (import, items) = shown.expect("an answer").expect("an import");
    assert!(import.is_complete);
    assert_eq!((import.format.as_str(), items.len()), ("ndjson", 1));
    installation
        .clock
        .advance(jiff::SignedDuration::from_hours(1));
    let again = app::imports::read_waiting_across_tenants(&installation.app).await;
    assert!(!again.expect("an answer"), "nothing is left to read");
}
