use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{Change, JobEnd, JobState, LeasedJob, NewJob, Queue, Queued};
use domain::JobId;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How long a test waits for news before it calls them missing.
const HEARD_WITHIN: Duration = Duration::from_secs(30);

fn job(key: &str, due: i64) -> NewJob {
    NewJob {
        id: id(JobId::from_parts),
        name: "count-sheep".to_owned(),
        key: key.to_owned(),
        payload: r#"{"sheep":3}"#.to_owned(),
        run_at: at(due),
    }
}

async fn lease(store: &Arc<dyn Store>, now: i64, until: i64) -> Vec<LeasedJob> {
    let leased = store.lease_jobs_across_tenants(at(now), at(until), 10);
    leased.await.unwrap()
}

async fn add(world: &World, job: &NewJob) {
    let added = world.store.add_job(world.organisation, job.clone(), at(0));
    assert!(added.await.unwrap());
}

async fn end(world: &World, job: &LeasedJob, how: JobEnd) -> bool {
    let end = world
        .store
        .end_job(world.organisation, job.id, job.fence, how);
    end.await.unwrap()
}

pub(super) async fn a_job_is_added_once_by_its_name_and_key(store: Arc<dyn Store>) {
    let (here, there) = (World::new(&store).await, World::new(&store).await);
    let (first, second) = (job("a", 10), job("a", 20));
    add(&here, &first).await;
    let again = store.add_job(here.organisation, second.clone(), at(0));
    assert!(!again.await.unwrap());
    add(&here, &job("b", 10)).await;
    add(&there, &second).await;
    let listed = store.list_jobs(here.organisation, 10).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|job| job.run_at == at(10)));
    assert_eq!(listed[0].state, JobState::Waiting);
}

pub(super) async fn whoever_listens_hears_of_a_job(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut heard = store.subscribe();
    add(&world, &job("a", 10)).await;
    let hearing = async { while heard.recv().await.unwrap() != Change::Job {} };
    tokio::time::timeout(HEARD_WITHIN, hearing).await.unwrap();
}

pub(super) async fn a_job_that_is_due_is_given_to_one_at_a_time(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let new = job("a", 10);
    add(&world, &new).await;
    assert_eq!(lease(&store, 9, 60).await, []);
    let leased = lease(&store, 10, 60).await;
    assert_eq!(leased.len(), 1);
    assert_eq!(leased[0].organisation, world.organisation);
    assert_eq!(leased[0].id, new.id);
    assert_eq!(leased[0].name, new.name);
    assert_eq!(leased[0].payload, new.payload);
    assert_eq!((leased[0].attempts, leased[0].crashes), (1, 0));
    assert_eq!(lease(&store, 59, 100).await, [], "somebody has it");
    let listed = store.list_jobs(world.organisation, 10).await.unwrap();
    assert_eq!(listed[0].state, JobState::Running);
}

pub(super) async fn a_lease_that_ran_out_goes_to_another_and_counts_as_a_crash(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    add(&world, &job("a", 10)).await;
    let first = lease(&store, 10, 60).await.remove(0);
    let organisation = world.organisation;
    let extended = store.extend_job(organisation, first.id, first.fence, at(80));
    assert!(extended.await.unwrap());
    assert_eq!(lease(&store, 79, 100).await, []);
    let second = lease(&store, 80, 140).await.remove(0);
    assert_eq!((second.attempts, second.crashes), (2, 1));
    assert!(second.fence > first.fence);
}

pub(super) async fn whoever_lost_a_job_can_say_nothing_of_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    add(&world, &job("a", 10)).await;
    let first = lease(&store, 10, 60).await.remove(0);
    let second = lease(&store, 60, 120).await.remove(0);
    let extended = store.extend_job(organisation, first.id, first.fence, at(900));
    assert!(!extended.await.unwrap());
    let error = "late".to_owned();
    for how in [
        JobEnd::Done,
        JobEnd::Again { run_at: at(900) },
        JobEnd::Failed {
            run_at: at(900),
            error: error.clone(),
        },
        JobEnd::GivenUp { error },
    ] {
        assert!(!end(&world, &first, how).await);
    }
    assert!(end(&world, &second, JobEnd::Done).await);
    assert!(!end(&world, &second, JobEnd::Done).await);
    assert_eq!(store.list_jobs(organisation, 10).await.unwrap(), []);
}

pub(super) async fn a_job_that_failed_comes_again_when_it_is_due_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    add(&world, &job("a", 10)).await;
    let first = lease(&store, 10, 60).await.remove(0);
    let failed = JobEnd::Failed {
        run_at: at(200),
        error: "no sheep".to_owned(),
    };
    assert!(end(&world, &first, failed).await);
    let listed = store.list_jobs(world.organisation, 10).await.unwrap();
    assert_eq!(listed[0].state, JobState::Waiting);
    assert_eq!(listed[0].error.as_deref(), Some("no sheep"));
    assert_eq!(lease(&store, 199, 260).await, []);
    let second = lease(&store, 200, 260).await.remove(0);
    assert_eq!((second.attempts, second.crashes), (2, 0));
}

pub(super) async fn a_job_that_was_given_up_waits_for_a_person(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    add(&world, &job("a", 10)).await;
    add(&world, &job("b", 5_000)).await;
    let first = lease(&store, 10, 60).await.remove(0);
    let retry = |now| store.retry_job(organisation, first.id, at(now));
    assert!(!retry(11).await.unwrap(), "it was not given up");
    let error = "no sheep at all".to_owned();
    assert!(end(&world, &first, JobEnd::GivenUp { error }).await);
    assert_eq!(lease(&store, 4_000, 4_100).await, []);
    let listed = store.list_jobs(organisation, 10).await.unwrap();
    assert_eq!(listed[0].state, JobState::Dead);
    assert_eq!(listed[0].error.as_deref(), Some("no sheep at all"));
    assert_eq!(listed[1].state, JobState::Waiting);
    assert!(retry(4_000).await.unwrap());
    let again = lease(&store, 4_000, 4_100).await.remove(0);
    assert_eq!((again.id, again.attempts, again.crashes), (first.id, 1, 0));
}

pub(super) async fn a_job_is_done_or_comes_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    add(&world, &job("once", 10)).await;
    add(&world, &job("often", 20)).await;
    let leased = lease(&store, 30, 60).await;
    assert!(end(&world, &leased[0], JobEnd::Done).await);
    assert!(end(&world, &leased[1], JobEnd::Again { run_at: at(300) }).await);
    assert_eq!(lease(&store, 299, 400).await, []);
    let again = lease(&store, 300, 400).await;
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].id, again[0].attempts), (leased[1].id, 1));
    add(&world, &job("once", 10)).await;
}

pub(super) async fn nobody_gets_the_job_of_another_who_looks_at_the_same_moment(
    store: Arc<dyn Store>,
) {
    const JOBS: usize = 40;
    let world = World::new(&store).await;
    for n in 0..JOBS {
        add(&world, &job(&n.to_string(), 10)).await;
    }
    let look = |store: Arc<dyn Store>| async move {
        let mut mine = Vec::new();
        loop {
            let some = store.lease_jobs_across_tenants(at(10), at(60), 3);
            let some = some.await.unwrap();
            if some.is_empty() {
                return mine;
            }
            mine.extend(some.into_iter().map(|job| job.id));
        }
    };
    let lookers: Vec<_> = (0..8)
        .map(|_| tokio::spawn(look(Arc::clone(&store))))
        .collect();
    let mut all = Vec::new();
    for looker in lookers {
        all.extend(looker.await.unwrap());
    }
    assert_eq!(all.len(), JOBS);
    assert_eq!(all.into_iter().collect::<BTreeSet<JobId>>().len(), JOBS);
}

pub(super) async fn anothers_jobs_are_unknown(store: Arc<dyn Store>) {
    let (here, there) = (World::new(&store).await, World::new(&store).await);
    add(&here, &job("a", 10)).await;
    let leased = lease(&store, 10, 60).await.remove(0);
    let foreign = there.organisation;
    assert_eq!(store.list_jobs(foreign, 10).await.unwrap(), []);
    assert!(!end(&there, &leased, JobEnd::Done).await);
    let until: Timestamp = at(900);
    let extended = store.extend_job(foreign, leased.id, leased.fence, until);
    assert!(!extended.await.unwrap());
    let error = String::new();
    assert!(end(&here, &leased, JobEnd::GivenUp { error }).await);
    let retried = store.retry_job(foreign, leased.id, at(100));
    assert!(!retried.await.unwrap());
}

pub(super) async fn what_waits_runs_and_was_given_up_is_counted(store: Arc<dyn Store>) {
    let (world, other) = (World::new(&store).await, World::new(&store).await);
    for (key, due) in [("a", 10), ("b", 12), ("c", 14), ("d", 90)] {
        add(&world, &job(key, due)).await;
    }
    let leased = lease(&world.store, 11, 60).await;
    let lease_of_ours = leased
        .iter()
        .find(|one| one.organisation == world.organisation);
    let begun = lease(&world.store, 13, 60).await;
    let given_up = JobEnd::GivenUp {
        error: "no".to_owned(),
    };
    assert!(end(&world, lease_of_ours.unwrap(), given_up).await);
    assert!(!begun.is_empty());
    let queued = |organisation, now| store.queued(organisation, at(now));
    let jobs = queued(world.organisation, 20).await.unwrap().jobs;
    let counted = Queue {
        due: 1,
        later: 1,
        running: 1,
        given_up: 1,
        due_since: Some(at(14)),
    };
    assert_eq!(jobs, counted);
    let silent = queued(world.organisation, 70).await.unwrap().jobs;
    assert_eq!((silent.due, silent.running), (2, 0), "a lease that ran out");
    let others = queued(other.organisation, 20).await.unwrap();
    assert_eq!(others, Queued::default());
}
