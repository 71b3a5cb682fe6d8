//! Ways to pay a document (BG-16), and the one that a KID payment will come by.

use crate::kid;
use crate::ubl::node::{self, Node};
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

/// Every way to pay, in order.
pub(crate) fn all(root: Node<'_, '_>) -> Vec<PaymentMeans> {
    node::children(root, "PaymentMeans").map(read).collect()
}

fn read(means: Node<'_, '_>) -> PaymentMeans {
    let account = node::child(means, "PayeeFinancialAccount");
    let in_account = |path: &[&str]| account.and_then(|account| node::value_at(account, path));
    let mandate = node::child(means, "PaymentMandate");
    PaymentMeans {
        code: node::value(means, "PaymentMeansCode"),
        account: in_account(&["ID"]),
        reference: node::value(means, "PaymentID"),
        name: node::child(means, "PaymentMeansCode")
            .and_then(|code| node::attribute(code, "name"))
            .map(str::to_owned),
        account_name: in_account(&["Name"]),
        bank: in_account(&["FinancialInstitutionBranch", "ID"])
            .or_else(|| in_account(&["FinancialInstitutionBranch", "FinancialInstitution", "ID"])),
        card: node::value_at(means, &["CardAccount", "PrimaryAccountNumberID"]),
        mandate: mandate.and_then(|mandate| node::value(mandate, "ID")),
        debited_account: mandate
            .and_then(|mandate| node::value_at(mandate, &["PayerFinancialAccount", "ID"])),
    }
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
