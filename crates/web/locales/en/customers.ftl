# The pages about customers.

customers-title = Customers
customers-documents = All documents of the customer
customers-habit = Habit
customers-count = Customers
customers-invoices = Documents to be paid
customers-on-time = On time
customers-outstanding = Outstanding
customers-overdue = Overdue
customers-oldest = Oldest due date
customers-habits-finding = { $name } is the largest group, { $share }
customers-habits-caption = Customers by payment habit, { $period }, n = { $customers } customers
customers-habits-remark = A habit takes at least five decided invoices. AvtaleGiro: four in five were drawn by the bank.
customers-pressing-finding = { $name } is most pressing
customers-pressing-none = Nobody has anything overdue
customers-pressing-caption = { $count ->
    [one] The one customer
   *[other] The { $shown } customers
} with most overdue, weighted by days, as of { $day }
customers-pressing-remark = The order is the amount overdue times the days since: a krone a hundred days late weighs as much as a hundred kroner one day late.

customers-one-sentence = { $habit }: half is paid within { $days }, { $share } on time (n = { $total }).
customers-one-not-half = { $habit }: half is not paid yet, { $share } on time (n = { $total }).
customers-one-too-few = Too few invoices to say anything for sure (n = { $total }).
customers-one-none = No invoices in the selection.
customers-strip-finding = { $open ->
    [0] All invoices are settled
    [one] { $open_shown } invoice is open
   *[other] { $open_shown } invoices are open
}
customers-strip-caption = Days from due date to payment, invoice by invoice, n = { $total }
customers-strip-summary = Each invoice is a mark: its date along, days after the due date up. { $open_shown } of { $total } are open.
customers-strip-days = Days from due date
customers-strip-zero = Due
customers-strip-paid = { $number }, { $amount }: paid, { $days } from the due date
customers-strip-open = { $number }, { $amount }: not paid, { $days } from the due date
customers-strip-remark = { $withdrawn } credited or cancelled are not drawn.
customers-latest-finding = { $name } pays latest
customers-latest-none = Nobody has enough paid invoices
customers-latest-caption = The { $shown } customers with the longest median from the last day to pay to the payment, { $period }, at least { $least } paid
customers-latest-remark = Of paid documents alone: what is not paid has no day yet. The last day to pay is the due date moved to the next bank day.
customers-delay = Median days after the last day to pay
customers-paid = Paid
customers-paid-on-time = Of these on time
