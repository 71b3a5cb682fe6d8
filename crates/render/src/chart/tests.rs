//! Structure of the figures, by what a browser would parse.

mod compared;
mod palette;
mod structure;
mod time;

use scraper::{Html, Selector};

use super::{
    Bar, Bars, Cell, Frame, Hue, Lines, Part, PartBar, Period, Series, StackedColumns, Wording,
};
use crate::language::Language;

/// What a tenant's own words could try.
const HOSTILE: &str = "\"><script>alert(1)</script>&'<svg onload=x>";

fn frame() -> Frame {
    Frame {
        id: "prøve 1".to_owned(),
        language: Language::Bokmaal,
        finding: "Funn".to_owned(),
        caption: "Dokumenter, n = 3".to_owned(),
        summary: "To setninger. Her.".to_owned(),
        ..Frame::default()
    }
}

fn plain(value: i64) -> String {
    value.to_string()
}

fn wording() -> Wording<'static> {
    Wording {
        value: &plain,
        axis: &plain,
    }
}

fn periods(count: usize) -> Vec<Period> {
    let period = |place: usize| Period {
        label: format!("m{place}"),
        group: "2026".to_owned(),
        name: format!("måned {place}"),
        href: Some(format!("/documents?m={place}")),
        complete: place + 1 < count,
    };
    (0..count).map(period).collect()
}

fn series(name: &str, nth: usize, values: &[i64]) -> Series {
    let cell = |(place, value): (usize, &i64)| Cell {
        value: Some(*value),
        href: Some(format!("/documents?s={nth}&m={place}")),
    };
    Series {
        name: name.to_owned(),
        hue: Hue::nth(nth),
        href: Some(format!("?s={nth}")),
        cells: values.iter().enumerate().map(cell).collect(),
    }
}

fn columns(series: Vec<Series>, count: usize, as_shares: bool) -> Html {
    let chart = StackedColumns {
        frame: frame(),
        heading: "Måned".to_owned(),
        periods: periods(count),
        series,
        as_shares,
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

fn lines(series: Vec<Series>, count: usize) -> Html {
    let chart = Lines {
        frame: frame(),
        heading: "Måned".to_owned(),
        periods: periods(count),
        series,
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

fn bars(values: &[(&str, i64)]) -> Html {
    let bar = |(label, value): &(&str, i64)| Bar {
        label: (*label).to_owned(),
        value: *value,
        before: None,
        href: Some(format!("/documents?reason={value}")),
    };
    let chart = Bars {
        frame: frame(),
        heading: "Årsak".to_owned(),
        value_heading: "Dokumenter".to_owned(),
        before_heading: None,
        bars: values.iter().map(bar).collect(),
        hue: Hue::nth(0),
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

fn parts(values: &[i64]) -> Html {
    let part = |(nth, value): (usize, &i64)| Part {
        name: format!("del {nth}"),
        hue: Hue::nth(nth),
        value: *value,
        href: Some(format!("?del={nth}")),
    };
    let chart = PartBar {
        frame: frame(),
        heading: "Del".to_owned(),
        value_heading: "Beløp".to_owned(),
        parts: values.iter().enumerate().map(part).collect(),
        wording: wording(),
    };
    parsed(&chart.render().into_string())
}

/// Parses, after holding every figure to what holds for all of them.
fn parsed(markup: &str) -> Html {
    assert!(!markup.contains("style="), "{markup}");
    assert!(
        !markup.contains("NaN") && !markup.contains("inf"),
        "{markup}"
    );
    let html = Html::parse_fragment(markup);
    assert_eq!(
        found(&html, "script, style, [onload], [onclick]").len(),
        0,
        "{markup}"
    );
    let order: Vec<String> = found(&html, "figure > *")
        .iter()
        .map(|it| it.value().name().to_owned())
        .collect();
    assert_eq!(order.first().map(String::as_str), Some("figcaption"));
    for id in found(&html, "[aria-labelledby]")
        .iter()
        .flat_map(|it| it.attr("aria-labelledby").unwrap().split(' '))
    {
        assert_eq!(found(&html, &format!("[id='{id}']")).len(), 1, "{id}");
    }
    for picture in found(&html, "svg.chart-picture") {
        let links = picture.select(&selector("a")).count();
        assert_eq!(
            picture.attr("role"),
            Some(if links == 0 { "img" } else { "group" })
        );
        let tabbable = picture.select(&selector("a:not([tabindex='-1'])")).count();
        assert!(tabbable == links || tabbable == 0);
        assert!(tabbable <= 12);
    }
    html
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn found<'a>(html: &'a Html, css: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&selector(css)).collect()
}

fn texts(html: &Html, css: &str) -> Vec<String> {
    found(html, css)
        .iter()
        .map(|it| it.text().collect())
        .collect()
}

/// A numeric attribute, percent signs aside.
fn number(element: &scraper::ElementRef<'_>, name: &str) -> f64 {
    element
        .attr(name)
        .unwrap()
        .trim_end_matches('%')
        .parse()
        .unwrap()
}
