//! The channels that take one file a bank day: AvtaleGiro and paper.

use super::delivery::{Arrival, source};
use super::{Teller, days};
use crate::demo::days::{DayNo, HOUR};
use crate::demo::problems;
use domain::{AttemptKey, Channel, Evidence, Fact};

/// Letters of a thousand that come back.
const RETURNED: u32 = 16;
/// Of a thousand letters that came back, how many are sent again.
const SENT_AGAIN: u32 = 450;
/// AvtaleGiro claims of a thousand that come back with the receipt.
const SENT_BACK: u32 = 18;

impl Teller<'_> {
    /// AvtaleGiro: the claims of a bank day go in one file at two o'clock, and
    /// the bank's receipt comes the next bank morning.
    pub(super) fn claim_by_mandate(&mut self, ready: i64) -> Result<Arrival, i64> {
        let channel = Channel::Avtalegiro;
        let attempt = AttemptKey::on(channel);
        let day = self.bank_day_before(ready, 14 * HOUR);
        let sent = self.days.at(day, 14 * HOUR);
        let told = Fact::Sent {
            attempt: attempt.clone(),
            open_receipt: true,
        };
        self.event(source(channel), sent, 5, told);
        let next = self.days.bank_day_after(day);
        let arrived = self.days.at(next, 6 * HOUR + 1800);
        if self.dice.per_mille(SENT_BACK) {
            return Err(self.fail(&attempt, arrived, 60));
        }
        let evidence = Evidence::Confirmed;
        self.event(
            source(channel),
            arrived,
            60,
            Fact::Delivered { attempt, evidence },
        );
        Ok(Arrival {
            channel,
            at: arrived,
            open_receipt: true,
        })
    }

    /// Paper: printed on the next bank day, presumed to be there after five
    /// days; some comes back later, and some of that is sent once more.
    pub(super) fn print(&mut self, ready: i64, name: &str) -> Arrival {
        let channel = Channel::Print;
        let attempt = AttemptKey {
            channel,
            attempt: name.to_owned(),
        };
        let day = self.bank_day_before(ready, 11 * HOUR);
        let printed = self.dice.between(11 * HOUR, 15 * HOUR);
        let sent = self.days.at(day, printed);
        let told = Fact::Sent {
            attempt: attempt.clone(),
            open_receipt: true,
        };
        self.event(source(channel), sent, 18 * HOUR, told);
        let arrived = sent + days(5);
        let evidence = Evidence::Presumed;
        let told = Fact::Delivered {
            attempt: attempt.clone(),
            evidence,
        };
        self.event("clock", arrived, 0, told);
        if name.is_empty() && self.dice.per_mille(RETURNED) {
            return self.come_back(attempt, sent);
        }
        Arrival {
            channel,
            at: arrived,
            open_receipt: true,
        }
    }

    fn come_back(&mut self, attempt: AttemptKey, sent: i64) -> Arrival {
        let back = sent + days(self.dice.between(8, 20));
        let problem = problems::returned(&mut self.dice);
        self.event(
            "printer",
            back,
            6 * HOUR,
            Fact::Returned { attempt, problem },
        );
        if !self.dice.per_mille(SENT_AGAIN) {
            return Arrival {
                channel: Channel::Print,
                at: back + days(10),
                open_receipt: true,
            };
        }
        let again = self.in_office_hours(back + days(1));
        self.comment(again, "Ringte kunden og fikk ny adresse. Sendt på nytt.");
        let attempt = AttemptKey {
            channel: Channel::Print,
            attempt: "2".to_owned(),
        };
        self.event("erp", again, 20, Fact::Queued { attempt });
        self.print(again, "2")
    }

    /// The day of the next file that closes at this hour of a bank day.
    fn bank_day_before(&self, ready: i64, closes: i64) -> DayNo {
        let day = self.days.day_of(ready);
        match self.days.clock(ready) < closes {
            true => self.days.bank_day_from(day),
            false => self.days.bank_day_after(day),
        }
    }
}
