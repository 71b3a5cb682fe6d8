# The page about receivables.

receivables-title = Receivables
receivables-as-of = As of
receivables-none = Nothing is outstanding in this selection.
receivables-finding = { $share } of the amount is overdue
receivables-caption = Outstanding { $sum } by days past the due date, as of { $day }, n = { $total }
receivables-summary = One bar in parts by age. { $overdue } of { $sum } is overdue, { $share }.
receivables-remark = Age counts from the due date; nothing is overdue before the next bank day is over. Numbers of documents are in brackets.
receivables-age = Age
receivables-amount = Amount
receivables-total = Outstanding
receivables-by-finding = { $name } has most outstanding
receivables-by-caption = Outstanding by age, as of { $day }, the { $shown } largest of { $total }

receivables-companies-finding = Share paid of what fell due, company by company
receivables-companies-caption = Share paid by month of the due date, { $period }, n = { $total }
