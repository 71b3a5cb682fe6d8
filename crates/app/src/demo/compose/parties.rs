//! Who sends and who receives, as they stand on a document.

use super::{Frame, texts};
use crate::demo::customers::Customer;
use crate::demo::dice::Dice;
use domain::document::{Endpoint, Party, Reference, ReferenceKind};

impl Frame<'_> {
    pub(super) fn seller(&self) -> Party {
        let number = &self.company.number;
        Party {
            name: self.company.name.clone(),
            endpoint: Some(endpoint(number)),
            organisation_number: Some(number.clone()),
            vat_number: Some(format!("NO{number}MVA")),
            address: self.profile.address.map(str::to_owned).to_vec(),
            country: Some("NO".to_owned()),
            contact: Some("Kundeservice".to_owned()),
            email: Some(format!("kundeservice@{}", self.profile.domain)),
            ..Party::default()
        }
    }

    pub(super) fn buyer(&self) -> Party {
        let customer = self.customer;
        let number = customer.organisation_number.as_ref();
        Party {
            name: customer.name.clone(),
            endpoint: number.map(|number| endpoint(number)),
            organisation_number: number.cloned(),
            vat_number: number.map(|number| format!("NO{number}MVA")),
            number: Some(customer.number.clone()),
            address: customer.address.to_vec(),
            country: Some("NO".to_owned()),
            email: Some(customer.email.clone()),
            ..Party::default()
        }
    }

    pub(super) fn buyer_references(&self, dice: &mut Dice) -> Vec<Reference> {
        let contract = Reference {
            kind: ReferenceKind::Contract,
            value: format!("A-{}", self.customer.number),
            on: None,
            text: None,
        };
        if !self.customer.is_business() {
            return vec![contract];
        }
        let named = |kind, value| Reference {
            kind,
            value,
            on: None,
            text: None,
        };
        let who = texts::buyer_reference(dice).to_owned();
        let mut references = vec![named(ReferenceKind::Buyer, who)];
        if dice.per_mille(350) {
            let order = format!("PO-{}", 40_000 + dice.below(50_000));
            references.push(named(ReferenceKind::Order, order));
        }
        references.push(contract);
        references
    }
}

fn endpoint(number: &str) -> Endpoint {
    Endpoint {
        scheme: "0192".to_owned(),
        id: number.to_owned(),
    }
}

pub(super) fn endpoint_text(customer: &Customer) -> Option<String> {
    let number = customer.organisation_number.as_ref()?;
    Some(format!("0192:{number}"))
}
