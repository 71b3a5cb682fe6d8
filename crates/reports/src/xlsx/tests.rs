use super::*;
use crate::samples::{head, report, table};
use std::io::{Cursor, Read as _};

fn book(report: &Report) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write(report, &mut out).unwrap();
    out.into_inner()
}

/// A file inside the book.
fn inside(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_report_gives_the_same_book() {
    assert_eq!(book(&report()), book(&report()));
}

#[test]
fn no_text_becomes_a_formula_or_a_number() {
    let book = book(&report());
    for sheet in ["sheet1", "sheet2", "sheet3"] {
        let xml = inside(&book, &format!("xl/worksheets/{sheet}.xml"));
        assert!(!xml.contains("<f>"), "{sheet}: {xml}");
    }
    let xml = inside(&book, "xl/worksheets/sheet3.xml");
    assert!(xml.contains("<t>0012345678901234567890123</t>"), "{xml}");
    assert!(xml.contains("=HYPERLINK("), "it is there, as text: {xml}");
    assert!(xml.contains("<v>-1234.5</v>"), "{xml}");
}

#[test]
fn a_list_has_a_filter_over_its_rows_and_its_head_stays_in_sight() {
    let book = book(&report());
    let xml = inside(&book, "xl/worksheets/sheet3.xml");
    assert!(xml.contains("<autoFilter ref=\"A1:G3\""), "{xml}");
    assert!(xml.contains("state=\"frozen\""), "{xml}");
    let names = inside(&book, "xl/workbook.xml");
    assert!(names.contains("name=\"Dokumenter  alle\""), "{names}");
}

#[test]
fn days_are_counted_as_spreadsheets_do() {
    assert_eq!(day_number(jiff::civil::date(2026, 11, 30)), 46_356.0);
    let noon = jiff::civil::date(2026, 11, 30).at(12, 0, 0, 0);
    assert_eq!(moment_number(noon), 46_356.5);
}

#[test]
fn what_does_not_fit_on_a_sheet_goes_on_in_the_next() {
    let mut book = Book::begin(&head()).unwrap();
    assert_eq!(book.rows_max, 1_048_576, "what a spreadsheet program opens");
    book.rows_max = 5;
    let columns = [Column::new("Antall", "count", Shape::Count)];
    book.list("Liste", &columns).unwrap();
    for n in 0..6 {
        book.row(&[Cell::Count(n)]).unwrap();
    }
    book.total(&[Cell::Count(15)]).unwrap();
    let mut out = Cursor::new(Vec::new());
    book.end(&mut out).unwrap();
    let book = out.into_inner();
    let first = inside(&book, "xl/worksheets/sheet2.xml");
    assert!(first.contains("<autoFilter ref=\"A1:A5\""), "{first}");
    let second = inside(&book, "xl/worksheets/sheet3.xml");
    assert!(second.contains("<autoFilter ref=\"A1:A3\""), "{second}");
    assert!(second.contains("<v>15</v>"), "{second}");
    let names = inside(&book, "xl/workbook.xml");
    assert!(names.contains("name=\"Liste (2)\""), "{names}");
}

#[test]
fn names_of_sheets_are_short_and_each_their_own() {
    let mut long = table();
    long.title = "En svært lang tittel: dokumenter/2026".to_owned();
    let mut report = report();
    report.parts[0].blocks = vec![Block::Table(long.clone()), Block::Table(long)];
    let names = inside(&book(&report), "xl/workbook.xml");
    assert!(
        names.contains("name=\"En svært lang tittel  dokumente\""),
        "{names}"
    );
    assert!(
        names.contains("name=\"En svært lang tittel  dokum (2)\""),
        "{names}"
    );
}
