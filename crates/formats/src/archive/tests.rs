use super::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Each file as its name with its size or the code of its finding.
fn listed(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
    let entries = archive.entries();
    entries
        .map(|entry| match entry.content {
            Ok(bytes) => (entry.name, bytes.len().to_string()),
            Err(finding) => (entry.name, finding.code),
        })
        .collect()
}

fn pairs<'a>(expected: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(name, what)| ((*name).to_owned(), (*what).to_owned()))
        .collect()
}

#[test]
fn files_come_in_order_without_directories_and_litter() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer.add_directory("pdf/", options).unwrap();
    for name in [
        "index.csv",
        "pdf\\1.pdf",
        "__MACOSX/._index.csv",
        "pdf/.DS_Store",
        "Thumbs.db",
        "b.xml",
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(b"abc").unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(
        listed(&bytes),
        pairs(&[("index.csv", "3"), ("pdf/1.pdf", "3"), ("b.xml", "3")])
    );
    let mut archive = Archive::open(Cursor::new(&bytes)).unwrap();
    assert_eq!(archive.find("pdf/1.pdf").unwrap().content.unwrap(), b"abc");
    assert_eq!(archive.find("b.xml").unwrap().name, "b.xml");
    assert!(archive.find("pdf/2.pdf").is_none());
    assert!(archive.find("pdf/").is_none());
}

#[test]
fn names_that_lead_outside_are_refused_and_the_rest_is_read() {
    let bytes = archive(&[
        ("../evil", b"x"),
        ("/etc/passwd", b"x"),
        ("a/../../b", b"x"),
        ("C:\\x", b"x"),
        ("good", b"x"),
    ]);
    let expected = [
        ("../evil", "archive.path"),
        ("/etc/passwd", "archive.path"),
        ("a/../../b", "archive.path"),
        ("C:\\x", "archive.path"),
        ("good", "1"),
    ];
    assert_eq!(listed(&bytes), pairs(&expected));
}

#[test]
fn a_bomb_is_stopped_by_what_comes_out_of_it() {
    let zeros = vec![0; 8 << 20];
    let bytes = archive(&[("bomb", &zeros), ("after", b"x")]);
    assert_eq!(
        listed(&bytes),
        pairs(&[("bomb", "archive.ratio"), ("after", "1")])
    );
    let small = archive(&[("zeros", &zeros[..1 << 20])]);
    assert_eq!(
        listed(&small)[0].1,
        (1 << 20).to_string(),
        "a megabyte is always allowed"
    );
}

#[test]
fn an_entry_beyond_the_limit_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("large", options).unwrap();
    writer
        .write_all(&vec![b'x'; limits::ARCHIVE_ENTRY_BYTES_MAX as usize + 1])
        .unwrap();
    writer.start_file("exact", options).unwrap();
    writer
        .write_all(&vec![b'x'; limits::ARCHIVE_ENTRY_BYTES_MAX as usize])
        .unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let exact = limits::ARCHIVE_ENTRY_BYTES_MAX.to_string();
    let expected = [
        ("large", "archive.entry_too_large"),
        ("exact", exact.as_str()),
    ];
    assert_eq!(listed(&bytes), pairs(&expected));
}

#[test]
fn many_small_bombs_are_stopped_by_the_archive_as_a_whole() {
    // Each entry stays below a megabyte, where its own ratio is not looked at.
    let zeros = vec![0; 1 << 20];
    let names: Vec<String> = (0..40).map(|n| format!("{n:02}")).collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), &zeros[..]))
        .collect();
    let bytes = archive(&files);
    let found = listed(&bytes);
    assert!(found.len() < 40, "nothing after the limit");
    assert_eq!(found.last().unwrap().1, "archive.too_large");
    assert!(
        found[..found.len() - 1]
            .iter()
            .all(|(_, size)| *size == zeros.len().to_string())
    );
}

#[test]
fn links_and_archives_inside_are_refused() {
    let inner = archive(&[("x", b"x")]);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer.add_symlink("link", "/etc/passwd", options).unwrap();
    writer.start_file("inner.zip", options).unwrap();
    writer.write_all(&inner).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let expected = [("link", "archive.symlink"), ("inner.zip", "archive.nested")];
    assert_eq!(listed(&bytes), pairs(&expected));
}

/// Where these bytes lie.
fn position(bytes: &[u8], of: &[u8]) -> usize {
    bytes.windows(of.len()).position(|it| it == of).unwrap()
}

#[test]
fn damage_passwords_and_odd_methods_are_told_by_entry() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["one", "two", "three"] {
        writer.start_file(name, stored).unwrap();
        writer
            .write_all(format!("contents of {name}").as_bytes())
            .unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();

    let mut damaged = bytes.clone();
    let at = position(&damaged, b"contents of two");
    damaged[at] ^= 1;
    let found = listed(&damaged);
    assert_eq!(found[1].1, "archive.damaged");
    assert_eq!(found[2].1, "17", "the next one is read");

    let central = position(&bytes, b"PK\x01\x02");
    let mut locked = bytes.clone();
    locked[6] |= 1;
    locked[central + 8] |= 1;
    assert_eq!(listed(&locked)[0].1, "archive.encrypted");
    let mut method = bytes.clone();
    method[8] = 14;
    method[central + 10] = 14;
    assert_eq!(listed(&method)[0].1, "archive.method");
}

#[test]
fn entries_that_share_bytes_refuse_the_archive() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["a", "b"] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(&[b'x'; 100]).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    // The second entry of the directory points at the first one's data.
    let first = position(&bytes, b"PK\x01\x02");
    let second = first + 4 + position(&bytes[first + 4..], b"PK\x01\x02");
    bytes[second + 42..second + 46].fill(0);
    assert_eq!(
        Archive::open(Cursor::new(bytes)).unwrap_err().code,
        "archive.overlap"
    );
}

#[test]
fn what_is_no_archive_is_damaged() {
    for bytes in [&b""[..], b"PK\x03\x04", b"not at all"] {
        assert_eq!(
            Archive::open(Cursor::new(bytes)).unwrap_err().code,
            "archive.damaged"
        );
    }
    let empty = Archive::open(Cursor::new(archive(&[]))).unwrap();
    assert!(empty.is_empty());
    assert_eq!(empty.len(), 0);
}
