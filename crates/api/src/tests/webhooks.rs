//! Webhooks: made through the API, told by the real courier over real
//! connections, verified with the published library of the standard.

mod hostile;
mod manage;
mod messages;
mod schedule;

use super::*;
use app::webhooks;
use serde_json::json;
use standardwebhooks::Webhook as Verifier;
use testkit::{Manner, Received, Receiver};

/// A webhook that was made for a receiver.
struct Hook {
    path: String,
    secret: String,
}

impl Hook {
    /// One that is told of everything.
    async fn to(client: &Client, receiver: &Receiver) -> Self {
        Self::with(client, receiver, json!({})).await
    }

    async fn with(client: &Client, receiver: &Receiver, mut fields: Value) -> Self {
        fields["url"] = receiver.url().into();
        let made = client.post("/api/v1/webhooks", &fields.to_string()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        Self {
            path: format!("/api/v1/webhooks/{}", made.json["id"].as_str().unwrap()),
            secret: made.json["secret"].as_str().unwrap().to_owned(),
        }
    }

    async fn show(&self, client: &Client) -> Value {
        client.get(&self.path).await.json
    }

    /// Its deliveries in a state, newest first.
    async fn deliveries(&self, client: &Client, state: &str) -> Vec<Value> {
        let path = format!("{}/deliveries?state={state}", self.path);
        let listed = client.get(&path).await;
        assert_eq!(listed.status, StatusCode::OK, "{listed:?}");
        listed.json["items"].as_array().unwrap().clone()
    }
}

/// Sends what is due now.
async fn send(installation: &Installation) {
    webhooks::send_due(&installation.app).await.unwrap();
}

/// The types of the messages that came, in order.
fn types(received: &[Received]) -> Vec<String> {
    let told = |received: &Received| {
        let body: Value = serde_json::from_str(&received.body).unwrap();
        contract::message(&body);
        body["type"].as_str().unwrap().to_owned()
    };
    received.iter().map(told).collect()
}

/// A payment of all of a document of [`document`].
fn paid(number: u32) -> String {
    json!({
        "type": "payment", "source": "bank", "source_id": number.to_string(),
        "account": "15038366383", "kid": number.to_string(), "paid_by": "giro",
        "amount": {"amount": "100.00", "currency": "NOK"}, "value_on": "2026-11-20"
    })
    .to_string()
}
