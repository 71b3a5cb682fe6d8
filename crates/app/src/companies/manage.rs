//! Adding companies and changing what is set for them.

use super::{Company, CompanySettings, KidAgreement};
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::kid::{Algorithm, POSITIONS_MAX, POSITIONS_MIN};
use domain::{Channel, CompanyId, Right, account, organisation_number};
use jiff::tz::TimeZone;

/// Longest name of a company, in characters.
const NAME_CHARACTERS_MAX: usize = 120;
/// The most companies of an organisation, accounts of a company, and KID
/// agreements of one.
const COMPANIES_MAX: usize = 5_000;
const ACCOUNTS_MAX: usize = 100;
const AGREEMENTS_MAX: usize = 50;
/// Digits of a Norwegian account.
const ACCOUNT_DIGITS: usize = 11;

/// A company as somebody filled it in.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// Organisation number; empty where there is none.
    pub number: String,
    /// Name.
    pub name: String,
    /// Accounts that it is paid to.
    pub accounts: Vec<String>,
    /// Time zone; empty for the organisation's.
    pub time_zone: String,
    /// Language of what it sends; empty for the organisation's.
    pub language: String,
    /// The channels that it sends by.
    pub channels: Vec<Channel>,
    /// What it and its bank agreed on for KIDs.
    pub agreements: Vec<KidAgreement>,
}

/// A company with what is set for it. `None` where there is no such one, or
/// the asker may not see it.
pub async fn show(
    app: &App,
    ctx: &Ctx,
    id: CompanyId,
) -> Result<Option<(Company, CompanySettings)>> {
    ctx.require(Right::Read)?;
    let companies = super::list(app, ctx).await?;
    let Some(company) = companies.into_iter().find(|company| company.id == id) else {
        return Ok(None);
    };
    let settings = app
        .store
        .lookup_company_settings(ctx.organisation, id)
        .await?;
    Ok(Some((company, settings)))
}

/// Adds a company.
pub async fn add(app: &App, ctx: &Ctx, new: Changed) -> Result<CompanyId> {
    ctx.require(Right::ManageCompanies)?;
    if !ctx.sees_all() {
        return Err(Error::Forbidden {
            right: Right::ManageCompanies,
        });
    }
    let id = app.id(CompanyId::from_parts);
    let (company, settings) = checked(id, new)?;
    let others = app.store.list_companies(ctx.organisation).await?;
    if others.len() >= COMPANIES_MAX {
        return Err(Error::conflict(
            "company.too_many",
            format!("an organisation has at most {COMPANIES_MAX} companies"),
        ));
    }
    accounts_are_free(&company, &others)?;
    let subject = audit::subject("company", id);
    let added = audit::telling(app, ctx, Act::named("company.added"), &subject)
        .add_company(ctx.organisation, company, settings)
        .await;
    added.map_err(number_is_taken)?;
    Ok(id)
}

/// Changes a company. `None` where there is no such one, or the asker may not
/// see it.
pub async fn change(app: &App, ctx: &Ctx, id: CompanyId, new: Changed) -> Result<Option<()>> {
    ctx.require(Right::ManageCompanies)?;
    if !ctx.may_see(id) {
        return Ok(None);
    }
    let (company, settings) = checked(id, new)?;
    let others = app.store.list_companies(ctx.organisation).await?;
    accounts_are_free(&company, &others)?;
    let subject = audit::subject("company", id);
    let changed = audit::telling(app, ctx, Act::named("company.changed"), &subject)
        .change_company(ctx.organisation, company, settings)
        .await;
    Ok(changed.map_err(number_is_taken)?.then_some(()))
}

fn number_is_taken(error: store::Error) -> Error {
    match error {
        store::Error::Conflict { .. } => Error::invalid(
            "company.number_taken",
            "number",
            "another company of the organisation has this number",
        ),
        other => other.into(),
    }
}

/// An account belongs to one company: payments on it could not be told apart.
fn accounts_are_free(company: &Company, others: &[Company]) -> Result<()> {
    for other in others.iter().filter(|other| other.id != company.id) {
        let taken = other
            .accounts
            .iter()
            .find(|account| company.accounts.contains(account));
        if let Some(account) = taken {
            return Err(Error::invalid(
                "company.account_taken",
                "accounts",
                format!("the account {account} belongs to another company already"),
            ));
        }
    }
    Ok(())
}

fn checked(id: CompanyId, new: Changed) -> Result<(Company, CompanySettings)> {
    let name = new.name.trim().to_owned();
    if name.is_empty()
        || name.chars().count() > NAME_CHARACTERS_MAX
        || name.contains(char::is_control)
    {
        return Err(Error::invalid(
            "company.name",
            "name",
            format!("a company needs a name of at most {NAME_CHARACTERS_MAX} characters"),
        ));
    }
    let agreements = checked_agreements(new.agreements)?;
    let company = Company {
        id,
        number: checked_number(&new.number)?,
        name,
        accounts: checked_accounts(&new.accounts)?,
        kid_algorithm: algorithm_of(&agreements),
    };
    let settings = CompanySettings {
        time_zone: checked_zone(&new.time_zone)?,
        language: checked_language(&new.language)?,
        channels: new.channels,
        agreements,
    };
    Ok((company, settings))
}

fn checked_number(written: &str) -> Result<Option<String>> {
    if written.trim().is_empty() {
        return Ok(None);
    }
    let number = organisation_number::normalise(written);
    number.map(Some).ok_or_else(|| {
        Error::invalid(
            "company.number",
            "number",
            format!("'{written}' is not a valid organisation number of nine digits"),
        )
    })
}

fn checked_accounts(written: &[String]) -> Result<Vec<String>> {
    let mut accounts: Vec<String> = Vec::new();
    for written in written {
        let account = account::normalise(written);
        if account.is_empty() || accounts.contains(&account) {
            continue;
        }
        let is_domestic = account.chars().all(|c| c.is_ascii_digit());
        let is_sound = match is_domestic {
            true => account.len() == ACCOUNT_DIGITS && account::is_valid(&account),
            false => account.len() <= 34,
        };
        if !is_sound {
            return Err(Error::invalid(
                "company.account",
                "accounts",
                format!("'{written}' is not an account number of eleven digits"),
            ));
        }
        accounts.push(account);
    }
    match accounts.len() <= ACCOUNTS_MAX {
        true => Ok(accounts),
        false => Err(Error::invalid(
            "company.accounts",
            "accounts",
            format!("a company has at most {ACCOUNTS_MAX} accounts"),
        )),
    }
}

fn checked_agreements(agreements: Vec<KidAgreement>) -> Result<Vec<KidAgreement>> {
    let is_sound = |agreement: &KidAgreement| {
        (POSITIONS_MIN..=POSITIONS_MAX).contains(&agreement.length.into())
    };
    if agreements.len() > AGREEMENTS_MAX || !agreements.iter().all(is_sound) {
        return Err(Error::invalid(
            "company.agreements",
            "agreements",
            format!(
                "a KID has {POSITIONS_MIN} to {POSITIONS_MAX} digits, the check digit included"
            ),
        ));
    }
    Ok(agreements)
}

/// How the KIDs of a company are computed: one way, where all agreements say so.
fn algorithm_of(agreements: &[KidAgreement]) -> Algorithm {
    match agreements {
        [first, rest @ ..] if rest.iter().all(|one| one.algorithm == first.algorithm) => {
            first.algorithm
        }
        _ => Algorithm::Either,
    }
}

fn checked_zone(written: &str) -> Result<Option<String>> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    match TimeZone::get(written) {
        Ok(_) => Ok(Some(written.to_owned())),
        Err(_) => Err(Error::invalid(
            "company.time_zone",
            "time_zone",
            format!("'{written}' is not a time zone; one is Europe/Oslo"),
        )),
    }
}

fn checked_language(written: &str) -> Result<Option<String>> {
    match written.trim() {
        "" => Ok(None),
        known @ ("nb" | "en") => Ok(Some(known.to_owned())),
        other => Err(Error::invalid(
            "company.language",
            "language",
            format!("'{other}' is not a language here; there is nb and en"),
        )),
    }
}
