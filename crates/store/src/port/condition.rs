use super::{Comment, Company, CompanySettings, Organisation, SavedView, User};
use crate::{Result, Store};
use domain::{CommentId, CompanyId, OrganisationId, Payment, PaymentId, UserId, ViewId};
use std::sync::Arc;

/// Something that a change can depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A comment.
    Comment(CommentId),
    /// A company, with what is set for it.
    Company(CompanyId),
    /// The organisation itself.
    Organisation,
    /// A payment, with the document it belongs to.
    Payment(PaymentId),
    /// A person, as those see them who may change them.
    User(UserId),
    /// A saved view.
    View(ViewId),
}

/// How something was when somebody looked.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub(crate) thing: Thing,
    pub(crate) state: State,
}

/// All of a thing that a change could take away from somebody else.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum State {
    Nothing,
    Comment(Comment),
    Company(Box<(Company, CompanySettings)>),
    Organisation(Organisation),
    Payment(Box<Payment>),
    User(Box<User>),
    View(Box<SavedView>),
}

/// Changes that come about only where nobody else was quicker.
#[async_trait::async_trait]
pub trait Conditions {
    /// How something is now.
    async fn see(&self, organisation: OrganisationId, thing: Thing) -> Result<Seen>;
    /// This store, whose first effect comes about only if the thing, too, is
    /// still as it was seen; the look is part of the effect's own transaction. It
    /// fails as [`Stale`](crate::Error::Stale) otherwise, and changes nothing.
    fn provided(&self, seen: Seen) -> Arc<dyn Store>;
}
