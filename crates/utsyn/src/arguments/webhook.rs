use app::webhooks::WebhookDeliveryState;
use clap::{Args, Subcommand};
use domain::{WebhookDeliveryId, WebhookId};
use jiff::SignedDuration;

#[derive(Args)]
pub(crate) struct Webhook {
    #[command(subcommand)]
    pub(crate) verb: WebhookVerb,
}

#[derive(Subcommand)]
pub(crate) enum WebhookVerb {
    /// Make a webhook; its secret is shown this once
    Add(AddWebhook),
    /// List webhooks, oldest first
    List {
        /// One JSON array on standard output
        #[arg(long)]
        json: bool,
    },
    /// List what a webhook was told, newest first
    Deliveries(ListWebhookDeliveries),
    /// Show a delivery with every request and answer, as JSON
    Delivery {
        /// Id of the webhook
        id: WebhookId,
        /// Id of the delivery
        delivery: WebhookDeliveryId,
    },
    /// Send a message that tells of nothing, to see whether it arrives
    Test {
        /// Id of the webhook
        id: WebhookId,
    },
    /// Send again: one delivery, what was given up, or what follows from a range of the log
    Replay(ReplayWebhook),
    /// Replace the secret; for a while messages carry two signatures
    Rotate(RotateWebhook),
    /// Tell it nothing until it is enabled; what happens meanwhile waits
    Disable {
        /// Id of the webhook
        id: WebhookId,
    },
    /// Tell it again, beginning with what waits
    Enable {
        /// Id of the webhook
        id: WebhookId,
    },
    /// Take it away with all that it was told
    Delete {
        /// Id of the webhook
        id: WebhookId,
    },
}

#[derive(Args)]
pub(crate) struct AddWebhook {
    /// The address, https://…
    #[arg(long)]
    pub(crate) url: String,
    /// What people call it
    #[arg(long, default_value = "")]
    pub(crate) description: String,
    /// Type of event, or a beginning such as 'payment.'; all where none is named
    #[arg(long = "event", value_delimiter = ',')]
    pub(crate) event_types: Vec<String>,
    /// Only documents of this company (organisation number or name); all companies where none is named
    #[arg(long = "company")]
    pub(crate) companies: Vec<String>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ListWebhookDeliveries {
    /// Id of the webhook
    pub(crate) id: WebhookId,
    /// Only those that are waiting, delivered or dead
    #[arg(long, value_parser = state)]
    pub(crate) state: Option<WebhookDeliveryState>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: usize,
    /// One JSON array on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub(crate) struct ReplayWebhook {
    /// Id of the webhook
    pub(crate) id: WebhookId,
    /// Id of the delivery to send again
    #[arg(long, group = "what", conflicts_with_all = ["dead", "from", "to"])]
    pub(crate) delivery: Option<WebhookDeliveryId>,
    /// Everything that was given up
    #[arg(long, group = "what", conflicts_with_all = ["from", "to"])]
    pub(crate) dead: bool,
    /// The first place of the log
    #[arg(long, group = "what", requires = "to", value_name = "SEQ")]
    pub(crate) from: Option<i64>,
    /// The last place of the log
    #[arg(long, requires = "from", value_name = "SEQ")]
    pub(crate) to: Option<i64>,
}

#[derive(Args)]
pub(crate) struct RotateWebhook {
    /// Id of the webhook
    pub(crate) id: WebhookId,
    /// How long the old secret goes on, for example 24h or 7d
    #[arg(long, default_value = "24h")]
    pub(crate) overlap: SignedDuration,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

fn state(word: &str) -> Result<WebhookDeliveryState, String> {
    WebhookDeliveryState::from_code(word)
        .ok_or_else(|| "one of: waiting, delivered, dead".to_owned())
}
