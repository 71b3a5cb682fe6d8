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
#[derive(Clone)]
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
    /// What these customers are called; unknown ones are left out.
    pub(crate) async fn called(
        &self,
        app: &App,
        ctx: &Ctx,
        customers: impl Iterator<Item = CustomerId>,
    ) -> Result<HashMap<CustomerId, Called>> {
        let mut called = HashMap::new();
        let mut missing = Vec::new();
        {
            let known = self.known();
            for id in customers {
                match known.get(&id) {
                    Some(found) => {
                        called.insert(id, found.clone());
                    }
                    None => missing.push(id),
                }
            }
        }
        missing.sort_unstable();
        missing.dedup();
        let found = app
            .store
            .lookup_customers(ctx.organisation, &missing)
            .await?;
        let mut known = self.known();
        if known.len() + found.len() > KNOWN_MAX {
            known.clear();
        }
        for customer in found {
            let one = Called::of(&customer.name, customer.number.as_deref());
            known.insert(customer.id, one.clone());
            called.insert(customer.id, one);
        }
        Ok(called)
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
