# How long things are kept.

retention-title = Retention
retention-about = How long documents stay in the portal, counted from the day they were received. This is the portal’s own time limit, not the duty to keep the books.
retention-rules = Rules
retention-everything = All documents
retention-no-rule = No rule of its own
retention-for = For
retention-kept = Kept
retention-from = From
retention-default = (default)
retention-received-from = Received from
retention-all-documents = All
retention-change = Change a rule
retention-change-about = The rule for the smallest part holds: a company goes before a channel, a channel before a kind. Nothing is changed before you have seen what it leads to.
retention-company = Company
retention-every-company = Every company
retention-channel = Channel
retention-every-channel = Every channel
retention-kind = Kind
retention-every-kind = Every kind
retention-months-label = Months
retention-months-hint = Left empty, the rule goes and the one for larger parts holds.
retention-months-wrong = Write a whole number of months
retention-applies = For which documents?
retention-forward = Only those received from today on
retention-all = All, those that are here now included
retention-see = See what it leads to
retention-said-changed = The rule is changed.
retention-said-erasing = Erasing goes on in the background. How far it is stands below.
retention-erasing = Erasing
retention-erasing-about = What is not kept any more is erased once a day: content, files, comments, payments and personal data. An anonymous row stays, so that figures over time are the same.
retention-erase-now = Erase now
retention-runs = Runs of erasing
retention-run-at = Began
retention-run-by = By
retention-by-itself = By itself
retention-run-state = State
retention-run-done = Done
retention-run-going = { $done } of { $due }
retention-run-documents = Documents
retention-run-held = Held
retention-run-payments = Payments
retention-run-originals = Files
retention-run-customers = Customers
retention-more = Holding and erasing apart
retention-preview-title = What the change leads to
retention-preview-forward = The rule is for documents received from today on. Those that are here keep the day they have.
retention-preview-all = The rule is for all documents, those that are here now included.
retention-preview-received = Received
retention-preview-for-good = This cannot be undone. The figures over time stay.
retention-preview-nothing = No documents are erased at once.
retention-confirm = Change the rule
retention-confirm-erasing = Change the rule and erase
retention-leave = Leave it

retention-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
retention-due = { $count ->
    [one] One document is
   *[other] { $documents } documents are
} due to be erased; { $held } are held.
retention-preview-erases = { $count ->
    [one] One document is erased
   *[other] { $documents } documents are erased
}
retention-preview-held = { $count ->
    [one] One more document is held
   *[other] { $documents } more documents are held
} and not erased.

settings-retention = Retention and holds
settings-retention-about = How long documents are kept, what is held, and what is kept of one recipient.
