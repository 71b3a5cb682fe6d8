//! Mails and mailboxes.

#![no_main]

fuzz::reader!(Mail, Mbox);
