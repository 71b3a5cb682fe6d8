use super::*;
use crate::Clock as _;
use crate::fresh::{self, World};
use crate::jobs;

/// Where nothing waits to be done.
async fn world() -> World {
    let world = World::new().await;
    jobs::run_due(&world.app).await.unwrap();
    world
}

impl World {
    async fn concerns(&self) -> Vec<Concern> {
        let health = look(&self.app, &self.ctx()).await.unwrap();
        health.concerns(None)
    }

    async fn back_up(&self) -> Timestamp {
        let made_at = self.clock.now();
        let backup = Backup {
            made_at,
            place: "/backup".to_owned(),
            rows: Some(7),
        };
        let ctx = self.ctx();
        assert!(note_backup(&self.app, &ctx, backup).await.unwrap());
        made_at
    }
}

#[tokio::test]
async fn what_nobody_backed_up_is_a_concern_and_so_is_an_old_backup() {
    let world = world().await;
    assert_eq!(world.concerns().await, [Concern::NoBackup]);
    let made_at = world.back_up().await;
    assert_eq!(world.concerns().await, []);
    world.clock.on(SignedDuration::from_hours(49));
    jobs::run_due(&world.app).await.unwrap();
    let concerns = world.concerns().await;
    assert_eq!(concerns, [Concern::OldBackup { made_at }]);
}

#[tokio::test]
async fn a_backup_stands_in_the_audit_log_with_its_note() {
    let world = world().await;
    world.back_up().await;
    let ctx = world.ctx();
    let filter = audit::AuditFilter::default();
    let page = audit::list(&world.app, &ctx, &filter, None, 10).await;
    let entry = page.unwrap().entries.remove(0);
    assert_eq!(entry.link.act, Act::BACKUP_MADE);
    let older = Backup {
        made_at: "2026-11-01T00:00:00Z".parse().unwrap(),
        place: "/old".to_owned(),
        rows: None,
    };
    assert!(!note_backup(&world.app, &ctx, older).await.unwrap());
    let page = audit::list(&world.app, &ctx, &filter, None, 10).await;
    let newest = page.unwrap().entries.remove(0);
    assert_eq!(
        newest.link.number, entry.link.number,
        "nothing more is told"
    );
}

#[tokio::test]
async fn what_is_given_up_and_what_is_late_are_concerns() {
    let world = world().await;
    world.back_up().await;
    let mut health = look(&world.app, &world.ctx()).await.unwrap();
    let since = health.at - LATE_AFTER;
    health.queued.jobs.given_up = 2;
    health.queued.letters.due_since = Some(since);
    let given_up = Concern::GivenUp {
        queue: "jobs",
        count: 2,
    };
    assert_eq!(health.concerns(None), [given_up], "none is late yet");
    let late = Concern::Late {
        queue: "letters",
        since,
    };
    health.at += SignedDuration::from_secs(1);
    assert_eq!(health.concerns(None), [given_up, late]);
}

#[tokio::test]
async fn the_installation_is_the_matter_of_who_has_it_alone_or_runs_it() {
    let world = world().await;
    let ctx = world.ctx();
    let seen = |is_platform| installation(&world.app, &ctx, is_platform);
    let alone = seen(false).await.unwrap().unwrap();
    assert_eq!(alone.database.engine, "SQLite");
    let disk = alone.disk.unwrap();
    let full = Installation {
        disk: Some(Disk { free: 0, ..disk }),
        ..alone.clone()
    };
    let health = look(&world.app, &ctx).await.unwrap();
    let concerns = health.concerns(Some(&full));
    assert_eq!(concerns, [Concern::NoBackup, Concern::DiskLow]);
    assert!(0 < disk.free && disk.free <= disk.total, "{disk:?}");
    fresh::organisation(&world.app, "soer").await;
    assert_eq!(seen(false).await.unwrap(), None);
    assert!(seen(true).await.unwrap().is_some());
    let mut reader = ctx.clone();
    reader.rights = domain::Role::Reader.rights();
    assert!(look(&world.app, &reader).await.is_err());
    assert!(installation(&world.app, &reader, true).await.is_err());
}

#[test]
fn a_disk_without_its_reserve_is_low() {
    let disk = |free| Disk {
        total: 100 * DISK_RESERVE,
        free,
    };
    assert!(disk(DISK_RESERVE - 1).is_low());
    assert!(!disk(DISK_RESERVE).is_low());
}
