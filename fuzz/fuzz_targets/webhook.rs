//! Webhooks of mail services.

#![no_main]

fuzz::reader!(Webhook);
