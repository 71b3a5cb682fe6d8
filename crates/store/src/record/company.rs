use super::Record;
use super::words::{words, written};
use crate::Result;
use crate::port::{Companies, Company, CompanySettings, KidAgreement};
use crate::queries::{
    COMPANY_ADD, COMPANY_ADD_ACCOUNT, COMPANY_ADD_AGREEMENT, COMPANY_CHANGE,
    COMPANY_DELETE_ACCOUNTS, COMPANY_DELETE_AGREEMENTS, COMPANY_LIST, COMPANY_LIST_ACCOUNTS,
    COMPANY_LIST_AGREEMENTS, COMPANY_LIST_ALL_AGREEMENTS, COMPANY_LOOKUP, COMPANY_LOOKUP_SETTINGS,
    COMPANY_PUT_SETTINGS,
};
use crate::sql::Columns;
use crate::sql::row;
use crate::sql::{Connection, params};
use domain::kid::Algorithm;
use domain::{Channel, CompanyId, OrganisationId};

const TABLE: &str = "companies";

fn read(columns: &mut Columns<'_>) -> Result<Company> {
    Ok(Company {
        id: columns.id("company_id", CompanyId::from_bytes)?,
        number: columns.optional_text("number")?,
        name: columns.text("name")?,
        kid_algorithm: {
            let word = columns.text("kid_algorithm")?;
            columns.known("kid_algorithm", algorithm(&word))?
        },
        accounts: Vec::new(),
    })
}

const fn word(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Mod10 => "mod10",
        Algorithm::Mod11 => "mod11",
        Algorithm::Either => "either",
    }
}

fn algorithm(stored: &str) -> Option<Algorithm> {
    [Algorithm::Mod10, Algorithm::Mod11, Algorithm::Either]
        .into_iter()
        .find(|algorithm| word(*algorithm) == stored)
}

fn add(connection: &dyn Connection, organisation: OrganisationId, company: &Company) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        company.id.as_bytes(),
        company.number,
        company.name,
        word(company.kid_algorithm),
    ];
    row::queue(connection, COMPANY_ADD, params)?;
    add_accounts(connection, organisation, company)
}

fn add_accounts(
    connection: &dyn Connection,
    organisation: OrganisationId,
    company: &Company,
) -> Result<()> {
    for (place, account) in (0_i64..).zip(&company.accounts) {
        let params = params![
            organisation.as_bytes(),
            company.id.as_bytes(),
            place,
            account
        ];
        row::queue(connection, COMPANY_ADD_ACCOUNT, params)?;
    }
    Ok(())
}

fn change(
    connection: &dyn Connection,
    organisation: OrganisationId,
    company: &Company,
) -> Result<bool> {
    let params = params![
        organisation.as_bytes(),
        company.id.as_bytes(),
        company.number,
        company.name,
        word(company.kid_algorithm),
    ];
    if row::run(connection, COMPANY_CHANGE, params)? == 0 {
        return Ok(false);
    }
    let of_company = params![organisation.as_bytes(), company.id.as_bytes()];
    row::queue(connection, COMPANY_DELETE_ACCOUNTS, of_company)?;
    add_accounts(connection, organisation, company)?;
    Ok(true)
}

fn read_settings(columns: &mut Columns<'_>) -> Result<CompanySettings> {
    Ok(CompanySettings {
        time_zone: columns.optional_text("time_zone")?,
        language: columns.optional_text("language")?,
        channels: {
            let channels = columns.text("channels")?;
            columns.known("channels", words::<Channel>(&channels))?
        },
        agreements: Vec::new(),
    })
}

fn read_agreement(columns: &mut Columns<'_>) -> Result<KidAgreement> {
    Ok(KidAgreement {
        length: {
            let length = columns.int("length")?;
            columns.known("length", u8::try_from(length).ok())?
        },
        algorithm: {
            let word = columns.text("algorithm")?;
            columns.known("algorithm", algorithm(&word))?
        },
    })
}

/// A company with what is set for it.
pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: CompanyId,
) -> Result<Option<(Company, CompanySettings)>> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    let Some(mut company) = row::one(connection, TABLE, COMPANY_LOOKUP, params, read)? else {
        return Ok(None);
    };
    company.accounts = accounts(connection, organisation, id)?;
    Ok(Some((company, settings(connection, organisation, id)?)))
}

fn settings(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: CompanyId,
) -> Result<CompanySettings> {
    let of_company = params![organisation.as_bytes(), id.as_bytes()];
    let found = row::one(
        connection,
        "company_settings",
        COMPANY_LOOKUP_SETTINGS,
        of_company,
        read_settings,
    )?;
    let agreements = row::all(
        connection,
        "kid_agreements",
        COMPANY_LIST_AGREEMENTS,
        of_company,
        read_agreement,
    )?;
    Ok(CompanySettings {
        agreements,
        ..found.unwrap_or_default()
    })
}

fn put_settings(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: CompanyId,
    settings: &CompanySettings,
) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        id.as_bytes(),
        settings.time_zone,
        settings.language,
        written(&settings.channels),
    ];
    row::queue(connection, COMPANY_PUT_SETTINGS, params)?;
    let of_company = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, COMPANY_DELETE_AGREEMENTS, of_company)?;
    for (place, agreement) in (0_i64..).zip(&settings.agreements) {
        let params = params![
            organisation.as_bytes(),
            id.as_bytes(),
            place,
            agreement.length,
            word(agreement.algorithm),
        ];
        row::queue(connection, COMPANY_ADD_AGREEMENT, params)?;
    }
    Ok(())
}

fn list(connection: &dyn Connection, organisation: OrganisationId) -> Result<Vec<Company>> {
    let of_organisation = params![organisation.as_bytes()];
    let mut companies = row::all(connection, TABLE, COMPANY_LIST, of_organisation, read)?;
    for company in &mut companies {
        company.accounts = accounts(connection, organisation, company.id)?;
    }
    Ok(companies)
}

fn accounts(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: CompanyId,
) -> Result<Vec<String>> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    let query = COMPANY_LIST_ACCOUNTS;
    row::all(connection, "company_accounts", query, params, |columns| {
        columns.text("account")
    })
}

#[async_trait::async_trait]
impl Companies for Record {
    async fn add_company(
        &self,
        organisation: OrganisationId,
        company: Company,
        settings: CompanySettings,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            add(connection, organisation, &company)?;
            put_settings(connection, organisation, company.id, &settings)
        })
        .await
    }

    async fn change_company(
        &self,
        organisation: OrganisationId,
        company: Company,
        settings: CompanySettings,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let is_there = change(connection, organisation, &company)?;
            if is_there {
                put_settings(connection, organisation, company.id, &settings)?;
            }
            Ok(is_there)
        })
        .await
    }

    async fn lookup_company_settings(
        &self,
        organisation: OrganisationId,
        id: CompanyId,
    ) -> Result<CompanySettings> {
        self.read(organisation, move |connection| {
            settings(connection, organisation, id)
        })
        .await
    }

    async fn list_kid_agreements(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<(CompanyId, KidAgreement)>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            let query = COMPANY_LIST_ALL_AGREEMENTS;
            row::all(connection, "kid_agreements", query, params, |columns| {
                let company = columns.id("company_id", CompanyId::from_bytes)?;
                Ok((company, read_agreement(columns)?))
            })
        })
        .await
    }

    async fn list_companies(&self, organisation: OrganisationId) -> Result<Vec<Company>> {
        self.read(organisation, move |connection| {
            list(connection, organisation)
        })
        .await
    }
}
