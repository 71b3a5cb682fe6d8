//! Who it is from and to.

use crate::components::Facts;
use crate::session::Visit;
use domain::document::{Details, Party};
use maud::{Markup, html};

/// Everybody named in the document.
pub(super) fn parties(visit: &Visit, details: &Details) -> Markup {
    let text = &visit.text;
    let parties = [
        ("seller", &details.seller),
        ("buyer", &details.buyer),
        ("payee", &details.payee),
    ];
    html! {
        @if parties.iter().any(|(_, party)| party.is_some()) {
            section.card aria-labelledby="parties-title" {
                h2 #parties-title { (text.say("document-parties")) }
                div.parties {
                    @for (role, party) in parties {
                        @if let Some(party) = party {
                            div { h3 { (text.say(&format!("party-{role}"))) } (one_party(visit, party)) }
                        }
                    }
                }
            }
        }
    }
}

fn one_party(visit: &Visit, party: &Party) -> Markup {
    let text = &visit.text;
    let mut facts = Facts::default();
    facts.known(text.say("party-number"), party.number.as_deref());
    facts.known(
        text.say("party-organisation-number"),
        party.organisation_number.as_deref(),
    );
    facts.known(text.say("party-vat"), party.vat_number.as_deref());
    facts.known(
        text.say("party-endpoint"),
        party.endpoint.as_ref().map(|endpoint| {
            html! {
                code { @if !endpoint.scheme.is_empty() { (endpoint.scheme) ":" } (endpoint.id) }
            }
        }),
    );
    facts.known(text.say("party-contact"), party.contact.as_deref());
    facts.known(text.say("party-email"), party.email.as_deref());
    facts.known(text.say("party-phone"), party.phone.as_deref());
    html! {
        address {
            strong { (party.name) }
            @if let Some(legal) = party.legal_name.as_ref().filter(|legal| **legal != party.name) { br; (legal) }
            @for line in &party.address { br; (line) }
            @if let Some(country) = &party.country { br; (country) }
        }
        (facts)
    }
}
