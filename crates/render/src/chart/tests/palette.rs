//! The colours, by the numbers that the style sheet really has.

use crate::chart::{CHART_CSS, Hue, SERIES_MAX};

/// What graphics must differ by (WCAG 2.1, 1.4.11).
const GRAPHICS: f64 = 3.0;
/// What text must differ by (WCAG 2.1, 1.4.3).
const TEXT: f64 = 4.5;

/// The body of the first `:root` rule after a marker.
fn theme(marker: &str) -> &'static str {
    let after = &CHART_CSS[CHART_CSS.find(marker).unwrap()..];
    let body = &after[after.find(":root").unwrap()..];
    &body[..body.find('}').unwrap()]
}

fn themes() -> [(&'static str, &'static str); 3] {
    [
        ("light", theme(":root")),
        ("dark", theme("prefers-color-scheme: dark")),
        ("print", theme("@media print")),
    ]
}

/// Relative luminance of the value of a custom property.
fn luminance(theme: &str, name: &str) -> f64 {
    let (_, after) = theme.split_once(&format!("--chart-{name}: #")).unwrap();
    let channel = |place: usize| {
        let value = f64::from(u8::from_str_radix(&after[place..place + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(theme: &str, one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(theme, one), luminance(theme, other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_series_stands_out_from_the_page_and_from_its_neighbour() {
    for (name, theme) in themes() {
        for nth in 1..=SERIES_MAX {
            let series = nth.to_string();
            assert!(
                contrast(theme, &series, "surface") >= GRAPHICS,
                "{name}: {nth}"
            );
            if nth < SERIES_MAX {
                let next = (nth + 1).to_string();
                assert!(
                    contrast(theme, &series, &next) >= GRAPHICS,
                    "{name}: {nth} and {next}"
                );
            }
        }
    }
}

#[test]
fn what_has_no_colour_of_its_own_still_stands_out() {
    for (name, theme) in themes() {
        assert!(contrast(theme, "rest", "surface") >= GRAPHICS, "{name}");
    }
    assert_eq!(Hue::REST.class(), "series-rest");
}

/// A shade of the transition table: so much of the first hue on the page.
fn shaded(theme: &str, percent: f64) -> f64 {
    let channel = |name: &str, place: usize| {
        let (_, after) = theme.split_once(&format!("--chart-{name}: #")).unwrap();
        f64::from(u8::from_str_radix(&after[place..place + 2], 16).unwrap())
    };
    let mixed = |place| {
        let value = channel("1", place) * percent + channel("surface", place) * (1.0 - percent);
        let value = value / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * mixed(0) + 0.7152 * mixed(2) + 0.0722 * mixed(4)
}

#[test]
fn numbers_can_be_read_on_every_shade() {
    for (name, theme) in themes() {
        for rule in CHART_CSS.split("var(--chart-1) ").skip(1) {
            let percent: f64 = rule.split('%').next().unwrap().parse().unwrap();
            let (ground, text) = (shaded(theme, percent / 100.0), luminance(theme, "text"));
            let contrast = (ground.max(text) + 0.05) / (ground.min(text) + 0.05);
            assert!(contrast >= TEXT, "{name}: {percent} %: {contrast}");
        }
    }
}

#[test]
fn text_and_axis_can_be_read() {
    for (name, theme) in themes() {
        assert!(contrast(theme, "text", "surface") >= TEXT, "{name}");
        assert!(contrast(theme, "muted", "surface") >= TEXT, "{name}");
        assert!(contrast(theme, "zero", "surface") >= GRAPHICS, "{name}");
    }
}

#[test]
fn every_class_of_a_hue_has_its_colour() {
    for nth in 0..SERIES_MAX {
        let class = Hue::nth(nth).class();
        assert!(CHART_CSS.contains(&format!(".{class} {{ fill: var(--chart-{}); ", nth + 1)));
        assert_eq!(Hue::nth(nth + SERIES_MAX), Hue::nth(nth));
    }
}

#[test]
fn no_text_in_a_picture_is_smaller_than_twelve_pixels() {
    let sizes = CHART_CSS.split("font-size: ").skip(1).map(|rest| {
        let value: String = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let factor = if rest[value.len()..].starts_with("rem") {
            16.0
        } else {
            1.0
        };
        value.parse::<f64>().unwrap() * factor
    });
    let sizes: Vec<f64> = sizes.collect();
    assert!(sizes.len() >= 5);
    assert!(sizes.iter().all(|size| *size >= 12.0), "{sizes:?}");
}

#[test]
fn the_style_sheet_needs_nothing_from_outside() {
    assert!(!CHART_CSS.contains("url(") && !CHART_CSS.contains("@import"));
    for medium in [
        "prefers-color-scheme: dark",
        "forced-colors: active",
        "@media print",
    ] {
        assert!(CHART_CSS.contains(medium), "{medium}");
    }
    assert_eq!(
        CHART_CSS.matches('{').count(),
        CHART_CSS.matches('}').count()
    );
}
