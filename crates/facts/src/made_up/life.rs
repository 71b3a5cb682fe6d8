//! What becomes of made-up documents.

use super::TODAY;
use super::dice::Dice;
use domain::standing::Part;
use domain::{
    Channel, Delivery, Evidence, Head, PaymentChannel, PaymentState, Processing, Reason, Recipient,
    Standing,
};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

const CHANNELS: [Channel; 9] = [
    Channel::Efaktura,
    Channel::Avtalegiro,
    Channel::Email,
    Channel::Ehf,
    Channel::Digipost,
    Channel::Print,
    Channel::Vipps,
    Channel::Kivra,
    Channel::Eboks,
];
const PAYMENT_CHANNELS: [PaymentChannel; 7] = [
    PaymentChannel::Giro,
    PaymentChannel::Efaktura,
    PaymentChannel::Vipps,
    PaymentChannel::StandingOrder,
    PaymentChannel::Card,
    PaymentChannel::Counter,
    PaymentChannel::Avtalegiro,
];

/// How a customer receives and pays.
pub(super) struct Habit {
    channel: Channel,
    /// The channel from some day on.
    later: (i64, Channel),
    terms: i64,
    /// Days from the due date that they usually pay.
    delay: i64,
}

impl Habit {
    pub(super) fn of(seed: u64, customer: u64) -> Self {
        let mut dice = Dice::of(seed, customer, 5);
        let channel = dice.pick(&CHANNELS);
        let moves = dice.below(5) == 0;
        Self {
            channel,
            later: (
                dice.few(super::DAYS),
                if moves { CHANNELS[0] } else { channel },
            ),
            terms: [14, 14, 21, 30][dice.skewed(4)],
            delay: match dice.below(10) {
                0..3 => -5 - dice.few(8),
                3..7 => -1,
                7..9 => dice.few(10),
                _ => 5 + dice.few(40),
            },
        }
    }

    /// The channel on some day, now and then another.
    pub(super) fn channel(&self, day: i64, dice: &mut Dice) -> Channel {
        match dice.below(50) {
            0 => dice.pick(&CHANNELS),
            _ if day >= self.later.0 => self.later.1,
            _ => self.channel,
        }
    }

    /// Days from issued to due.
    pub(super) const fn terms(&self) -> i64 {
        self.terms
    }
}

/// A name of two words and now and then a third.
pub(super) fn name(dice: &mut Dice) -> String {
    const FIRST: [&str; 12] = [
        "Nordlys",
        "Åsen",
        "Fjord",
        "Brattli",
        "Ola",
        "Kari",
        "Vestkanten",
        "Sol",
        "Granli",
        "Storm",
        "Ingrid",
        "Havn",
    ];
    const SECOND: [&str; 16] = [
        "Elektro",
        "Barnehage",
        "Hansen",
        "Bygg",
        "Ødegård",
        "Sæther",
        "Tannlege",
        "Regnskap",
        "Johansen",
        "Transport",
        "Kraft",
        "Borettslag",
        "Berg",
        "Maskin",
        "Lie",
        "Handel",
    ];
    const THIRD: [&str; 4] = ["AS", "og sønn", "Bergen", "nr. 2"];
    let (first, second) = (
        FIRST[dice.skewed(FIRST.len())],
        SECOND[dice.skewed(SECOND.len())],
    );
    match dice.below(2) {
        0 => format!("{first} {second}"),
        _ => format!("{first} {second} {}", dice.pick(&THIRD)),
    }
}

/// Where a document stands on [`TODAY`].
pub(super) fn standing(head: &Head, habit: &Habit, dice: &mut Dice) -> Standing {
    let after = |from: Timestamp, minutes: i64| {
        let at = from.checked_add(minutes.minutes()).unwrap_or(from);
        happened(at).then_some(at)
    };
    let sent_at = after(head.received_at, 1 + dice.wait(6, 3_000));
    let delivery = delivery(head.channel, sent_at.is_some(), dice);
    let delivered_at = match delivery.has_arrived() {
        true => sent_at.and_then(|sent| after(sent, dice.wait(transit(head.channel), 20_000))),
        false => None,
    };
    let delivery = match delivered_at {
        None if delivery.has_arrived() => Delivery::Sent,
        _ => delivery,
    };
    let tells = head.channel.can_tell_opened();
    let opens = tells && dice.below(100) < 80;
    let opened_at = delivered_at
        .filter(|_| opens)
        .and_then(|delivered| after(delivered, dice.wait(600, 90_000)));
    let money = money(head, habit, delivery, dice);
    Standing {
        processing: Processing::Validated,
        channel: head.channel,
        delivery,
        evidence: Some(Evidence::Confirmed),
        recipient: match (opened_at, tells) {
            (Some(_), _) => Recipient::Opened,
            (None, true) => Recipient::NotYet,
            (None, false) => Recipient::Unknowable,
        },
        payment: money.state,
        paid_by: money.paid_by,
        reason: delivery.is_failure().then(|| dice.pick(Reason::ALL)),
        sent_at,
        delivered_at,
        opened_at,
        paid_on: money.paid_on,
        scheduled_on: None,
        paid_minor: money.paid_minor,
        credited_minor: money.credited_minor,
        closed_at: matches!(
            money.state,
            PaymentState::Credited | PaymentState::Cancelled
        )
        .then_some(head.received_at),
        parts: money.parts,
        comments: u32::from(dice.below(200) == 0),
        held: false,
        changed_at: head.received_at,
    }
}

fn happened(at: Timestamp) -> bool {
    at.to_zoned(jiff::tz::TimeZone::UTC).date() <= TODAY
}

/// Usual minutes from sent to delivered.
const fn transit(channel: Channel) -> i64 {
    match channel {
        Channel::Print => 2_900,
        Channel::Email | Channel::Vipps => 2,
        _ => 30,
    }
}

fn delivery(channel: Channel, sent: bool, dice: &mut Dice) -> Delivery {
    match (dice.below(100), channel) {
        _ if !sent => Delivery::Queued,
        (0, _) => Delivery::Failed,
        (1, Channel::Print) => Delivery::Returned,
        (1, Channel::Email) => Delivery::Failed,
        (_, Channel::Print) => Delivery::PresumedDelivered,
        _ => Delivery::Delivered,
    }
}

struct MadeUpMoney {
    state: PaymentState,
    paid_by: Option<PaymentChannel>,
    paid_on: Option<Date>,
    paid_minor: i64,
    credited_minor: i64,
    parts: Vec<Part>,
}

/// What a payer does about a document.
fn money(head: &Head, habit: &Habit, delivery: Delivery, dice: &mut Dice) -> MadeUpMoney {
    let amount = head.amount.map_or(0, |amount| amount.minor);
    let nothing = |state| MadeUpMoney {
        state,
        paid_by: None,
        paid_on: None,
        paid_minor: 0,
        credited_minor: 0,
        parts: Vec::new(),
    };
    let (true, Some(due)) = (head.kind.asks_for_payment(), head.due_on) else {
        return nothing(PaymentState::None);
    };
    let mandate = head.channel == Channel::Avtalegiro;
    let wait = match mandate {
        true => 0,
        false => habit.delay + dice.few(3) + dice.wait(1, 200) * i64::from(dice.below(4) == 0),
    };
    let paid_on = due
        .saturating_add(wait.days())
        .max(head.issued_on.unwrap_or(due));
    let paid_by = match mandate {
        true => PaymentChannel::Avtalegiro,
        false => dice.pick(&PAYMENT_CHANNELS),
    };
    let paid = |state, paid_minor, paid_on| MadeUpMoney {
        state,
        paid_by: Some(paid_by),
        paid_on,
        paid_minor,
        credited_minor: 0,
        parts: Vec::new(),
    };
    match dice.below(1_000) {
        0..10 => MadeUpMoney {
            credited_minor: amount,
            ..nothing(PaymentState::Credited)
        },
        10..13 => nothing(PaymentState::Cancelled),
        13..35 => nothing(PaymentState::Open),
        _ if delivery.is_failure() || paid_on > TODAY => nothing(PaymentState::Open),
        35..50 => MadeUpMoney {
            parts: vec![Part::Paid {
                on: paid_on,
                minor: amount / 2,
            }],
            ..paid(PaymentState::PartPaid, amount / 2, None)
        },
        50..53 => paid(PaymentState::Overpaid, amount + 100, Some(paid_on)),
        _ => paid(PaymentState::Paid, amount, Some(paid_on)),
    }
}
