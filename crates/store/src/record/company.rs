use super::Record;
use crate::Result;
use crate::port::{Companies, Company};
use crate::queries::{COMPANY_ADD, COMPANY_ADD_ACCOUNT, COMPANY_LIST, COMPANY_LIST_ACCOUNTS};
use crate::sql::Columns;
use crate::sql::row;
use crate::sql::{Connection, params};
use domain::kid::Algorithm;
use domain::{CompanyId, OrganisationId};

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

fn list(connection: &dyn Connection, organisation: OrganisationId) -> Result<Vec<Company>> {
    let of_organisation = params![organisation.as_bytes()];
    let mut companies = row::all(connection, TABLE, COMPANY_LIST, of_organisation, read)?;
    for company in &mut companies {
        company.accounts = row::all(
            connection,
            "company_accounts",
            COMPANY_LIST_ACCOUNTS,
            params![organisation.as_bytes(), company.id.as_bytes()],
            |columns| columns.text("account"),
        )?;
    }
    Ok(companies)
}

#[async_trait::async_trait]
impl Companies for Record {
    async fn add_company(&self, organisation: OrganisationId, company: Company) -> Result<()> {
        self.write(organisation, move |connection| {
            add(connection, organisation, &company)
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
