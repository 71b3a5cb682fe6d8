//! Ways to pay a document (BG-16).

use crate::xml::node::{self, Node};
use domain::document::PaymentMeans;

/// Every way to pay, in order.
pub(crate) fn all(root: Node<'_, '_>) -> Vec<PaymentMeans> {
    node::children(root, "PaymentMeans").map(read).collect()
}

fn read(means: Node<'_, '_>) -> PaymentMeans {
    PaymentMeans {
        code: node::value(means, "PaymentMeansCode"),
        account: node::value_at(means, &["PayeeFinancialAccount", "ID"]),
        reference: node::value(means, "PaymentID"),
    }
}
