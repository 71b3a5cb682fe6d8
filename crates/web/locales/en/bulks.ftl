# What is done to many documents at once.

bulk-action-assign = Give to somebody
bulk-action-comment = Comment
bulk-action-resolve = End the follow-up
bulk-action-resend = Ask for a resend
bulk-action-hold = Hold

bulk-chosen = Chosen
bulk-choose = Choose { $number }
bulk-with-chosen = With those chosen
bulk-go-on = Go on
bulk-pick-page = Choose all on the page
bulk-pick-all = Choose all { $count } that match the filter
bulk-pick-none = Choose none
bulk-picked-page = All { $count } on the page are chosen.
bulk-picked-all = All { $count } that match the filter are chosen.
bulk-none-title = No documents are chosen
bulk-none = Tick those that are meant, or choose all.

bulk-about = { $count ->
    [one] This is about { $shown } document.
   *[other] This is about { $shown } documents.
}
bulk-filter = Filter
bulk-about-assign = Each document is given to whom you choose, who gets one e-mail. If somebody else has it, it is passed on.
bulk-about-comment = The comment is written on each document, under your name.
bulk-about-resolve = The follow-up of each document ends. Documents that nobody follows up are skipped.
bulk-about-resend = The sending system is told of each document by the change feed and webhooks. Utsyn sends nothing itself.
bulk-about-hold = The documents are not erased until the hold is released. A filter also holds documents that come later.
bulk-comment = Comment
bulk-do = { $count ->
    [one] Do it with { $shown } document
   *[other] Do it with { $shown } documents
}
bulk-cancel = Cancel

bulks-title = Bulk actions
bulks-none-title = None yet
bulks-none = Choose documents in the list to do something to many at once.
bulk-what = What
bulk-asked = Asked for
bulk-documents = Documents
bulk-state-waiting = Waiting
bulk-state-done = Done
bulk-state-skipped = Skipped
bulk-state-failed = Not done
bulk-ended = Ended
bulk-under-way = At work in the background.
bulk-look-again = See how far it is
bulk-report = Download a report with each row (CSV)
bulk-kept = The report is kept for 30 days.

refusal-bulk-none = No documents are chosen, or they are no longer there.
refusal-bulk-many = There are at most 50,000 documents at once. Narrow the filter.
refusal-bulk-changed = The number is another one by now. Look at it, and confirm again.
