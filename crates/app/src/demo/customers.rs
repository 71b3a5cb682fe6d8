//! The customers and their habits. A habit is what makes the figures of the
//! demo worth looking at: who pays early does so mostly, on every channel.

use super::days::{DayNo, Days};
use super::dice::{Dice, Purpose};
use super::{MOVED_CUSTOMER, names, numbers};
use domain::Channel;
use jiff::civil::date;

/// Documents for each customer over the sixteen months.
const DOCUMENTS_EACH: usize = 8;
/// Fewest customers, so that a small demo still has every kind of them.
const CUSTOMERS_MIN: usize = 40;
/// How many of a thousand customers are businesses.
const BUSINESSES: u32 = 120;
/// How many of a thousand change channel once during the period.
const MOVES: u32 = 90;
/// Customers for each of those who also work in the group.
const CUSTOMERS_EACH_EMPLOYEE: usize = 150;
/// The place of [`MOVED_CUSTOMER`] among the customers.
pub(super) const MOVED: usize = 1;

/// One customer.
#[derive(Debug, Clone)]
pub(super) struct Customer {
    /// The group's number for it.
    pub(super) number: String,
    /// Name.
    pub(super) name: String,
    /// Organisation number, where it is a business.
    pub(super) organisation_number: Option<String>,
    /// Street, then postcode and place.
    pub(super) address: [String; 2],
    /// E-mail address; it need not work.
    pub(super) email: String,
    /// Whether every e-mail to it bounces.
    pub(super) email_bounces: bool,
    /// The account it pays from.
    pub(super) account: String,
    /// Which companies it buys from; used in turn.
    pub(super) companies: [usize; 2],
    /// When it pays.
    pub(super) pays: Pays,
    /// When it opens what it gets.
    pub(super) opens: Opens,
    channel: Channel,
    moves: Option<(DayNo, Channel)>,
}

/// When a customer pays what no bank pays for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pays {
    /// Some days after it came.
    Early,
    /// On the due date or just before.
    OnDue,
    /// Up to two weeks late.
    Late,
    /// Once it is reminded.
    Reminded,
    /// Not, or months late.
    Never,
}

/// How fast a customer opens what it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// Within hours.
    Soon,
    /// Within days.
    Slowly,
    /// Hardly.
    Seldom,
}

impl Customer {
    /// Whether it is a business.
    pub(super) const fn is_business(&self) -> bool {
        self.organisation_number.is_some()
    }

    /// The channel it gets invoices on, that day.
    pub(super) fn channel_on(&self, day: DayNo) -> Channel {
        match self.moves {
            Some((from, to)) if from <= day => to,
            _ => self.channel,
        }
    }

    /// Whether it pays like it always did: after a move to a channel that
    /// asks for one click, people who paid late pay when it is due.
    pub(super) fn pays_on(&self, day: DayNo) -> Pays {
        match (self.moves, self.pays) {
            (Some((from, Channel::Efaktura | Channel::Vipps)), Pays::Late) if from <= day => {
                Pays::OnDue
            }
            (_, pays) => pays,
        }
    }
}

/// Makes the customers for so many documents.
pub(super) fn gather(seed: u64, days: &Days, documents: usize) -> Vec<Customer> {
    let count = (documents / DOCUMENTS_EACH).max(CUSTOMERS_MIN);
    (0..count).map(|no| customer(seed, days, no)).collect()
}

/// Which customers also work in the group and get payslips.
pub(super) fn employees(customers: &[Customer]) -> Vec<usize> {
    let count = (customers.len() / CUSTOMERS_EACH_EMPLOYEE).max(1);
    let households = (MOVED + 1..customers.len()).filter(|&no| !customers[no].is_business());
    households.take(count).collect()
}

/// The order in which customers are billed, walked again and again: each
/// household once, each business and [`MOVED_CUSTOMER`] twice.
pub(super) fn wheel(seed: u64, customers: &[Customer]) -> Vec<usize> {
    let mut wheel: Vec<usize> = (0..customers.len()).collect();
    let twice = (0..customers.len()).filter(|&no| customers[no].is_business());
    wheel.extend(twice);
    Dice::new(seed, Purpose::Wheel, 0).shuffle(&mut wheel);
    let opposite = wheel.iter().position(|&no| no == MOVED).unwrap_or(0) + wheel.len() / 2;
    wheel.insert(opposite % wheel.len(), MOVED);
    wheel
}

fn customer(seed: u64, days: &Days, no: usize) -> Customer {
    let mut dice = Dice::new(seed, Purpose::Customer, no);
    let is_business = no != MOVED && dice.per_mille(BUSINESSES);
    let name = match no {
        MOVED => MOVED_CUSTOMER.to_owned(),
        _ if is_business => names::business(&mut dice),
        _ => names::person(&mut dice),
    };
    let organisation_number = is_business.then(|| numbers::organisation(&mut dice));
    let first = dice.weighted(&[(45, 0), (35, 1), (20, 2)]);
    let second = dice.weighted(&[(50, first), (20, 0), (20, 1), (10, 2)]);
    let channel = favourite(&mut dice, is_business);
    let customer = Customer {
        number: format!("{}", 100_000 + no),
        email: email(&mut dice, &name, is_business),
        email_bounces: dice.per_mille(15),
        organisation_number,
        address: names::address(&mut dice),
        account: numbers::bank_account(&mut dice),
        companies: [first, second],
        pays: pays(&mut dice, is_business),
        opens: dice.weighted(&[(45, Opens::Soon), (40, Opens::Slowly), (15, Opens::Seldom)]),
        channel,
        moves: moves(&mut dice, days, channel),
        name,
    };
    if no == MOVED {
        moved(customer, days)
    } else {
        customer
    }
}

/// [`MOVED_CUSTOMER`]: paper and late until the latest 15 April that is at
/// least two months ago, eFaktura since.
fn moved(customer: Customer, days: &Days) -> Customer {
    let latest = days.date(days.today().saturating_sub(60));
    let this_year = date(latest.year(), 4, 15);
    let spring = if this_year <= latest {
        this_year
    } else {
        date(latest.year().saturating_sub(1), 4, 15)
    };
    Customer {
        companies: [0, 0],
        pays: Pays::Late,
        opens: Opens::Soon,
        email_bounces: false,
        channel: Channel::Print,
        moves: Some((days.find(spring), Channel::Efaktura)),
        ..customer
    }
}

fn favourite(dice: &mut Dice, is_business: bool) -> Channel {
    if is_business {
        return dice.weighted(&[(86, Channel::Ehf), (9, Channel::Email), (5, Channel::Print)]);
    }
    dice.weighted(&[
        (36, Channel::Efaktura),
        (19, Channel::Avtalegiro),
        (11, Channel::Vipps),
        (11, Channel::Email),
        (3, Channel::Sms),
        (9, Channel::Digipost),
        (9, Channel::Print),
        (2, Channel::Portal),
    ])
}

fn moves(dice: &mut Dice, days: &Days, from: Channel) -> Option<(DayNo, Channel)> {
    if !dice.per_mille(MOVES) {
        return None;
    }
    let to = match from {
        Channel::Print => dice.weighted(&[(70, Channel::Efaktura), (30, Channel::Digipost)]),
        Channel::Email => dice.weighted(&[(50, Channel::Vipps), (50, Channel::Efaktura)]),
        Channel::Efaktura => dice.weighted(&[(70, Channel::Avtalegiro), (30, Channel::Vipps)]),
        Channel::Ehf => return None,
        _ => Channel::Efaktura,
    };
    Some((30 + dice.below(days.today().saturating_sub(60)), to))
}

fn pays(dice: &mut Dice, is_business: bool) -> Pays {
    let table = if is_business {
        [40, 570, 320, 62, 8]
    } else {
        [300, 460, 165, 60, 15]
    };
    let [early, on_due, late, reminded, never] = table;
    dice.weighted(&[
        (early, Pays::Early),
        (on_due, Pays::OnDue),
        (late, Pays::Late),
        (reminded, Pays::Reminded),
        (never, Pays::Never),
    ])
}

fn email(dice: &mut Dice, name: &str, is_business: bool) -> String {
    let local = names::ascii(name);
    match is_business {
        true => format!("faktura@{}.example", local.replace('.', "-")),
        false => {
            let host = dice.pick(&["epost.example", "post.example", "nettpost.example"]);
            format!("{local}{}@{host}", dice.below(90) + 10)
        }
    }
}
