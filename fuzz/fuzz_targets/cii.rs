//! CII invoices, and XML on the way to them.

#![no_main]

fuzz::reader!(Cii, Xml);
