//! Times the questions that the portal asks, over made-up documents.
//!
//! `cargo run --release -p facts --example bench -- 1000000`
#![expect(clippy::print_stdout, reason = "printing times is what this is for")]

use domain::filter::Filter;
use domain::{
    Channel, CompanyId, Currency, CustomerId, Delivery, DocumentId, DocumentKind, Evidence, Head,
    Money, PaymentChannel, PaymentState, Processing, Reason, Recipient, Seq, Standing,
};
use facts::{CompanyEntry, CustomerEntry, Dimension, Entry, Facts, Sort, View};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::collections::HashSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

const REPEATS: usize = 25;
const TODAY: Date = date(2026, 11, 23);

/// A small generator of random numbers (splitmix64), so that every run
/// measures the same documents.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    /// Small numbers far more often than great ones, as words of a
    /// vocabulary occur.
    fn word<T: Copy>(&mut self, words: &[T]) -> T {
        let spread = words.len() as u64;
        let (a, b, c) = (self.below(spread), self.below(spread), self.below(spread));
        words[usize::try_from(a.min(b).min(c)).unwrap_or(0)]
    }

    fn id(&mut self, unix_ms: u64) -> (u64, [u8; 10]) {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.roll().to_be_bytes());
        (unix_ms, random)
    }
}

struct World {
    companies: Vec<CompanyId>,
    customers: Vec<CustomerId>,
    batches: Vec<String>,
}

fn main() {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok());
    let count: u64 = count.unwrap_or(1_000_000);
    let mut dice = Dice(26);
    let world = World {
        companies: ids(&mut dice, 3, CompanyId::from_parts),
        customers: ids(&mut dice, count / 10 + 1, CustomerId::from_parts),
        batches: (0..count / 2000 + 1)
            .map(|n| format!("batch-{n}"))
            .collect(),
    };
    let mut facts = Facts::new(TimeZone::get("Europe/Oslo").expect("the zone is bundled"));
    fill(&mut facts, &world, &mut dice, count);
    println!(
        "{} documents, {:.1} bytes each",
        facts.len(),
        facts.bytes() as f64 / facts.len() as f64
    );
    lists(&facts);
    groups(&facts);
}

fn ids<Id>(dice: &mut Dice, count: u64, id: fn(u64, [u8; 10]) -> Id) -> Vec<Id> {
    let ids = (0..count).map(|_| dice.id(0));
    ids.map(|(at, random)| id(at, random)).collect()
}

fn fill(facts: &mut Facts, world: &World, dice: &mut Dice, count: u64) {
    let mut applying = Duration::ZERO;
    let mut waiting = Vec::new();
    let mut combinations = HashSet::new();
    for number in 0..count {
        waiting.push(entry(dice, world, number, count));
        if waiting.len() == 10_000 || number + 1 == count {
            let start = Instant::now();
            facts.apply(&waiting);
            applying += start.elapsed();
            combinations.extend(waiting.iter().map(combination));
            waiting.clear();
        }
    }
    println!("{} combinations", combinations.len());
    println!("applied in {:.0} ms", applying.as_secs_f64() * 1e3);
    let customers: Vec<_> = world.customers.iter().zip(0..).map(customer).collect();
    let start = Instant::now();
    facts.apply_customers(&customers);
    println!(
        "{} customers applied in {:.0} ms",
        customers.len(),
        start.elapsed().as_secs_f64() * 1e3
    );
    let companies: Vec<_> = world.companies.iter().zip(0..).map(company).collect();
    facts.apply_companies(&companies);
}

/// What the read model holds as one code, near enough.
fn combination(entry: &Entry) -> (CompanyId, [u8; 7], bool) {
    let (head, standing) = (&entry.head, &entry.standing);
    let words = [
        head.kind.number(),
        standing.channel.number(),
        standing.delivery.number(),
        standing.recipient.number(),
        standing.payment.number(),
        standing.paid_by.map_or(0, |word| word.number()),
        standing.reason.map_or(0, |word| word.number()),
    ];
    (head.company, words, standing.comments > 0)
}

fn customer((id, number): (&CustomerId, u32)) -> CustomerEntry {
    const NAMES: [&str; 8] = [
        "Nordlys Elektro",
        "Åsen Barnehage",
        "Fjord og Fjell",
        "Brattli Bygg",
        "Ola Ødegård",
        "Kari Sæther",
        "Vestkanten Tannlege",
        "Sol Regnskap",
    ];
    CustomerEntry {
        id: *id,
        number: Some(format!("{}", 100_000 + number)),
        name: format!("{} {number}", NAMES[number as usize % NAMES.len()]),
    }
}

fn company((id, number): (&CompanyId, usize)) -> CompanyEntry {
    CompanyEntry {
        id: *id,
        number: ["974761076", "918130047", "986028307"][number % 3].to_owned(),
        name: format!("Company {number}"),
    }
}

fn entry(dice: &mut Dice, world: &World, number: u64, count: u64) -> Entry {
    const MONTHS: u64 = 16;
    let first = 1_753_000_000_u64;
    let second = first + number * (MONTHS * 30 * 86_400) / count;
    let received_at = Timestamp::from_second(second.cast_signed()).expect("within the calendar");
    let issued_on =
        date(2025, 7, 20).saturating_add((number * MONTHS * 30 / count).cast_signed().days());
    let (at, random) = dice.id(second * 1000);
    let amount = Money::new(dice.below(2_000_000).cast_signed() + 100, Currency::NOK);
    let standing = standing(dice, amount.minor, received_at, issued_on);
    Entry {
        seq: Seq(number.cast_signed() + 1),
        head: Head {
            id: DocumentId::from_parts(at, random),
            company: dice.word(&world.companies),
            customer: world.customers
                [usize::try_from(dice.below(world.customers.len() as u64)).unwrap_or(0)],
            kind: dice.word(DocumentKind::ALL),
            channel: standing.channel,
            number: format!("{}", 2_000_000 + number),
            kid: Some(format!("{:013}", number * 7919)),
            account: Some("86011117947".to_owned()),
            amount: Some(amount),
            issued_on: Some(issued_on),
            due_on: Some(issued_on.saturating_add(14.days())),
            received_at,
            batch: Some(world.batches[usize::try_from(number / 2000).unwrap_or(0)].clone()),
        },
        standing,
    }
}

/// Where a document stands, the axes hanging together as they do in life:
/// what a channel can tell, how old the document is, what went wrong.
fn standing(dice: &mut Dice, amount: i64, at: Timestamp, issued_on: Date) -> Standing {
    let channel = dice.word(Channel::ALL);
    let delivery = match dice.below(100) {
        0..3 => Delivery::Failed,
        3 => Delivery::Returned,
        4..8 => Delivery::Sent,
        8..20 => Delivery::PresumedDelivered,
        _ => Delivery::Delivered,
    };
    let recipient = match (channel.can_tell_opened(), delivery) {
        (true, Delivery::Delivered) => dice.word(&Recipient::ALL[1..]),
        (true, _) => Recipient::NotYet,
        (false, _) => Recipient::Unknowable,
    };
    let paid_on = issued_on.saturating_add(dice.below(40).cast_signed().days());
    let payment = match (delivery.is_failure() || paid_on > TODAY, dice.below(100)) {
        (true, 0..10) => PaymentState::Scheduled,
        (true, _) => PaymentState::Open,
        (false, 0) => PaymentState::Credited,
        (false, 1..3) => PaymentState::PartPaid,
        (false, 3..8) => PaymentState::Open,
        (false, _) => PaymentState::Paid,
    };
    let (paid, part) = (
        payment == PaymentState::Paid,
        payment == PaymentState::PartPaid,
    );
    Standing {
        processing: Processing::Validated,
        channel,
        delivery,
        evidence: Some(Evidence::Confirmed),
        recipient,
        payment,
        paid_by: (paid || part).then(|| dice.word(PaymentChannel::ALL)),
        reason: delivery.is_failure().then(|| dice.word(Reason::ALL)),
        sent_at: Some(at),
        delivered_at: Some(at),
        opened_at: None,
        paid_on: paid.then_some(paid_on),
        scheduled_on: None,
        paid_minor: if paid {
            amount
        } else if part {
            amount / 2
        } else {
            0
        },
        credited_minor: if payment == PaymentState::Credited {
            amount
        } else {
            0
        },
        comments: u32::from(dice.below(200) == 0),
        held: false,
        changed_at: at,
    }
}

fn lists(facts: &Facts) {
    let questions = [
        ("", "-received"),
        ("delivery:failed", "-received"),
        ("channel:ehf,efaktura -kind:reminder payment:open", "due"),
        ("payment:overdue", "due"),
        ("received:last30d", "-amount"),
        ("due:2026-10 amount:>1000", "-received"),
        ("company:974761076 -delivery:failed", "customer"),
        ("", "number"),
        ("2000123", "-received"),
        ("ødegård", "-received"),
        ("customer:100017", "-received"),
        ("batch:batch-7", "-received"),
    ];
    println!(
        "\n{:<52} {:<10} {:>9} {:>8} {:>8} {:>8}",
        "list", "sort", "found", "best", "median", "page 2"
    );
    for (text, sort) in questions {
        let view = View {
            filter: Filter::parse(text).expect("a filter"),
            ..View::all(TODAY)
        };
        let sort: Sort = sort.parse().expect("an order");
        let first = facts.list(&view, sort, None, 50).expect("no cursor");
        let times = timed(|| facts.list(&view, sort, None, 50).map(|list| list.ids.len()));
        let second = timed(|| {
            facts
                .list(&view, sort, first.next.as_ref(), 50)
                .map(|l| l.ids.len())
        });
        println!(
            "{text:<52} {sort:<10} {:>9} {:>5.2} ms {:>5.2} ms {:>5.2} ms",
            first.total,
            times.0,
            times.1,
            second.0,
            sort = sort.to_string()
        );
    }
    let view = View::all(TODAY);
    let middle = facts.ids(&view, Sort::default())[facts.len() / 2];
    let beside = timed(|| facts.neighbours(&view, Sort::default(), middle));
    let all = timed(|| facts.ids(&view, Sort::default()).len());
    let count = timed(|| facts.count(&view));
    println!(
        "neighbours {:.2} ms, count {:.2} ms, all ids in order {:.1} ms",
        beside.0, count.0, all.0
    );
}

fn groups(facts: &Facts) {
    println!(
        "\n{:<52} {:>9} {:>8} {:>8}",
        "group", "groups", "best", "median"
    );
    for words in [
        "",
        "channel",
        "channel,paid_by,payment",
        "received_day,channel",
        "due_month,delivery",
        "batch",
        "customer",
    ] {
        let dimensions: Vec<Dimension> = words
            .split(',')
            .filter(|word| !word.is_empty())
            .map(|word| word.parse().expect("a dimension"))
            .collect();
        let view = View::all(TODAY);
        let found = facts.group(&view, &dimensions).len();
        let times = timed(|| facts.group(&view, &dimensions).len());
        println!(
            "{words:<52} {found:>9} {:>5.2} ms {:>5.2} ms",
            times.0, times.1
        );
    }
}

/// The best and the median of the times, in milliseconds: on a shared machine
/// the best says what the question costs, the median what else was going on.
fn timed<T>(mut question: impl FnMut() -> T) -> (f64, f64) {
    let mut times: Vec<f64> = (0..REPEATS)
        .map(|_| {
            let start = Instant::now();
            black_box(question());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[0], times[REPEATS / 2])
}
