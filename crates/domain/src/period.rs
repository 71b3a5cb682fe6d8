//! Spans of days.
