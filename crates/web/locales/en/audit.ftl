# The audit log: who did what.

audit-title = Audit log
audit-about = Everything that is changed, shown or taken out stands here. The log can only be added to. Names and values can be erased later; the chain holds all the same.
audit-count = { $count ->
    [one] { $shown } entry
   *[other] { $shown } entries
}
audit-from = From
audit-to = To
audit-act = Act
audit-every-act = Every act
audit-actor = Who
audit-subject = About
audit-number = No.
audit-at = When
audit-details = Details
audit-search = Show
audit-all = Show all
audit-none-title = No entries
audit-none = Nothing in the log is what you ask for.
audit-export-csv = Download CSV
audit-export-ndjson = Download NDJSON
audit-erased = The content is erased
audit-operator = The command line
audit-nobody = Unknown
audit-only-this = Only this
audit-said-signed = The log is signed as far as it has come.
audit-chain = Is the log untouched?
audit-chain-about = Every entry is tied to all before it. Keep a signed head somewhere else, and anybody can see later whether something before it was changed, put in or taken away.
audit-head = Last signed at entry { $number }, { $at }.
audit-no-head = The log is not signed yet. That happens once a day.
audit-take-head = Download the signed head
audit-sign = Sign now
audit-check = Check the chain
audit-check-title = Check of the audit log
audit-checked = { $count ->
    [one] One entry was checked
   *[other] { $entries } entries were checked
}; the content of { $erased } of them is erased. Signed heads: { $heads }.
audit-is-whole = The chain is whole: nothing was changed, put in or taken away.
audit-is-not-whole = The log is not what was written
audit-back = Back to the audit log

audit-noun-document = Document
audit-noun-comment = Comment
audit-noun-payment = Payment
audit-noun-import = Import
audit-noun-person = Person
audit-noun-key = Key
audit-noun-job = Job
audit-noun-entry = Entry
audit-noun-hold = Hold
audit-noun-rule = Rule
audit-noun-customer = Customer
audit-noun-company = Company

audit-field-filter = Selection
audit-field-format = Format
audit-field-name = Name
audit-field-email = E-mail
audit-field-documents = Documents
audit-field-document = Document
audit-field-reason = Reason
audit-field-before = Before
audit-field-after = After
audit-field-entries = Entries
audit-field-scopes = Scopes
audit-field-stored = Stored
audit-field-duplicate = Known before
audit-field-rejected = Rejected
audit-field-unmatched = Without a document

audit-act-annotation-added = Event written down
audit-act-annotation-removed = Event removed
audit-act-audit-erased = Content of the audit log erased
audit-act-audit-exported = Audit log taken out
audit-act-audit-signed = Audit log signed
audit-act-bulk-asked = Something done to many documents
audit-act-comment-added = Comment written
audit-act-comment-edited = Comment changed
audit-act-customer-exported = Customer's data taken out
audit-act-customer-erased = Customer's data erased
audit-act-document-downloaded = File downloaded
audit-act-document-erased = Documents erased
audit-act-document-viewed = Document viewed
audit-act-documents-exported = List of documents taken out
audit-act-follow-up-opened = Document given to somebody
audit-act-follow-up-closed = Follow-up ended
audit-act-hold-set = Hold set
audit-act-hold-released = Hold released
audit-act-import-received = File received
audit-act-import-undone = Import undone
audit-act-job-retried = Job run again
audit-act-key-added = Key made
audit-act-key-revoked = Key revoked
audit-act-key-rotated = Key replaced
audit-act-payment-detached = Payment taken off its document
audit-act-payment-matched = Payment matched by hand
audit-act-payment-merged = Payments made one
audit-act-payment-kept-apart = Payments kept apart
audit-act-payment-split = Payment split
audit-act-resend-asked = Resend asked for
audit-act-price-added = Price set
audit-act-price-removed = Price removed
audit-act-rate-set = Interest rate set
audit-act-rate-removed = Interest rate removed
audit-act-retention-changed = Rules of keeping changed
audit-act-session-begun = Signed in
audit-act-session-ended = Signed out
audit-act-session-refused = Sign-in refused
audit-act-view-saved = View saved
audit-act-view-changed = View changed
audit-act-view-removed = View removed

settings-audit = Audit log
settings-audit-about = Who did what, and whether the log is untouched.
