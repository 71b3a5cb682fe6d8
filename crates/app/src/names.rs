use crate::{App, Ctx, Result};
use domain::{CompanyId, CustomerId};
use std::collections::HashMap;
use store::port::{Company, Customer};

/// Whom some documents are from and to.
pub(crate) struct Names {
    pub(crate) companies: HashMap<CompanyId, Company>,
    pub(crate) customers: HashMap<CustomerId, Customer>,
}

impl Names {
    /// Every company of the organisation, and these customers.
    pub(crate) async fn of(
        app: &App,
        ctx: &Ctx,
        customers: impl Iterator<Item = CustomerId>,
    ) -> Result<Self> {
        let mut ids: Vec<CustomerId> = customers.collect();
        ids.sort_unstable();
        ids.dedup();
        let customers = app.store.lookup_customers(ctx.organisation, &ids).await?;
        let companies = app.store.list_companies(ctx.organisation).await?;
        Ok(Self {
            companies: companies
                .into_iter()
                .map(|company| (company.id, company))
                .collect(),
            customers: customers
                .into_iter()
                .map(|customer| (customer.id, customer))
                .collect(),
        })
    }
}
