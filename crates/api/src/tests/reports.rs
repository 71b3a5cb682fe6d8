//! Runs of reports that go out again, and whoever they go to.

use super::*;
use app::jobs;
use serde_json::json;

const NOBODYS_RUN: &str = "/api/v1/report-runs/0193a5b0-7c00-7000-8000-000000000001/letters";

#[tokio::test]
async fn a_run_is_sent_again_once_it_is_made() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let fields = json!({
        "title": "Feil i uka", "sections": ["key-figures"], "unit": "week", "language": "nb",
        "formats": ["csv"], "recipients": ["kari@nord.example", "ola@ute.example"],
        "timetable": {"hour": 8, "days_after": 1},
    });
    let path = "/api/v1/reports/feil-i-uka";
    let kind = "application/json";
    let made = client
        .send(Method::PUT, path, kind, &fields.to_string())
        .await;
    assert_eq!(made.status, StatusCode::OK, "{made:?}");
    let order = async |goes_out: bool| {
        let order = json!({ "goes_out": goes_out }).to_string();
        let run = client.post(&format!("{path}/runs"), &order).await;
        format!("/api/v1/report-runs/{}/letters", run.text("/id"))
    };
    let (out, kept) = (order(true).await, order(false).await);
    let early = client.post(&out, "").await;
    assert_eq!(early.status, StatusCode::NOT_FOUND, "{early:?}");
    jobs::run_due(&installation.app).await.unwrap();
    let again = client.post(&out, "").await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{again:?}");
    assert_eq!(again.json["letters"], 2);
    // What was only to be looked at goes to nobody.
    for path in [kept.as_str(), NOBODYS_RUN] {
        assert_eq!(client.post(path, "").await.status, StatusCode::NOT_FOUND);
    }
    let letters = client.get("/api/v1/letters").await;
    let listed = letters.json.as_array().unwrap();
    assert_eq!(listed.len(), 4, "{listed:?}");
    let waiting = json!({ "key": listed[0]["key"] }).to_string();
    let retried = client.post("/api/v1/letters/retry", &waiting).await;
    assert_eq!(retried.status, StatusCode::NOT_FOUND, "it was not refused");
    let acts = client.get("/api/v1/audit?act=report.sent_again").await;
    assert_eq!(acts.json["items"].as_array().unwrap().len(), 1);
    let subscriptions = client.get("/api/v1/report-subscriptions").await;
    let listed = subscriptions.json.as_array().unwrap();
    assert_eq!(listed.len(), 2, "{listed:?}");
    assert!(listed.iter().all(|one| one["is_ended"] == false));
}

#[tokio::test]
async fn who_never_got_a_report_cannot_be_asked_back() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let body = json!({"report": "daily-overview", "address": "kari@nord.example"}).to_string();
    let asked = client.post("/api/v1/report-subscriptions", &body).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND, "{asked:?}");
}
