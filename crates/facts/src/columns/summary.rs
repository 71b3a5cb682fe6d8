//! What a block adds up to, combination by combination, so that a question
//! that means all of a block need not look at its documents.

/// Amounts beyond this, in minor units, are not added up here: so many times
/// as a block has documents, they still fit in 64 bits.
const AMOUNT_MAX: u64 = 1 << 48;

/// The documents of one combination in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) shape: u32,
    pub(crate) count: u32,
    pub(crate) amount: i64,
    pub(crate) paid: i64,
    pub(crate) outstanding: i64,
}

/// Every combination in a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// In the order of the combinations' codes; none with no documents.
    sums: Vec<Sum>,
    /// Whether an amount was too great to be added up, once.
    spoilt: bool,
}

impl Summary {
    /// The sums, unless the documents have to be looked at.
    pub(crate) fn sums(&self) -> Option<&[Sum]> {
        (!self.spoilt).then_some(&self.sums[..])
    }

    pub(super) fn add(&mut self, one: Sum) {
        let parts = [one.amount, one.paid, one.outstanding];
        self.spoilt |= parts.iter().any(|part| part.unsigned_abs() > AMOUNT_MAX);
        match self.place(one.shape) {
            Ok(at) => {
                let kept = &mut self.sums[at];
                kept.count += one.count;
                kept.amount = kept.amount.wrapping_add(one.amount);
                kept.paid = kept.paid.wrapping_add(one.paid);
                kept.outstanding = kept.outstanding.wrapping_add(one.outstanding);
            }
            Err(at) => self.sums.insert(at, one),
        }
    }

    pub(super) fn take_off(&mut self, one: Sum) {
        let Ok(at) = self.place(one.shape) else {
            return;
        };
        let kept = &mut self.sums[at];
        kept.count -= one.count;
        kept.amount = kept.amount.wrapping_sub(one.amount);
        kept.paid = kept.paid.wrapping_sub(one.paid);
        kept.outstanding = kept.outstanding.wrapping_sub(one.outstanding);
        if kept.count == 0 {
            self.sums.remove(at);
        }
    }

    fn place(&self, shape: u32) -> Result<usize, usize> {
        self.sums.binary_search_by_key(&shape, |sum| sum.shape)
    }

    pub(super) fn settle(&mut self) {
        self.sums.shrink_to_fit();
    }

    pub(super) const fn bytes(&self) -> usize {
        self.sums.capacity() * size_of::<Sum>()
    }
}
