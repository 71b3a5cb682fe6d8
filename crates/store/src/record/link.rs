use super::Record;
use super::log::{Entry, Log, OWN_SOURCE};
use crate::Result;
use crate::port::{Link, Links};
use crate::queries::{
    DOCUMENT_EXISTS, LINK_ADD, LINK_ALLOW, LINK_CLOSE, LINK_FIND_BY_TOKEN, LINK_IS_ALLOWED,
    LINK_LIST, LINK_NOTE_VIEW, LINK_REVOKE,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::{
    Channel, CompanyId, ContentHash, DocumentId, Fact, LinkId, OrganisationId, SourceKey,
};
use jiff::Timestamp;
use jiff::civil::Date;

const TABLE: &str = "links";

fn read(columns: &mut Columns<'_>) -> Result<Link> {
    Ok(Link {
        id: columns.id("link_id", LinkId::from_bytes)?,
        document: columns.id("document_id", DocumentId::from_bytes)?,
        token: columns.hash("token")?,
        channel: columns.word("channel", Channel::from_number)?,
        made_at: columns.moment("made_at")?,
        made_by: columns.text("made_by")?,
        expires_at: columns.moment("expires_at")?,
        revoked: {
            let at = columns.optional_moment("revoked_at")?;
            at.zip(columns.optional_text("revoked_by")?)
        },
        views: columns.count("views")?,
        first_viewed_at: columns.optional_moment("first_viewed_at")?,
        last_viewed_at: columns.optional_moment("last_viewed_at")?,
    })
}

fn add(connection: &dyn Connection, organisation: OrganisationId, link: &Link) -> Result<bool> {
    let document = params![organisation.as_bytes(), link.document.as_bytes()];
    if !row::exists(connection, DOCUMENT_EXISTS, document)? {
        return Ok(false);
    }
    let params = params![
        organisation.as_bytes(),
        link.id.as_bytes(),
        link.document.as_bytes(),
        link.token.as_bytes(),
        link.channel.number(),
        micros(link.made_at),
        link.made_by,
        micros(link.expires_at),
    ];
    row::queue(connection, LINK_ADD, params)?;
    Ok(true)
}

fn note_view(
    connection: &dyn Connection,
    organisation: OrganisationId,
    link: LinkId,
    at: Timestamp,
    on: Date,
) -> Result<bool> {
    let params = params![organisation.as_bytes(), link.as_bytes(), micros(at)];
    let noted = row::all(connection, TABLE, LINK_NOTE_VIEW, params, |columns| {
        let document = columns.id("document_id", DocumentId::from_bytes)?;
        Ok((document, columns.word("channel", Channel::from_number)?))
    })?;
    let Some((document, channel)) = noted.into_iter().next() else {
        return Ok(false);
    };
    let mut log = Log::open(connection, organisation)?;
    log.append(Entry {
        document: Some(document),
        source: SourceKey::new(OWN_SOURCE, format!("{link}/opened/{on}")),
        occurred_at: at,
        learned_at: at,
        fact: Fact::Opened { channel },
    })?;
    log.close()?;
    Ok(true)
}

#[async_trait::async_trait]
impl Links for Record {
    async fn add_link(&self, organisation: OrganisationId, link: Link) -> Result<bool> {
        self.effect(organisation, move |connection| {
            add(connection, organisation, &link)
        })
        .await
    }

    async fn list_links(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Link>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), document.as_bytes()];
            row::all(connection, TABLE, LINK_LIST, params, read)
        })
        .await
    }

    async fn find_link_by_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Link>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            row::one(connection, TABLE, LINK_FIND_BY_TOKEN, params, read)
        })
        .await
    }

    async fn revoke_link(
        &self,
        organisation: OrganisationId,
        (document, link): (DocumentId, LinkId),
        at: Timestamp,
        by: &str,
    ) -> Result<bool> {
        let by = by.to_owned();
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                document.as_bytes(),
                link.as_bytes(),
                micros(at),
                by,
            ];
            Ok(row::run(connection, LINK_REVOKE, params)? == 1)
        })
        .await
    }

    async fn note_link_view(
        &self,
        organisation: OrganisationId,
        link: LinkId,
        at: Timestamp,
        on: Date,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            note_view(connection, organisation, link, at, on)
        })
        .await
    }

    async fn are_links_allowed(
        &self,
        organisation: OrganisationId,
        company: CompanyId,
    ) -> Result<bool> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), company.as_bytes()];
            row::exists(connection, LINK_IS_ALLOWED, params)
        })
        .await
    }

    async fn allow_links(
        &self,
        organisation: OrganisationId,
        company: CompanyId,
        are_allowed: bool,
        at: Timestamp,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let (organisation, company) = (organisation.as_bytes(), company.as_bytes());
            match are_allowed {
                true => {
                    let params = params![organisation, company, micros(at)];
                    row::queue(connection, LINK_ALLOW, params)
                }
                false => row::queue(connection, LINK_CLOSE, params![organisation, company]),
            }
        })
        .await
    }
}
