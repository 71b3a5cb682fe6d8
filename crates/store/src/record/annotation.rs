use super::Record;
use crate::Result;
use crate::port::{Annotation, Annotations};
use crate::queries::{ANNOTATION_ADD, ANNOTATION_DELETE, ANNOTATION_LIST};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, params};
use domain::{AnnotationId, Channel, CompanyId, OrganisationId, UserId};

const TABLE: &str = "annotations";

fn read(columns: &mut Columns<'_>) -> Result<Annotation> {
    Ok(Annotation {
        id: columns.id("annotation_id", AnnotationId::from_bytes)?,
        first_on: columns.day("first_on")?,
        last_on: columns.optional_day("last_on")?,
        company: columns.optional_id("company_id", CompanyId::from_bytes)?,
        channel: match columns.optional_text("channel")? {
            None => None,
            Some(word) => Some(columns.known("channel", word.parse::<Channel>().ok())?),
        },
        text: columns.text("text")?,
        created_by: columns.optional_id("created_by", UserId::from_bytes)?,
        created_at: columns.moment("created_at")?,
    })
}

#[async_trait::async_trait]
impl Annotations for Record {
    async fn add_annotation(
        &self,
        organisation: OrganisationId,
        annotation: Annotation,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                annotation.id.as_bytes(),
                days(annotation.first_on),
                annotation.last_on.map(days),
                annotation.company.as_ref().map(CompanyId::as_bytes),
                annotation.channel.map(Channel::code),
                annotation.text,
                annotation.created_by.as_ref().map(UserId::as_bytes),
                micros(annotation.created_at),
            ];
            row::queue(connection, ANNOTATION_ADD, params)
        })
        .await
    }

    async fn list_annotations(&self, organisation: OrganisationId) -> Result<Vec<Annotation>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, TABLE, ANNOTATION_LIST, params, read)
        })
        .await
    }

    async fn delete_annotation(
        &self,
        organisation: OrganisationId,
        id: AnnotationId,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            Ok(row::run(connection, ANNOTATION_DELETE, params)? == 1)
        })
        .await
    }
}
