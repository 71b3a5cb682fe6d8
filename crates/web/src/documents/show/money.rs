use super::DocumentView;
use crate::components::{amount, day};
use crate::paths;
use maud::{Markup, html};

/// The payments that belong to it.
pub(super) fn payments(view: &DocumentView<'_>) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let payments = &view.shown.payments;
    html! {
        @if !payments.is_empty() {
            section.card aria-labelledby="payments-title" {
                h2 #payments-title { (text.say("document-payments")) }
                ul.lines {
                    @for payment in payments {
                        li {
                            a href=(paths::payment(payment.id)) { (amount(visit, payment.amount)) }
                            " " span.muted { (day(visit, payment.value_on)) " · " (text.word("paid_by", payment.paid_by.code())) }
                            @if payment.matched.is_some_and(|matched| matched.by_hand) {
                                " " span.muted { "· " (text.say("payment-by-hand")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
