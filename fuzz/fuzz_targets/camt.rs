//! Bank statements and notices.

#![no_main]

fuzz::reader!(Camt, Xml);
