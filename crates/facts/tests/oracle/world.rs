//! Made-up organisations, small enough that values collide all the time.

use domain::filter::{Filter, Has, PaymentWord, Term, Test};
use domain::period::DateSpan;
use domain::standing::Part;
use domain::{
    Channel, CompanyId, CustomerId, Delivery, DocumentId, DocumentKind, Head, Money,
    PaymentChannel, PaymentState, Processing, Reason, Recipient, Seq, Standing,
};
use facts::{CompanyEntry, CustomerEntry, Entry, View};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};

pub(crate) const TODAY: Date = date(2026, 11, 23);

pub(crate) struct World {
    pub(crate) companies: Vec<CompanyEntry>,
    pub(crate) customers: Vec<CustomerEntry>,
    /// One that nobody ever told the name of.
    pub(crate) stranger: CustomerId,
}

impl World {
    pub(crate) fn new() -> Self {
        let companies = [
            ("974761076", "Nord AS"),
            ("918130047", "Nord AS Bergen"),
            ("986028307", "Ås Kraft"),
        ];
        let customers = [
            (Some("100"), "Åse Ødegård"),
            (Some("1001"), "Ærlig Talt"),
            (None, "Zoll"),
            (Some("7"), "åse ødegård"),
            (Some("12"), "Borettslaget Solbakken"),
            (Some("13"), "Borettslaget Solbakken 2"),
        ];
        let company = |(n, (number, name)): (u8, (&str, &str))| CompanyEntry {
            id: CompanyId::from_parts(9, [n; 10]),
            number: number.to_owned(),
            name: name.to_owned(),
        };
        let customer = |(n, (number, name)): (u8, (Option<&str>, &str))| CustomerEntry {
            id: CustomerId::from_parts(7, [100 - n; 10]),
            number: number.map(str::to_owned),
            name: name.to_owned(),
        };
        Self {
            companies: (0..).zip(companies).map(company).collect(),
            customers: (0..).zip(customers).map(customer).collect(),
            stranger: CustomerId::from_parts(1, [1; 10]),
        }
    }
}

/// A small generator of random numbers (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()].clone()
    }

    fn some<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        (0..=self.below(2)).map(|_| self.pick(from)).collect()
    }

    fn perhaps<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        self.yes().then(|| self.pick(from))
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, usize::try_from(self.below(at as u64 + 1)).unwrap());
        }
    }

    pub(crate) fn day(&mut self) -> Date {
        let days = i64::try_from(self.below(60)).unwrap();
        date(2026, 10, 15).saturating_add(days.days())
    }

    pub(crate) fn entries(&mut self, world: &World, count: u64) -> Vec<Entry> {
        (0..count).map(|number| self.entry(world, number)).collect()
    }

    pub(crate) fn entry(&mut self, world: &World, number: u64) -> Entry {
        // Ten minutes apart at most, over the days around the end of summer
        // time, so that minutes and local days collide.
        let second = 1_792_700_000 + i64::try_from(self.below(3_000)).unwrap() * 600;
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.roll().to_be_bytes());
        random[8..].copy_from_slice(&u16::try_from(number % 65_536).unwrap().to_be_bytes());
        let mut customers: Vec<CustomerId> = world.customers.iter().map(|c| c.id).collect();
        customers.push(world.stranger);
        let companies: Vec<CompanyId> = world.companies.iter().map(|c| c.id).collect();
        let minor = self.pick(&[0, 100, 50_000, 100_000, 100_001, -700]);
        let currency = self
            .pick(&["NOK", "NOK", "SEK", "JPY", "KWD"])
            .parse()
            .unwrap();
        let amount = (self.below(5) > 0).then_some(Money::new(minor, currency));
        let days: Vec<Date> = (0..3).map(|_| self.day()).collect();
        let head = Head {
            id: DocumentId::from_parts(self.below(3), random),
            company: self.pick(&companies),
            customer: self.pick(&customers),
            kind: self.pick(DocumentKind::ALL),
            channel: self.pick(Channel::ALL),
            number: self
                .pick(&["", "12", "A-12", "2026000123", "2026000124", "Å 7"])
                .to_owned(),
            kid: self
                .perhaps(&["0012345678", "1234", "12-"])
                .map(str::to_owned),
            account: None,
            amount,
            issued_on: self.perhaps(&days[..1]),
            due_on: self.perhaps(&days[1..2]),
            received_at: Timestamp::from_second(second).unwrap(),
            batch: self.perhaps(&["a", "b"]).map(str::to_owned),
        };
        let standing = self.standing(amount.map_or(0, |a| a.minor), head.received_at, days[2]);
        Entry {
            seq: Seq(10 + i64::try_from(number).unwrap() * 5),
            head,
            standing,
        }
    }

    fn standing(&mut self, amount: i64, at: Timestamp, day: Date) -> Standing {
        let payment = self.pick(PaymentState::ALL);
        let is_closed = matches!(payment, PaymentState::Credited | PaymentState::Cancelled);
        Standing {
            processing: self.pick(Processing::ALL),
            channel: self.pick(Channel::ALL),
            delivery: self.pick(Delivery::ALL),
            evidence: None,
            recipient: self.pick(Recipient::ALL),
            payment,
            paid_by: self.perhaps(PaymentChannel::ALL),
            reason: self.perhaps(Reason::ALL),
            sent_at: self.moment(at),
            delivered_at: self.moment(at),
            opened_at: self.moment(at),
            paid_on: self.perhaps(&[day]),
            scheduled_on: None,
            paid_minor: self.pick(&[0, amount, amount / 2, amount + 5]),
            credited_minor: self.pick(&[0, 0, amount / 3]),
            closed_at: is_closed.then(|| self.moment(at).unwrap_or(at)),
            parts: self.parts(amount, at),
            comments: u32::from(self.below(4) == 0),
            held: self.below(5) == 0,
            changed_at: at,
        }
    }

    /// Mostly none; then payments, money that went back and a credit note.
    fn parts(&mut self, amount: i64, at: Timestamp) -> Vec<Part> {
        if self.below(3) > 0 {
            return Vec::new();
        }
        let mut paid = |minor| Part::Paid {
            on: self.day(),
            minor,
        };
        let mut parts = vec![paid(amount / 2), paid(-amount / 4), paid(amount)];
        parts.truncate(1 + usize::try_from(self.below(3)).unwrap());
        if let Some(at) = self.moment(at) {
            let minor = amount / 3;
            parts.push(Part::Credited { at, minor });
        }
        parts
    }

    /// Soon after, long after or, as in history that is taken in late, before.
    fn moment(&mut self, at: Timestamp) -> Option<Timestamp> {
        let minutes = self.perhaps(&[0, 1, 90, 1_440, 64_000, 90_000, -20, -500_000])?;
        at.checked_add(minutes.minutes()).ok()
    }

    pub(crate) fn view(&mut self, world: &World) -> View {
        let companies: Vec<CompanyId> = world.companies.iter().map(|c| c.id).collect();
        let terms = (0..self.below(4)).map(|_| Term {
            negated: self.below(3) == 0,
            test: self.test(world),
        });
        View {
            filter: Filter {
                terms: terms.collect(),
            },
            companies: (self.below(4) == 0).then(|| self.some(&companies)),
            today: self.pick(&[TODAY, date(2026, 10, 25), date(2026, 12, 27), Date::MIN]),
        }
    }

    fn test(&mut self, world: &World) -> Test {
        let text = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        match self.below(19) {
            0 => {
                let texts = [
                    "12", "ØDEG", "a-1", "00 12", "å", "zoll", "100", "nothing", "\u{1f}",
                ];
                Test::Text(self.pick(&texts).to_owned())
            }
            1 => {
                let id = self.pick(&world.companies).id.to_string();
                let typed = ["nord as", "974 761 076", "nord", "kraft", "918130047", &id];
                Test::Company(text(self.some(&typed)))
            }
            2 => {
                let id = self.pick(&world.customers).id.to_string();
                let typed = [
                    "100",
                    "åse ØDEGÅRD",
                    "solbakken",
                    "Borettslaget Solbakken",
                    "12",
                    &id,
                ];
                Test::Customer(text(self.some(&typed)))
            }
            3 => Test::Kind(self.some(DocumentKind::ALL)),
            4 => Test::Channel(self.some(Channel::ALL)),
            5 => Test::PaidBy(self.some(PaymentChannel::ALL)),
            6 => Test::Delivery(self.some(Delivery::ALL)),
            7 => Test::Recipient(self.some(Recipient::ALL)),
            8 => Test::Payment(self.some(&PaymentWord::all().collect::<Vec<_>>())),
            9 => Test::Reason(self.some(Reason::ALL)),
            10 => Test::Received(self.span()),
            11 => Test::Issued(self.span()),
            12 => Test::Due(self.span()),
            13 => Test::Paid(self.span()),
            14 => {
                let spans = [
                    "1000",
                    ">500",
                    ">=1000,01",
                    "<1",
                    "<=500",
                    "100..1000,005",
                    "-7..0",
                ];
                Test::Amount(self.pick(&spans).parse().unwrap())
            }
            15 => {
                let codes = ["NOK", "SEK", "EUR"].map(|code| code.parse().unwrap());
                Test::Currency(self.some(&codes))
            }
            16 => Test::Batch(text(self.some(&["a", "b", "c"]))),
            17 => Test::Has(self.some(Has::ALL)),
            _ => Test::Processing(self.some(Processing::ALL)),
        }
    }

    fn span(&mut self) -> DateSpan {
        let spans = [
            "2026-11",
            "2026-10-25",
            "2026-W45",
            "last30d",
            "next7d",
            "today",
            "..2026-11-01",
            "2026-11-20..",
            "<2026-11",
            ">2026-11-10",
            "2026",
            "2027",
            "last_month",
        ];
        self.pick(&spans).parse().unwrap()
    }
}
