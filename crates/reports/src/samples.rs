//! A report for the tests of every writer.

use crate::{
    Block, Cell, Chart, ChartKind, Column, Fact, Head, KeyFigure, Part, Report, Series, Shape,
    Table,
};
use domain::{Currency, Money};
use jiff::civil::date;
use jiff::tz::TimeZone;
use render::Language;

pub(crate) fn head() -> Head {
    Head {
        language: Language::Bokmaal,
        zone: TimeZone::get("Europe/Oslo").unwrap(),
        title: "Månedsrapport".to_owned(),
        organisation: "Nord AS".to_owned(),
        period: "november 2026".to_owned(),
        facts: vec![
            fact(
                "period",
                "Periode",
                "november 2026",
                "2026-11-01..2026-11-30",
            ),
            fact(
                "ordered_by",
                "Bestilt av",
                "=cmd|' /C calc'!A1",
                "=cmd|' /C calc'!A1",
            ),
        ],
        as_of: "2026-12-01T06:00:00Z".parse().unwrap(),
    }
}

fn fact(code: &'static str, name: &str, value: &str, exact: &str) -> Fact {
    Fact {
        code,
        name: name.to_owned(),
        value: value.to_owned(),
        exact: exact.to_owned(),
    }
}

pub(crate) fn table() -> Table {
    let columns = vec![
        Column::new("Kunde", "customer", Shape::Text),
        Column::new("KID", "kid", Shape::Text),
        Column::new("Beløp", "amount", Shape::Money),
        Column::new("Forfall", "due", Shape::Day),
        Column::new("Mottatt", "received", Shape::Moment),
        Column::new("Andel", "share", Shape::Share),
        Column::new("Kanal", "channel", Shape::Text),
    ];
    let row = |customer: &str| {
        vec![
            Cell::text(customer),
            Cell::text("0012345678901234567890123"),
            Cell::Money(Money::new(-123_450, Currency::NOK)),
            Cell::Day(date(2026, 11, 30)),
            Cell::Moment("2026-11-02T08:30:00Z".parse().unwrap()),
            Cell::Share(1, 8),
            Cell::Word("eFaktura".to_owned(), "efaktura"),
        ]
    };
    Table {
        title: "Dokumenter [alle]".to_owned(),
        code: "documents".to_owned(),
        columns,
        rows: vec![
            row("=HYPERLINK(\"http://evil.example\")"),
            row("Ås & <b>Ørn</b>"),
        ],
        total: Some(vec![
            Cell::text("Sum"),
            Cell::Nothing,
            Cell::Money(Money::new(-246_900, Currency::NOK)),
        ]),
        of_rows: None,
    }
}

pub(crate) fn report() -> Report {
    Report {
        head: head(),
        parts: vec![Part {
            code: "key-figures".to_owned(),
            title: "Nøkkeltall".to_owned(),
            about: "Det viktigste.".to_owned(),
            blocks: vec![
                Block::Figures(vec![KeyFigure {
                    label: "Mottatt".to_owned(),
                    code: "received".to_owned(),
                    value: Cell::Count(1_234),
                    before: Some(("oktober 2026".to_owned(), Cell::Count(1_100))),
                }]),
                Block::Chart(Chart {
                    title: "Kanaler".to_owned(),
                    summary: "EHF: 3".to_owned(),
                    kind: ChartKind::Bars,
                    labels: vec!["EHF".to_owned()],
                    series: vec![Series {
                        name: "Dokumenter".to_owned(),
                        values: vec![3],
                    }],
                }),
                Block::Table(table()),
            ],
        }],
    }
}
