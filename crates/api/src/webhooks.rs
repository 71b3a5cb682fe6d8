//! Webhooks: making them, what they were told, and sending again.

pub(crate) mod deliveries;
pub(crate) mod replays;
pub(crate) mod settings;
