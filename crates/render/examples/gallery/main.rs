//! Writes every chart, icon and format as one HTML file, to be looked at in a
//! browser: `cargo run -p render --example gallery -- gallery.html`.

mod statistics;

use std::process::ExitCode;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use render::chart::{
    Bar, Bars, Cell, Frame, Hue, Lines, Part, PartBar, Period, Series, StackedColumns, Wording,
    sparkline,
};
use render::{CHART_CSS, Formats, Icon, Language, icon};

const PAGE_CSS: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:24px;\
    max-width:1200px;background:var(--chart-surface);color:var(--chart-text)}\
    section{margin-block:40px}.pair{display:grid;gap:40px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr))}\
    .icons{display:flex;flex-wrap:wrap;gap:16px}.icons span{display:inline-flex;gap:6px;align-items:center}";

const CHANNELS: [&str; 5] = ["eFaktura", "EHF", "AvtaleGiro", "E-post", "Andre"];

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: gallery FILE.html");
        return ExitCode::from(2);
    };
    match std::fs::write(&path, page().into_string()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

fn page() -> Markup {
    html! {
        (DOCTYPE)
        html lang="nb" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Galleri" }
                style { (PreEscaped(CHART_CSS)) (PreEscaped(PAGE_CSS)) }
            }
            body {
                main {
                    h1 { "Galleri" }
                    section { (columns("antall", 16, false)) }
                    section { (columns("andel", 16, true)) }
                    section.pair { (bars()) (lines("linjer", 3, 12)) }
                    section.pair { (lines("en-linje", 1, 16)) (columns("smal", 4, false)) }
                    section { (parts()) }
                    section { (single()) }
                    section { (statistics::curves()) }
                    section { (statistics::opened()) }
                    section.pair { (statistics::spread()) (statistics::on_time()) }
                    section { (statistics::multiples()) }
                    section { (statistics::transitions()) }
                    section.pair { (statistics::ridges()) (statistics::dots()) }
                    section { (statistics::strip()) }
                    section { (icons()) (formats()) }
                }
            }
        }
    }
}

fn frame(id: &str, finding: &str, caption: &str) -> Frame {
    Frame {
        id: id.to_owned(),
        language: Language::Bokmaal,
        finding: finding.to_owned(),
        caption: caption.to_owned(),
        summary: format!("{finding}. Tallene står i tabellen under figuren."),
        remarks: Vec::new(),
        csv: Some(format!("/statistics/{id}.csv")),
        definition: Some("/help/statistics#ordene".to_owned()),
    }
}

fn periods(months: usize) -> Vec<Period> {
    let formats = Formats::of(Language::Bokmaal);
    let last = date(2026, 11, 1);
    let month = |back: usize| -> Date { last - i32::try_from(back).unwrap_or_default().months() };
    let period = |back| Period {
        label: formats.month_name(month(back)).to_owned(),
        group: month(back).year().to_string(),
        name: formats.month_long(month(back)),
        href: Some(format!("/documents?received={}", month(back))),
        complete: back > 0,
    };
    (0..months).rev().map(period).collect()
}

/// A wave of its own for each series, falling off in the running month.
fn series(count: usize, months: usize, linked: bool) -> Vec<Series> {
    let one = |nth: usize| Series {
        name: CHANNELS[nth].to_owned(),
        hue: Hue::nth(nth),
        href: linked.then(|| format!("?channel={nth}")),
        cells: (0..months)
            .map(|place| cell(nth, place, months, linked))
            .collect(),
    };
    (0..count).map(one).collect()
}

fn cell(nth: usize, place: usize, months: usize, linked: bool) -> Cell {
    let wave = ((place * (nth + 2)) as f64 / 3.0).sin() * 140.0;
    let value = 1_800 / (nth as i64 + 1) + wave as i64 + (place * 25 * (nth % 2)) as i64;
    let value = if place + 1 == months {
        value * 2 / 3
    } else {
        value
    };
    Cell {
        value: Some(value),
        href: linked.then(|| format!("/documents?channel={nth}&p={place}")),
    }
}

fn columns(id: &str, months: usize, as_shares: bool) -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let (value, axis) = (|v| formats.integer(v), |v| formats.compact(v));
    StackedColumns {
        frame: frame(
            id,
            "eFaktura er størst, EHF vokser",
            &format!("{id}: dokumenter etter kanal og måned mottatt, n = 61\u{a0}204"),
        ),
        heading: "Måned".to_owned(),
        periods: periods(months),
        series: series(5, months, true),
        as_shares,
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    }
    .render()
    .markup()
}

fn single() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let value = |v| formats.amount(v * 100_000, "NOK", 2);
    let axis = |v| formats.amount_compact(v * 100_000, "NOK", 2);
    StackedColumns {
        frame: frame(
            "sum",
            "Fakturert beløp svinger lite",
            "Kroner etter måned utstedt",
        ),
        heading: "Måned".to_owned(),
        periods: periods(16),
        series: series(1, 16, false),
        as_shares: false,
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    }
    .render()
    .markup()
}

fn bars() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let value = |v| formats.integer(v);
    let reasons = [
        ("Mottaker ukjent", 1_204),
        ("Adressen er feil", 611),
        ("Avtale eller samtykke mangler", 380),
        (
            "Beløp eller dato utenfor grensene som banken eller mottakeren har satt",
            52,
        ),
        ("Postkassen er full", 1),
        ("Annet", 0),
    ];
    let bar = |(label, value): (&str, i64)| Bar {
        label: label.to_owned(),
        value,
        before: Some(value * 3 / 2 - 200).filter(|before| *before > 0),
        href: Some(format!("/documents?reason={value}")),
    };
    Bars {
        frame: frame(
            "feil",
            "Halvparten feiler på ukjent mottaker",
            "Feilede dokumenter etter årsak, 1.–23. nov. 2026",
        ),
        heading: "Årsak".to_owned(),
        value_heading: "Dokumenter".to_owned(),
        before_heading: Some("Perioden før".to_owned()),
        bars: reasons.map(bar).to_vec(),
        hue: Hue::nth(0),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    }
    .render()
    .markup()
}

fn lines(id: &str, count: usize, months: usize) -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let (value, axis) = (|v| formats.integer(v), |v| formats.compact(v));
    Lines {
        frame: frame(
            id,
            "Bare EHF vokser",
            &format!("{id}: dokumenter etter kanal og måned"),
        ),
        heading: "Måned".to_owned(),
        periods: periods(months),
        series: series(count, months, count > 1),
        wording: Wording {
            value: &value,
            axis: &axis,
        },
    }
    .render()
    .markup()
}

fn parts() -> Markup {
    let formats = Formats::of(Language::Bokmaal);
    let value = |v| formats.amount(v, "NOK", 2);
    let ages = [
        "Ikke forfalt",
        "1–14 dager",
        "15–30 dager",
        "31–60 dager",
        "61–90 dager",
        "Over 90 dager",
    ];
    let part = |(nth, name): (usize, &&str)| Part {
        name: (*name).to_owned(),
        hue: Hue::nth(nth),
        value: 912_345_650 / (nth as i64 * 4 + 1).pow(2),
        href: Some(format!("/documents?due={nth}")),
    };
    PartBar {
        frame: frame(
            "alder",
            "Det meste er ikke forfalt",
            "Utestående kroner etter dager over forfall, 23. november 2026",
        ),
        heading: "Alder".to_owned(),
        value_heading: "Beløp".to_owned(),
        parts: ages.iter().enumerate().map(part).collect(),
        wording: Wording {
            value: &value,
            axis: &value,
        },
    }
    .render()
    .markup()
}

fn icons() -> Markup {
    let values: Vec<Option<i64>> = series(2, 16, false)[1]
        .cells
        .iter()
        .map(|cell| cell.value)
        .collect();
    html! {
        p.icons { @for one in Icon::ALL { span { (icon(one)) (one.name()) } } }
        p { "1 234 dokumenter " (sparkline(&values, "Stigende, fra 900 til 1 234", Hue::nth(0), true)) }
    }
}

fn formats() -> Markup {
    let now: Timestamp = "2026-11-23T14:05:09Z".parse().unwrap_or_default();
    let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
    html! {
        @for language in Language::ALL {
            @let formats = Formats::of(language);
            p lang=(language.tag()) {
                (formats.amount(-123_456_750, "NOK", 2)) " · " (formats.amount(123_450, "EUR", 2))
                " · " (formats.percent(0.873, 1)) " · " (formats.bytes(12_000))
                " · " (formats.date_time(now, &zone)) " · " (formats.date_time_exact(now, &zone))
                " · " (formats.date_range(date(2026, 11, 1), date(2026, 11, 23)))
                " · " (formats.week(date(2027, 1, 1)))
                " · " (formats.relative(now - 3.hours(), now, &zone))
            }
        }
    }
}
