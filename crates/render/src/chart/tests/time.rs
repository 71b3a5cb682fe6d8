//! Curves, bands, multiples, ridges and strips: what they draw and say.

use jiff::civil::date;
use scraper::Html;

use super::{HOSTILE, found, frame, number, parsed, periods, plain, series, texts, wording};
use crate::chart::{
    Band, Clock, Curve, Curves, Estimate, Frame, Hue, Mark, Marker, Multiples, PANELS_MAX, Ridge,
    Ridges, Risk, STRIP_MAX, Step, Strip,
};

fn curve(name: &str, nth: usize, shares: &[(i64, i64)]) -> Curve {
    let step = |(at, share): &(i64, i64)| Step {
        at: *at,
        share: *share,
        low: share - 500,
        high: share + 500,
    };
    let risk = |at: i64| Risk {
        at,
        waiting: 40,
        done: 50,
        gone: 10,
    };
    Curve {
        name: name.to_owned(),
        hue: Hue::nth(nth),
        href: Some(format!("?channel={nth}")),
        steps: shares.iter().map(step).collect(),
        count: 100,
        risk: [0, 14, 30].map(risk).to_vec(),
    }
}

fn curves(curves: Vec<Curve>) -> Html {
    let chart = Curves {
        frame: frame(),
        clock: Clock::Days(0, 60),
        axis: "Dager".to_owned(),
        curves,
        marker: Some(Marker {
            at: 14,
            name: "Forfall".to_owned(),
        }),
        fates: ["Venter", "Betalt", "Ute"].map(str::to_owned),
    };
    parsed(&chart.render().into_string())
}

#[test]
fn a_curve_steps_up_where_something_happened_and_ends_where_it_is_known() {
    let html = curves(vec![curve("A", 0, &[(6, 2_500), (30, 5_000)])]);
    let paths = found(&html, "path.chart-line");
    assert_eq!(paths.len(), 1);
    // 60 days are 1000 units wide, all is 200 pixels high, the floor lies at 210.
    assert_eq!(paths[0].attr("d"), Some("M0 210H100V160H500V110H500"));
    assert_eq!(
        found(&html, "path.chart-band")[0].attr("d"),
        Some("M100 210H100V150H500V100H500V120H500V170H100Z")
    );
}

#[test]
fn the_curves_table_has_each_value_with_its_interval_and_none_beyond_what_is_known() {
    let mut short = curve("B", 1, &[(6, 1_000)]);
    short.risk.truncate(2);
    let html = curves(vec![curve("A", 0, &[(6, 2_500), (20, 5_000)]), short]);
    assert_eq!(
        texts(&html, ".chart-numbers tbody td"),
        [
            "0,0\u{a0}%",
            "0,0\u{a0}%",
            "25,0\u{a0}% (20,0\u{a0}%–30,0\u{a0}%)",
            "10,0\u{a0}% (5,0\u{a0}%–15,0\u{a0}%)",
            "50,0\u{a0}% (45,0\u{a0}%–55,0\u{a0}%)",
            "–"
        ]
    );
}

#[test]
fn what_is_left_to_count_is_seen_below_the_curves_without_unfolding() {
    let html = curves(vec![
        curve("A", 0, &[(6, 2_500)]),
        curve("B", 1, &[(6, 1_000)]),
    ]);
    assert_eq!(found(&html, ".chart-risk tbody").len(), 2);
    assert_eq!(found(&html, "details .chart-risk").len(), 0);
    assert_eq!(
        texts(&html, ".chart-risk thead th"),
        ["Dager", "dag 0", "dag 14", "dag 30"]
    );
    assert_eq!(
        texts(&html, ".chart-risk tbody:first-of-type tr:nth-child(2) > *"),
        ["Venter", "40", "40", "40"]
    );
}

fn estimate(value: i64, count: u64) -> Estimate {
    Estimate {
        value: (count >= 10).then_some(value),
        low: (count >= 10).then_some(value - 10),
        high: (count >= 10).then_some(value + 10),
        count,
    }
}

fn band(cells: Vec<Estimate>, edges: Option<[String; 2]>) -> Html {
    let chart = Band {
        frame: frame(),
        heading: "Måned".to_owned(),
        periods: periods(cells.len()),
        cells,
        middle: "Median".to_owned(),
        edges,
        hue: Hue::nth(0),
        target: Some((90, "Mål".to_owned())),
        whole: Some(100),
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

#[test]
fn a_band_breaks_where_there_are_too_few_and_says_so() {
    let cells = vec![
        estimate(50, 99),
        estimate(60, 40),
        estimate(70, 9),
        estimate(80, 12),
    ];
    let html = band(cells, None);
    assert_eq!(texts(&html, "tbody tr:nth-child(3) td"), ["for få", "9"]);
    assert_eq!(
        texts(&html, "tbody tr:nth-child(1) td"),
        ["50 (40–60)", "99"]
    );
    assert_eq!(found(&html, "a.chart-mark").len(), 3);
    assert_eq!(found(&html, "circle.chart-dot-thin").len(), 1);
    let notes = texts(&html, ".chart-note").join(" ");
    for said in [
        "konfidensintervall",
        "n under aksen",
        "færre enn 30",
        "færre enn 10",
        "ikke ferdig",
    ] {
        assert!(notes.contains(said), "{said} in {notes}");
    }
}

#[test]
fn the_edges_of_a_spread_are_lines_and_columns_of_their_own() {
    let edges = Some(["P10".to_owned(), "P90".to_owned()]);
    let html = band(
        vec![estimate(50, 99), estimate(60, 99), estimate(60, 99)],
        edges,
    );
    assert_eq!(
        texts(&html, "thead th"),
        ["Måned", "P10", "Median", "P90", "n"]
    );
    assert_eq!(
        texts(&html, "tbody tr:nth-child(2) td"),
        ["50", "60", "70", "99"]
    );
    // Three lines, and each has a dotted end.
    assert_eq!(found(&html, "path.chart-line").len(), 6);
    assert_eq!(found(&html, "path.chart-line-open").len(), 3);
}

fn multiples(count: usize) -> Html {
    let chart = Multiples {
        frame: frame(),
        heading: "Måned".to_owned(),
        periods: periods(2),
        panels: (0..count)
            .map(|nth| series(&format!("S{nth}"), nth, &[1, 100]))
            .collect(),
        reference: None,
        whole: None,
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

#[test]
fn each_of_the_multiples_says_where_it_began_and_ended_on_the_same_scale() {
    let html = multiples(3);
    let panels = found(&html, "svg.chart-panel");
    assert_eq!(panels.len(), 3);
    assert_eq!(
        panels[0].attr("aria-label"),
        Some("S0: fra 1 (måned 0) til 100 (måned 1)")
    );
    // The second month is not over: what stands beside the name is the first's.
    assert_eq!(texts(&html, "p.chart-panel-name b"), ["1"; 3]);
    assert_eq!(found(&html, "path.chart-line-behind").len(), 6);
    assert_eq!(
        texts(&html, "svg.chart-panel text:first-of-type"),
        ["100"; 3]
    );
}

#[test]
fn more_multiples_than_can_be_compared_are_a_table_that_is_seen() {
    let html = multiples(PANELS_MAX + 1);
    assert_eq!(found(&html, "svg, details").len(), 0);
    assert_eq!(found(&html, "thead th").len(), PANELS_MAX + 2);
}

#[test]
fn a_ridge_is_as_high_as_its_own_highest_day_and_never_hides_somebody() {
    let chart = Ridges {
        frame: frame(),
        days: (0, 3),
        axis: "Dager".to_owned(),
        rows: vec![Ridge {
            name: "A".to_owned(),
            hue: Hue::nth(0),
            href: None,
            bins: vec![0, 1, 1_000],
            beyond: 7,
            median: Some(2),
        }],
        marker: None,
    };
    let html = parsed(&chart.render().into_string());
    assert_eq!(
        found(&html, "path.chart-ridge")[0].attr("d"),
        Some("M0 40V40H1V39H2V0H3V40H4V40Z")
    );
    assert_eq!(texts(&html, "tbody tr:last-child td"), ["7 (0,7\u{a0}%)"]);
    assert_eq!(
        texts(&html, ".chart-value"),
        ["median 2 dager, n = 1\u{a0}008"]
    );
}

fn mark(nth: i16, days: i64, is_open: bool) -> Mark {
    Mark {
        issued_on: date(2026, 1, 1).saturating_add(jiff::Span::new().days(nth)),
        days,
        is_open,
        size: i64::from(nth) * 100,
        name: HOSTILE.to_owned(),
        number: format!("F{nth}"),
        href: Some(format!("/documents/{nth}")),
        columns: vec!["1 kr".to_owned()],
    }
}

fn strip(marks: Vec<Mark>) -> Html {
    let chart = Strip {
        frame: Frame {
            id: "strip".to_owned(),
            ..frame()
        },
        headings: ["Nummer", "Utstedt", "Dager", "Beløp"]
            .map(str::to_owned)
            .to_vec(),
        marks,
        zero: "Forfall".to_owned(),
        hue: Hue::nth(0),
        wording: crate::chart::Wording {
            value: &plain,
            axis: &plain,
        },
    };
    parsed(&chart.render().into_string())
}

#[test]
fn every_invoice_of_a_strip_opens_and_an_open_one_is_an_arrow() {
    let html = strip(vec![
        mark(0, -3, false),
        mark(9, 12, false),
        mark(20, 4, true),
    ]);
    assert_eq!(found(&html, "a.chart-mark").len(), 3);
    assert_eq!(found(&html, "path.chart-arrow").len(), 1);
    let radii: Vec<f64> = found(&html, "circle.chart-mark-paid")
        .iter()
        .map(|it| number(it, "r"))
        .collect();
    assert!(radii[1] > radii[0], "{radii:?}");
    assert_eq!(
        texts(&html, "tbody tr:first-child > *"),
        ["F20", "21.01.2026", "4", "1 kr"]
    );
}

#[test]
fn of_too_many_invoices_the_latest_are_shown_and_it_is_said() {
    let many = (0..500).map(|nth| mark(nth, 0, false)).collect();
    let html = strip(many);
    assert_eq!(found(&html, "a.chart-mark").len(), STRIP_MAX);
    assert_eq!(texts(&html, "tbody tr:first-child th"), ["F499"]);
    assert!(
        texts(&html, ".chart-note")
            .join(" ")
            .contains("Ikke alt er tatt med")
    );
}

#[test]
fn nothing_measured_over_time_is_said_in_words() {
    let empty = [
        curves(Vec::new()),
        band(vec![Estimate::default(); 3], None),
        multiples(0),
        strip(Vec::new()),
    ];
    for html in empty {
        assert_eq!(texts(&html, ".chart-empty"), ["Ingen tall å vise."]);
        assert_eq!(found(&html, "svg.chart-picture, table").len(), 0);
    }
}
