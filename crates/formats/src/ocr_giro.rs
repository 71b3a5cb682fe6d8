//! OCR giro and AvtaleGiro: files of 80-character records that a bank or Nets
//! sends to a payee, or a payee to Nets.
//!
//! A file is believed only as a whole. Its counts and sums (records 88 and 89)
//! are checked before anything is taken from it; where they do not add up, or
//! the records do not follow each other as they must, one refused item says
//! where, and nothing else comes of the file.

mod avtalegiro;
mod check;
mod date;
mod layout;
mod payment;
mod record;

use crate::keys::Keys;
use crate::{Format, Reading, refused};
use domain::Finding;
use domain::intake::{Item, ItemKind};
use layout::{Assignment, Service, Transmission};

/// Reads a whole file.
pub(crate) fn read<'a>(bytes: &[u8]) -> Reading<'a> {
    match items(bytes) {
        Ok((items, findings)) => {
            let mut reading = Reading::new(Format::OcrGiro, items);
            reading.findings = findings;
            reading
        }
        Err(finding) => Reading::refused(Format::OcrGiro, ItemKind::Payment, finding),
    }
}

fn items(bytes: &[u8]) -> Result<(Vec<Item>, Vec<Finding>), Finding> {
    let records = record::split(bytes)?;
    let transmissions = layout::transmissions(&records)?;
    let mut findings = Vec::new();
    for transmission in &transmissions {
        findings.extend(check::check(transmission)?);
    }
    let mut keys = Keys::default();
    let items = transmissions
        .iter()
        .flat_map(|transmission| {
            let assignments = transmission.assignments.iter();
            assignments.map(move |assignment| (transmission, assignment))
        })
        .flat_map(|(transmission, assignment)| of(transmission, assignment))
        .map(|item| keys.distinct(item))
        .collect();
    Ok((items, findings))
}

fn of(transmission: &Transmission<'_>, assignment: &Assignment<'_>) -> Vec<Item> {
    let transactions = assignment.transactions.iter();
    transactions
        .map(|transaction| {
            let mut findings = Vec::new();
            let body = match assignment.service {
                Service::OcrGiro => {
                    payment::read(transmission, assignment, transaction, &mut findings)
                }
                Service::Avtalegiro => {
                    avtalegiro::read(transmission, assignment, transaction, &mut findings)
                }
            };
            let place = transaction.first.place();
            match body {
                Ok(body) => Item {
                    place,
                    body,
                    findings,
                },
                Err(kind) => refused(place, kind, findings),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
