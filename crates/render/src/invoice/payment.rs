//! How to pay.

use super::codes;
use crate::grouping;
use crate::language::Language;
use crate::sheet::{Fact, Facts};
use domain::document::{Details, Head};

/// The account and the reference that the reader is asked to pay with: those
/// of the way to pay that has the KID, else the first that has an account.
pub(super) fn first<'a>(
    details: &'a Details,
    head: &'a Head,
) -> (Option<&'a str>, Option<&'a str>) {
    let means = &details.payment_means;
    let with_kid = means
        .iter()
        .find(|it| it.reference.is_some() && it.reference == head.kid);
    let chosen = with_kid.or_else(|| means.iter().find(|it| it.account.is_some()));
    let account = chosen.and_then(|it| it.account.as_deref());
    let reference = chosen.and_then(|it| it.reference.as_deref());
    (
        account.or(head.account.as_deref()),
        head.kid.as_deref().or(reference),
    )
}

/// Every way to pay with all that is said of it.
pub(super) fn means(details: &Details, language: Language) -> Vec<Vec<Fact>> {
    let all = details.payment_means.iter().map(|means| {
        let by_code = means.code.as_deref().map(|it| codes::means(language, it));
        let way = means.name.as_deref().or(by_code.as_deref());
        let account = means.account.as_deref().map(grouping::account);
        let debited = means.debited_account.as_deref().map(grouping::account);
        let rows = [
            (["Måte", "Means"], "BT-81", way),
            (["Konto", "Account"], "BT-84", account.as_deref()),
            (
                ["Kontohaver", "Account holder"],
                "BT-85",
                means.account_name.as_deref(),
            ),
            (["Bank", "Bank"], "BT-86", means.bank.as_deref()),
            (
                ["Referanse", "Reference"],
                "BT-83",
                means.reference.as_deref(),
            ),
            (["Kort", "Card"], "BT-87", means.card.as_deref()),
            (["Fullmakt", "Mandate"], "BT-89", means.mandate.as_deref()),
            (["Trekkes fra", "Debited from"], "BT-91", debited.as_deref()),
        ];
        Facts::of_rows(language, rows).0
    });
    all.filter(|facts| !facts.is_empty()).collect()
}
