//! Answers: Invoice Response, MLR, MLS, OIOUBL.

#![no_main]

fuzz::reader!(Response, Xml);
