//! What happens to a document before it is sent.

use super::{Teller, days};
use crate::demo::days::HOUR;
use crate::demo::problems;
use domain::{DocumentKind, Fact};

/// The system that the demo's sender works in.
const SENDER: &str = "erp";
/// What we notice ourselves.
const OURS: &str = "intake";
/// Documents held back, refused and withdrawn, of a thousand.
const HELD: u32 = 5;
const REFUSED: u32 = 3;
const WITHDRAWN: u32 = 3;
/// Of those held, how many are withdrawn instead of released.
const HELD_THEN_WITHDRAWN: u32 = 120;

impl Teller<'_> {
    /// When the document is ready to be sent; `None` where it never is.
    pub(super) fn process(&mut self) -> Option<i64> {
        let checked = self.received + self.dice.between(1, 15);
        let is_invoice = self.document.kind == Some(DocumentKind::Invoice);
        if is_invoice && self.dice.per_mille(REFUSED) {
            let problem = problems::refused(&mut self.dice);
            self.event(OURS, checked, 0, Fact::Refused { problem });
            let noticed = self.in_office_hours(checked + 2 * HOUR);
            self.event(SENDER, noticed, 30, Fact::Cancelled);
            self.comment(
                noticed + 300,
                "Rettet i fagsystemet og sendt på nytt med nytt nummer.",
            );
            return None;
        }
        self.event(OURS, checked, 0, Fact::Validated);
        if is_invoice && self.dice.per_mille(HELD) {
            let at = checked + self.dice.between(20, 120);
            return self.hold(at);
        }
        if is_invoice && self.dice.per_mille(WITHDRAWN) {
            let noticed = checked + 30;
            self.event(SENDER, noticed, 5, Fact::Cancelled);
            return None;
        }
        Some(checked + self.dice.between(5, 240))
    }

    fn hold(&mut self, at: i64) -> Option<i64> {
        self.event(SENDER, at, 10, Fact::Held);
        let decided = at + self.dice.between(3 * HOUR, days(4));
        let decided = self.in_office_hours(decided);
        self.comment(
            at + 600,
            "Holdt tilbake: uvanlig høyt beløp, sjekkes mot målerstanden.",
        );
        if self.dice.per_mille(HELD_THEN_WITHDRAWN) {
            self.event(SENDER, decided, 10, Fact::Cancelled);
            return None;
        }
        self.event(SENDER, decided, 10, Fact::Released);
        Some(decided + 60)
    }
}
