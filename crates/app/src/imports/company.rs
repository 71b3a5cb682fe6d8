//! Which company of the organisation something belongs to.

use super::kid::Agreements;
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, Finding, account, organisation_number};
use store::port::Company;

/// The companies that the asker may see, and the one that was named for the run.
pub(super) struct Companies {
    all: Vec<Company>,
    named: Option<CompanyId>,
    /// Whether these are all that the organisation has.
    is_all: bool,
    agreements: Agreements,
}

impl Companies {
    /// Those of the organisation, with what they agreed on.
    pub(super) async fn of(app: &App, ctx: &Ctx, named: Option<&str>) -> Result<Self> {
        let all = app.store.list_companies(ctx.organisation).await?;
        let agreements = app.store.list_kid_agreements(ctx.organisation).await?;
        Ok(Self {
            agreements: Agreements::new(agreements),
            ..Self::new(ctx, all, named)?
        })
    }

    /// Of these, the ones that the asker may see; nothing can be handed in
    /// for another. `named` is an organisation number or a name of one of them.
    fn new(ctx: &Ctx, mut all: Vec<Company>, named: Option<&str>) -> Result<Self> {
        all.retain(|company| ctx.may_see(company.id));
        let named = named.map(|name| find_named(&all, name)).transpose()?;
        Ok(Self {
            all,
            named,
            is_all: ctx.sees_all(),
            agreements: Agreements::default(),
        })
    }

    /// Whether things may be handed in that belong to no company until the
    /// record knows: what happened to a document, and payments.
    pub(super) const fn is_all(&self) -> bool {
        self.is_all
    }

    /// The sending company of a document: the one named for the run, the one
    /// whose number the document carries, or the only one there is. The
    /// finding says when it had to be guessed, or why it cannot be known.
    pub(super) fn of_sender(&self, number: Option<&str>) -> (Option<CompanyId>, Option<Finding>) {
        if let Some(named) = self.named {
            return (Some(named), None);
        }
        let hit = number.and_then(|number| self.with_number(number));
        match (hit, self.all.as_slice(), number) {
            (Some(company), _, _) => (Some(company.id), None),
            (None, [only], None) => (Some(only.id), None),
            (None, [only], Some(number)) if self.is_all => {
                (Some(only.id), other_sender(only, number))
            }
            (None, _, _) => (None, Some(unknown_sender(number))),
        }
    }

    /// The company whose account it is.
    pub(super) fn of_account(&self, written: &str) -> Option<CompanyId> {
        let account = account::normalise(written);
        let owner = self
            .all
            .iter()
            .find(|company| company.accounts.contains(&account));
        owner.map(|company| company.id).or(self.named)
    }

    /// A KID of a company as its agreements write it, with what is to be said
    /// of it.
    pub(super) fn kid(
        &self,
        company: Option<CompanyId>,
        kid: Option<String>,
        findings: &mut Vec<Finding>,
    ) -> Option<String> {
        let (Some(company), Some(written)) = (company, kid.clone()) else {
            return kid;
        };
        let (held, finding) = self.agreements.held(company, written);
        findings.extend(finding);
        Some(held)
    }

    fn with_number(&self, written: &str) -> Option<&Company> {
        let normal = organisation_number::normalise(written);
        let number = normal.as_deref().unwrap_or(written);
        self.all
            .iter()
            .find(|company| company.number.as_deref() == Some(number))
    }
}

fn find_named(all: &[Company], name: &str) -> Result<CompanyId> {
    let normal = organisation_number::normalise(name);
    let is_it = |company: &&Company| {
        (normal.is_some() && company.number == normal) || company.name.eq_ignore_ascii_case(name)
    };
    let names = || {
        let names: Vec<String> = all
            .iter()
            .map(|company| match &company.number {
                Some(number) => format!("{number} ({})", company.name),
                None => company.name.clone(),
            })
            .collect();
        names.join(", ")
    };
    all.iter()
        .find(is_it)
        .map(|company| company.id)
        .ok_or_else(|| {
            Error::invalid(
                "company.unknown",
                "company",
                format!(
                    "the organisation has no company '{name}'; it has: {}",
                    names()
                ),
            )
        })
}

/// Why something is not taken that may be about a company that the asker may
/// not see.
pub(super) fn of_no_company() -> Finding {
    Finding::error(
        "company.not_yours",
        "",
        "only documents can be handed in by somebody who is limited to companies; \
         ask somebody who sees them all to import this",
    )
}

/// Where there is one company only, the document is its; but a number that is
/// another's deserves a word. A company without a number cannot contradict.
fn other_sender(only: &Company, number: &str) -> Option<Finding> {
    only.number.as_ref().map(|own| {
        Finding::warning(
            "company.other_sender",
            "",
            format!(
                "the sender is {number}, not {own}; kept under {}, the only company",
                only.name
            ),
        )
    })
}

fn unknown_sender(number: Option<&str>) -> Finding {
    let sender = number.map_or_else(
        || "the file names no sender".to_owned(),
        |number| format!("the sender {number} is none of the organisation's companies"),
    );
    Finding::error(
        "company.unknown_sender",
        "",
        format!("{sender}; import it again and name the company"),
    )
}
