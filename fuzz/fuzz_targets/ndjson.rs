//! Utsyn's own lines of JSON.

#![no_main]

fuzz::reader!(Ndjson);
