mod figures;

use super::*;
use crate::fresh::World;
use crate::jobs::run_due;
use crate::pictures::{Hands, Studio};
use jiff::SignedDuration;
use std::collections::BTreeSet;

async fn world() -> World {
    World::with_pictures(Studio::new(Hands::Here, press::draw, None)).await
}

impl World {
    fn turn(&self, by: SignedDuration) {
        self.clock.on(by);
    }

    async fn put(&self, name: &str, definition: &Definition) {
        put(&self.app, &self.ctx(), name, definition).await.unwrap();
    }

    async fn due_keys(&self, name: &str) -> Vec<String> {
        let runs = runs(&self.app, &self.ctx(), Some(name)).await.unwrap();
        runs.into_iter().map(|run| run.key).collect()
    }

    async fn order(&self, order: &Order) -> Run {
        let ordered = super::order(&self.app, &self.ctx(), order, true).await;
        ordered.unwrap().unwrap()
    }

    async fn bytes(&self, run: &Run) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        for file in files(&self.app, &self.ctx(), run.id).await.unwrap() {
            let bytes = read_file(&self.app, &self.ctx(), run.id, &file.name).await;
            all.push((file.name, bytes.unwrap().unwrap()));
        }
        all
    }
}

fn every_day() -> Definition {
    Definition {
        formats: vec![Format::Csv],
        timetable: Some(Timetable {
            hour: 2,
            minute: 30,
            ..Timetable::default()
        }),
        ..Definition::default()
    }
}

fn by_hand(name: &str) -> Order {
    Order {
        name: name.to_owned(),
        period: None,
        is_restated: false,
        formats: None,
        goes_out: false,
    }
}

type Change = fn(&mut Definition);

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn each_due_report_has_one_run_through_rest_and_outage() {
    let world = world().await;
    world.put("every-day", &every_day()).await;
    run_due(&world.app).await.unwrap();
    assert_eq!(world.due_keys("every-day").await, Vec::<String>::new());
    for _ in 0..5 {
        world.turn(DAY);
        run_due(&world.app).await.unwrap();
    }
    // Nothing runs for twelve days; then it is made up for, a few at a time.
    world.turn(DAY * 12);
    run_due(&world.app).await.unwrap();
    let begun = world.due_keys("every-day").await.len();
    assert!(begun < 17, "no storm: {begun}");
    for _ in 0..10 {
        world.turn(SignedDuration::from_mins(1));
        run_due(&world.app).await.unwrap();
    }
    let keys = world.due_keys("every-day").await;
    let days = (26..=30).map(|day| format!("due 2026-11-{day}"));
    let days = days.chain((1..=12).map(|day| format!("due 2026-12-{day:02}")));
    let expected: BTreeSet<String> = days.collect();
    assert_eq!(keys.len(), expected.len(), "{keys:?}");
    assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[tokio::test]
async fn a_report_that_rests_does_not_make_up_for_it() {
    let world = world().await;
    world.put("every-day", &every_day()).await;
    let pause = async |is_paused| {
        let paused = super::pause(&world.app, &world.ctx(), "every-day", is_paused).await;
        assert_eq!(paused.unwrap(), Some(()));
    };
    pause(true).await;
    world.turn(DAY * 5);
    run_due(&world.app).await.unwrap();
    pause(false).await;
    run_due(&world.app).await.unwrap();
    assert_eq!(world.due_keys("every-day").await, Vec::<String>::new());
    world.turn(DAY);
    run_due(&world.app).await.unwrap();
    assert_eq!(world.due_keys("every-day").await, ["due 2026-12-01"]);
    let next = due(&world.app, &world.ctx()).await.unwrap();
    assert_eq!(next[0].period.to_string(), "2026-12-02");
}

#[tokio::test]
async fn the_same_order_gives_the_same_bytes_and_a_run_goes_on_after_a_failure() {
    let world = world().await;
    let order = Order {
        formats: Some(Format::ALL.to_vec()),
        ..by_hand("daily-overview")
    };
    let first = world.order(&order).await;
    assert_eq!(first.state, RunState::Made);
    assert_eq!(first.period_to.to_string(), "2026-11-25");
    let bytes = world.bytes(&first).await;
    assert_eq!(bytes.len(), Format::ALL.len());
    world.turn(SignedDuration::from_hours(9));
    let again = world.order(&order).await;
    assert_eq!(again.id, first.id);
    assert_eq!(world.bytes(&again).await, bytes);
    // Made anew it is the same to the byte, too.
    let ctx = world.ctx();
    let app = &world.app;
    let failed = app
        .store
        .settle_run(ctx.organisation, first.id, RunState::Failed, ctx.now, None);
    failed.await.unwrap();
    let anew = world.order(&order).await;
    assert_eq!((anew.id, anew.state), (first.id, RunState::Made));
    assert_eq!(world.bytes(&anew).await, bytes);
}

#[tokio::test]
async fn what_no_report_can_be_made_of_is_refused_with_its_field() {
    let world = world().await;
    let refused = async |name: &str, definition: Definition| {
        let error = put(&world.app, &world.ctx(), name, &definition).await;
        error.unwrap_err().code()
    };
    let good = Definition::default;
    let filter = |filter: &str| Definition {
        filter: filter.to_owned(),
        ..good()
    };
    assert_eq!(refused("Æ", good()).await, "report.name");
    assert_eq!(refused("runs", good()).await, "report.name");
    assert_eq!(
        refused("a", filter("channel:nonsense")).await,
        "report.filter"
    );
    assert_eq!(
        refused("a", filter("received:2026-10")).await,
        "report.filter"
    );
    let odd = |change: Change| {
        let mut definition = good();
        change(&mut definition);
        definition
    };
    let cases: [(Change, &str); 6] = [
        (|one| one.sections.clear(), "report.sections"),
        (
            |one| one.columns.push("nonsense".to_owned()),
            "report.columns",
        ),
        (
            |one| one.grouping.push("nonsense".to_owned()),
            "report.grouping",
        ),
        (|one| one.language = "de".to_owned(), "report.language"),
        (
            |one| one.recipients.push("nobody".to_owned()),
            "report.recipients",
        ),
        (
            |one| {
                one.timetable = Some(Timetable {
                    hour: 24,
                    ..Timetable::default()
                });
            },
            "report.timetable",
        ),
    ];
    for (change, code) in cases {
        assert_eq!(refused("a", odd(change)).await, code);
    }
    let mut later = by_hand("daily-overview");
    later.period = Some(domain::period::Period::Month {
        year: 2027,
        month: 1,
    });
    let ordered = super::order(&world.app, &world.ctx(), &later, true).await;
    assert_eq!(ordered.unwrap_err().code(), "report.period");
    let unknown = super::order(&world.app, &world.ctx(), &by_hand("none"), true).await;
    assert!(unknown.unwrap().is_none());
}

#[tokio::test]
async fn a_report_that_comes_with_the_program_comes_back_when_it_is_deleted() {
    let world = world().await;
    let names = async || {
        let listed = list(&world.app, &world.ctx()).await.unwrap();
        let names = listed.into_iter().map(|report| report.name);
        names.collect::<Vec<_>>()
    };
    let built_in = names().await;
    assert_eq!(built_in.len(), 5);
    let mut changed = Kind::Monthly.definition();
    changed.title = "Vår måned".to_owned();
    world.put("monthly-report", &changed).await;
    world.put("own", &Definition::default()).await;
    assert_eq!(names().await.len(), 6);
    let found = find(&world.app, &world.ctx(), "monthly-report").await;
    assert_eq!(found.unwrap().unwrap().definition, changed);
    for name in ["monthly-report", "own"] {
        let deleted = delete(&world.app, &world.ctx(), name).await;
        assert_eq!(deleted.unwrap(), Some(()));
    }
    assert_eq!(names().await, built_in);
}
