//! Which company of the organisation something belongs to.

use crate::{App, Ctx, Error, Result, companies};
use domain::{CompanyId, Finding, account, organisation_number};
use store::port::Company;

/// The companies that the asker may see, and the one that was named for the run.
pub(super) struct Companies {
    all: Vec<Company>,
    named: Option<CompanyId>,
    /// Whether the organisation has others.
    are_some: bool,
}

impl Companies {
    /// `named` is an organisation number or a name of one of the companies.
    /// Those that the asker may not see are as if there were none.
    pub(super) async fn of(app: &App, ctx: &Ctx, named: Option<&str>) -> Result<Self> {
        let all = companies::list(app, ctx).await?;
        let named = named.map(|name| find_named(&all, name)).transpose()?;
        Ok(Self {
            all,
            named,
            are_some: !ctx.sees_all(),
        })
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
            // What names another sender may belong to a company unseen.
            (None, [only], Some(number)) if !self.are_some => {
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
