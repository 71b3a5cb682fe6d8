//! UBL invoices, credit notes and reminders, and XML on the way to them.

#![no_main]

fuzz::reader!(Ubl, Xml);
