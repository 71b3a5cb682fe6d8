//! Lists in CSV of documents, payments and returns.

#![no_main]

fuzz::reader!(CsvIndex, CsvReturns, CsvPayments);
