//! Combinations in a snapshot: a byte a word, 0 for none.

use super::{Shape, Shapes, Share};
use crate::dictionary::Dictionary;
use crate::snapshot::{Input, Output, Stored};
use domain::{
    Channel, Currency, Delivery, DocumentKind, PaymentChannel, PaymentState, Processing, Reason,
    Recipient,
};

impl Shapes {
    pub(crate) fn store(&self, out: &mut Output) {
        out.length(self.seen.len());
        self.seen.values().iter().for_each(|shape| shape.store(out));
    }

    /// The combinations, if there are companies for all of them.
    pub(crate) fn restore(input: &mut Input<'_>, companies: usize) -> Stored<Self> {
        let mut seen = Vec::new();
        for _ in 0..input.number()? {
            let shape = Shape::restore(input)?;
            if shape.company as usize >= companies {
                return Err("a company is unknown");
            }
            seen.push(shape);
        }
        let seen = Dictionary::of(seen).ok_or("a combination comes twice")?;
        Ok(Self { seen })
    }
}

impl Shape {
    fn store(&self, out: &mut Output) {
        out.number(self.company);
        let words = [
            self.kind.number(),
            self.channel.number(),
            self.intended.number(),
            self.paid_by.map_or(0, PaymentChannel::number),
            self.delivery.number(),
            self.recipient.number(),
            self.payment.number(),
            self.reason.map_or(0, Reason::number),
            self.processing.number(),
            self.paid.number(),
            self.outstanding.number(),
        ];
        out.all(&words);
        let currency = self.currency.as_ref();
        out.text(currency.map_or("", Currency::as_str));
        out.number(u32::from(self.has));
    }

    fn restore(input: &mut Input<'_>) -> Stored<Self> {
        Ok(Self {
            company: input.number()?,
            kind: input.word(DocumentKind::from_number)?,
            channel: input.word(Channel::from_number)?,
            intended: input.word(Channel::from_number)?,
            paid_by: input.optional_word(PaymentChannel::from_number)?,
            delivery: input.word(Delivery::from_number)?,
            recipient: input.word(Recipient::from_number)?,
            payment: input.word(PaymentState::from_number)?,
            reason: input.optional_word(Reason::from_number)?,
            processing: input.word(Processing::from_number)?,
            paid: input.word(Share::from_number)?,
            outstanding: input.word(Share::from_number)?,
            currency: match input.text()? {
                "" => None,
                code => Some(code.parse().map_err(|_| "a currency is unknown")?),
            },
            has: u16::try_from(input.number()?).map_err(|_| "a flag is unknown")?,
        })
    }
}

impl Share {
    const fn number(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::All => 1,
            Self::Odd => 2,
        }
    }

    const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Nothing),
            1 => Some(Self::All),
            2 => Some(Self::Odd),
            _ => None,
        }
    }
}
