overview-title = Overview
overview-as-of = As of { $day }
overview-urgent = Needs action

companies-all = All

figure-failed = Failed or returned
figure-failed-basis = Received in the last 30 days
figure-overdue = Overdue
figure-overdue-basis = Outstanding, the due date (next bank day) has passed
figure-refused = Disputed or rejected
figure-refused-basis = By the recipient, received in the last 30 days
figure-received = received in the last 7 days
figure-paid = paid in the last 7 days
figure-due_soon = due in the next 7 days
figure-unmatched = payments without document

change-more = { $difference } more than the period before ({ $before })
change-fewer = { $difference } fewer than the period before ({ $before })
change-same = As the period before ({ $before })

reasons-title = Why something went wrong
reasons-caption = Also what has been solved since. Received in the last 30 days, and in the 30 days before
reasons-now = Now
reasons-before = Before
reasons-none = Nothing has gone wrong in the last 30 days.

flow-title = What has happened
latest-title = Latest files
latest-rejected = { $count ->
    [one] { $shown } rejected item
   *[other] { $shown } rejected items
}

volumes-title = Volumes over time
volumes-month = Month
volumes-others = Others
chart-channel-finding = { $name } is largest, { $share }
chart-channel-caption = Documents by the channel that counts, by month received, { $period }, n = { $total }
chart-channel-summary = Stacked columns with the number of documents by month and channel, { $period }. { $name } has the most with { $share } of { $total }.
chart-delivery-finding = { $name }: { $share }
chart-delivery-caption = Documents by where delivery stands now, by month received, { $period }, n = { $total }
chart-delivery-summary = Stacked columns with the number of documents by month and delivery state, { $period }. Most are { $name } with { $share } of { $total }.
chart-payment-finding = { $name }: { $share }
chart-payment-caption = Documents to be paid by where payment stands now, by month received, { $period }, n = { $total }
chart-payment-summary = Stacked columns with the number of documents to be paid by month and payment state, { $period }. Most are { $name } with { $share } of { $total }.
