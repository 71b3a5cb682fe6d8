# Following documents up.

follow-ups-title = Follow-ups
follow-ups-about = Documents that were given to somebody, the most urgent first.
follow-ups-mine = { $count ->
    [0] You have no documents to follow up
    [one] You have { $shown } document to follow up
   *[other] You have { $shown } documents to follow up
}
follow-ups-mine-late = { $count ->
    [one] You have { $shown } document to follow up, overdue
   *[other] You have { $shown } documents to follow up, { $late } overdue
}
follow-ups-all = { $count ->
    [one] { $shown } is being followed up in all
   *[other] { $shown } are being followed up in all
}
follow-ups-all-late = { $count ->
    [one] { $shown } is being followed up in all, overdue
   *[other] { $shown } are being followed up in all, { $late } overdue
}
follow-ups-tab-mine = Mine
follow-ups-tab-open = All
follow-ups-tab-closed = Ended
follow-ups-none-title = None here
follow-ups-none = A document is given to somebody on the page of the document.

follow-up-title = Follow-up
follow-up-nobody = Nobody follows the document up.
follow-up-assignee = With
follow-up-due = By
follow-up-late = Overdue
follow-up-note = Note
follow-up-by = Given by
follow-up-give = Give to somebody
follow-up-pass-on = Pass on
follow-up-close = End the follow-up
follow-up-outcome = How did it end
follow-up-choose = Choose
follow-up-reason = Reason
follow-up-history = Earlier follow-ups
follow-up-outcome-resolved = resolved
follow-up-outcome-resent = sent again
follow-up-outcome-settled = settled with the recipient
follow-up-outcome-not_needed = not needed
follow-up-outcome-passed_on = passed on

resend-ask = Ask for a resend
resend-about = The sending system is told by the change feed and webhooks. Utsyn sends nothing itself.
resend-channel = Channel
resend-any = As the sender finds best

said-follow-up-opened = The document is given to whom you chose, who gets an e-mail.
said-follow-up-closed = The follow-up has ended.
said-resend-asked = The sending system is asked to send the document again.

refusal-follow_up-assignee = Choose somebody who may see the document and follow it up.
refusal-follow_up-due = That day is over. Choose another one.
refusal-follow_up-day = Choose a day.
refusal-follow_up-outcome = Choose how it ended.
refusal-follow_up-text = Write at most 2,000 characters.
refusal-follow_up-closed = The follow-up has ended already. The document says how.
