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
fn a_column_is_as_wide_as_the_words_in_it() {
    let mut long = table();
    long.rows[0][0] = Cell::text("Avtale eller samtykke mangler");
    let mut report = report();
    report.parts[0].blocks = vec![Block::Table(long)];
    let xml = inside(&book(&report), "xl/worksheets/sheet2.xml");
    let column = |number: usize| {
        let (_, rest) = xml.split_once(&format!("<col min=\"{number}\"")).unwrap();
        let width = rest.split("width=\"").nth(1).unwrap();
        width.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(column(1) > 30.0, "{xml}");
    assert!(column(3) < 20.0, "{xml}");
}

#[test]
fn what_does_not_fit_on_a_sheet_goes_on_in_the_next() {
    let mut book = Book::begin(&head()).unwrap();
    assert_eq!(book.rows_max, 1_048_576, "what a spreadsheet program opens");
    book.rows_max = 5;
    let columns = [Column::new("Antall", "count", Shape::Count)];
    book.list("Liste", &columns).unwrap();
    for n in 0..6 {
        book.row([CellRef::Count(n)]).unwrap();
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
fn a_wide_list_is_printed_on_pages_beside_each_other() {
    let printed = |columns: usize| {
        let columns = vec![Column::new("Navn", "name", Shape::Text); columns];
        let mut book = Book::begin(&head()).unwrap();
        book.list("Liste", &columns).unwrap();
        book.row([CellRef::text("Nord")]).unwrap();
        let mut out = Cursor::new(Vec::new());
        book.end(&mut out).unwrap();
        let book = out.into_inner();
        let sheet = inside(&book, "xl/worksheets/sheet2.xml");
        (sheet, inside(&book, "xl/workbook.xml"))
    };
    let (narrow, names) = printed(8);
    assert!(
        narrow.contains("paperSize=\"9\" fitToHeight=\"0\""),
        "{narrow}"
    );
    assert!(names.contains(">Liste!$1:$1<"), "{names}");
    let (wide, names) = printed(20);
    let across = "pageOrder=\"overThenDown\"";
    assert!(
        wide.contains("fitToWidth=\"2\"") && wide.contains(across),
        "{wide}"
    );
    assert!(names.contains(">Liste!$A:$A,Liste!$1:$1<"), "{names}");
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

#[test]
fn rows_written_apart_go_where_they_belong() {
    let columns = [Column::new("Antall", "count", Shape::Count)];
    let begun = || {
        let mut book = Book::begin(&head()).unwrap();
        book.rows_max = 5;
        book.list("Liste", &columns).unwrap();
        book
    };
    let finished = |book: Book| {
        let mut out = Vec::new();
        book.end(&mut out).unwrap();
        out
    };
    let mut one_by_one = begun();
    for n in 0..9 {
        one_by_one.row([CellRef::Count(n)]).unwrap();
    }
    let mut apart = begun();
    apart.row([CellRef::Count(0)]).unwrap();
    let spots = apart.spots(8).unwrap();
    let firsts: Vec<_> = spots.iter().map(|spot| (spot.first, spot.rows)).collect();
    assert_eq!(firsts, [(2, 3), (1, 4), (1, 1)]);
    let ink = apart.ink().unwrap();
    let mut pen = Pen::default();
    let mut n = 1;
    let pieces: Vec<_> = spots
        .iter()
        .map(|spot| {
            let rows = (n..n + u64::from(spot.rows)).map(|n| [CellRef::Count(n)]);
            n += u64::from(spot.rows);
            ink.piece(&mut pen, spot.first, rows).unwrap()
        })
        .collect();
    for (spot, piece) in spots.iter().zip(&pieces) {
        apart.add(*spot, piece).unwrap();
    }
    let (one_by_one, apart) = (finished(one_by_one), finished(apart));
    for sheet in ["sheet2", "sheet3", "sheet4"] {
        let name = format!("xl/worksheets/{sheet}.xml");
        assert_eq!(inside(&one_by_one, &name), inside(&apart, &name));
    }
    let last = inside(&apart, "xl/worksheets/sheet4.xml");
    assert!(last.contains("<dimension ref=\"A1:A2\"/>"), "{last}");
    assert!(last.contains("<v>8</v>"), "{last}");
}

/// What the library makes of the same cells.
fn row_by_the_library(cells: &[Cell], zone: &TimeZone) -> String {
    let formats = Formats::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().unwrap();
    for format in formats.numbered() {
        sheet.write_blank(0, 0, format).unwrap();
    }
    for (place, cell) in (0..).zip(cells) {
        let shape = match cell {
            Cell::Money(_) => Shape::Money,
            Cell::Day(_) => Shape::Day,
            Cell::Moment(_) => Shape::Moment,
            Cell::Number(..) => Shape::Number,
            _ => Shape::Text,
        };
        let at = SHAPES.iter().position(|(one, _)| *one == shape).unwrap();
        let format = &formats.by_shape[at];
        let number = match cell {
            Cell::Text(text) => {
                sheet
                    .write_string_with_format(0, place, text, format)
                    .unwrap();
                continue;
            }
            Cell::Money(money) => money.minor as f64 / 100.0,
            Cell::Number(number, _) => *number,
            Cell::Day(day) => f64::from((*day - jiff::civil::date(1899, 12, 30)).get_days()),
            Cell::Moment(moment) => {
                let local = zone.to_datetime(*moment);
                let days = f64::from((local.date() - jiff::civil::date(1899, 12, 30)).get_days());
                let minutes = f64::from(local.hour()) * 60.0 + f64::from(local.minute());
                days + minutes / 1440.0
            }
            other => panic!("{other:?} is not compared"),
        };
        sheet
            .write_number_with_format(0, place, number, format)
            .unwrap();
    }
    rows_of(&inside(
        &book.save_to_buffer().unwrap(),
        "xl/worksheets/sheet1.xml",
    ))
}

fn rows_of(xml: &str) -> String {
    let (_, rest) = xml.split_once("<sheetData>").unwrap();
    rest.split_once("</sheetData>").unwrap().0.to_owned()
}

#[test]
fn a_row_is_what_the_library_would_have_written() {
    let zone = head().zone;
    let texts = [
        "Ås & <b>Ørn</b> \"x\"",
        " begins with a space",
        "ends with a line\n",
        "tab\tinside",
        "a bell\u{7} and zero\0",
        "_x0041_ is not A, _x00ZZ_ neither, _x004 nor this_x0041_",
        "\u{FFFE}\u{FFFF}\u{FFFD} 😀",
        "0012345678901234567890123",
    ];
    let amounts = [0, 1, 10, 99, 100, -123_450, 123_456_789_012_345, i64::MAX];
    let moments = [
        "2026-11-02T08:31:59Z",
        "2026-03-29T01:00:00Z",
        "1890-01-01T00:00:00Z",
    ];
    let mut cells: Vec<Cell> = texts.map(Cell::text).to_vec();
    let money = |minor| Cell::Money(domain::Money::new(minor, domain::Currency::NOK));
    cells.extend(amounts.map(money));
    cells.extend(moments.map(|moment| Cell::Moment(moment.parse().unwrap())));
    cells.extend([1.5, -0.1, 1e21].map(|number| Cell::Number(number, 1)));
    cells.push(Cell::Day(jiff::civil::date(2026, 11, 30)));
    cells.push(Cell::Day(jiff::civil::date(1850, 1, 1)));
    let shape = |cell: &Cell| match cell {
        Cell::Day(_) => Shape::Day,
        Cell::Moment(_) => Shape::Moment,
        Cell::Number(..) => Shape::Number,
        _ => Shape::Text,
    };
    let columns: Vec<Column> = cells
        .iter()
        .map(|cell| Column::new("", "", shape(cell)))
        .collect();
    let piece = Ink::new(&columns, zone.clone())
        .piece(&mut Pen::default(), 0, [cells.iter().map(Cell::lend)])
        .unwrap();
    let mut ours = Vec::new();
    let mut packed = flate2::read::DeflateDecoder::new(&*piece.packed);
    let ended = packed.read_to_end(&mut ours);
    assert!(ended.is_err(), "a piece has no end, as others follow it");
    let ours = String::from_utf8(ours).unwrap();
    assert_eq!(ours, row_by_the_library(&cells, &zone));
}

#[test]
fn styles_have_the_numbers_that_rows_are_written_with() {
    let mut book = Book::begin(&head()).unwrap();
    let columns: Vec<Column> = SHAPES
        .iter()
        .map(|(shape, _)| Column::new("x", "x", *shape))
        .collect();
    book.list("Liste", &columns).unwrap();
    let cells = vec![Cell::text("x"); SHAPES.len()];
    book.row(cells.iter().map(Cell::lend)).unwrap();
    book.total(&cells).unwrap();
    let mut out = Vec::new();
    book.end(&mut out).unwrap();
    let styles = inside(&out, "xl/styles.xml");
    let (_, formats) = styles.split_once("<cellXfs").unwrap();
    let number_format = |style: usize| {
        let xf = formats.split("<xf ").nth(style + 1).unwrap();
        let id = xf.split('"').nth(1).unwrap().to_owned();
        let custom = styles.split_once(&format!("numFmtId=\"{id}\" formatCode=\""));
        match (id.as_str(), custom) {
            ("49", _) => "@".to_owned(),
            ("3", _) => "#,##0".to_owned(),
            ("4", _) => "#,##0.00".to_owned(),
            (_, Some((_, code))) => code.split('"').next().unwrap().to_owned(),
            (id, None) => panic!("{id} has no code: {styles}"),
        }
    };
    let sheet = inside(&out, "xl/worksheets/sheet2.xml");
    for (row, before) in [(2, 0), (3, SHAPES.len())] {
        for (place, (_, pattern)) in SHAPES.iter().enumerate() {
            let cell = format!("r=\"{}{row}\" s=\"", sheet::column_name(place));
            let (_, style) = sheet.split_once(&cell).unwrap();
            let style: usize = style.split('"').next().unwrap().parse().unwrap();
            assert_eq!(style, before + place + 1);
            assert_eq!(number_format(style), *pattern, "style {style}");
        }
    }
}
