//! Who may do what: roles of people, and the rights that they bring.
//!
//! A right is one kind of thing that a person or a key may do. A role is a
//! set of rights with a name that people know. The matrix is
//! [`Role::rights`] and nowhere else.

use crate::code::vocabulary;

vocabulary! {
    /// What a person is in an organisation.
    Role, "role" {
        /// Runs it: everything, people and settings included.
        Administrator = 1 "administrator",
        /// Works with documents and payments day by day.
        Editor = 2 "editor",
        /// Looks, and takes out what they see.
        Reader = 3 "reader",
        /// Looks at everything, the audit log included, and changes nothing.
        Auditor = 4 "auditor",
        /// Connects other systems: keys, webhooks, imports.
        Integrator = 5 "integrator",
    }
}

vocabulary! {
    /// One kind of thing that somebody may do.
    Right, "right" {
        /// See documents, what became of them, and statistics.
        Read = 1 "read",
        /// Hand in files, and undo what they brought.
        Import = 2 "import",
        /// Match payments to documents, and undo it.
        Match = 3 "match",
        /// Comment on documents.
        Comment = 4 "comment",
        /// Assign, follow up, resolve, ask for a resend; one or many at once.
        FollowUp = 5 "follow-up",
        /// Take lists and files out.
        Export = 6 "export",
        /// Make reports, and say who gets them.
        Report = 7 "report",
        /// Change companies, their accounts, channels and prices.
        ManageCompanies = 8 "manage-companies",
        /// Invite people, give them roles, end their sessions.
        ManagePeople = 9 "manage-people",
        /// Make and revoke keys for other systems.
        ManageKeys = 10 "manage-keys",
        /// Say where webhooks go, and send them again.
        ManageWebhooks = 11 "manage-webhooks",
        /// Change how long things are kept, hold them, erase them.
        ManageRetention = 12 "manage-retention",
        /// Read the audit log and take it out.
        ReadAudit = 13 "read-audit",
        /// See jobs and queues, and run jobs again.
        Operate = 14 "operate",
        /// Make and revoke links by which recipients see their documents.
        Share = 15 "share",
        /// Share saved views with everybody in the organisation.
        ShareViews = 16 "share-views",
    }
}

/// A set of rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights(u32);

impl Rights {
    /// None.
    pub const NONE: Self = Self(0);
    /// Every right there is.
    pub const ALL: Self = Self::of(Right::ALL);

    /// These.
    pub const fn of(rights: &[Right]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < rights.len() {
            set |= 1 << rights[at].number();
            at += 1;
        }
        Self(set)
    }

    /// Whether a right is among them.
    pub const fn include(self, right: Right) -> bool {
        self.0 & (1 << right.number()) != 0
    }

    /// What reaches over all of an organisation, so that nobody has it who is
    /// limited to some of its companies.
    pub const OVER_ALL: Self = Self::of(&[
        Right::ManagePeople,
        Right::ManageRetention,
        Right::ReadAudit,
    ]);

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What is in this set and in the other.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Role {
    /// What the role may do.
    pub const fn rights(self) -> Rights {
        use Right::*;
        match self {
            Self::Administrator => Rights::ALL,
            Self::Editor => Rights::of(&[
                Read, Import, Match, Comment, FollowUp, Export, Report, Share, ShareViews,
            ]),
            Self::Reader => Rights::of(&[Read, Export]),
            Self::Auditor => Rights::of(&[Read, Export, ReadAudit]),
            Self::Integrator => {
                Rights::of(&[Read, Import, Export, ManageKeys, ManageWebhooks, Operate])
            }
        }
    }
}

impl Role {
    /// What the role may do where it is limited to some companies: what
    /// reaches over all of the organisation is not among it.
    pub const fn rights_within_companies(self) -> Rights {
        use Right::*;
        self.rights().and(Rights::of(&[
            Read,
            Import,
            Match,
            Comment,
            FollowUp,
            Export,
            Report,
            ManageCompanies,
            Share,
        ]))
    }
}

impl crate::Scope {
    /// What a key with this scope may do.
    pub const fn rights(self) -> Rights {
        use Right::*;
        match self {
            Self::DocumentsRead => Rights::of(&[Read, Export]),
            Self::DocumentsWrite => Rights::of(&[Read, Import, Comment]),
            Self::PaymentsRead | Self::StatisticsRead => Rights::of(&[Read]),
            Self::PaymentsWrite => Rights::of(&[Read, Match]),
            Self::KeysManage => Rights::of(&[Read, ManageKeys]),
            Self::Operate => Rights::of(&[Operate]),
            Self::WebhooksManage => Rights::of(&[ManageWebhooks]),
            Self::PeopleManage => Rights::of(&[ManagePeople]),
            Self::AuditRead => Rights::of(&[ReadAudit]),
            Self::RetentionManage => Rights::of(&[Read, ManageRetention]),
            Self::ReportsWrite => Rights::of(&[Read, Report]),
            Self::CompaniesManage => Rights::of(&[Read, ManageCompanies]),
            Self::LinksManage => Rights::of(&[Read, Share]),
            Self::FollowUpsWrite => Rights::of(&[Read, FollowUp]),
            Self::ViewsWrite => Rights::of(&[Read, ShareViews]),
        }
    }
}

impl FromIterator<Rights> for Rights {
    fn from_iter<T: IntoIterator<Item = Self>>(sets: T) -> Self {
        Self(sets.into_iter().fold(0, |all, set| all | set.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_may_everything_and_auditors_change_nothing() {
        for &right in Right::ALL {
            assert!(Role::Administrator.rights().include(right), "{right}");
        }
        let changing = [Right::Import, Right::Match, Right::Comment, Right::FollowUp];
        for right in changing {
            assert!(!Role::Auditor.rights().include(right), "{right}");
            assert!(!Role::Reader.rights().include(right), "{right}");
        }
        assert!(Role::Auditor.rights().include(Right::ReadAudit));
    }

    #[test]
    fn only_administrators_manage_people_and_retention() {
        for &role in Role::ALL {
            for right in [Right::ManagePeople, Right::ManageRetention] {
                let may = role.rights().include(right);
                assert_eq!(may, role == Role::Administrator, "{role} {right}");
            }
        }
    }
}
