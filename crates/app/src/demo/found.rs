//! Putting the demo into the record, through the same doors as real data.

use super::{DemoDocument, DemoEvent, DemoPayment, Plan, plan};
use crate::organisations::{self, TIME_ZONE_DEFAULT};
use crate::people::{self, NewPerson};
use crate::{App, Result};
use domain::document::{Attachment, OriginalRef};
use domain::intake::{Embedded, ItemKind};
use domain::retention::Rule;
use domain::{
    Channel, CommentId, CompanyId, ContentHash, CustomerId, DocumentId, DocumentKind, Head,
    ImportId, OrganisationId, PaymentId, RetentionRuleId, SourceKey, UserId,
};
use jiff::Timestamp;
use store::port::{
    Comment, Company, Import, Intake, ItemCounts, NewBody, NewFactEvent, NewItem, NewMoney,
    NewRecord, Organisation, Packed, RecordedItem, RetentionRule,
};

/// The address to sign in to the demo with.
pub const LOGIN_EMAIL: &str = "demo@utsyn.example";
/// The password. It opens invented data only, and the demo prints it.
pub const LOGIN_PASSWORD: &str = "utsyn-over-fjorden";

/// Documents recorded in one transaction.
const DOCUMENTS_AT_A_TIME: usize = 1_000;

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
    app: &App,
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
    let founder = Founder::found(app, &plan).await?;
    let mut made = 0;
    let mut told = plan.documents();
    loop {
        let some: Vec<DemoDocument> = told.by_ref().take(DOCUMENTS_AT_A_TIME).collect();
        if some.is_empty() {
            break;
        }
        made += some.len() as u64;
        founder.record(some).await?;
        progress(made);
    }
    founder.work().await?;
    let took = app.now().duration_since(began);
    Ok(Some(Made {
        documents: made,
        seconds: took.as_secs_f64(),
    }))
}

/// Somebody who records the demo's files.
struct Founder<'a> {
    app: &'a App,
    organisation: OrganisationId,
    companies: Vec<Company>,
    author: UserId,
    author_name: String,
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

impl<'a> Founder<'a> {
    async fn found(app: &'a App, plan: &Plan) -> Result<Self> {
        let person = NewPerson {
            email: LOGIN_EMAIL.to_owned(),
            name: "Kari Utsyn".to_owned(),
            password: Some(LOGIN_PASSWORD.to_owned()),
        };
        let (user, _) = people::prepare(app, person).await?;
        let (author, author_name) = (user.id, user.name.clone());
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
            app,
            organisation: organisation.id,
            companies,
            author,
            author_name,
        })
    }

    /// Adds what people do with the documents.
    async fn work(&self) -> Result<()> {
        let organisation = self
            .app
            .store
            .lookup_organisation(self.organisation)
            .await?;
        match organisation {
            Some(organisation) => super::work::add(self.app, &organisation).await,
            None => Ok(()),
        }
    }

    /// Records some documents: those with an original as a file each, the
    /// others as one list, their payments as one file of the bank.
    async fn record(&self, documents: Vec<DemoDocument>) -> Result<()> {
        let Some(received_at) = documents.last().map(|document| document.received_at) else {
            return Ok(());
        };
        let mut intakes = Vec::new();
        let mut list = Vec::new();
        let mut payments = Vec::new();
        // In the order in which the items are recorded: files, then the list.
        let (mut comments, mut list_comments) = (Vec::new(), Vec::new());
        for mut document in documents {
            payments.append(&mut document.payments);
            let texts = std::mem::take(&mut document.comments);
            match document.original.take() {
                Some(file) => {
                    comments.push(texts);
                    intakes.push(self.file(document, file).await?);
                }
                None => {
                    list_comments.push(texts);
                    list.push(self.item(list.len(), document, None, Vec::new()));
                }
            }
        }
        comments.append(&mut list_comments);
        let listed = self
            .list("fakturakjoring", "ndjson", received_at, list)
            .await?;
        intakes.extend(listed);
        payments.sort_by_key(|payment| payment.learned_at);
        let told_at = payments
            .last()
            .map_or(received_at, |payment| payment.learned_at);
        let items = (0..)
            .zip(payments)
            .map(|(n, payment)| self.money(n, payment))
            .collect();
        intakes.extend(self.list("OCR", "ocr_giro", told_at, items).await?);
        let recorded = self.app.store.record(self.organisation, intakes).await?;
        self.comment(comments, recorded.concat()).await
    }

    async fn file(&self, document: DemoDocument, file: super::DemoFile) -> Result<Intake> {
        let format = if file.media_type == "application/pdf" {
            "csv_index"
        } else {
            "ubl"
        };
        let packed = self.pack(file.bytes).await?;
        let original = OriginalRef {
            hash: packed.hash,
            size: packed.size,
            media_type: file.media_type,
            name: file.name.clone(),
        };
        let received_at = document.received_at;
        let attachments = document.document.embedded.iter().map(attachment).collect();
        let item = self.item(0, document, Some(original), attachments);
        Ok(self.intake(file.name, format, received_at, packed, vec![item]))
    }

    /// A list of items as one file; none where there is nothing in it.
    async fn list(
        &self,
        name: &str,
        format: &str,
        received_at: Timestamp,
        items: Vec<NewItem>,
    ) -> Result<Option<Intake>> {
        if items.is_empty() {
            return Ok(None);
        }
        let name = format!("{name}-{}", received_at.strftime("%Y%m%d-%H%M%S"));
        let note = format!(
            "Demo data, made up by Utsyn: {name}, {} items.\n",
            items.len()
        );
        let packed = self.pack(note.into_bytes()).await?;
        Ok(Some(self.intake(name, format, received_at, packed, items)))
    }

    async fn pack(&self, bytes: Vec<u8>) -> Result<Packed> {
        Ok(self
            .app
            .store
            .pack_original(self.organisation, bytes)
            .await?)
    }

    fn intake(
        &self,
        name: String,
        format: &str,
        received_at: Timestamp,
        packed: Packed,
        items: Vec<NewItem>,
    ) -> Intake {
        Intake {
            import: Import {
                id: self.app.id(ImportId::from_parts),
                name,
                hash: packed.hash,
                size: packed.size,
                format: format.to_owned(),
                received_at,
                by: None,
                is_complete: false,
                findings: Vec::new(),
                counts: ItemCounts::default(),
            },
            originals: vec![packed],
            items,
            is_last: true,
            learned_at: received_at,
        }
    }

    fn item(
        &self,
        n: usize,
        told: DemoDocument,
        original: Option<OriginalRef>,
        attachments: Vec<Attachment>,
    ) -> NewItem {
        let new = told.document;
        let fingerprint = ContentHash::of(format!("{:?}", new.source).as_bytes());
        let head = Head {
            id: self.app.id(DocumentId::from_parts),
            company: self.companies[told.company].id,
            customer: self.app.id(CustomerId::from_parts),
            kind: new.kind.unwrap_or(DocumentKind::Invoice),
            channel: new.channel.unwrap_or(Channel::Other),
            number: new.number,
            kid: new.kid,
            account: new.account,
            amount: new.amount,
            issued_on: new.issued_on,
            due_on: new.due_on,
            received_at: told.received_at,
            batch: new.batch,
        };
        let record = NewRecord {
            head,
            source: new
                .source
                .unwrap_or_else(|| SourceKey::new("content", fingerprint.to_string())),
            fingerprint,
            customer: new.customer,
            original,
            details: new.details,
            attachments,
            events: told.events.into_iter().map(event).collect(),
        };
        NewItem {
            position: n as u64,
            place: format!("line {}", n + 1),
            kind: ItemKind::Document,
            findings: Vec::new(),
            body: NewBody::Document(Box::new(record)),
        }
    }

    fn money(&self, n: u64, told: DemoPayment) -> NewItem {
        let account = &told.payment.account;
        let owner = self
            .companies
            .iter()
            .find(|company| company.accounts.contains(account));
        NewItem {
            position: n,
            place: format!("record {}", n + 1),
            kind: ItemKind::Payment,
            findings: Vec::new(),
            body: NewBody::Payment(Box::new(NewMoney {
                id: self.app.id(PaymentId::from_parts),
                company: owner.map(|company| company.id),
                payment: told.payment,
                learned_at: told.learned_at,
            })),
        }
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
                    author: self.author,
                    author_name: self.author_name.clone(),
                    text,
                    created_at,
                    edited_at: None,
                };
                self.app
                    .store
                    .add_comment(self.organisation, comment)
                    .await?;
            }
        }
        Ok(())
    }
}

fn event(told: DemoEvent) -> NewFactEvent {
    NewFactEvent {
        source: told.source,
        occurred_at: told.occurred_at,
        learned_at: told.learned_at,
        fact: told.fact,
    }
}

fn attachment(embedded: &Embedded) -> Attachment {
    Attachment {
        name: embedded.name.clone(),
        media_type: embedded.media_type.clone(),
        size: embedded.size(),
        hash: embedded.hash(),
        embedded: true,
    }
}
