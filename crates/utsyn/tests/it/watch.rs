//! Folders that are watched, as an SFTP server fills them.

use crate::run::Place;
use crate::samples::invoice_line;
use std::path::Path;

fn names(directory: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let Ok(entries) = std::fs::read_dir(directory) else {
        return names;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            names.extend(self::names(&path));
        } else {
            let name = path.file_name().expect("a name").to_string_lossy();
            names.push(name.into_owned());
        }
    }
    names.sort();
    names
}

#[test]
fn what_is_put_into_a_folder_is_taken_in_and_put_away_with_its_reason() {
    let place = Place::with_organisation();
    let root = place.path().join("sftp");
    let folder = root.to_string_lossy().into_owned();
    assert_eq!(place.run(&["watch", &folder, "--once"]).code, 0);
    let company = root.join("in/nord/Nord AS");
    assert!(company.is_dir(), "a folder for the company is made");
    std::fs::create_dir(company.join("november")).expect("a folder");
    std::fs::write(company.join("november/good.ndjson"), invoice_line(1)).expect("a file");
    std::fs::write(company.join("noise.bin"), b"\x01\x02").expect("a file");
    std::fs::write(company.join("growing.xml.part"), b"<In").expect("a file");
    std::os::unix::fs::symlink("/etc/passwd", company.join("link.csv")).expect("a link");
    let answer = place.run(&["watch", &folder, "--once"]);
    assert_eq!(answer.code, 3, "{answer:?}");
    assert_eq!(names(&root.join("done")), ["good.ndjson"]);
    assert_eq!(
        names(&root.join("failed")),
        ["noise.bin", "noise.bin.reason.txt"]
    );
    assert_eq!(names(&root.join("in")), ["growing.xml.part", "link.csv"]);
    let reason = root.join("failed/nord/Nord AS/noise.bin.reason.txt");
    let reason = std::fs::read_to_string(reason).expect("a reason");
    assert!(reason.contains("format.not_understood"), "{reason}");
    let documents = place.json(&["documents", "--json"]);
    assert_eq!(documents.as_array().map(Vec::len), Some(1));

    // The same file again, as after an interruption: nothing is doubled, and
    // what lies in done is not overwritten.
    std::fs::write(company.join("november/good.ndjson"), invoice_line(1)).expect("a file");
    assert_eq!(place.run(&["watch", &folder, "--once"]).code, 0);
    assert_eq!(names(&root.join("done")), ["good-2.ndjson", "good.ndjson"]);
    let documents = place.json(&["documents", "--json"]);
    assert_eq!(documents.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_list_takes_the_files_that_it_names_with_it() {
    let place = Place::with_organisation();
    let root = place.path().join("sftp");
    let folder = root.to_string_lossy().into_owned();
    assert_eq!(place.run(&["watch", &folder, "--once"]).code, 0);
    let company = root.join("in/nord/Nord AS");
    let secret = place.path().join("secret.pdf");
    std::fs::write(&secret, b"%PDF-1.4 secret").expect("a file");
    std::os::unix::fs::symlink(&secret, company.join("9.pdf")).expect("a link");
    let rows =
        "Fakturanummer;Kunde;Beløp;Fil\n1;Bakeriet AS;100,00;1.pdf\n9;Bakeriet AS;9,00;9.pdf\n";
    std::fs::write(company.join("1.pdf"), b"%PDF-1.4 one").expect("a file");
    std::fs::write(company.join("index.csv"), rows).expect("a file");
    let answer = place.run(&["watch", &folder, "--once"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    assert_eq!(names(&root.join("done")), ["1.pdf", "index.csv"]);
    assert_eq!(names(&root.join("in")), ["9.pdf"], "links stay");
    assert_eq!(names(&root.join("failed")), Vec::<String>::new());
    let first = place.json(&["show", "1", "--json"]);
    assert_eq!(first["original"]["name"], "1.pdf", "{first}");
    // A link leads nowhere, whoever made it.
    let ninth = place.json(&["show", "9", "--json"]);
    assert!(ninth["original"].is_null(), "{ninth}");
}

#[test]
fn a_file_belongs_to_the_company_of_its_folder() {
    let place = Place::with_organisation();
    let root = place.path().join("sftp");
    let folder = root.to_string_lossy().into_owned();
    assert_eq!(place.run(&["watch", &folder, "--once"]).code, 0);
    std::fs::write(root.join("in/nord/Nord AS/a.ndjson"), invoice_line(7)).expect("a file");
    std::fs::create_dir(root.join("in/nord/ukjent")).expect("a folder");
    std::fs::write(root.join("in/nord/ukjent/b.ndjson"), invoice_line(8)).expect("a file");
    let answer = place.run(&["watch", &folder, "--once"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    let done = root.join("done/nord");
    assert_eq!(names(&done.join("Nord AS")), ["a.ndjson"]);
    assert_eq!(names(&done.join("ukjent")), ["b.ndjson"]);
    let shown = place.json(&["show", "F7", "--json"]);
    assert_eq!(shown["company"]["name"], "Nord AS", "{shown}");
}
