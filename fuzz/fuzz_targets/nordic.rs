//! Svefaktura and Finvoice.

#![no_main]

fuzz::reader!(Svefaktura, Finvoice, Xml);
