//! The charts of the pages of figures, with made-up numbers.

use jiff::ToSpan;
use jiff::civil::date;
use maud::Markup;
use render::chart::{
    Band, Cell, Clock, Curve, Curves, DotPanel, DotRow, Dots, Estimate, Hue, Mark, Marker,
    Multiples, Ridge, Ridges, Risk, Step, Strip, Transitions, Wording,
};
use render::{Formats, Language};

use super::{CHANNELS, frame, periods, series};

/// How many of a hundred have paid after so many days, if so many never do and
/// so many wait for the due date.
fn paid_after(day: i64, spike: f64, pace: f64) -> f64 {
    let early = 1.0 - (-(day as f64) / pace).exp();
    let on_the_day = if day >= 14 { spike } else { 0.0 };
    (early * (0.94 - spike) + on_the_day).min(0.99)
}

fn curve(nth: usize, spike: f64, pace: f64, count: u64) -> Curve {
    let step = |day: i64| {
        let share = paid_after(day, spike, pace) * 10_000.0;
        let half = (120.0 + day as f64 * 6.0) * if count < 500 { 4.0 } else { 1.0 };
        Step {
            at: day,
            share: share as i64,
            low: (share - half).max(0.0) as i64,
            high: (share + half).min(10_000.0) as i64,
        }
    };
    let risk = |day: i64| {
        let done = (paid_after(day, spike, pace) * count as f64) as u64;
        Risk {
            at: day,
            waiting: (count - done) * (70 - day as u64) / 70,
            done,
            gone: (count - done) * day as u64 / 70,
        }
    };
    Curve {
        name: CHANNELS[nth].to_owned(),
        hue: Hue::nth(nth),
        href: Some(format!("?channel={nth}")),
        steps: (1..=60).map(step).collect(),
        count,
        risk: [0, 7, 14, 21, 30, 45, 60].map(risk).to_vec(),
    }
}

pub(super) fn curves() -> Markup {
    Curves {
        frame: frame(
            "betalt",
            "AvtaleGiro betales på dagen, e-post drypper",
            "Andel betalt etter dager fra utstedelse, fakturaer utstedt mai–okt. 2026, n = 12\u{a0}441",
        ),
        clock: Clock::Days(0, 60),
        axis: "Dager fra utstedelse".to_owned(),
        curves: vec![
            curve(2, 0.7, 30.0, 4_210),
            curve(0, 0.3, 12.0, 5_120),
            curve(3, 0.1, 21.0, 211),
        ],
        marker: Some(Marker {
            at: 14,
            name: "Vanligste forfall".to_owned(),
        }),
        fates: ["Fortsatt ubetalt", "Betalt", "Ute av måling"].map(str::to_owned),
    }
    .render()
    .markup()
}

pub(super) fn opened() -> Markup {
    let step = |at: i64| {
        let share = (8_000.0 * (1.0 - (-(at as f64) / 900.0).exp())) as i64;
        Step {
            at,
            share,
            low: share - 150,
            high: share + 150,
        }
    };
    let minutes = [
        1, 3, 10, 25, 60, 140, 360, 800, 1_440, 4_000, 10_080, 30_000,
    ];
    let risk = |at: i64| Risk {
        at,
        waiting: 400,
        done: 600,
        gone: 10,
    };
    Curves {
        frame: frame(
            "aapnet",
            "Halvparten er åpnet innen en halv dag",
            "Andel åpnet etter leveringen, digital postkasse, n = 1\u{a0}010",
        ),
        clock: Clock::Minutes(28 * 24 * 60),
        axis: "Tid siden levert".to_owned(),
        curves: vec![Curve {
            name: "Digipost".to_owned(),
            hue: Hue::REST,
            href: None,
            steps: minutes.map(step).to_vec(),
            count: 1_010,
            risk: [1, 60, 1_440, 10_080].map(risk).to_vec(),
        }],
        marker: None,
        fates: ["Ikke åpnet", "Åpnet", "Ute av måling"].map(str::to_owned),
    }
    .render()
    .markup()
}

pub(super) fn spread() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let (value, axis) = (|v: i64| format!("{v} dager"), |v| formats.integer(v));
    let cell = |place: i64| Estimate {
        value: Some(15 - place / 4),
        low: Some(6 - place / 8),
        high: Some(33 + (place * 7) % 5),
        count: 800 + (place as u64) * 31,
    };
    Band {
        frame: frame(
            "spredning",
            "Medianen har falt fra 15 til 12 dager",
            "Dager fra utstedt til betalt, etter måned utstedt",
        ),
        heading: "Måned".to_owned(),
        periods: periods(16),
        cells: (0..16).map(cell).collect(),
        middle: "Median".to_owned(),
        edges: Some(["Raskeste tidel".to_owned(), "Seneste tidel".to_owned()]),
        hue: Hue::nth(0),
        target: None,
        whole: None,
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    }
    .render()
    .markup()
}

pub(super) fn on_time() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let value = |v: i64| formats.percent(v as f64 / 10_000.0, 1);
    let axis = |v: i64| formats.percent(v as f64 / 10_000.0, 0);
    let cell = |place: i64| {
        let count = [12, 25, 8, 140, 900][usize::try_from(place).unwrap_or_default() % 5];
        let value = 8_600 + (place * 577) % 700;
        Estimate {
            value: (count >= 10).then_some(value),
            low: (count >= 10).then_some(value - 60_000 / count.clamp(1, 100)),
            high: (count >= 10).then_some((value + 30_000 / count.clamp(1, 100)).min(10_000)),
            count: count.unsigned_abs(),
        }
    };
    Band {
        frame: frame(
            "i-tide",
            "Ni av ti betaler i tide",
            "Andel betalt innen forfall, etter forfallsmåned",
        ),
        heading: "Måned".to_owned(),
        periods: periods(14),
        cells: (0..14).map(cell).collect(),
        middle: "I tide".to_owned(),
        edges: None,
        hue: Hue::nth(1),
        target: Some((9_000, "Mål 90 %".to_owned())),
        whole: Some(10_000),
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    }
    .render()
    .markup()
}

pub(super) fn multiples() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let (value, axis) = (|v| formats.integer(v), |v| formats.compact(v));
    Multiples {
        frame: frame(
            "hver-kanal",
            "Bare EHF vokser",
            "Dokumenter per kanal og måned, samme skala",
        ),
        heading: "Måned".to_owned(),
        periods: periods(16),
        panels: series(5, 16, true),
        reference: None,
        whole: None,
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    }
    .render()
    .markup()
}

pub(super) fn transitions() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let value = |v| formats.integer(v);
    let moved = [
        [1_204, 3, 88, 4, 0],
        [0, 611, 0, 2, 0],
        [12, 0, 940, 1, 0],
        [140, 9, 31, 402, 3],
        [310, 4, 60, 22, 120],
    ];
    let cell = |value: &i64| Cell {
        value: Some(*value),
        href: Some(format!("/customers?moved={value}")),
    };
    Transitions {
        frame: frame(
            "flytting",
            "Papir taper mest, eFaktura vinner mest",
            "Kunder etter kanal i forrige og denne perioden, n = 3\u{a0}966",
        ),
        from: "Fra".to_owned(),
        to: "Til".to_owned(),
        names: CHANNELS
            .iter()
            .map(|name| ((*name).to_owned(), Some(format!("?channel={name}"))))
            .collect(),
        moves: moved
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    }
    .render()
    .markup()
}

pub(super) fn ridges() -> Markup {
    let row = |nth: usize, spike: u64| {
        let bin = |day: u64| {
            let base = 90 * (day + 1) * 20 / (20 + day * day);
            if day == 14 { base + spike } else { base }
        };
        Ridge {
            name: CHANNELS[nth].to_owned(),
            hue: Hue::nth(nth),
            href: Some(format!("?channel={nth}")),
            bins: (0..=60).map(bin).collect(),
            beyond: 12,
            median: Some(if spike > 1_000 { 14 } else { 9 }),
        }
    };
    Ridges {
        frame: frame(
            "form",
            "AvtaleGiro har én dag, de andre en hale",
            "Betalte fakturaer etter dager fra utstedelse",
        ),
        days: (0, 60),
        axis: "Dager fra utstedelse".to_owned(),
        rows: vec![row(2, 4_000), row(0, 300), row(3, 20)],
        marker: Some((14, "Vanligste forfall".to_owned())),
    }
    .render()
    .markup()
}

pub(super) fn dots() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let percent = |v: i64| formats.percent(v as f64 / 10_000.0, 1);
    let percent_axis = |v: i64| formats.percent(v as f64 / 10_000.0, 0);
    let days = |v: i64| format!("{} dager", formats.integer(v));
    let rows = CHANNELS.iter().enumerate().map(|(nth, name)| DotRow {
        name: (*name).to_owned(),
        hue: Hue::nth(nth),
        href: Some(format!("?channel={nth}")),
    });
    let estimate = |value: i64, half: i64, count: u64| Estimate {
        value: (count >= 10).then_some(value),
        low: (count >= 10).then_some(value - half),
        high: (count >= 10).then_some(value + half),
        count,
    };
    Dots {
        frame: frame(
            "best",
            "AvtaleGiro betales mest i tide",
            "Kanaler sammenlignet, sortert etter andel betalt i tide",
        ),
        heading: "Kanal".to_owned(),
        rows: rows.collect(),
        panels: vec![
            DotPanel {
                name: "Betalt i tide".to_owned(),
                cells: vec![
                    estimate(8_800, 120, 2_000),
                    estimate(9_200, 300, 400),
                    estimate(9_900, 40, 3_000),
                    estimate(6_500, 1_700, 21),
                    estimate(0, 0, 4),
                ],
                whole: Some(10_000),
                wording: Wording {
                    value: &percent,
                    axis: &percent_axis,
                },
            },
            DotPanel {
                name: "Median dager til betalt".to_owned(),
                cells: vec![
                    estimate(9, 1, 2_000),
                    estimate(24, 3, 400),
                    estimate(14, 0, 3_000),
                    estimate(17, 6, 21),
                    estimate(0, 0, 4),
                ],
                whole: None,
                wording: Wording {
                    value: &days,
                    axis: &days,
                },
            },
        ],
    }
    .render()
    .markup()
}

pub(super) fn strip() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let value = |v| formats.integer(v);
    let mark = |nth: i32| {
        let issued_on = date(2025, 8, 3) + (nth * 14).days();
        let is_open = nth > 30;
        let days = if is_open {
            i64::from(40 - nth)
        } else {
            i64::from((nth * 7) % 19) - 6 + if nth < 15 { 12 } else { 0 }
        };
        Mark {
            issued_on,
            days,
            is_open,
            size: 125_000 + i64::from((nth * 3_331) % 9_000) * 120,
            name: format!("Faktura {}: {days} dager etter forfall", 1_000 + nth),
            number: (1_000 + nth).to_string(),
            href: Some(format!("/documents/{nth}")),
            columns: vec!["1 250,00 kr".to_owned()],
        }
    };
    Strip {
        frame: frame(
            "kunde",
            "Fra 12 dager for sent til i tide i april",
            "Alle fakturaer til én kunde, dager fra forfall til betalt, n = 34",
        ),
        headings: ["Nummer", "Utstedt", "Dager fra forfall", "Beløp"]
            .map(str::to_owned)
            .to_vec(),
        marks: (0..34).map(mark).collect(),
        zero: "Forfall".to_owned(),
        hue: Hue::nth(0),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    }
    .render()
    .markup()
}
