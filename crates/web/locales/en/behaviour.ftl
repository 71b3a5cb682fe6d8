# The page about payment behaviour.

behaviour-title = Payment behaviour
behaviour-figures = Key figures
behaviour-by = Break down by
behaviour-figure-on-time = Paid on time
behaviour-figure-median = Median days to payment
behaviour-figure-14 = Paid within 14 days
behaviour-figure-30 = Paid within 30 days

behaviour-since-issued = Days since issue
behaviour-unpaid = Still unpaid
behaviour-paid = Paid
behaviour-usual-due = Usual due day
behaviour-paid-fastest = { $name } is paid fastest, half within { $days }
behaviour-paid-half = Half is paid within { $median }
behaviour-paid-none = Too few to draw a curve
behaviour-paid-caption = Share paid by number of days, { $period }, n = { $total }
behaviour-paid-summary = Step curves of the share paid. Overall half is paid within { $median }; fastest is { $name }.
behaviour-paid-remark = { $otherwise } were credited or cancelled instead of paid. { $left_out } were paid before we knew of them and are left out.

behaviour-shape-finding = On which day they pay
behaviour-shape-caption = Paid invoices by days since issue, { $period }, n = { $total }
behaviour-shape-summary = One row a group with how many were paid each day, sorted by median.
behaviour-shape-remark = Only paid ones are shown here; the curve above counts the unpaid in too.

behaviour-drift-title = Is it changing?
behaviour-quickest = Quickest tenth
behaviour-middle = Median
behaviour-slowest = Slowest tenth
behaviour-in-time = On time
behaviour-days-better = The median fell from { $first } to { $last }
behaviour-days-worse = The median rose from { $first } to { $last }
behaviour-days-same = The median is unchanged, { $last }
behaviour-days-none = Too few to show a development
behaviour-days-caption = Days from issue to payment: quickest tenth, median and slowest tenth, { $period }
behaviour-days-summary = Lines over time. The median was { $first } in the first and { $last } in the last finished period.
behaviour-on-time-better = More pay on time: { $first } to { $last }
behaviour-on-time-worse = Fewer pay on time: { $first } to { $last }
behaviour-on-time-same = As many pay on time, { $last }
behaviour-on-time-none = Too few to show a development
behaviour-on-time-caption = Share paid on time by due date, { $period }
behaviour-on-time-summary = A line with its confidence interval. The share on time was { $first } in the first and { $last } in the last finished period.

behaviour-early = Before the due date
behaviour-on-the-day = On the due date
behaviour-late = After the due date
behaviour-overdue = Not paid yet
behaviour-never = Not paid after 90 days
behaviour-parts-finding = { $share } are paid on time
behaviour-parts-none = Too few to tell the behaviour
behaviour-parts-caption = Documents whose due date is over, by when they were paid, n = { $total }
behaviour-parts-summary = One bar in parts: before the due date, on it, after it, not paid yet, and not paid after 90 days. { $share } are on time.
behaviour-parts-remark = { $undecided } are undecided, { $withdrawn } were credited or cancelled; neither are counted. { $automatic } were paid by the bank by itself.
behaviour-parts-heading = Paid
behaviour-parts-value = Documents

behaviour-companies-finding = Share on time, company by company
behaviour-companies-caption = Share paid on time, { $period }, n = { $total }
behaviour-weight = What the curves count
behaviour-weight-documents = Documents
behaviour-weight-amount = Amounts
behaviour-weight-remark = Every document counts by its amount: the curve shows which part of the money was paid. What is not paid yet is counted in.
