//! Putting the demo into the record, through the same doors as real data.

use super::files::{Composed, compose_ahead};
use super::{Plan, plan, work};
use crate::organisations::{self, TIME_ZONE_DEFAULT};
use crate::people::{self, NewPerson};
use crate::{App, Error, Result};
use domain::retention::Rule;
use domain::{CommentId, CompanyId, OrganisationId, RetentionRuleId};
use jiff::Timestamp;
use std::sync::Arc;
use store::port::{Comment, Company, Organisation, RecordedItem, RetentionRule, User};

/// The address to sign in to the demo with.
pub const LOGIN_EMAIL: &str = "demo@utsyn.example";
/// The password. It opens invented data only, and the demo prints it.
pub const LOGIN_PASSWORD: &str = "utsyn-over-fjorden";

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Made {
    /// Documents.
    pub documents: u64,
    /// How long it took.
    pub seconds: f64,
}

/// Makes the demo organisation, ending now. `None`, and nothing changed,
/// where there is one already. `progress` hears how many documents are done.
pub async fn make(
    app: &Arc<App>,
    seed: u64,
    documents: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Option<Made>> {
    let began = app.now();
    let plan = plan(seed, documents, began);
    let known = app
        .store
        .find_organisation_by_slug_across_tenants(plan.organisation)
        .await?;
    if known.is_some() {
        return Ok(None);
    }
    let founder = Arc::new(Founder::found(app, &plan).await?);
    let (composing, mut composed) = compose_ahead(&founder, plan);
    let mut made = 0;
    while let Some(files) = composed.recv().await {
        made += founder.record(files?).await?;
        progress(made);
    }
    composing.await.map_err(Error::internal)?;
    work::add(app, &founder.organisation, &founder.author).await?;
    let took = app.now().duration_since(began);
    Ok(Some(Made {
        documents: made,
        seconds: took.as_secs_f64(),
    }))
}

/// Somebody who records the demo's files.
pub(super) struct Founder {
    pub(super) app: Arc<App>,
    pub(super) organisation: Organisation,
    pub(super) companies: Vec<Company>,
    /// Who signs in, and wrote every comment.
    author: User,
}

/// How many months the demo keeps everything: all of its time, and some years
/// of being looked at.
const KEPT_MONTHS: u16 = 60;

/// Has nothing of the demo erased while people look around in it.
async fn keep_long(app: &App, organisation: OrganisationId) -> Result<()> {
    let rules = Rule::DEFAULTS.map(|default| RetentionRule {
        id: app.id(RetentionRuleId::from_parts),
        rule: Rule {
            months: Some(KEPT_MONTHS),
            ..default
        },
        created_at: app.now(),
    });
    app.store
        .replace_retention_rules(organisation, Vec::new(), rules.to_vec())
        .await?;
    Ok(())
}

impl Founder {
    async fn found(app: &Arc<App>, plan: &Plan) -> Result<Self> {
        let person = NewPerson {
            email: LOGIN_EMAIL.to_owned(),
            name: "Kari Utsyn".to_owned(),
            password: Some(LOGIN_PASSWORD.to_owned()),
        };
        let (user, _) = people::prepare(app, person).await?;
        let author = user.clone();
        let companies: Vec<Company> = plan
            .companies
            .iter()
            .map(|company| Company {
                id: app.id(CompanyId::from_parts),
                number: Some(company.number.clone()),
                name: company.name.clone(),
                accounts: company.accounts.clone(),
                kid_algorithm: company.kid,
            })
            .collect();
        let organisation = Organisation {
            id: app.id(OrganisationId::from_parts),
            slug: plan.organisation.to_owned(),
            name: plan.name.to_owned(),
            time_zone: TIME_ZONE_DEFAULT.to_owned(),
            language: "nb".to_owned(),
            is_demo: true,
        };
        let organisation = organisations::found(app, organisation, companies.clone(), user).await?;
        keep_long(app, organisation.id).await?;
        if let Some(company) = companies.first() {
            // One company allows links for recipients, so that both can be seen.
            app.store
                .allow_links(organisation.id, company.id, true, app.now())
                .await?;
        }
        Ok(Self {
            app: Arc::clone(app),
            organisation,
            companies,
            author,
        })
    }

    /// Records files, and answers how many documents were in them.
    async fn record(&self, files: Composed) -> Result<u64> {
        let recorded = self
            .app
            .store
            .record(self.organisation.id, files.intakes)
            .await?;
        self.comment(files.comments, recorded.concat()).await?;
        Ok(files.documents)
    }

    /// Writes the comments on the documents that were just recorded.
    async fn comment(
        &self,
        comments: Vec<Vec<(Timestamp, String)>>,
        recorded: Vec<RecordedItem>,
    ) -> Result<()> {
        for (texts, item) in comments.into_iter().zip(recorded) {
            let Some(document) = item.document else {
                continue;
            };
            for (created_at, text) in texts {
                let comment = Comment {
                    id: self.app.id(CommentId::from_parts),
                    document,
                    author: self.author.id,
                    author_name: self.author.name.clone(),
                    text,
                    created_at,
                    edited_at: None,
                };
                self.app
                    .store
                    .add_comment(self.organisation.id, comment)
                    .await?;
            }
        }
        Ok(())
    }
}
