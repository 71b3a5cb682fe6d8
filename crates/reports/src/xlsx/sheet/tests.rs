use super::*;

#[test]
fn days_are_counted_as_spreadsheets_do() {
    assert_eq!(day_number(jiff::civil::date(2026, 11, 30)), 46_356);
    let noon = jiff::civil::date(2026, 11, 30).at(12, 0, 0, 0);
    assert_eq!(moment_number(noon), 46_356.5);
}

#[test]
fn columns_are_called_as_spreadsheets_call_them() {
    let names = [0, 25, 26, 51, 701, 702, 16_383].map(column_name);
    assert_eq!(names, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
}

#[test]
fn a_row_of_nothing_is_left_out_and_still_counts() {
    let columns = [Column::new("Antall", "count", Shape::Count)];
    let ink = Ink::new(&columns, TimeZone::UTC);
    let mut lines = Lines::default();
    for cell in [CellRef::Nothing, CellRef::Count(7)] {
        let row = lines.rows + 1;
        ink.line(&mut lines, row, [cell], Style::Usual);
    }
    assert_eq!(
        lines.xml,
        "<row r=\"3\"><c r=\"A3\" s=\"2\"><v>7</v></c></row>"
    );
    assert_eq!((lines.rows, lines.last), (2, 3));
}
