//! Ways to pay a document (BG-16).

use crate::xml::node::{self, Node};
use domain::document::PaymentMeans;

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
