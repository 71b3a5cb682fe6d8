//! Of the ways to pay a document (BG-16), the one that a KID payment will come
//! by.

use crate::kid;
use domain::account;
use domain::document::PaymentMeans;

/// The reference and account that payments are expected with.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    /// The payment reference, where it looks like a KID.
    pub(crate) kid: Option<String>,
    /// The account, normalised.
    pub(crate) account: Option<String>,
}

/// The first way to pay with a reference that looks like a KID and the
/// account beside it; without one, the first account.
pub(crate) fn chosen(means: &[PaymentMeans]) -> Chosen {
    let reference = |means: &PaymentMeans| {
        let text: &str = means.reference.as_deref()?;
        kid::looks_like_one(text).then(|| text.to_owned())
    };
    let with_kid = means.iter().find(|means| reference(means).is_some());
    let account = with_kid
        .and_then(|means| means.account.as_ref())
        .or_else(|| means.iter().find_map(|means| means.account.as_ref()));
    Chosen {
        kid: with_kid.and_then(reference),
        account: account
            .map(|written| account::normalise(written))
            .filter(|account| !account.is_empty()),
    }
}
