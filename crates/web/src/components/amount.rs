use crate::session::Visit;
use app::documents::Sum;
use domain::Money;
use maud::{Markup, html};

/// An amount with its currency.
pub(crate) fn amount(visit: &Visit, money: Money) -> String {
    let currency = money.currency;
    visit
        .formats
        .amount(money.minor, currency.as_str(), currency.exponent())
}

/// An amount without its currency, for a column whose heading names it.
pub(crate) fn digits(visit: &Visit, money: Money) -> String {
    visit
        .formats
        .amount_digits(money.minor, money.currency.exponent())
}

/// Sums, one a currency, never added together.
pub(crate) fn sums(visit: &Visit, sums: &[Sum]) -> Markup {
    html! {
        @for (number, sum) in sums.iter().enumerate() {
            @if number > 0 { " · " }
            span.amount { (amount(visit, sum.amount)) }
        }
    }
}
