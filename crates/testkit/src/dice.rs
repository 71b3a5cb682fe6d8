use app::Random;
use rand::{RngCore as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::sync::Mutex;

/// Randomness that is the same for the same seed.
#[derive(Debug)]
pub struct Dice(Mutex<ChaCha8Rng>);

impl Dice {
    /// Dice that always fall the same way.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new(ChaCha8Rng::seed_from_u64(seed)))
    }
}

impl Random for Dice {
    fn fill(&self, buffer: &mut [u8]) {
        let mut rng = self
            .0
            .lock()
            .expect("no test panics while it throws the dice");
        rng.fill_bytes(buffer);
    }
}
