use super::*;
use crate::fresh::World;
use serde::{Deserialize, Serialize};
use store::port::LeasedJob;

/// A job that does what its test tells it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Fragile {
    how: How,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum How {
    Well,
    Fails,
    Panics,
}

#[async_trait::async_trait]
impl Job for Fragile {
    const JOB_NAME: &'static str = "fragile";
    const ATTEMPTS_MAX: u32 = 3;

    async fn run(&self, _: &Arc<App>, _: &Ctx) -> Result<()> {
        match self.how {
            How::Well => Ok(()),
            How::Fails => Err(Error::internal("it never works")),
            How::Panics => panic!("it breaks"),
        }
    }
}

impl World {
    async fn add(&self, how: How, key: &str) -> bool {
        let job = Fragile { how };
        add(&self.app, self.organisation.id, &job, key, self.app.now())
            .await
            .unwrap()
    }

    async fn fragile(&self) -> Vec<JobRow> {
        let mut jobs = list(&self.app, &self.ctx()).await.unwrap();
        jobs.retain(|job| job.name == Fragile::JOB_NAME);
        jobs
    }
}

#[tokio::test]
async fn a_job_is_done_once_and_gone() {
    let world = World::new().await;
    run_due(&world.app).await.unwrap();
    assert!(world.add(How::Well, "a").await);
    assert!(!world.add(How::Well, "a").await, "one of a name and key");
    assert_eq!(run_due(&world.app).await.unwrap(), 1);
    assert_eq!(world.fragile().await, []);
    assert_eq!(run_due(&world.app).await.unwrap(), 0);
}

#[tokio::test]
async fn a_job_that_never_works_is_given_up_and_a_person_has_it_run_again() {
    let world = World::new().await;
    run_due(&world.app).await.unwrap();
    world.add(How::Fails, "a").await;
    for attempt in 1..=Fragile::ATTEMPTS_MAX {
        run_due(&world.app).await.unwrap();
        assert_eq!(run_due(&world.app).await.unwrap(), 0, "it waits a while");
        let [job] = world.fragile().await.try_into().unwrap();
        assert_eq!(job.attempts, attempt);
        world.clock.on(SignedDuration::from_mins(10));
    }
    let [job] = world.fragile().await.try_into().unwrap();
    assert_eq!((job.state, job.attempts), (JobState::Dead, 3));
    let error = job.error.unwrap_or_default();
    assert!(error.contains("it never works"), "{error}");
    assert!(
        retry(&world.app, &world.ctx(), job.id)
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        retry(&world.app, &world.ctx(), job.id)
            .await
            .unwrap()
            .is_none()
    );
    let [job] = world.fragile().await.try_into().unwrap();
    assert_eq!((job.state, job.attempts), (JobState::Waiting, 0));
}

#[tokio::test]
async fn a_job_that_panics_harms_no_other() {
    let world = World::new().await;
    run_due(&world.app).await.unwrap();
    world.add(How::Panics, "a").await;
    world.add(How::Well, "b").await;
    assert_eq!(run_due(&world.app).await.unwrap(), 2);
    let [left] = world.fragile().await.try_into().unwrap();
    assert_eq!(left.state, JobState::Waiting);
    let error = left.error.unwrap_or_default();
    assert!(
        error.contains("it broke") && error.contains("it breaks"),
        "{error}"
    );
}

#[tokio::test]
async fn a_job_that_takes_its_process_down_twice_is_given_up() {
    let world = World::new().await;
    run_due(&world.app).await.unwrap();
    world.add(How::Well, "a").await;
    for _ in 0..2 {
        // A node that has it and is never heard of again.
        let now = world.app.now();
        let until = now + SignedDuration::from_mins(1);
        let leased = world.app.store.lease_jobs_across_tenants(now, until, 9);
        let is_it = |job: &LeasedJob| job.name == Fragile::JOB_NAME;
        assert_eq!(leased.await.unwrap().into_iter().filter(is_it).count(), 1);
        world.clock.on(SignedDuration::from_mins(2));
    }
    run_due(&world.app).await.unwrap();
    let [job] = world.fragile().await.try_into().unwrap();
    assert_eq!(job.state, JobState::Dead);
}

#[tokio::test]
async fn what_comes_by_itself_comes_again() {
    let world = World::new().await;
    let kinds = table::timetable().count();
    let at_once = table::timetable().filter(|kind| kind.first_after.is_zero());
    assert_eq!(run_due(&world.app).await.unwrap(), at_once.count());
    assert_eq!(run_due(&world.app).await.unwrap(), 0);
    let waiting = list(&world.app, &world.ctx()).await.unwrap();
    assert_eq!(waiting.len(), kinds);
    world.clock.on(SignedDuration::from_hours(24));
    assert_eq!(run_due(&world.app).await.unwrap(), kinds);
}

#[tokio::test]
async fn sessions_that_are_over_are_taken_away() {
    let world = World::new().await;
    let origin = crate::people::Origin::default();
    let (email, password) = ("kari@nord.example", "correct horse battery");
    let entry = crate::people::sign_in(&world.app, &origin, email, password).await;
    let crate::people::Entry::In(secret) = entry.unwrap() else {
        panic!("a password alone lets in");
    };
    let token = domain::ContentHash::of(secret.as_bytes());
    run_due(&world.app).await.unwrap();
    let lookup = || world.app.store.lookup_session(world.organisation.id, token);
    assert!(lookup().await.unwrap().is_some());
    world.clock.on(SignedDuration::from_hours(24));
    run_due(&world.app).await.unwrap();
    assert!(lookup().await.unwrap().is_none());
}

#[tokio::test]
async fn a_node_begins_a_job_as_soon_as_it_is_added_and_stops_when_asked() {
    let world = World::new().await;
    let background = crate::Background::start(&world.app);
    world.add(How::Well, "a").await;
    let done = async {
        while !world.fragile().await.is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let limit = std::time::Duration::from_secs(60);
    tokio::time::timeout(limit, done).await.unwrap();
    background.stop().await;
    world.add(How::Well, "b").await;
    assert_eq!(world.fragile().await.len(), 1, "nobody does it any more");
}

#[test]
fn pauses_grow_and_have_an_end() {
    let pauses: Vec<i64> = [1, 2, 3, 9, 40, u32::MAX]
        .into_iter()
        .map(|attempts| run::pause(attempts).as_secs())
        .collect();
    assert_eq!(pauses, [10, 20, 40, 2_560, 3_600, 3_600]);
}
