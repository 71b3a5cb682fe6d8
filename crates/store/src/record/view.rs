use super::Record;
use super::audit;
use crate::Result;
use crate::port::{SavedView, Views};
use crate::queries::{
    VIEW_ADD, VIEW_CHANGE, VIEW_DELETE, VIEW_DELETE_DEFAULT, VIEW_DELETE_DEFAULTS,
    VIEW_DELETE_DEFAULTS_OF_OWNER, VIEW_DELETE_OF_OWNER, VIEW_LIST, VIEW_LIST_OF_PERSON,
    VIEW_LOOKUP, VIEW_LOOKUP_DEFAULT, VIEW_PUT_DEFAULT,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::filter::Filter;
use domain::view::{Gone, is_about};
use domain::{OrganisationId, UserId, ViewId};

const TABLE: &str = "views";

fn read(columns: &mut Columns<'_>) -> Result<SavedView> {
    Ok(SavedView {
        id: columns.id("view_id", ViewId::from_bytes)?,
        owner: columns.id("owner_id", UserId::from_bytes)?,
        owner_name: columns.text("owner_name")?,
        name: columns.text("name")?,
        is_shared: columns.flag("is_shared")?,
        filter: columns.text("filter")?,
        sort: columns.text("sort")?,
        columns: columns.text("columns")?,
        pictures: columns.flag("pictures")?,
        created_at: columns.moment("created_at")?,
        changed_at: columns.moment("changed_at")?,
    })
}

pub(super) fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: ViewId,
) -> Result<Option<SavedView>> {
    let by_id = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, VIEW_LOOKUP, by_id, read)
}

fn delete(connection: &dyn Connection, organisation: OrganisationId, id: ViewId) -> Result<bool> {
    let key = params![organisation.as_bytes(), id.as_bytes()];
    row::run(connection, VIEW_DELETE_DEFAULTS, key)?;
    Ok(row::run(connection, VIEW_DELETE, key)? == 1)
}

/// Takes away what only a person who goes has, and what their list opens with.
pub(super) fn delete_of_person(
    connection: &dyn Connection,
    organisation: OrganisationId,
    person: UserId,
) -> Result<()> {
    let key = params![organisation.as_bytes(), person.as_bytes()];
    row::queue(connection, VIEW_DELETE_DEFAULT, key)?;
    row::queue(connection, VIEW_DELETE_DEFAULTS_OF_OWNER, key)?;
    row::queue(connection, VIEW_DELETE_OF_OWNER, key)
}

/// Takes away the views that are about what is erased.
pub(super) fn forget(
    connection: &dyn Connection,
    organisation: OrganisationId,
    gone: &Gone,
) -> Result<()> {
    if *gone == Gone::default() {
        return Ok(());
    }
    let params = params![organisation.as_bytes()];
    for saved in row::all(connection, TABLE, VIEW_LIST, params, read)? {
        let filter = Filter::parse(&saved.filter).unwrap_or_default();
        if is_about(&saved.name, &filter, gone) {
            delete(connection, organisation, saved.id)?;
            audit::erase_contents(connection, organisation, &format!("view:{}", saved.id))?;
        }
    }
    Ok(())
}

#[async_trait::async_trait]
impl Views for Record {
    async fn add_view(&self, organisation: OrganisationId, view: SavedView) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                view.id.as_bytes(),
                view.owner.as_bytes(),
                view.owner_name,
                view.name,
                view.is_shared,
                view.filter,
                view.sort,
                view.columns,
                view.pictures,
                micros(view.created_at),
                micros(view.changed_at),
            ];
            row::queue(connection, VIEW_ADD, params)
        })
        .await
    }

    async fn change_view(&self, organisation: OrganisationId, view: SavedView) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                view.id.as_bytes(),
                view.name,
                view.is_shared,
                view.filter,
                view.sort,
                view.columns,
                view.pictures,
                micros(view.changed_at),
            ];
            Ok(row::run(connection, VIEW_CHANGE, params)? == 1)
        })
        .await
    }

    async fn delete_view(&self, organisation: OrganisationId, id: ViewId) -> Result<bool> {
        self.effect(organisation, move |connection| {
            delete(connection, organisation, id)
        })
        .await
    }

    async fn lookup_view(
        &self,
        organisation: OrganisationId,
        id: ViewId,
    ) -> Result<Option<SavedView>> {
        self.read(organisation, move |connection| {
            lookup(connection, organisation, id)
        })
        .await
    }

    async fn list_views(
        &self,
        organisation: OrganisationId,
        person: UserId,
    ) -> Result<Vec<SavedView>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), person.as_bytes()];
            row::all(connection, TABLE, VIEW_LIST_OF_PERSON, params, read)
        })
        .await
    }

    async fn set_default_view(
        &self,
        organisation: OrganisationId,
        person: UserId,
        view: Option<ViewId>,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let Some(view) = view else {
                let params = params![organisation.as_bytes(), person.as_bytes()];
                row::queue(connection, VIEW_DELETE_DEFAULT, params)?;
                return Ok(true);
            };
            let known = params![organisation.as_bytes(), view.as_bytes()];
            if !row::exists(connection, VIEW_LOOKUP, known)? {
                return Ok(false);
            }
            let params = params![organisation.as_bytes(), person.as_bytes(), view.as_bytes()];
            row::queue(connection, VIEW_PUT_DEFAULT, params)?;
            Ok(true)
        })
        .await
    }

    async fn lookup_default_view(
        &self,
        organisation: OrganisationId,
        person: UserId,
    ) -> Result<Option<ViewId>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), person.as_bytes()];
            row::one(
                connection,
                "default_views",
                VIEW_LOOKUP_DEFAULT,
                params,
                |columns| columns.id("view_id", ViewId::from_bytes),
            )
        })
        .await
    }
}
