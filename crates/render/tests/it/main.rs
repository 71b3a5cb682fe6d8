//! What stands on sheets, and that the press takes every one of them.

mod invoice;
mod report;
