//! Keeping and erasing over years, beside an independent model; and the pages.

use app::documents::{self, Search, Sort};
use app::holds::{self, HoldOn, NewHold};
use app::retention::{self, Applies, Change, Scope};
use domain::Channel;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use serde_json::json;
use std::collections::BTreeSet;
use testkit::Installation;

/// A document as the model knows it.
#[derive(Clone)]
struct Known {
    number: String,
    channel: &'static str,
    customer: u32,
    received: Date,
}

/// The model: what is alive, and what was said.
#[derive(Default)]
struct Model {
    alive: Vec<Known>,
    /// From this step of the story on, e-mail is kept for three months.
    email_three: bool,
    /// Print received from this day on is kept for one month.
    print_one_from: Option<Date>,
    /// Whether everything to customer 7 is held.
    holds: bool,
}

impl Model {
    fn months(&self, known: &Known) -> u32 {
        let print_one = self
            .print_one_from
            .is_some_and(|from| from <= known.received);
        match known.channel {
            "efaktura" => 16,
            "email" if self.email_three => 3,
            "print" if print_one => 1,
            _ => 2,
        }
    }

    fn erase(&mut self, today: Date) {
        let is_kept = |model: &Self, known: &Known| {
            let is_held = model.holds && known.customer == 7;
            is_held || counted(known.received, model.months(known)) > today
        };
        let alive = self.alive.clone();
        self.alive = alive
            .into_iter()
            .filter(|known| is_kept(self, known))
            .collect();
    }

    fn numbers(&self) -> BTreeSet<String> {
        self.alive
            .iter()
            .map(|known| known.number.clone())
            .collect()
    }
}

/// So many months later, counted on the fingers.
fn counted(day: Date, months: u32) -> Date {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        month += 1;
        if month == 13 {
            (year, month) = (year + 1, 1);
        }
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    date(year, month, day.day().min(last))
}

fn line(known: &Known) -> String {
    json!({
        "type": "document", "source": "erp", "source_id": known.number, "kind": "invoice",
        "number": known.number,
        "customer": {"number": known.customer.to_string(), "name": format!("Kunde {}", known.customer)},
        "channel": known.channel, "amount": {"amount": "100.00", "currency": "NOK"},
        "received_at": format!("{}T11:00:00Z", known.received),
    })
    .to_string()
}

async fn bring(installation: &Installation, model: &mut Model, new: Vec<Known>) {
    let text: Vec<String> = new.iter().map(line).collect();
    let text = text.join("\n");
    let (summary, items) = installation
        .import(&[("new.ndjson", text.as_bytes())])
        .await;
    assert_eq!(summary.items.stored, new.len() as u64, "{items:?}");
    model.alive.extend(new);
}

async fn numbers(installation: &Installation) -> BTreeSet<String> {
    let (app, ctx) = (&installation.app, installation.ctx());
    let search = Search {
        filter: domain::filter::Filter::default(),
        sort: Sort::default(),
    };
    let ids = documents::ids(app, &ctx, &search).await.expect("ids");
    let rows = documents::rows(app, &ctx, &ids).await.expect("rows");
    rows.into_iter().map(|row| row.head.number).collect()
}

/// Documents of four channels on one day, two of them to customer 7.
fn of_day(day: Date) -> Vec<Known> {
    let channels = ["email", "efaktura", "print", "ehf"];
    let known = |(place, channel): (usize, &&'static str)| Known {
        number: format!("{day}-{channel}"),
        channel,
        customer: if place % 2 == 0 { 7 } else { 8 },
        received: day,
    };
    channels.iter().enumerate().map(known).collect()
}

#[tokio::test]
async fn an_independent_model_agrees_over_years() {
    let installation = Installation::fresh().await;
    let mut model = Model::default();
    for day in [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)] {
        bring(&installation, &mut model, of_day(day)).await;
    }
    let mut hold = None;
    for step in 0..72_u32 {
        let (app, ctx) = (&installation.app, installation.ctx());
        let today = ctx.today();
        if step % 2 == 0 {
            bring(&installation, &mut model, of_day(today)).await;
        }
        let change = |channel, months, applies| Change {
            scope: Scope {
                channel: Some(channel),
                ..Scope::ALL
            },
            months: Some(months),
            applies,
        };
        match step {
            8 => {
                let longer = change(Channel::Email, 3, Applies::All);
                retention::change(app, &ctx, &longer, 0)
                    .await
                    .expect("longer");
                model.email_three = true;
            }
            14 => {
                let shorter = change(Channel::Print, 1, Applies::Forward);
                retention::change(app, &ctx, &shorter, 0)
                    .await
                    .expect("shorter");
                model.print_one_from = Some(today);
            }
            20 => {
                let new = NewHold {
                    name: "Tvist".to_owned(),
                    reason: String::new(),
                    on: HoldOn::Filter("customer:7".to_owned()),
                };
                hold = holds::set(app, &ctx, new).await.expect("a hold");
                model.holds = true;
            }
            50 => {
                let hold = hold.take().expect("it was set");
                let released = holds::release(app, &ctx, hold.id).await;
                assert_eq!(released.expect("released"), Some(()));
                model.holds = false;
            }
            _ => {}
        }
        retention::erase(app, &ctx, today, &|_| {})
            .await
            .expect("erasing");
        model.erase(today);
        assert_eq!(numbers(&installation).await, model.numbers(), "on {today}");
        // Steps of ten days and a little: month ends and a leap day come by.
        installation
            .clock
            .advance(SignedDuration::from_hours(24 * 10 + 7));
    }
    assert!(
        installation.ctx().today() > date(2028, 11, 1),
        "the leap day is behind"
    );
}

#[tokio::test]
async fn a_change_says_what_it_erases_before_it_does() {
    let installation = Installation::fresh().await;
    let mut model = Model::default();
    bring(&installation, &mut model, of_day(date(2026, 10, 1))).await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/settings/retention?lang=nb").await.text();
    assert!(
        page.contains("16 måneder") && page.contains("2 måneder"),
        "{page}"
    );
    let shorter = "/settings/retention/preview?channel=print&months=1&applies=all";
    let page = visitor.get(shorter).await.text();
    assert!(page.contains("Ett dokument slettes"), "{page}");
    assert!(
        page.contains("1.10.2026") || page.contains("01.10.2026"),
        "{page}"
    );
    let token = visitor.form_token(shorter).await;
    let fields = |confirmed: &'static str| {
        [
            ("channel", "print"),
            ("months", "1"),
            ("applies", "all"),
            ("confirmed", confirmed),
        ]
    };
    let mut wrong = fields("0").to_vec();
    wrong.push(("form_token", &token));
    let answer = visitor.post("/settings/retention", &wrong).await;
    assert!(
        answer.location().contains("/preview"),
        "{}",
        answer.location()
    );
    let mut right = fields("1").to_vec();
    right.push(("form_token", &token));
    let answer = visitor.post("/settings/retention", &right).await;
    assert!(
        answer.location().ends_with("said=changed"),
        "{}",
        answer.text()
    );
    let asked = [("form_token", token.as_str())];
    let answer = visitor.post("/settings/retention/erasures", &asked).await;
    assert_eq!(answer.status, 303);
    app::jobs::run_due(&installation.app)
        .await
        .expect("jobs run");
    assert_eq!(numbers(&installation).await.len(), 3);
    let page = visitor.get("/settings/retention").await.text();
    assert!(page.contains("Ferdig"), "{page}");
    let wrong = visitor
        .get("/settings/retention/preview?months=0&applies=all")
        .await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn a_hold_is_set_seen_on_the_document_and_released() {
    let installation = Installation::fresh().await;
    let mut model = Model::default();
    bring(&installation, &mut model, of_day(date(2026, 10, 1))).await;
    let mut visitor = installation.signed_in().await;
    let token = visitor.form_token("/settings/holds").await;
    let nothing = [("form_token", token.as_str()), ("name", "Sak 1")];
    assert_eq!(visitor.post("/settings/holds", &nothing).await.status, 422);
    let set = [
        ("form_token", token.as_str()),
        ("name", "Sak 1"),
        ("filter", "channel:print"),
    ];
    let answer = visitor.post("/settings/holds", &set).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let list = visitor.get("/documents?has=hold").await.text();
    assert!(list.contains("2026-10-01-print") && !list.contains("2026-10-01-ehf"));
    let path = crate::samples::document_path(&mut visitor, "2026-10-01-print").await;
    let page = visitor.get(&path).await.text();
    assert!(page.contains("Sak 1"), "{page}");
    let holds = visitor.get("/settings/holds").await.text();
    let release = holds
        .split("action=\"/settings/holds/")
        .nth(1)
        .expect("a form");
    let release = release.split('"').next().unwrap_or_default();
    let path = format!("/settings/holds/{release}");
    let answer = visitor.post(&path, &[("form_token", &token)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let again = visitor.post(&path, &[("form_token", &token)]).await;
    assert_eq!(again.status, 404, "it is released");
    let list = visitor.get("/documents?has=hold").await.text();
    assert!(!list.contains("2026-10-01-print"), "{list}");
}

#[tokio::test]
async fn all_of_a_recipient_is_taken_out_and_erased() {
    let installation = Installation::fresh().await;
    let mut model = Model::default();
    bring(&installation, &mut model, of_day(date(2026, 11, 1))).await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/settings/recipients?customer=7").await.text();
    assert!(
        page.contains("Kunde 7") && page.contains("2 dokumenter"),
        "{page}"
    );
    let export = visitor.get("/settings/recipients/export?customer=7").await;
    assert_eq!(export.text().lines().count(), 3, "{}", export.text());
    let token = visitor.form_token("/settings/recipients?customer=7").await;
    let fields = [
        ("form_token", token.as_str()),
        ("customer", "7"),
        ("confirmed", "2"),
    ];
    let answer = visitor.post("/settings/recipients/erasure", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(numbers(&installation).await.len(), 2);
    let page = visitor.get("/settings/recipients?customer=7").await.text();
    assert!(!page.contains("Kunde 7"), "{page}");
    let page = visitor
        .get("/settings/audit?act=customer.erased")
        .await
        .text();
    assert!(page.contains("1 oppføring"), "{page}");
}
