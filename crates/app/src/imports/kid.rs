//! KIDs held to what a company and its bank agreed on.

use domain::kid::{Algorithm, Fit, fit};
use domain::{CompanyId, Finding};
use std::collections::HashMap;
use store::port::KidAgreement;

/// The agreements of the companies of an organisation.
#[derive(Default)]
pub(super) struct Agreements {
    of: HashMap<CompanyId, Vec<(usize, Algorithm)>>,
}

impl Agreements {
    pub(super) fn new(all: Vec<(CompanyId, KidAgreement)>) -> Self {
        let mut of: HashMap<_, Vec<_>> = HashMap::new();
        for (company, agreement) in all {
            let agreement = (agreement.length.into(), agreement.algorithm);
            of.entry(company).or_default().push(agreement);
        }
        Self { of }
    }

    /// A KID as the company's agreements write it, so that what files write
    /// with more or fewer zeros before it is one KID when payments are matched.
    /// The finding says what was read otherwise, or that nothing fits: the
    /// bank has the money, so the KID is kept as it came.
    pub(super) fn held(&self, company: CompanyId, kid: String) -> (String, Option<Finding>) {
        let Some(agreements) = self.of.get(&company).filter(|_| !kid.is_empty()) else {
            return (kid, None);
        };
        match fit(&kid, agreements) {
            Fit::AsItStands => (kid, None),
            Fit::Written(written) => {
                let told = format!("the KID {kid} is read as {written}, by the agreement on KIDs");
                (written, Some(Finding::info("kid.padding", "kid", told)))
            }
            Fit::Not => {
                let told = format!(
                    "the KID {kid} fits no agreement of the company ({})",
                    in_words(agreements)
                );
                (kid, Some(Finding::warning("kid.agreement", "kid", told)))
            }
        }
    }
}

fn in_words(agreements: &[(usize, Algorithm)]) -> String {
    let words = agreements.iter().map(|(length, algorithm)| {
        let algorithm = match algorithm {
            Algorithm::Mod10 => "mod10",
            Algorithm::Mod11 => "mod11",
            Algorithm::Either => "mod10 or mod11",
        };
        format!("{length} digits, {algorithm}")
    });
    words.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreements() -> (CompanyId, Agreements) {
        let company = CompanyId::from_bytes([1; 16]);
        let agreement = KidAgreement {
            length: 7,
            algorithm: Algorithm::Mod10,
        };
        (company, Agreements::new(vec![(company, agreement)]))
    }

    #[test]
    fn what_fits_stays_and_what_does_not_is_told() {
        let (company, agreements) = agreements();
        let held = |kid: &str| agreements.held(company, kid.to_owned());
        assert_eq!(held("2345676"), ("2345676".to_owned(), None));
        let (kid, finding) = held("2345674");
        assert_eq!(kid, "2345674");
        let finding = finding.expect("a finding");
        assert_eq!(
            (finding.code.as_str(), finding.place.as_str()),
            ("kid.agreement", "kid")
        );
        assert!(finding.message.contains("7 digits, mod10"), "{finding:?}");
    }

    #[test]
    fn zeros_before_it_are_as_the_agreement_says() {
        let (company, agreements) = agreements();
        let (kid, finding) = agreements.held(company, "0002345676".to_owned());
        assert_eq!(kid, "2345676");
        assert_eq!(finding.expect("a finding").code, "kid.padding");
    }

    #[test]
    fn a_company_without_agreements_takes_any() {
        let (_, agreements) = agreements();
        let other = CompanyId::from_bytes([2; 16]);
        assert_eq!(
            agreements.held(other, "1".to_owned()),
            ("1".to_owned(), None)
        );
    }
}
