//! What goes on in the background, whether it goes on, and what a balancer asks.

use app::health::{self, Backup};
use app::jobs::{self, JobState};
use testkit::{Installation, PASSWORD};

#[tokio::test]
async fn jobs_are_listed_in_both_languages() {
    let installation = Installation::fresh().await;
    jobs::run_due(&installation.app).await.expect("jobs run");
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/jobs?lang=nb").await.text();
    assert!(page.contains("Rydde bort utløpte innlogginger"), "{page}");
    let page = visitor.get("/jobs?lang=en").await.text();
    assert!(page.contains("Clear away expired sign-ins"), "{page}");
    assert!(!page.contains("/retry"), "nothing was given up");
}

#[tokio::test]
async fn a_job_that_was_not_given_up_or_is_anothers_is_not_run_again() {
    let installation = Installation::fresh().await;
    jobs::run_due(&installation.app).await.expect("jobs run");
    let waiting = jobs::list(&installation.app, &installation.ctx()).await;
    let waiting = waiting.expect("a list");
    assert!(waiting.iter().all(|job| job.state == JobState::Waiting));
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    for mut visitor in [installation.signed_in().await, stranger] {
        let token = visitor.form_token("/imports").await;
        let path = format!("/jobs/{}/retry", waiting[0].id);
        let answer = visitor.post(&path, &[("form_token", &token)]).await;
        assert_eq!(answer.status, 404, "{}", answer.text());
    }
}

#[tokio::test]
async fn a_balancer_is_answered_without_a_page() {
    let installation = Installation::fresh().await;
    let mut balancer = installation.visitor();
    for path in ["/health", "/ready"] {
        let answer = balancer.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text().contains('<'), "{}", answer.text());
    }
    installation.app.close().await.expect("it closes");
    assert_eq!(balancer.get("/health").await.status, 200);
    let away = balancer.get("/ready").await;
    assert_eq!(away.status, 503);
    assert_eq!(away.headers["retry-after"], "5");
}

#[tokio::test]
async fn whether_the_work_goes_on_is_seen_on_one_page() {
    let installation = Installation::fresh().await;
    jobs::run_due(&installation.app).await.expect("jobs run");
    let mut visitor = installation.signed_in().await;
    let settings = visitor.get("/settings?lang=en").await.text();
    assert!(settings.contains("href=\"/settings/health\""), "{settings}");
    let page = visitor.get("/settings/health?lang=en").await.text();
    assert!(page.contains("No backup is known"), "{page}");
    assert!(
        page.contains("SQLite, ") && page.contains(" free of "),
        "{page}"
    );
    let ctx = installation.ctx();
    let backup = Backup {
        made_at: installation.app.now(),
        place: "/backup/tonight".to_owned(),
        rows: Some(47_110),
    };
    let noted = health::note_backup(&installation.app, &ctx, backup).await;
    assert!(noted.expect("a note"));
    let page = visitor.get("/settings/health?lang=nb").await.text();
    assert!(page.contains("Alt går som det skal"), "{page}");
    assert!(
        page.contains("/backup/tonight") && page.contains("47\u{a0}110"),
        "{page}"
    );
}

#[tokio::test]
async fn the_disk_of_an_installation_is_no_matter_of_one_of_several() {
    let installation = Installation::fresh().await;
    installation.neighbour("syd", "per@syd.example").await;
    let mut visitor = installation.signed_in().await;
    let page = visitor.get("/settings/health?lang=en").await.text();
    assert!(
        page.contains("Queues") && !page.contains("SQLite"),
        "{page}"
    );
}
