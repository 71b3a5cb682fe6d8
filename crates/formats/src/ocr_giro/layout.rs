//! Which record may follow which: transmissions hold assignments, those hold
//! transactions, and every start has its end.

use crate::ocr_giro::record::Record;
use domain::{Finding, account};

/// One transmission, records 10 to 89.
#[derive(Debug)]
pub(crate) struct Transmission<'r> {
    /// Record 10.
    pub(crate) start: &'r Record,
    /// What is in it, but for services that are not read.
    pub(crate) assignments: Vec<Assignment<'r>>,
    /// Ends of assignments of services that are not read.
    pub(crate) not_read: Vec<&'r Record>,
    /// Record 89.
    pub(crate) end: &'r Record,
}

/// The services that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    /// Payments, service 09.
    OcrGiro,
    /// Claims, cancellations and mandates, service 21.
    Avtalegiro,
}

/// One assignment, records 20 to 88.
#[derive(Debug)]
pub(crate) struct Assignment<'r> {
    /// Which service.
    pub(crate) service: Service,
    /// Number, positions 18–24 of record 20.
    pub(crate) number: String,
    /// The payee's account, normalised.
    pub(crate) account: String,
    /// Record 20.
    pub(crate) start: &'r Record,
    /// In order.
    pub(crate) transactions: Vec<Transaction<'r>>,
    /// Record 88.
    pub(crate) end: &'r Record,
}

/// One transaction: a first record (30, or 70 for mandates) and those that
/// belong to it.
#[derive(Debug)]
pub(crate) struct Transaction<'r> {
    /// Record 30 or 70.
    pub(crate) first: &'r Record,
    /// Record 31.
    pub(crate) second: Option<&'r Record>,
    /// Record 32.
    pub(crate) text: Option<&'r Record>,
}

/// Every transmission of a file; some banks put several into one.
pub(crate) fn transmissions(records: &[Record]) -> Result<Vec<Transmission<'_>>, Finding> {
    let mut reader = Reader { records, at: 0 };
    let mut found = Vec::new();
    while reader.at < records.len() {
        found.push(reader.transmission()?);
    }
    Ok(found)
}

struct Reader<'r> {
    records: &'r [Record],
    at: usize,
}

impl<'r> Reader<'r> {
    fn next(&mut self, expected: &str) -> Result<&'r Record, Finding> {
        let record = self.records.get(self.at).ok_or_else(|| {
            let last = &self.records[self.records.len() - 1];
            last.fault(format!(
                "the file ends here; expected {expected}. Fetch the whole file again"
            ))
        })?;
        self.at += 1;
        Ok(record)
    }

    fn transmission(&mut self) -> Result<Transmission<'r>, Finding> {
        let start = self.next("the start of a transmission (10)")?;
        if start.record_type() != b"10" || start.service() != b"00" {
            return Err(unexpected(
                start,
                "the start of a transmission (10, service 00)",
            ));
        }
        let mut assignments = Vec::new();
        let mut not_read = Vec::new();
        loop {
            let record = self.next("an assignment (20) or the end of the transmission (89)")?;
            match record.record_type() {
                b"20" => match service(record) {
                    Some(service) => assignments.push(self.assignment(record, service)?),
                    None => not_read.push(self.skipped(record)?),
                },
                b"89" => {
                    return Ok(Transmission {
                        start,
                        assignments,
                        not_read,
                        end: record,
                    });
                }
                _ => {
                    let expected = "an assignment (20) or the end of the transmission (89)";
                    return Err(unexpected(record, expected));
                }
            }
        }
    }

    fn assignment(
        &mut self,
        start: &'r Record,
        service: Service,
    ) -> Result<Assignment<'r>, Finding> {
        let mut transactions: Vec<Transaction<'r>> = Vec::new();
        loop {
            let record = self.next("a transaction or the end of the assignment (88)")?;
            if record.service() != start.service() {
                return Err(unexpected(
                    record,
                    "a record of the assignment's own service",
                ));
            }
            match record.record_type() {
                b"30" | b"70" => transactions.push(Transaction {
                    first: record,
                    second: None,
                    text: None,
                }),
                b"31" | b"32" | b"49" => belongs(record, transactions.last_mut())?,
                b"88" => {
                    return Ok(Assignment {
                        service,
                        number: start.text(18, 24),
                        account: account::normalise(&start.text(25, 35)),
                        start,
                        transactions,
                        end: record,
                    });
                }
                _ => {
                    let expected =
                        "a transaction (30, 31, 32, 49, 70) or its assignment's end (88)";
                    return Err(unexpected(record, expected));
                }
            }
        }
    }

    /// An assignment of a service that is not read, by its end.
    fn skipped(&mut self, start: &'r Record) -> Result<&'r Record, Finding> {
        loop {
            let record = self.next("the end of the assignment (88)")?;
            match record.record_type() {
                b"88" if record.service() == start.service() => return Ok(record),
                b"10" | b"20" | b"88" | b"89" => {
                    return Err(unexpected(record, "the end of the assignment (88)"));
                }
                _ => {}
            }
        }
    }
}

fn service(start: &Record) -> Option<Service> {
    match start.service() {
        b"09" => Some(Service::OcrGiro),
        b"21" => Some(Service::Avtalegiro),
        _ => None,
    }
}

/// Puts a record with the transaction before it, whose number and type it
/// must have.
fn belongs<'r>(
    record: &'r Record,
    transaction: Option<&mut Transaction<'r>>,
) -> Result<(), Finding> {
    let Some(transaction) = transaction else {
        return Err(unexpected(record, "amount item 1 (30) first"));
    };
    let number = |record: &Record| record.text(9, 15);
    let first = transaction.first;
    if number(record) != number(first) || record.kind() != first.kind() {
        return Err(record.fault(format!(
            "transaction {} of type {} follows {} of type {}; its first record is missing",
            number(record),
            record.text(5, 6),
            number(first),
            first.text(5, 6),
        )));
    }
    let slot = match record.record_type() {
        b"31" => &mut transaction.second,
        b"32" => &mut transaction.text,
        _ => return Ok(()),
    };
    match slot.replace(record) {
        None => Ok(()),
        Some(_) => Err(record.fault("the transaction has this record already")),
    }
}

fn unexpected(record: &Record, expected: &str) -> Finding {
    record.fault(format!(
        "record type {} of service {}; expected {expected}",
        record.text(7, 8),
        record.text(3, 4)
    ))
}
