//! What a key for other systems may do.

use crate::code::vocabulary;

vocabulary! {
    /// One thing that an API key may do.
    Scope, "scope" {
        /// Read documents, what became of them, imports, companies and changes.
        DocumentsRead = 1 "documents:read",
        /// Hand in files and documents, and comment.
        DocumentsWrite = 2 "documents:write",
        /// Read payments.
        PaymentsRead = 3 "payments:read",
        /// Match payments to documents and undo it.
        PaymentsWrite = 4 "payments:write",
        /// Ask for statistics.
        StatisticsRead = 5 "statistics:read",
        /// Make and revoke links by which recipients see their documents.
        LinksManage = 6 "links:manage",
        /// Say where webhooks go, see what they were told, and send it again.
        WebhooksManage = 20 "webhooks:manage",
        /// See, invite, change and remove people.
        PeopleManage = 32 "people:manage",
        /// Read the audit log and take it out.
        AuditRead = 33 "audit:read",
        /// Change how long things are kept, hold them, erase them.
        RetentionManage = 34 "retention:manage",
        /// Set up reports, and say who gets them.
        ReportsWrite = 36 "reports:write",
        /// Change companies and what is set for them.
        CompaniesManage = 35 "companies:manage",
        /// Make, rotate and revoke keys for other systems.
        KeysManage = 30 "keys:manage",
        /// See jobs and run them again.
        Operate = 31 "operate",
        /// Save views of the list of documents, and share them.
        ViewsWrite = 40 "views:write",
        /// Give documents to people to see to, and say how that ended.
        FollowUpsWrite = 41 "follow-ups:write",
    }
}
