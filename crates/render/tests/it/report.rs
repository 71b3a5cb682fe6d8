use render::Language;
use render::Sheet;
use render::report::{Cell, Chart, Column, KeyFigure, Paper, Part, Section, Series, Table};
use render::worker::{Job, Want};

fn drawn(sheet: Sheet, want: Want) -> Vec<u8> {
    let made = press::draw(&Job::Sheet(Box::new(sheet)), Vec::new(), want);
    made.expect("it can be drawn").bytes
}

fn pdf(paper: &Paper, language: Language) -> Vec<u8> {
    drawn(paper.sheet(language), Want::Pdf)
}

fn cell(text: &str) -> Cell {
    Cell {
        text: text.to_owned(),
        end: false,
    }
}

fn paper(rows: usize) -> Paper {
    let row = |n: usize| vec![cell(&format!("1000{n}")), cell("Åse #strong[Ørn] \\ $x$")];
    Paper {
        title: "Månedsrapport".to_owned(),
        organisation: "Nord AS".to_owned(),
        period: "november 2026".to_owned(),
        facts: vec![("Bestilt av".to_owned(), "Kari".to_owned())],
        sections: vec![Section {
            title: "Nøkkeltall".to_owned(),
            about: "Det viktigste.".to_owned(),
            long: false,
            parts: vec![
                Part::Figures {
                    figures: vec![KeyFigure {
                        label: "Mottatt".to_owned(),
                        value: "1 234".to_owned(),
                        before: String::new(),
                    }],
                },
                Part::Chart(chart(true)),
                Part::Chart(chart(false)),
                Part::Table(Table {
                    title: "Dokumenter".to_owned(),
                    columns: ["Nummer", "Kunde"].map(column).to_vec(),
                    rows: (0..rows).map(row).collect(),
                    total: vec![cell("Sum"), cell("2")],
                    note: String::new(),
                }),
            ],
        }],
        made_at: "2026-12-01T06:00:00Z".parse().expect("a moment"),
    }
}

fn column(title: &str) -> Column {
    Column {
        title: title.to_owned(),
        end: false,
    }
}

fn chart(columns: bool) -> Chart {
    Chart {
        title: "Kanaler".to_owned(),
        columns,
        labels: vec!["okt.".to_owned(), "nov.".to_owned()],
        series: vec![Series {
            name: "EHF".to_owned(),
            values: vec![3.0, 0.0],
        }],
        said: vec!["3".to_owned(), "0".to_owned()],
        most: "3".to_owned(),
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let one = pdf(&paper(3), Language::Bokmaal);
    assert!(one.starts_with(b"%PDF-"));
    assert_eq!(one, pdf(&paper(3), Language::Bokmaal));
    assert_ne!(one, pdf(&paper(4), Language::Bokmaal));
}

#[test]
fn a_long_table_goes_over_many_pages() {
    let bytes = pdf(&paper(200), Language::Bokmaal);
    let pdf = hayro::hayro_syntax::Pdf::new(bytes).unwrap();
    assert!(pdf.pages().len() >= 5, "{}", pdf.pages().len());
}

#[test]
fn a_report_without_sections_and_a_chart_without_values_are_laid_out() {
    let mut empty = paper(0);
    empty.sections.clear();
    assert!(pdf(&empty, Language::English).starts_with(b"%PDF-"));
    let mut nothing = chart(true);
    nothing.series[0].values = vec![0.0, 0.0];
    let png = drawn(nothing.sheet(Language::Bokmaal), Chart::IN_MAIL);
    assert!(png.starts_with(b"\x89PNG"));
}
