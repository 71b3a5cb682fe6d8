//! How a document travels: attempts on one channel after another until one
//! arrives or nobody tries any more.

use super::{Teller, days};
use crate::demo::days::HOUR;
use crate::demo::problems;
use domain::{AttemptKey, Channel, Evidence, Fact, Problem};

/// Most channels that one document is tried on.
const CHANNELS_MAX: usize = 3;
/// Of a thousand failures, how many are sent another way.
const FALL_BACK: u32 = 930;
/// Of a thousand fallbacks, how many need no hands.
const FALL_BACK_BY_ITSELF: u32 = 720;
/// Of a thousand documents that a broken channel has, how many it gives up.
const GIVEN_UP_IN_OUTAGE: u32 = 600;

/// That a document arrived somewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    /// Where.
    pub(super) channel: Channel,
    /// When.
    pub(super) at: i64,
    /// Whether opening it is told there.
    pub(super) open_receipt: bool,
}

/// How a channel usually behaves; times in seconds.
struct Manners {
    /// From queued to handed over.
    sends: (i64, i64),
    /// From handed over to arrived.
    arrives: (i64, i64),
    /// From happened to told.
    lag: (i64, i64),
    /// How well arrival is known.
    evidence: Evidence,
    /// Of a thousand, how many fail and how many stumble first.
    fails: u32,
    stumbles: u32,
}

fn manners(channel: Channel) -> Manners {
    let (sends, arrives, lag, evidence, fails, stumbles) = match channel {
        Channel::Efaktura => (
            (60, 1800),
            (300, 7200),
            (60, 900),
            Evidence::Confirmed,
            26,
            4,
        ),
        Channel::Ehf => (
            (20, 300),
            (5, 90),
            (2, 20),
            Evidence::TransportReceipt,
            13,
            12,
        ),
        Channel::Vipps => ((5, 60), (2, 30), (1, 5), Evidence::Confirmed, 22, 5),
        Channel::Email => (
            (5, 300),
            (1, 20),
            (1, 60),
            Evidence::TransportReceipt,
            20,
            28,
        ),
        Channel::Sms => ((2, 60), (2, 40), (1, 30), Evidence::Confirmed, 22, 10),
        Channel::Digipost => ((10, 120), (5, 60), (1, 600), Evidence::Confirmed, 28, 9),
        _ => ((1, 5), (1, 2), (0, 2), Evidence::Confirmed, 0, 0),
    };
    Manners {
        sends,
        arrives,
        lag,
        evidence,
        fails,
        stumbles,
    }
}

/// The name under which a channel tells its events.
pub(super) fn source(channel: Channel) -> &'static str {
    match channel {
        Channel::Ehf => "peppol",
        Channel::Email => "smtp",
        Channel::Print => "printer",
        other => other.code(),
    }
}

impl Teller<'_> {
    /// Sends the document; where it arrived, if it did.
    pub(super) fn deliver(&mut self, ready: i64) -> Option<Arrival> {
        let (mut channel, mut at) = (self.channel(), ready);
        for _ in 0..CHANNELS_MAX {
            match self.attempt(channel, at) {
                Ok(arrival) => return Some(arrival),
                Err(failed_at) => (channel, at) = self.fall_back(channel, failed_at)?,
            }
        }
        None
    }

    /// One attempt: `Err` with the moment it was given up.
    fn attempt(&mut self, channel: Channel, ready: i64) -> Result<Arrival, i64> {
        let attempt = AttemptKey::on(channel);
        self.event("intake", ready, 0, Fact::Queued { attempt });
        match channel {
            Channel::Print => Ok(self.print(ready, "")),
            Channel::Avtalegiro => self.claim_by_mandate(ready),
            _ => self.send(channel, ready),
        }
    }

    fn send(&mut self, channel: Channel, ready: i64) -> Result<Arrival, i64> {
        let manners = manners(channel);
        let lag = self.dice.between(manners.lag.0, manners.lag.1);
        let sent = ready + self.dice.between(manners.sends.0, manners.sends.1);
        let open_receipt = channel != Channel::Digipost || self.dice.per_mille(650);
        let attempt = AttemptKey::on(channel);
        let told = Fact::Sent {
            attempt: attempt.clone(),
            open_receipt,
        };
        self.event(source(channel), sent, lag.min(5), told);
        let mut arrived = sent + self.dice.between(manners.arrives.0, manners.arrives.1);
        if let Some(ends) = self.outage_at(channel, sent) {
            arrived = self.wait_out(&attempt, sent, ends)?;
        } else if self.fails(channel, manners.fails) {
            return Err(self.fail(&attempt, arrived, lag));
        } else if self.dice.per_mille(manners.stumbles) {
            let problem = problems::passing(channel, self.customer);
            self.defer(&attempt, arrived, problem);
            arrived += self.dice.between(300, 5400);
        }
        let evidence = manners.evidence;
        self.event(
            source(channel),
            arrived,
            lag,
            Fact::Delivered { attempt, evidence },
        );
        Ok(Arrival {
            channel,
            at: arrived,
            open_receipt,
        })
    }

    fn fails(&mut self, channel: Channel, share: u32) -> bool {
        let bounces = channel == Channel::Email && self.customer.email_bounces;
        self.dice.per_mille(share) || bounces
    }

    pub(super) fn fail(&mut self, attempt: &AttemptKey, at: i64, lag: i64) -> i64 {
        let channel = attempt.channel;
        let problem = if channel == Channel::Email && self.customer.email_bounces {
            problems::unknown_mailbox(self.customer)
        } else {
            problems::failure(&mut self.dice, channel, self.customer)
        };
        let attempt = attempt.clone();
        self.event(source(channel), at, lag, Fact::Failed { attempt, problem });
        at + lag
    }

    fn defer(&mut self, attempt: &AttemptKey, at: i64, problem: Problem) {
        let attempt = attempt.clone();
        let told = source(attempt.channel);
        self.event(told, at, 2, Fact::Deferred { attempt, problem });
    }

    /// The end of the outage that a document runs into, if it does.
    fn outage_at(&self, channel: Channel, sent: i64) -> Option<i64> {
        let outage = self.outage;
        let hit = channel == Channel::Digipost && (outage.from..outage.until).contains(&sent);
        hit.then_some(outage.until)
    }

    /// The channel is down: it tries again, and either gives up or comes back.
    fn wait_out(&mut self, attempt: &AttemptKey, sent: i64, ends: i64) -> Result<i64, i64> {
        let mut at = sent + self.dice.between(20, 90);
        for pause in [900, 3600, 10_800] {
            self.defer(attempt, at, problems::outage(false));
            at += pause;
            if at >= ends {
                break;
            }
        }
        if at < ends && self.dice.per_mille(GIVEN_UP_IN_OUTAGE) {
            let (attempt, problem) = (attempt.clone(), problems::outage(true));
            self.event("digipost", at, 5, Fact::Failed { attempt, problem });
            return Err(at + 5);
        }
        Ok(at.max(ends) + self.dice.between(60, 3 * HOUR))
    }

    /// Gives an attempt up: the channel to use instead and when.
    fn fall_back(&mut self, from: Channel, failed_at: i64) -> Option<(Channel, i64)> {
        let to = self.instead_of(from)?;
        if !self.dice.per_mille(FALL_BACK) {
            let noticed = self.in_office_hours(failed_at + days(1));
            self.comment(
                noticed,
                "Feilet. Mangler gyldig adresse, venter på svar fra kunden.",
            );
            return None;
        }
        let at = if self.dice.per_mille(FALL_BACK_BY_ITSELF) {
            failed_at + self.dice.between(30, 900)
        } else {
            let later = failed_at + self.dice.between(2 * HOUR, days(3));
            self.in_office_hours(later)
        };
        let attempt = AttemptKey::on(from);
        self.event("intake", at, 0, Fact::FellBack { attempt, to });
        Some((to, at + 2))
    }

    fn instead_of(&mut self, from: Channel) -> Option<Channel> {
        match from {
            Channel::Efaktura | Channel::Ehf | Channel::Vipps | Channel::Avtalegiro => {
                Some(Channel::Email)
            }
            Channel::Digipost if self.dice.per_mille(600) => Some(Channel::Email),
            Channel::Sms | Channel::Email | Channel::Digipost => Some(Channel::Print),
            _ => None,
        }
    }
}
