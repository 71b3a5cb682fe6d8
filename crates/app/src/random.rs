/// Where randomness comes from, so that tests can repeat themselves.
pub trait Random: Send + Sync {
    /// Fills a buffer with bytes that nobody can guess.
    fn fill(&self, buffer: &mut [u8]);

    /// Ten random bytes, as an id needs them.
    fn ten_bytes(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        bytes
    }
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, buffer: &mut [u8]) {
        // A system without randomness cannot keep a session or an id safe;
        // going on would be worse than stopping.
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }
}
