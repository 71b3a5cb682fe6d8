use super::Record;
use crate::Result;
use crate::engine::Scope;
use crate::port::{Allowance, Doors};
use crate::queries::{
    SIGN_IN_STEP_ADD, SIGN_IN_STEP_DELETE, SIGN_IN_STEP_DELETE_OLD, SIGN_IN_STEP_LOOKUP,
    THROTTLE_COUNT, THROTTLE_DELETE, THROTTLE_DELETE_OLD,
};
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::ContentHash;
use jiff::{SignedDuration, Timestamp};

const THROTTLES: &str = "throttles";
const STEPS: &str = "sign_in_steps";

/// Counts a try; answers when the window ends, where it is used up.
fn count_try(
    connection: &dyn Connection,
    allowance: &Allowance,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let window = SignedDuration::from_secs(allowance.window_s.into());
    let over = now.checked_sub(window).unwrap_or(Timestamp::MIN);
    let params = params![allowance.bucket.as_bytes(), micros(now), micros(over)];
    let counted = row::all(connection, THROTTLES, THROTTLE_COUNT, params, |columns| {
        Ok((columns.int("count")?, columns.moment("since")?))
    })?;
    let Some((count, since)) = counted.into_iter().next() else {
        return Ok(None);
    };
    let ends = since.checked_add(window).unwrap_or(Timestamp::MAX);
    Ok((count > allowance.count_max.into()).then_some(ends))
}

fn lookup_step(
    connection: &dyn Connection,
    token: ContentHash,
    now: Timestamp,
) -> Result<Option<String>> {
    let params = params![token.as_bytes(), micros(now)];
    row::one(connection, STEPS, SIGN_IN_STEP_LOOKUP, params, |columns| {
        columns.text("content")
    })
}

#[async_trait::async_trait]
impl Doors for Record {
    async fn count_try_across_tenants(
        &self,
        allowances: Vec<Allowance>,
        now: Timestamp,
    ) -> Result<Option<Timestamp>> {
        self.write(Scope::AcrossTenants, move |connection| {
            let mut until = None;
            for allowance in &allowances {
                until = until.max(count_try(connection, allowance, now)?);
            }
            Ok(until)
        })
        .await
    }

    async fn forget_tries_across_tenants(&self, buckets: Vec<ContentHash>) -> Result<()> {
        self.write(Scope::AcrossTenants, move |connection| {
            for bucket in &buckets {
                row::queue(connection, THROTTLE_DELETE, params![bucket.as_bytes()])?;
            }
            Ok(())
        })
        .await
    }

    async fn add_step_across_tenants(
        &self,
        token: ContentHash,
        content: &str,
        expires_at: Timestamp,
    ) -> Result<()> {
        let content = content.to_owned();
        self.write(Scope::AcrossTenants, move |connection| {
            let params = params![token.as_bytes(), content, micros(expires_at)];
            row::queue(connection, SIGN_IN_STEP_ADD, params)
        })
        .await
    }

    async fn lookup_step_across_tenants(
        &self,
        token: ContentHash,
        now: Timestamp,
    ) -> Result<Option<String>> {
        self.read(Scope::AcrossTenants, move |connection| {
            lookup_step(connection, token, now)
        })
        .await
    }

    async fn take_step_across_tenants(
        &self,
        token: ContentHash,
        now: Timestamp,
    ) -> Result<Option<String>> {
        self.write(Scope::AcrossTenants, move |connection| {
            let content = lookup_step(connection, token, now)?;
            row::queue(connection, SIGN_IN_STEP_DELETE, params![token.as_bytes()])?;
            Ok(content)
        })
        .await
    }

    async fn clear_doors_across_tenants(
        &self,
        now: Timestamp,
        counted_before: Timestamp,
    ) -> Result<()> {
        self.write(Scope::AcrossTenants, move |connection| {
            row::queue(connection, SIGN_IN_STEP_DELETE_OLD, params![micros(now)])?;
            let before = params![micros(counted_before)];
            row::queue(connection, THROTTLE_DELETE_OLD, before)
        })
        .await
    }
}
