use crate::{App, Ctx, Result};
use domain::{CompanyId, CustomerId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::port::{Company, Customer};

/// Customers that are remembered at a time, some twenty megabytes.
const KNOWN_MAX: usize = 200_000;

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

/// What customers are called, remembered from some rows of a long list to the
/// next: the same ones come again and again.
#[derive(Default)]
pub(crate) struct Known(Mutex<HashMap<CustomerId, Called>>);

/// What a customer is called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Called {
    /// The number, where there is one, and the name: in one piece, as there are
    /// so many.
    said: Arc<str>,
    number_bytes: Option<u32>,
}

impl Called {
    fn of(name: &str, number: Option<&str>) -> Self {
        let bytes = number.map(|number| u32::try_from(number.len()));
        Self {
            said: format!("{}{name}", number.unwrap_or_default()).into(),
            number_bytes: bytes.and_then(std::result::Result::ok),
        }
    }

    pub(crate) fn name(&self) -> &str {
        let from = self.number_bytes.unwrap_or_default();
        &self.said[from as usize..]
    }

    pub(crate) fn number(&self) -> Option<&str> {
        self.number_bytes.map(|to| &self.said[..to as usize])
    }
}

impl Known {
    /// Those of these customers that were not told of, each once.
    pub(crate) fn unknown(&self, customers: impl Iterator<Item = CustomerId>) -> Vec<CustomerId> {
        let known = self.known();
        let mut unknown: Vec<CustomerId> = customers.filter(|id| !known.contains_key(id)).collect();
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }

    /// What these customers are called, in the order asked, once the unknown
    /// ones were told; nothing of those who were not.
    pub(crate) fn called(
        &self,
        told: Vec<Customer>,
        customers: impl Iterator<Item = CustomerId>,
    ) -> Vec<Called> {
        let called: HashMap<CustomerId, Called> = told
            .into_iter()
            .map(|one| (one.id, Called::of(&one.name, one.number.as_deref())))
            .collect();
        let mut known = self.known();
        let of = |id| known.get(&id).or_else(|| called.get(&id)).cloned();
        let found = customers.map(|id| of(id).unwrap_or_default()).collect();
        if known.len() + called.len() > KNOWN_MAX {
            known.clear();
        }
        known.extend(called);
        found
    }

    fn known(&self) -> MutexGuard<'_, HashMap<CustomerId, Called>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_called_as_it_was_told() {
        for (name, number) in [
            ("Åse Ørn", Some("1001")),
            ("Åse Ørn", None),
            ("", Some("1001")),
            ("1001", Some("")),
        ] {
            let called = Called::of(name, number);
            assert_eq!((called.name(), called.number()), (name, number));
        }
    }
}
