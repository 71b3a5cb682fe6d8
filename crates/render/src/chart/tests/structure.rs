use super::{
    HOSTILE, bars, columns, found, frame, lines, number, parsed, parts, periods, plain, series,
    texts, wording,
};
use crate::chart::{BARS_MAX, Cell, Hue, PERIODS_MAX, StackedColumns, cut, own, sparkline};

#[test]
fn the_table_of_columns_has_the_input_and_its_sums() {
    let html = columns(
        vec![series("A", 0, &[1, 20, 3]), series("B", 1, &[4, 0, 60])],
        3,
        false,
    );
    assert_eq!(texts(&html, "thead th"), ["Måned", "A", "B", "Sum"]);
    assert_eq!(
        texts(&html, "tbody td"),
        ["1", "4", "5", "20", "0", "20", "3", "60", "63"]
    );
    assert_eq!(
        texts(&html, "tbody th"),
        ["måned 0", "måned 1", "måned 2 (ikke ferdig)"]
    );
    let links: Vec<_> = found(&html, "tbody td a")
        .iter()
        .map(|a| a.attr("href").unwrap())
        .collect();
    assert_eq!(
        links[..3],
        ["/documents?s=0&m=0", "/documents?s=1&m=0", "/documents?m=0"]
    );
    assert_eq!(links.len(), 9);
}

#[test]
fn segments_are_as_high_as_their_values_and_link_to_their_lists() {
    let html = columns(
        vec![series("A", 0, &[50, 100]), series("B", 1, &[50, 0])],
        2,
        false,
    );
    let marks = found(&html, "svg.chart-picture > a.chart-mark");
    let names: Vec<_> = marks
        .iter()
        .map(|a| a.attr("aria-label").unwrap())
        .collect();
    assert_eq!(
        names,
        ["A, måned 0: 50", "B, måned 0: 50", "A, måned 1: 100"]
    );
    assert_eq!(marks[1].attr("href"), Some("/documents?s=1&m=0"));
    let rects = found(&html, "svg.chart-picture > a.chart-mark rect");
    // 100 is the highest tick: the whole 200 pixels, less the gap in a stack.
    assert_eq!(
        [0, 1, 2].map(|nth| number(&rects[nth], "height")),
        [100.0, 98.5, 200.0]
    );
    assert_eq!(
        [0, 1, 2].map(|nth| number(&rects[nth], "y")),
        [110.0, 10.0, 10.0]
    );
}

#[test]
fn shares_fill_every_column_and_keep_the_counts_in_the_table() {
    let html = columns(
        vec![series("A", 0, &[1, 30]), series("B", 1, &[3, 0])],
        2,
        true,
    );
    assert_eq!(
        texts(&html, "tbody td"),
        [
            "1 (25,0\u{a0}%)",
            "3 (75,0\u{a0}%)",
            "4",
            "30 (100,0\u{a0}%)",
            "0 (0,0\u{a0}%)",
            "30"
        ]
    );
    let tops: Vec<f64> = found(
        &html,
        "a.chart-mark > rect.series-2, a.chart-mark > rect.series-1",
    )
    .iter()
    .filter(|rect| rect.attr("width").unwrap().ends_with('%'))
    .map(|rect| number(rect, "y"))
    .collect();
    assert_eq!(tops, [160.0, 10.0, 10.0]);
    assert!(texts(&html, ".chart-tick").contains(&"100\u{a0}%".to_owned()));
}

#[test]
fn the_running_period_is_hatched_and_explained() {
    let html = columns(vec![series("A", 0, &[5, 5])], 2, false);
    assert_eq!(found(&html, "[fill='url(#chart-pr-ve-1-hatch)']").len(), 1);
    assert_eq!(found(&html, "pattern#chart-pr-ve-1-hatch").len(), 1);
    assert_eq!(
        texts(&html, ".chart-note"),
        ["Skravert: perioden er ikke ferdig."]
    );
}

#[test]
fn hostile_words_stay_words() {
    let mut one = series(HOSTILE, 0, &[5, 6]);
    one.href = Some("javascript:alert(1)".to_owned());
    one.cells[0].href = Some("//elsewhere.example/".to_owned());
    let mut stretch = periods(2);
    for period in &mut stretch {
        period.name = HOSTILE.to_owned();
        period.label = HOSTILE.to_owned();
        period.group = HOSTILE.to_owned();
    }
    let mut words = frame();
    for text in [
        &mut words.id,
        &mut words.finding,
        &mut words.caption,
        &mut words.summary,
    ] {
        *text = HOSTILE.to_owned();
    }
    let chart = StackedColumns {
        frame: words,
        heading: HOSTILE.to_owned(),
        periods: stretch,
        series: vec![one, series("B", 1, &[1, 1])],
        as_shares: false,
        wording: wording(),
    };
    let html = parsed(&chart.render().into_string());
    assert_eq!(texts(&html, "thead th")[0], HOSTILE);
    assert_eq!(texts(&html, ".chart-finding"), [HOSTILE]);
    assert!(
        found(&html, "a")
            .iter()
            .all(|a| a.attr("href").unwrap().starts_with(['/', '?']))
    );
    assert_eq!(found(&html, "a[href^='//']").len(), 0);
    assert_eq!(texts(&bars(&[(HOSTILE, 3)]), "tbody th"), [HOSTILE]);
    assert!(
        sparkline(&[Some(1)], HOSTILE, Hue::nth(0), false)
            .into_string()
            .contains("&quot;&gt;&lt;script")
    );
}

#[test]
fn nothing_to_show_is_said_in_words() {
    let empty = [
        columns(vec![series("A", 0, &[])], 0, false),
        columns(vec![], 3, true),
        lines(vec![], 3),
        lines(vec![series("A", 0, &[1])], 0),
        bars(&[]),
        parts(&[]),
    ];
    for html in empty {
        assert_eq!(texts(&html, ".chart-empty"), ["Ingen tall å vise."]);
        assert_eq!(found(&html, "svg.chart-picture, table").len(), 0);
    }
}

#[test]
fn zeros_draw_no_mark_but_are_in_the_table() {
    for as_shares in [false, true] {
        let html = columns(
            vec![series("A", 0, &[0, 0]), series("B", 1, &[0, 0])],
            2,
            as_shares,
        );
        assert_eq!(found(&html, "svg.chart-picture > a.chart-mark").len(), 0);
        assert_eq!(found(&html, "tbody tr").len(), 2);
        assert!(texts(&html, "tbody td")[0].starts_with('0'));
    }
    assert_eq!(texts(&bars(&[("x", 0)]), "tbody td"), ["0", "–"]);
    assert_eq!(found(&bars(&[("x", 0)]), "rect.series-1").len(), 0);
    assert_eq!(found(&parts(&[0, 0]), "a.chart-mark").len(), 0);
}

#[test]
fn huge_and_negative_numbers_have_a_place() {
    let extremes = [i64::MAX, i64::MIN, 1, -1, 0];
    for as_shares in [false, true] {
        let html = columns(
            vec![series("A", 0, &extremes), series("B", 1, &extremes)],
            5,
            as_shares,
        );
        assert!(
            texts(&html, ".chart-note")
                .iter()
                .any(|note| note.starts_with("Negative tall"))
        );
        // Twice the largest does not fit a value: no wrong sum is shown.
        assert_eq!(texts(&html, "tbody tr:first-child td")[2], "–");
        for rect in found(&html, "a.chart-mark > rect") {
            assert!(number(&rect, "height") <= 200.0 && number(&rect, "y") >= 9.9);
        }
    }
    let html = lines(vec![series("A", 0, &extremes)], 5);
    assert_eq!(texts(&html, "tbody td"), extremes.map(plain));
    for dot in found(&html, "circle.chart-dot") {
        assert!((10.0..=210.0).contains(&number(&dot, "cy")));
    }
    assert_eq!(
        texts(&bars(&[("x", i64::MAX), ("y", i64::MIN)]), "tbody td"),
        [i64::MAX, i64::MIN].map(plain)
    );
    assert_eq!(texts(&parts(&extremes), "tbody td").len(), 10);
}

#[test]
fn bars_are_as_long_as_their_values() {
    let html = bars(&[("Ukjent", 200), ("Full", 50), ("Sjelden", 0)]);
    let widths: Vec<f64> = found(&html, "rect.series-1")
        .iter()
        .map(|rect| number(rect, "width"))
        .collect();
    assert_eq!(widths, [100.0, 25.0]);
    assert_eq!(
        texts(&html, "tbody td"),
        ["200", "80,0\u{a0}%", "50", "20,0\u{a0}%", "0", "0,0\u{a0}%"]
    );
    assert_eq!(texts(&html, "tfoot td")[0], "250");
    assert_eq!(found(&html, "svg.chart-picture a:not([tabindex])").len(), 3);
    let one = bars(&[("Alene", 7)]);
    assert_eq!(number(&found(&one, "rect.series-1")[0], "width"), 100.0);
}

#[test]
fn what_is_left_out_is_said() {
    let many: Vec<(String, i64)> = (0..60).map(|nth| (format!("r{nth}"), 60 - nth)).collect();
    let many: Vec<(&str, i64)> = many
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let html = bars(&many);
    assert_eq!(found(&html, "tbody tr").len(), BARS_MAX);
    assert_eq!(
        found(&html, "tfoot").len(),
        0,
        "a sum of some would mislead"
    );
    assert!(texts(&html, ".chart-note")[0].starts_with("Ikke alt"));

    let values: Vec<i64> = (0..PERIODS_MAX as i64 + 5).collect();
    let html = columns(vec![series("A", 0, &values)], values.len(), false);
    assert_eq!(found(&html, "tbody tr").len(), PERIODS_MAX);
    assert_eq!(texts(&html, "tbody td")[0], "5", "the oldest go first");
    assert_eq!(texts(&html, "tbody th")[0], "måned 5");
}

#[test]
fn series_beyond_the_last_colour_are_added_together() {
    let all = (0..8)
        .map(|nth| series(&format!("s{nth}"), nth, &[nth as i64, 1]))
        .collect();
    let html = columns(all, 2, false);
    assert_eq!(
        texts(&html, "thead th"),
        ["Måned", "s0", "s1", "s2", "s3", "s4", "Andre", "Sum"]
    );
    assert_eq!(
        texts(&html, "tbody tr:first-child td"),
        ["0", "1", "2", "3", "4", "18", "28"]
    );
    assert!(texts(&html, ".chart-note").contains(&"De siste er slått sammen.".to_owned()));
}

#[test]
fn missing_and_surplus_cells_are_not_invented() {
    let mut short = series("A", 0, &[5]);
    short.cells.push(Cell::default());
    let html = columns(vec![short, series("B", 1, &[1, 2, 3, 4, 5])], 3, false);
    assert_eq!(
        texts(&html, "tbody td"),
        ["5", "1", "6", "–", "2", "2", "–", "3", "3"]
    );
}

#[test]
fn a_line_breaks_where_nothing_was_measured_and_ends_in_dots() {
    let mut one = series("A", 0, &[1, 2, 3, 4, 5]);
    one.cells[1].value = None;
    let html = lines(vec![one], 5);
    let paths: Vec<&str> = found(&html, "path.chart-line")
        .iter()
        .map(|path| path.attr("d").unwrap())
        .collect();
    assert_eq!(
        paths[0].matches('M').count(),
        1,
        "only from the third to the fourth"
    );
    assert_eq!(found(&html, "path.chart-line-open").len(), 1);
    assert_eq!(found(&html, "circle.chart-dot").len(), 4);
    assert_eq!(texts(&html, "tbody td"), ["1", "–", "3", "4", "5"]);
    assert!(texts(&html, "text.chart-label").contains(&"A 5".to_owned()));
}

#[test]
fn parts_fill_the_bar_and_small_ones_stay_visible() {
    let html = parts(&[1_000_000, 1, 0]);
    let widths: Vec<f64> = found(&html, "a.chart-mark > rect:not(.chart-gap)")
        .iter()
        .map(|rect| number(rect, "width"))
        .collect();
    assert_eq!(widths.len(), 2);
    assert!((widths.iter().sum::<f64>() - 100.0).abs() < 0.02 && widths[1] > 0.7);
    assert_eq!(
        texts(&html, "tbody tr:nth-child(2) td"),
        ["1", "<\u{a0}0,1\u{a0}%"]
    );
    assert_eq!(texts(&html, ".chart-key b"), ["1000000", "1", "0"]);
}

#[test]
fn a_sparkline_runs_from_its_lowest_to_its_highest_value() {
    let html = parsed_line(&[Some(10), None, Some(30), Some(20), Some(30)], true);
    assert_eq!(html.matches("<path").count(), 2);
    assert!(
        html.contains("M60 4L88 14\"") && html.contains("M88 14L116 4\""),
        "{html}"
    );
    assert!(!parsed_line(&[], false).contains("circle"));
    assert!(parsed_line(&[Some(7)], false).contains("<circle"));
    assert!(!parsed_line(&[Some(i64::MIN), Some(i64::MAX)], false).contains("NaN"));
}

fn parsed_line(values: &[Option<i64>], running: bool) -> String {
    sparkline(values, "x", Hue::nth(0), running).into_string()
}

#[test]
fn links_lead_nowhere_but_to_our_own_pages() {
    for (href, expected) in [
        ("/documents?x=1", true),
        ("?status=failed", true),
        ("#table", true),
        ("//evil.example", false),
        ("/\\evil.example", false),
        ("https://evil.example", false),
        ("javascript:alert(1)", false),
        (" /x", false),
        ("", false),
    ] {
        assert_eq!(own(Some(href)).is_some(), expected, "{href:?}");
    }
}

#[test]
fn labels_are_cut_between_letters_not_bytes() {
    for (text, expected) in [
        ("kort", "kort"),
        ("blåbærøl", "blåbærøl"),
        ("blåbærølet", "blåbærø…"),
        ("ærlige svar", "ærlige…"),
    ] {
        assert_eq!(cut(text, 8), expected);
    }
}
