//! Statistics from outside, over a small demo organisation.

use crate::run::Place;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Enough that every channel has its share, few enough to be made quickly.
const DOCUMENTS: &str = "3000";

/// A demo that is made once for all tests here; they only read it.
static DEMO: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::empty();
    let answer = place.run(&["demo", "--no-serve", "--documents", DOCUMENTS]);
    assert_eq!(answer.code, 0, "{answer:?}");
    place
});

fn ask(arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["statistics", "--json"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    DEMO.json(&all)
}

fn rows<'a>(answer: &'a Value, part: &str) -> &'a Vec<Value> {
    answer[part].as_array().expect("an array of rows")
}

/// How many documents a filter lists.
fn listed(filter: &[&str]) -> u64 {
    let all: Vec<&str> = ["documents", "--json"]
        .iter()
        .chain(filter)
        .copied()
        .collect();
    DEMO.json(&all).as_array().expect("a list").len() as u64
}

#[test]
fn every_measure_has_its_number_and_its_interval() {
    let measures = "count,delivered,opened,opened_by_email,paid_on_time,fully_paid,\
                    median_days_to_pay,p90_days_to_pay,mean_days_to_pay,median_hours_to_open,\
                    median_hours_to_deliver,paid_within_30_days,median_days_until_due";
    let answer = ask(&["--by", "channel", "--measure", measures, "kind:invoice"]);
    assert!(rows(&answer, "rows").len() > 3);
    for row in rows(&answer, "rows") {
        let channel = row["channel"]
            .as_str()
            .expect("every document has a channel");
        let of_channel = format!("channel:{channel}");
        assert_eq!(row["count"], json!(listed(&["kind:invoice", &of_channel])));
        let fully = &row["fully_paid"];
        assert_eq!(
            fully["part"],
            json!(listed(&[
                "kind:invoice",
                &of_channel,
                "payment:paid,overpaid"
            ]))
        );
        for measure in measures.split(',').skip(1) {
            let figure = &row[measure];
            let n = figure["n"].as_u64().expect("n stands with every figure");
            assert_eq!(
                figure.get("too_few").is_some(),
                n < 10,
                "{channel} {measure}: {figure}"
            );
            if let (Some(value), Some(low)) = (figure["value"].as_f64(), figure["low"].as_f64()) {
                assert!(low <= value, "{channel} {measure}: {figure}");
                let high = figure["high"].as_f64();
                assert!(
                    high.is_none_or(|high| value <= high),
                    "{channel} {measure}: {figure}"
                );
            }
        }
    }
}

#[test]
fn every_question_is_answered_and_adds_up() {
    let all = listed(&[]);
    let sum = |answer: &Value, name: &str| -> u64 {
        rows(answer, "answer")
            .iter()
            .filter_map(|row| row[name].as_u64())
            .sum()
    };
    assert_eq!(sum(&ask(&["--question", "channels"]), "n"), all);
    assert_eq!(sum(&ask(&["--question", "economy"]), "n"), all);
    let asking = listed(&["-payment:none"]);
    assert_eq!(
        sum(&ask(&["--question", "behaviour", "--by", "channel"]), "n"),
        asking
    );
    assert_eq!(sum(&ask(&["--question", "habits"]), "documents"), asking);
    let open = ask(&["--question", "ageing", "--by", "company"]);
    assert_eq!(sum(&open, "n"), listed(&["payment:outstanding"]));
    let pressing = ask(&["--question", "pressing"]);
    assert!(!rows(&pressing, "answer").is_empty());
    let first = &rows(&pressing, "answer")[0];
    let customer = first["customer"].as_str().expect("a number");
    let of_customer = format!("customer:{customer}");
    assert_eq!(
        first["documents"],
        json!(listed(&["payment:overdue", &of_customer]))
    );
    let strip = ask(&["--question", "strip", "--customer", customer]);
    assert_eq!(
        rows(&strip, "answer").len() as u64,
        listed(&["-payment:none", &of_customer])
    );
}

#[test]
fn questions_with_options_are_answered() {
    for others in [
        &["--question", "failures"][..],
        &["--question", "silence"],
        &["--question", "improvement", "--on", "2026-01-01"],
        &[
            "--question",
            "transitions",
            "--before",
            "2026-01",
            "--after",
            "last30d",
        ],
        &[
            "--question",
            "transitions",
            "--paying",
            "--before",
            "2025",
            "--after",
            "2026",
        ],
        &[
            "--question",
            "change",
            "--from",
            "print",
            "--to",
            "efaktura",
        ],
        &[
            "--question",
            "what-if",
            "--from",
            "print",
            "--to",
            "ehf",
            "--price",
            "print=14.50",
            "--interest",
            "6",
        ],
    ] {
        assert!(!ask(others)["answer"].is_null(), "{others:?}");
    }
}

#[test]
fn a_period_is_compared_with_the_one_before_it() {
    let answer = ask(&[
        "--measure",
        "count",
        "--compare",
        "previous",
        "received:last_month",
    ]);
    let (now, before) = (&answer["period"], &answer["before"]["period"]);
    assert_eq!(
        (&now["complete"], &before["complete"]),
        (&json!(true), &json!(true))
    );
    let filter = answer["before"]["filter"].as_str().expect("a filter");
    assert_eq!(
        answer["before"]["rows"][0]["count"],
        json!(listed(&[filter]))
    );
    let question = ask(&[
        "--question",
        "behaviour",
        "--compare",
        "last_year_weekdays",
        "issued:last30d",
    ]);
    assert_eq!(question["period"]["complete"], json!(false));
    assert!(question["before"]["answer"].is_array());
}

#[test]
fn costs_are_those_of_the_price_list() {
    let answer = ask(&[
        "--question",
        "economy",
        "--price",
        "print=14.50",
        "--interest",
        "5",
    ]);
    let print = rows(&answer, "answer")
        .iter()
        .find(|row| row["channel"] == json!("print"));
    let print = print.expect("the demo prints");
    assert_eq!(print["priced"], print["n"]);
    assert_eq!(
        print["cost_of_a_document"],
        json!({"amount": "14.50", "currency": "NOK"})
    );
}

#[test]
fn words_that_are_not_known_are_named_with_those_that_are() {
    let wrong = [
        (&["--measure", "speed"][..], "median_days_to_pay"),
        (&["--question", "weather"], "behaviour"),
        (&["--compare", "never"], "last_year"),
        (&["--question", "economy", "--price", "print:3"], "ehf=1.50"),
        (&["--question", "change", "--from", "print"], "--to"),
        (
            &["--question", "change", "--from", "print", "--to", "print"],
            "differ",
        ),
        (&["--question", "strip"], "--customer"),
        (&["--question", "economy", "--interest", "500"], "100"),
    ];
    for (arguments, told) in wrong {
        let all: Vec<&str> = ["statistics"].iter().chain(arguments).copied().collect();
        let answer = DEMO.run(&all);
        assert_eq!(answer.code, 2, "{arguments:?}: {answer:?}");
        assert!(answer.err.contains(told), "{arguments:?}: {answer:?}");
        assert_eq!(answer.out, "", "{arguments:?}");
    }
}

#[test]
fn a_table_is_for_people() {
    let answer = DEMO.run(&[
        "statistics",
        "--by",
        "channel",
        "--measure",
        "count,paid_on_time",
    ]);
    assert_eq!(answer.code, 0, "{answer:?}");
    let head = answer.out.lines().next().expect("a head");
    assert_eq!(
        head.split_whitespace().collect::<Vec<_>>(),
        ["channel", "count", "paid_on_time"]
    );
    assert!(answer.out.contains(", n "), "{}", answer.out);
}
