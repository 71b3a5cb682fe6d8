# What the pages of figures have in common.

nav-statistics = Statistics
statistics-tabs = Statistics pages
statistics-clear = Remove all filters (Esc)
statistics-period = Period
statistics-usual = Last 13 months
statistics-30-days = 30 days
statistics-90-days = 90 days
statistics-all-days = not limited in time
statistics-compare = Compare with
statistics-compare-none = No comparison
statistics-compare-previous = The period before
statistics-compare-previous_weekdays = The period before, same weekdays
statistics-compare-last_year = The same period last year
statistics-compare-last_year_weekdays = Last year, same weekdays
statistics-field-received = received
statistics-field-issued = issued
statistics-field-due = due
statistics-field-paid = paid
statistics-unit-day = Day
statistics-unit-week = Week
statistics-unit-month = Month
statistics-unit-year = Year
statistics-unit-due-day = Day due
statistics-unit-due-week = Week due
statistics-unit-due-month = Month due
statistics-unit-due-year = Year due
statistics-days = { $count ->
    [one] { $shown } day
   *[other] { $shown } days
}
statistics-under-a-minute = under 1 min
statistics-minutes = { $shown } min
statistics-hours = { $shown } h
statistics-long-days = { $shown } d
statistics-too-few = too few
statistics-not-half = not yet
statistics-none = None
statistics-gone = No longer followed
statistics-between = between { $low } and { $high }
statistics-before = before: { $value }
statistics-before-is = Before is { $period }.
statistics-nine-in-ten = nine in ten within { $time }
statistics-no-period = Choose a period with two ends to see who moved.
statistics-definition = How it is computed
statistics-rule-on-time = On time: paid by the due date, moved to the next bank day. Credited and cancelled ones are left out.
statistics-rule-opened = Opened: only where the channel gives a receipt. E-mail is left out, because an open there is only an indication.
statistics-open-counted-in = What has not happened yet is counted in.
statistics-not-cause = Association, not cause: who uses a channel is not chance.
statistics-association = Figures that compare channels or groups show association, not cause.

step-sent = Received to sent
step-delivered = Sent to delivered
step-opened = Delivered to opened
step-opened_by_email = Delivered to opened (indication, e-mail)
step-paid_after_arrival = Delivered to paid
step-paid = Issued to paid

habit-new = New or rare
habit-automatic = AvtaleGiro
habit-never = Does not pay
habit-early = Pays early
habit-on_time = Pays on time
habit-late = Pays late
habit-mixed = Varies

age-not_due = Not due
age-1-14 = 1–14 days
age-15-30 = 15–30 days
age-31-60 = 31–60 days
age-61-90 = 61–90 days
age-over_90 = Over 90 days

help-statistics-title = How the figures are worked out
help-in-english = The definitions are in English.

statistics-companies-summary = One small picture a company on one scale, with the whole group grey behind.
statistics-companies-group = The whole group
