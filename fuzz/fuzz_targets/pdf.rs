//! PDF files, with and without an invoice inside.

#![no_main]

fuzz::reader!(Pdf, FacturX);
