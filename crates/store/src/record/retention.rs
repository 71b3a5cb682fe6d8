use super::Record;
use crate::Result;
use crate::port::{Retention, RetentionRule};
use crate::queries::{RETENTION_ADD, RETENTION_DELETE, RETENTION_LIST};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, params};
use domain::retention::{Rule, Scope};
use domain::{Channel, CompanyId, DocumentKind, OrganisationId, RetentionRuleId};

const TABLE: &str = "retention_rules";

fn read(columns: &mut Columns<'_>) -> Result<RetentionRule> {
    Ok(RetentionRule {
        id: columns.id("retention_rule_id", RetentionRuleId::from_bytes)?,
        rule: Rule {
            scope: Scope {
                company: columns.optional_id("company_id", CompanyId::from_bytes)?,
                channel: columns.optional_word("channel", Channel::from_number)?,
                kind: columns.optional_word("kind", DocumentKind::from_number)?,
            },
            months: {
                let months = columns.optional_int("months")?;
                let read = months.map(u16::try_from).transpose().ok();
                columns.known("months", read)?
            },
            from_on: columns.optional_day("from_on")?,
        },
        created_at: columns.moment("created_at")?,
    })
}

#[async_trait::async_trait]
impl Retention for Record {
    async fn list_retention_rules(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<RetentionRule>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, TABLE, RETENTION_LIST, params, read)
        })
        .await
    }

    async fn replace_retention_rules(
        &self,
        organisation: OrganisationId,
        gone: Vec<RetentionRuleId>,
        new: Vec<RetentionRule>,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            for id in &gone {
                let params = params![organisation.as_bytes(), id.as_bytes()];
                row::queue(connection, RETENTION_DELETE, params)?;
            }
            for RetentionRule {
                id,
                rule,
                created_at,
            } in &new
            {
                let scope = &rule.scope;
                let params = params![
                    organisation.as_bytes(),
                    id.as_bytes(),
                    scope.company.as_ref().map(CompanyId::as_bytes),
                    scope.channel.map(Channel::number),
                    scope.kind.map(DocumentKind::number),
                    rule.months.map(i64::from),
                    rule.from_on.map(days),
                    micros(*created_at),
                ];
                row::queue(connection, RETENTION_ADD, params)?;
            }
            Ok(())
        })
        .await
    }
}
