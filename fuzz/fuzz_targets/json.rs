//! Sidecars, and JSON of other shapes.

#![no_main]

fuzz::reader!(Sidecar, Json);
