//! The same documents and answers for others: one file of little-endian
//! numbers a column, so that a script makes of them what its engines read.

use super::{QUESTIONS, Table};
use crate::Facts;
use crate::days::{minute, number};
use crate::made_up::MadeUp;
use bytemuck::{Pod, cast_slice};
use domain::{
    Channel, Delivery, DocumentKind, PaymentChannel, PaymentState, Reason, Recipient, Standing,
};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

/// What stands for no day and no moment.
const NO_NUMBER: i32 = i32::MIN;

/// Writes the columns, the words and names that their numbers stand for, and
/// the answers.
pub(super) fn export(made_up: &MadeUp, facts: &Facts, directory: &Path) -> io::Result<()> {
    std::fs::create_dir_all(directory)?;
    words(directory)?;
    let customers = names(made_up, directory)?;
    columns(made_up, facts.zone(), &customers, directory)?;
    for question in QUESTIONS {
        let path = directory.join(format!("{}.answer", question.name));
        std::fs::write(path, lines(&question.ask(facts)))?;
    }
    Ok(())
}

/// One line a row, tabs between its cells.
fn lines(table: &Table) -> String {
    let mut text = String::new();
    for row in table {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

fn words(directory: &Path) -> io::Result<()> {
    let mut text = String::new();
    let mut add = |vocabulary: &str, word: &str, number: u8| {
        writeln!(text, "{vocabulary}\t{number}\t{word}").map_err(io::Error::other)
    };
    for word in DocumentKind::ALL {
        add("kind", word.code(), word.number())?;
    }
    for word in Channel::ALL {
        add("channel", word.code(), word.number())?;
    }
    for word in Delivery::ALL {
        add("delivery", word.code(), word.number())?;
    }
    for word in PaymentState::ALL {
        add("payment", word.code(), word.number())?;
    }
    for word in Reason::ALL {
        add("reason", word.code(), word.number())?;
    }
    std::fs::write(directory.join("words"), text)
}

/// Companies and customers, a line each; their numbers are their places.
fn names(made_up: &MadeUp, directory: &Path) -> io::Result<HashMap<domain::CustomerId, u32>> {
    let mut companies = String::new();
    for company in made_up.companies() {
        writeln!(companies, "{}\t{}", company.id, company.number).map_err(io::Error::other)?;
    }
    std::fs::write(directory.join("companies"), companies)?;
    let mut known = HashMap::new();
    let mut file = BufWriter::new(File::create(directory.join("customers"))?);
    for (number, customer) in (0..).zip(made_up.customers()) {
        writeln!(file, "{}\t{}", customer.id, customer.name)?;
        known.insert(customer.id, number);
    }
    file.flush()?;
    Ok(known)
}

/// Files of columns, by name.
struct Columns<'a> {
    directory: &'a Path,
    files: HashMap<&'static str, BufWriter<File>>,
}

impl Columns<'_> {
    fn put<T: Pod>(&mut self, name: &'static str, value: T) -> io::Result<()> {
        let file = match self.files.entry(name) {
            std::collections::hash_map::Entry::Occupied(kept) => kept.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => {
                let file = File::create(self.directory.join(format!("{name}.column")))?;
                free.insert(BufWriter::with_capacity(1 << 18, file))
            }
        };
        file.write_all(cast_slice(&[value]))
    }

    fn put_day(&mut self, name: &'static str, day: Option<Date>) -> io::Result<()> {
        self.put(name, day.map_or(NO_NUMBER, number))
    }

    fn put_moment(&mut self, name: &'static str, at: Option<Timestamp>) -> io::Result<()> {
        self.put(name, at.map_or(NO_NUMBER, minute))
    }
}

fn columns(
    made_up: &MadeUp,
    zone: &TimeZone,
    customers: &HashMap<domain::CustomerId, u32>,
    directory: &Path,
) -> io::Result<()> {
    let companies: Vec<_> = made_up
        .companies()
        .iter()
        .map(|company| company.id)
        .collect();
    let mut columns = Columns {
        directory,
        files: HashMap::new(),
    };
    for entry in made_up.entries() {
        let head = &entry.head;
        let company = companies.iter().position(|id| *id == head.company);
        let amount = head.amount.map_or(0, |amount| amount.minor);
        columns.put("id", *head.id.as_bytes())?;
        columns.put(
            "company",
            company.and_then(|at| u8::try_from(at).ok()).unwrap_or(0),
        )?;
        columns.put(
            "customer",
            customers.get(&head.customer).copied().unwrap_or(0),
        )?;
        columns.put("kind", head.kind.number())?;
        columns.put("amount", amount)?;
        columns.put("outstanding", entry.standing.outstanding_minor(amount))?;
        columns.put_moment("received", Some(head.received_at))?;
        columns.put_day(
            "received_on",
            Some(zone.to_datetime(head.received_at).date()),
        )?;
        columns.put_day("issued", head.issued_on)?;
        columns.put_day("due", head.due_on)?;
        let closed_at = entry.standing.closed_at;
        columns.put_day("closed", closed_at.map(|at| zone.to_datetime(at).date()))?;
        put_standing(&mut columns, &entry.standing)?;
    }
    let mut files = columns.files.into_values();
    files.try_for_each(|mut file| file.flush())
}

fn put_standing(columns: &mut Columns<'_>, standing: &Standing) -> io::Result<()> {
    let tells = standing.channel.can_tell_opened() && standing.recipient != Recipient::Unknowable;
    columns.put("channel", standing.channel.number())?;
    columns.put("delivery", standing.delivery.number())?;
    columns.put("payment", standing.payment.number())?;
    columns.put(
        "paid_by",
        standing.paid_by.map_or(0, PaymentChannel::number),
    )?;
    columns.put("reason", standing.reason.map_or(0, Reason::number))?;
    columns.put("tells_opened", u8::from(tells))?;
    columns.put_day("paid", standing.paid_on)?;
    columns.put_moment("sent", standing.sent_at)?;
    columns.put_moment("delivered", standing.delivered_at)?;
    columns.put_moment("opened", standing.opened_at)
}
