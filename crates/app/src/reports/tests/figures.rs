//! Figures of reports beside each other, and beside the list's.

use super::{Format, Order, by_hand, world};
use crate::documents::{Search, Sort, find};
use crate::{demo, organisations};
use domain::filter::Filter;
use jiff::Span;

/// The short name of the demo organisation.
const DEMO: &str = "demo";

/// A number of a line of a file for programs.
fn number(line: &serde_json::Value) -> u64 {
    line.as_u64().unwrap_or_default()
}

#[tokio::test]
async fn tables_add_up_to_the_key_figures_and_those_are_the_lists() {
    let mut world = world().await;
    demo::make(&world.app, 7, 1_500, &|_| {}).await.unwrap();
    let demo = organisations::choose(&world.app, Some(DEMO)).await;
    world.organisation = demo.unwrap();
    let ctx = world.ctx();
    let last = ctx.today().yesterday().unwrap();
    let days = (0..21_i64).map(|n| last.saturating_sub(Span::new().days(n)).to_string());
    let asked = days.map(|day| ("daily-overview", day));
    let asked = asked.chain([("monthly-report", "2026-10".to_owned())]);
    let mut paid_alone = false;
    for (name, period) in asked {
        let order = Order {
            period: Some(period.parse().unwrap()),
            is_restated: true,
            formats: Some(vec![Format::Ndjson]),
            ..by_hand(name)
        };
        let run = world.order(&order).await;
        let files = world.bytes(&run).await;
        let file = files.iter().find(|(name, _)| name.ends_with(".ndjson"));
        let text = std::str::from_utf8(&file.unwrap().1).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        let lines: Vec<serde_json::Value> = lines.collect();
        let figure = |code: &str| {
            let line = lines.iter().find(|line| line["figure"] == code);
            number(&line.unwrap()["value"])
        };
        for table in ["by-company", "by-channel"] {
            let rows = || lines.iter().filter(|line| line["table"] == table);
            for (column, expected) in [
                ("received", figure("received")),
                ("delivered", figure("delivered")),
                ("failed", figure("failed")),
                ("opened", figure("opened") + figure("opened-by-email")),
                ("paid", figure("paid")),
            ] {
                let sum: u64 = rows().map(|line| number(&line["row"][column])).sum();
                assert_eq!(sum, expected, "{column} of {table}, {name} {period}");
            }
            let is_paid_alone = |line: &serde_json::Value| {
                number(&line["row"]["received"]) == 0 && number(&line["row"]["paid"]) > 0
            };
            paid_alone |= rows().any(is_paid_alone);
        }
        for (code, filter) in [
            ("received", format!("received:{period}")),
            (
                "failed",
                format!("received:{period} delivery:failed,returned"),
            ),
            ("paid", format!("paid:{period}")),
        ] {
            let search = Search {
                filter: Filter::parse(&filter).unwrap(),
                sort: Sort::default(),
            };
            let found = find(&world.app, &ctx, &search, None, 1).await;
            let found = found.unwrap();
            assert_eq!(figure(code), found.total + found.erased, "{filter}");
        }
    }
    assert!(paid_alone, "a channel was only paid on one of these days");
}
