//! A small generator of random numbers (splitmix64).

pub(super) struct Dice(u64);

impl Dice {
    /// The dice of one thing of one kind.
    pub(super) fn of(seed: u64, number: u64, kind: u64) -> Self {
        let mut dice = Self(seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ (kind << 56));
        dice.roll();
        dice
    }

    pub(super) const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) const fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    /// A number below a small limit.
    pub(super) const fn few(&mut self, limit: u64) -> i64 {
        self.below(limit).cast_signed()
    }

    /// From 0 to below 1.
    pub(super) fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A place in a list, the first ones far more often.
    pub(super) fn skewed(&mut self, length: usize) -> usize {
        let place = self.share() * self.share() * length as f64;
        (place as usize).min(length.saturating_sub(1))
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.skewed(from.len())]
    }

    /// Mostly short, now and then long, never above the limit: how waiting
    /// times lie. About a third is shorter than `usual`.
    pub(super) fn wait(&mut self, usual: i64, limit: i64) -> i64 {
        let share = self.share();
        let long = usual as f64 * 2.0 * share / (1.02 - share);
        (long as i64).min(limit)
    }

    pub(super) fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.roll().to_be_bytes());
        bytes[8..].copy_from_slice(&self.roll().to_be_bytes()[..2]);
        bytes
    }
}
