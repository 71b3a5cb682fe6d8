use app::Clock;
use jiff::{SignedDuration, Timestamp};
use std::sync::Mutex;

/// A clock that stands still until it is turned.
#[derive(Debug)]
pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    /// A clock that shows this moment.
    pub const fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Turns the clock on.
    pub fn advance(&self, by: SignedDuration) {
        let mut moment = self
            .0
            .lock()
            .expect("no test panics while it turns the clock");
        *moment += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self
            .0
            .lock()
            .expect("no test panics while it turns the clock")
    }
}
