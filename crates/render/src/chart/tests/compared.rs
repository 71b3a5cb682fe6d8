//! Transitions, dots, bars with what was before, and what stands around every
//! figure.

use scraper::Html;

use super::{HOSTILE, found, frame, number, parsed, plain, texts, wording};
use crate::chart::{
    Bar, Bars, Cell, DotPanel, DotRow, Dots, Estimate, Frame, Grid, GridCell, GridRow, Hue,
    Transitions, Wording,
};

fn transitions(moves: &[&[i64]]) -> Html {
    let cell = |value: &i64| Cell {
        value: Some(*value),
        href: Some(format!("/customers?n={value}")),
    };
    let chart = Transitions {
        frame: frame(),
        from: "Fra".to_owned(),
        to: "Til".to_owned(),
        names: (0..moves.len())
            .map(|nth| (format!("{HOSTILE}{nth}"), None))
            .collect(),
        moves: moves
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

#[test]
fn moves_add_up_to_who_left_and_who_came() {
    let html = transitions(&[&[100, 7, 3], &[1, 50, 0], &[0, 10, 20]]);
    let row = |css: &str| texts(&html, css);
    assert_eq!(row("tbody tr:nth-child(1) td"), ["100", "7", "3", "10"]);
    assert_eq!(row("tbody tr:nth-child(2) td"), ["1", "50", "–", "1"]);
    assert_eq!(row("tfoot tr:nth-child(1) td"), ["1", "17", "3", ""]);
    assert_eq!(row("tfoot tr:nth-child(2) td"), ["-9", "+16", "-7", ""]);
    assert_eq!(found(&html, "td.chart-stayed").len(), 3);
    assert_eq!(row("td.chart-heat-5"), ["10"]);
    assert_eq!(found(&html, "tbody td a").len(), 7);
}

#[test]
fn nobody_who_moved_and_nobody_who_stayed_is_said_in_words() {
    assert_eq!(texts(&transitions(&[&[0]]), ".chart-empty").len(), 1);
    assert_eq!(texts(&transitions(&[]), ".chart-empty").len(), 1);
}

fn dots(cells: Vec<Estimate>) -> Html {
    let rows = (0..cells.len()).map(|nth| DotRow {
        name: format!("rad {nth}"),
        hue: Hue::nth(nth),
        href: Some(format!("?rad={nth}")),
    });
    let chart = Dots {
        frame: frame(),
        heading: "Kanal".to_owned(),
        rows: rows.collect(),
        panels: vec![DotPanel {
            name: "I tide".to_owned(),
            cells,
            whole: Some(100),
            wording: wording(),
        }],
    };
    parsed(&chart.render().into_string())
}

#[test]
fn a_dot_lies_on_its_interval_and_few_make_it_hollow_or_leave_it_out() {
    let known = |count: u64| Estimate {
        value: Some(50),
        low: Some(40),
        high: Some(70),
        count,
    };
    let few = Estimate {
        count: 4,
        ..Estimate::default()
    };
    let html = dots(vec![known(400), known(20), few]);
    let lines = found(&html, "line.chart-interval");
    assert_eq!(
        (number(&lines[0], "x1"), number(&lines[0], "x2")),
        (40.0, 70.0)
    );
    assert_eq!(number(&found(&html, "circle.chart-dot")[0], "cx"), 50.0);
    assert_eq!(found(&html, "circle").len(), 2);
    assert_eq!(found(&html, "circle.chart-dot-thin").len(), 1);
    assert_eq!(
        texts(&html, "tbody td"),
        ["50 (40–70)", "400", "50 (40–70)", "20", "for få", "4"]
    );
}

#[test]
fn bars_carry_what_was_before_in_the_picture_and_in_the_table() {
    let bar = |label: &str, value: i64, before: i64| Bar {
        label: label.to_owned(),
        value,
        before: Some(before),
        href: None,
    };
    let chart = Bars {
        frame: frame(),
        heading: "Årsak".to_owned(),
        value_heading: "Nå".to_owned(),
        before_heading: Some("Før".to_owned()),
        bars: vec![bar("a", 50, 200), bar("b", 10, 0)],
        hue: Hue::nth(0),
        wording: Wording {
            value: &plain,
            axis: &plain,
        },
    };
    let drawn = chart.render();
    assert_eq!(
        drawn.csv(),
        "\u{feff}Årsak;Nå;Før;Andel\r\na;50;200;83,3%\r\nb;10;0;16,7%\r\nSum;60;200;\r\n"
    );
    let html = parsed(&drawn.into_string());
    assert_eq!(texts(&html, "thead th"), ["Årsak", "Nå", "Før", "Andel"]);
    assert_eq!(texts(&html, "tfoot td"), ["60", "200", ""]);
    let marks = found(&html, "line.chart-before");
    assert_eq!(
        (number(&marks[0], "x1"), number(&marks[1], "x1")),
        (100.0, 0.0)
    );
}

#[test]
fn every_figure_can_lead_to_its_file_and_to_its_definition() {
    let around = Frame {
        csv: Some("/channels.csv?figure=share".to_owned()),
        definition: Some("javascript:alert(1)".to_owned()),
        remarks: vec![HOSTILE.to_owned()],
        ..frame()
    };
    let chart = Bars {
        frame: around,
        heading: "Årsak".to_owned(),
        value_heading: "Nå".to_owned(),
        before_heading: None,
        bars: vec![Bar {
            label: "a".to_owned(),
            value: 1,
            before: None,
            href: None,
        }],
        hue: Hue::REST,
        wording: wording(),
    };
    let html = parsed(&chart.render().into_string());
    assert_eq!(texts(&html, ".chart-ways a"), ["CSV: Funn"]);
    assert_eq!(texts(&html, ".chart-note"), [HOSTILE]);
    assert_eq!(found(&html, "rect.series-rest").len(), 1);
}

#[test]
fn a_table_that_is_the_figure_is_seen_and_goes_into_the_file_number_by_number() {
    let cell = GridCell {
        text: "1\u{a0}204".to_owned(),
        under: vec!["n = 30".to_owned()],
        href: Some("/documents?a=1".to_owned()),
        ..GridCell::default()
    };
    let chart = Grid {
        frame: frame(),
        heading: "Kanal".to_owned(),
        columns: vec!["A".to_owned(), "B".to_owned()],
        rows: vec![GridRow {
            name: HOSTILE.to_owned(),
            hue: Some(Hue::nth(1)),
            href: None,
            cells: vec![cell],
        }],
    };
    let drawn = chart.render();
    assert!(drawn.csv().ends_with("\";1204;\r\n"), "{}", drawn.csv());
    let html = parsed(&drawn.into_string());
    assert_eq!(texts(&html, "tbody td"), ["1\u{a0}204n = 30", "–"]);
    assert_eq!(found(&html, "details").len(), 0);
}
