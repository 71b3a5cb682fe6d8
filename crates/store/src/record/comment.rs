use super::Record;
use super::log::{Entry, Log, OWN_SOURCE};
use crate::Result;
use crate::port::{Comment, CommentVersion, Comments, Mention};
use crate::queries::{
    COMMENT_ADD, COMMENT_ADD_MENTION, COMMENT_ADD_VERSION, COMMENT_EDIT, COMMENT_LIST,
    COMMENT_LIST_MENTIONS, COMMENT_LIST_VERSIONS, COMMENT_LOOKUP, DOCUMENT_EXISTS,
};
use crate::sql::Columns;
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::{CommentId, DocumentId, Fact, OrganisationId, SourceKey, UserId};
use jiff::Timestamp;

const TABLE: &str = "comments";

fn read(columns: &mut Columns<'_>) -> Result<Comment> {
    Ok(Comment {
        id: columns.id("comment_id", CommentId::from_bytes)?,
        document: columns.id("document_id", DocumentId::from_bytes)?,
        author: columns.id("author_id", UserId::from_bytes)?,
        author_name: columns.text("author_name")?,
        text: columns.text("text")?,
        created_at: columns.moment("created_at")?,
        edited_at: columns.optional_moment("edited_at")?,
    })
}

fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    comment: &Comment,
) -> Result<bool> {
    let document = params![organisation.as_bytes(), comment.document.as_bytes()];
    if !row::exists(connection, DOCUMENT_EXISTS, document)? {
        return Ok(false);
    }
    let params = params![
        organisation.as_bytes(),
        comment.id.as_bytes(),
        comment.document.as_bytes(),
        comment.author.as_bytes(),
        comment.author_name,
        comment.text,
        micros(comment.created_at),
        comment.edited_at.map(micros),
    ];
    row::queue(connection, COMMENT_ADD, params)?;
    let mut log = Log::open(connection, organisation)?;
    log.append(Entry {
        document: Some(comment.document),
        source: SourceKey::new(OWN_SOURCE, format!("{}/commented", comment.id)),
        occurred_at: comment.created_at,
        learned_at: comment.created_at,
        fact: Fact::Commented {
            comment: comment.id,
        },
    })?;
    log.close()?;
    Ok(true)
}

pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: CommentId,
) -> Result<Option<Comment>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, COMMENT_LOOKUP, by_id, read)
}

fn edit(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (id, author): (CommentId, UserId),
    text: &str,
    at: Timestamp,
) -> Result<bool> {
    let known = lookup(connection, organisation, id)?;
    let Some(known) = known.filter(|comment| comment.author == author) else {
        return Ok(false);
    };
    if known.text != text {
        let at = micros(at);
        let version = params![organisation.as_bytes(), id.as_bytes(), at];
        row::queue(connection, COMMENT_ADD_VERSION, version)?;
        let edited = params![organisation.as_bytes(), id.as_bytes(), text, at];
        row::queue(connection, COMMENT_EDIT, edited)?;
    }
    Ok(true)
}

#[async_trait::async_trait]
impl Comments for Record {
    async fn add_comment(&self, organisation: OrganisationId, comment: Comment) -> Result<bool> {
        self.effect(organisation, move |connection| {
            add(connection, organisation, &comment)
        })
        .await
    }

    async fn edit_comment(
        &self,
        organisation: OrganisationId,
        id: CommentId,
        author: UserId,
        text: &str,
        at: Timestamp,
    ) -> Result<bool> {
        let text = text.to_owned();
        self.effect(organisation, move |connection| {
            edit(connection, organisation, (id, author), &text, at)
        })
        .await
    }

    async fn lookup_comment(
        &self,
        organisation: OrganisationId,
        id: CommentId,
    ) -> Result<Option<Comment>> {
        self.read(organisation, move |connection| {
            lookup(connection, organisation, id)
        })
        .await
    }

    async fn add_mentions(
        &self,
        organisation: OrganisationId,
        mentions: Vec<Mention>,
        at: Timestamp,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            for mention in &mentions {
                let known = params![organisation.as_bytes(), mention.comment.as_bytes()];
                if !row::exists(connection, COMMENT_LOOKUP, known)? {
                    continue;
                }
                let params = params![
                    organisation.as_bytes(),
                    mention.comment.as_bytes(),
                    mention.person.as_bytes(),
                    mention.name,
                    micros(at),
                ];
                row::queue(connection, COMMENT_ADD_MENTION, params)?;
            }
            Ok(())
        })
        .await
    }

    async fn list_mentions(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Mention>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), document.as_bytes()];
            let (table, query) = ("comment_mentions", COMMENT_LIST_MENTIONS);
            row::all(connection, table, query, params, |columns| {
                Ok(Mention {
                    comment: columns.id("comment_id", CommentId::from_bytes)?,
                    person: columns.id("user_id", UserId::from_bytes)?,
                    name: columns.text("user_name")?,
                })
            })
        })
        .await
    }

    async fn list_comment_versions(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<CommentVersion>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), document.as_bytes()];
            let (table, query) = ("comment_versions", COMMENT_LIST_VERSIONS);
            row::all(connection, table, query, params, |columns| {
                Ok(CommentVersion {
                    comment: columns.id("comment_id", CommentId::from_bytes)?,
                    text: columns.text("text")?,
                    replaced_at: columns.moment("replaced_at")?,
                })
            })
        })
        .await
    }

    async fn list_comments(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<Comment>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), document.as_bytes()];
            row::all(connection, TABLE, COMMENT_LIST, params, read)
        })
        .await
    }
}
