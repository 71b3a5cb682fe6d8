use crate::samples::report;

#[test]
fn the_same_report_gives_the_same_pdf() {
    let pdf = super::write(&report(), press::draw).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(pdf, super::write(&report(), press::draw).unwrap());
}
