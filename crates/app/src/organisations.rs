//! Organisations: setting one up, and finding one.

mod settings;

pub use settings::{
    NewSettings, OidcSettings, OrganisationSettings, change, set_settings, settings, show,
};

use crate::people::{self, NewPerson};
use crate::{Actor, App, Ctx, Error, Result};
use domain::{CompanyId, OrganisationId, kid::Algorithm, organisation_number};
use jiff::tz::TimeZone;

use store::port::CompanySettings;
pub use store::port::{Company, Organisation};

/// The time zone of organisations that name none.
pub const TIME_ZONE_DEFAULT: &str = "Europe/Oslo";

/// What it takes to set up an organisation.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Short name: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Name; also the name of the first company.
    pub name: String,
    /// Organisation number of the first company.
    pub company_number: Option<String>,
    /// The administrator.
    pub admin: NewPerson,
}

/// An organisation that was set up.
#[derive(Debug, Clone)]
pub struct Founded {
    /// It.
    pub organisation: Organisation,
    /// The administrator's password where none was given, to be shown once.
    pub password: Option<String>,
}

/// Sets up an organisation with its first company and administrator.
pub async fn init(app: &App, new: NewOrganisation) -> Result<Founded> {
    let company = Company {
        id: app.id(CompanyId::from_parts),
        number: checked_number(new.company_number.as_deref())?,
        name: new.name.clone(),
        accounts: Vec::new(),
        kid_algorithm: Algorithm::Either,
    };
    let organisation = Organisation {
        id: app.id(OrganisationId::from_parts),
        slug: checked_slug(&new.slug)?,
        name: new.name,
        time_zone: TIME_ZONE_DEFAULT.to_owned(),
        language: "nb".to_owned(),
        is_demo: false,
    };
    let (user, password) = people::prepare(app, new.admin).await?;
    found(app, organisation, vec![company], user)
        .await
        .map(|organisation| Founded {
            organisation,
            password,
        })
}

pub(crate) async fn found(
    app: &App,
    organisation: Organisation,
    companies: Vec<Company>,
    user: store::port::User,
) -> Result<Organisation> {
    let id = organisation.id;
    app.store
        .add_organisation(organisation.clone())
        .await
        .map_err(|error| match error {
            store::Error::Conflict { .. } => Error::conflict(
                "organisation.exists",
                format!("there is an organisation '{}' already", organisation.slug),
            ),
            other => other.into(),
        })?;
    for company in companies {
        app.store
            .add_company(id, company, CompanySettings::default())
            .await?;
    }
    app.store.add_user(id, user).await?;
    Ok(organisation)
}

/// Every organisation of the installation.
pub async fn list_across_tenants(app: &App) -> Result<Vec<Organisation>> {
    Ok(app.store.list_organisations_across_tenants().await?)
}

/// The organisation to work in: the one named, or the only one there is.
pub async fn choose(app: &App, slug: Option<&str>) -> Result<Organisation> {
    let all = list_across_tenants(app).await?;
    let slugs = || {
        let slugs: Vec<&str> = all.iter().map(|o| o.slug.as_str()).collect();
        slugs.join(", ")
    };
    match (slug, all.as_slice()) {
        (_, []) => Err(Error::invalid(
            "organisation.none",
            "org",
            "there is no organisation here yet; make one with 'utsyn init', or look around with 'utsyn demo'",
        )),
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err(Error::invalid(
            "organisation.ambiguous",
            "org",
            format!(
                "there are several organisations; name one with --org: {}",
                slugs()
            ),
        )),
        (Some(slug), all) => all.iter().find(|o| o.slug == slug).cloned().ok_or_else(|| {
            Error::invalid(
                "organisation.unknown",
                "org",
                format!("there is no organisation '{slug}'; there is: {}", slugs()),
            )
        }),
    }
}

/// The view of somebody at the command line on an organisation.
pub fn operator(app: &App, organisation: &Organisation) -> Ctx {
    Ctx {
        organisation: organisation.id,
        companies: None,
        actor: Actor::Operator,
        rights: domain::Rights::ALL,
        now: app.now(),
        time_zone: time_zone(organisation),
    }
}

pub(crate) fn time_zone(organisation: &Organisation) -> TimeZone {
    TimeZone::get(&organisation.time_zone).unwrap_or(TimeZone::UTC)
}

fn checked_number(number: Option<&str>) -> Result<Option<String>> {
    number
        .map(|written| {
            organisation_number::normalise(written).ok_or_else(|| {
                Error::invalid(
                    "company.number",
                    "company-number",
                    format!("'{written}' is not a valid organisation number of nine digits"),
                )
            })
        })
        .transpose()
}

fn checked_slug(slug: &str) -> Result<String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if slug.is_empty() || slug.len() > 40 || !slug.chars().all(fits) {
        return Err(Error::invalid(
            "organisation.slug",
            "org",
            format!("'{slug}' cannot be a short name: use up to 40 of a-z, 0-9 and '-'"),
        ));
    }
    Ok(slug.to_owned())
}
