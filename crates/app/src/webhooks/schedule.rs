//! When what failed is tried again.

use crate::random::Random;
use jiff::SignedDuration;

/// Attempts of a delivery before it is given up: one more than pauses.
pub const ATTEMPTS_MAX: u32 = 12;
/// How long a webhook must have failed without a success before it is disabled
/// when a delivery is given up.
pub(super) const FAILING_FOR: SignedDuration = SignedDuration::from_hours(72);
/// What is added to a pause at most, in parts of 256: a tenth.
const JITTER_PARTS: i32 = 26;

/// The pauses after each failed attempt. They come to 72 hours and a half, and
/// what is added by chance only lengthens them.
pub const fn pauses() -> [SignedDuration; 11] {
    [
        SignedDuration::from_secs(5),
        SignedDuration::from_mins(1),
        SignedDuration::from_mins(5),
        SignedDuration::from_mins(30),
        SignedDuration::from_hours(1),
        SignedDuration::from_hours(2),
        SignedDuration::from_hours(5),
        SignedDuration::from_hours(8),
        SignedDuration::from_hours(12),
        SignedDuration::from_hours(20),
        SignedDuration::from_hours(24),
    ]
}

/// The pause after so many attempts; `None` where that was the last. A little
/// is added by chance, so that what failed together does not come back
/// together.
pub(super) fn pause(attempts: u32, random: &dyn Random) -> Option<SignedDuration> {
    let place = usize::try_from(attempts.saturating_sub(1)).ok()?;
    let pause = *pauses().get(place)?;
    let mut byte = [0];
    random.fill(&mut byte);
    let share = i32::from(byte[0]) * JITTER_PARTS / 256;
    Some(pause + pause / 256 * share)
}
