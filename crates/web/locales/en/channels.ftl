# The page about channels.

channels-title = Channels
channels-show = Show as
channels-show-shares = Shares
channels-show-counts = Numbers
channels-of = Moves between
channels-of-distribution = Ways of sending
channels-of-payment = Ways of paying

channels-share-finding = { $name } is largest, { $share }
channels-share-caption = Documents by the channel that counts, { $period }, n = { $total }
channels-share-summary = Stacked columns over time. { $name } has most with { $share } of { $total } documents, { $period }.
channels-payment-finding = { $name } is used most, { $share }
channels-payment-caption = Paid documents by way of paying, { $period }, n = { $total }
channels-payment-summary = Stacked columns over time. { $name } is used most with { $share } of { $total } paid documents, { $period }.
channels-each-finding = Each channel by itself, on one scale
channels-each-caption = Number of documents, { $period }, n = { $total }
channels-each-summary = One small picture a channel. { $name } has most, { $share } of { $total }.

channels-effect-title = Which channel works?
channels-effect-finding = { $name } has the largest share on time
channels-effect-none = Too few to compare the channels
channels-effect-caption = Channels by the share paid on time, { $period }, n = { $total }
channels-effect-summary = Four panels of dots: paid on time, median days to payment, delivered and opened. { $name } has the largest share on time.
channels-effect-automatic = { $automatic } of them were paid by the bank by itself (AvtaleGiro): on time by construction, which says nothing about the channel.
channels-on-time = Paid on time
channels-median-days = Median days to payment
channels-delivered = Delivered
channels-opened = Opened, with a receipt

channels-steps-finding = How long each step takes
channels-steps-caption = Median time by step and channel, { $period }, n = { $total }

channels-since-delivered = Time since delivery
channels-not-opened = Not opened
channels-opened-fate = Opened
channels-receipts-finding = { $name }: half opened within { $time }
channels-receipts-none = No channel has half of them opened
channels-receipts-caption = Share opened after delivery, where the channel gives a receipt, { $period }, n = { $total }
channels-receipts-summary = Curves of the share opened over time. { $name } has most, with half opened within { $time }.
channels-receipts-remark = What cannot be known is left out.
channels-email-finding = E-mail, indication: half within { $time }
channels-email-none = E-mail, indication: fewer than half opened
channels-email-caption = Opened (indication) after delivery, { $period }, n = { $total }
channels-email-summary = Curve of the share of e-mails that seem to have been opened ({ $name }), { $time }.
channels-email-remark = An indication, not a receipt: mail programs fetch pictures by themselves. The numbers are not mixed with those of other channels.

channels-moves-title = Who moves?
channels-moves-finding = Most went from { $from } to { $to }
channels-moves-none = Nobody has moved
channels-moves-caption = Customers by the channel used most: { $before } against { $now }. { $moved } of { $both } with documents in both have moved
channels-moves-remark = New and lost customers stand under “Not a customer”.
channels-moves-nothing = Not a customer
channels-moves-from = From
channels-moves-to = To

channels-moved-title = The same customers before and after: { $from } to { $to }
channels-moved-caption = { $customers } customers who went from { $from } to { $to }, { $before } documents before and { $after } after
channels-moved-measure = Measure
channels-moved-before = Before
channels-moved-after = After
channels-moved-difference = Difference (95% interval)
channels-moved-days = Days to payment, longer ones count as 60
channels-moved-on-time = Paid on time
channels-moved-remark = Association, not cause: whoever moves chose to, and other things may have changed at the same time.
channels-cost-finding = What the channels cost
channels-cost-caption = Cost by channel, { $period }, n = { $total }
channels-cost-remark = { $priced } of { $total } documents have a price. The cost of a paid invoice is the whole cost spread over the paid ones.
channels-cost-rate = Interest is { $rate } a year, of what was asked for from the day on the document to its payment or today.
channels-cost-no-rate = No interest is set, so what waiting costs is not worked out.
channels-cost-documents = Documents
channels-cost-each = Each
channels-cost-all = In all
channels-cost-paid = For each paid invoice
channels-cost-waiting = Days that a krone waits
channels-cost-interest = Interest
channels-what-if-title = What if { $total } documents went by { $to } rather than { $from }?
channels-what-if-caption = The documents of this page that went by { $from }
channels-what-if-difference = Difference
channels-what-if-sending = Sending
channels-what-if-waiting = Waiting for the money
channels-what-if-no-prices = Enter prices to see what sending would have cost
channels-what-if-remark = Waiting is worked out from what was seen of { $customers } customers who moved, with an interval of 95%. That is an association, not a cause.
channels-waits-finding = How long it took those who paid and opened
channels-waits-caption = Paid and opened documents alone, { $period }, of n = { $total }
channels-waits-remark = What is unpaid or unopened is left out, so the figures are too low where many still wait. Compare channels by the medians above, which count those in.
channels-waits-paid = Paid
channels-waits-on-time = Of these on time
channels-waits-median = Median until paid
channels-waits-p90 = Nine in ten within
channels-waits-opened = Opened
channels-waits-hours = Median hours until opened
channels-mandates-finding = { $came } AvtaleGiro mandates came and { $went } went
channels-mandates-none = The bank has told of no mandates
channels-mandates-caption = AvtaleGiro mandates by month, { $period }
channels-mandates-remark = As the bank told it. A mandate is new where it was not active before; that it changes does not count.
channels-mandates-came = Came
channels-mandates-went = Went
channels-mandates-active = Active at the end

channels-companies-finding = Share opened, company by company
channels-companies-caption = Share opened with a receipt, { $period }, n = { $total }
