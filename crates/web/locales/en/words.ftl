# Words of the vocabularies. The key is the vocabulary, a hyphen and the code.

kind-invoice = Invoice
kind-credit_note = Credit note
kind-reminder = Reminder
kind-debt_collection = Debt collection notice
kind-letter = Letter
kind-payslip = Payslip
kind-statement = Statement

channel-efaktura = eFaktura
channel-ehf = EHF
channel-avtalegiro = AvtaleGiro
channel-vipps = Vipps
channel-email = E-mail
channel-sms = SMS
channel-digipost = Digipost
channel-eboks = e-Boks
channel-kivra = Kivra
channel-print = Paper mail
channel-portal = Link page
channel-other = Other channel

paid_by-efaktura = eFaktura
paid_by-avtalegiro = AvtaleGiro
paid_by-vipps = Vipps
paid_by-giro = Bank with KID
paid_by-standing_order = Standing order
paid_by-card = Card
paid_by-cash = Cash
paid_by-counter = Over the counter
paid_by-other = Other

processing-received = Received
processing-validated = Checked
processing-held = Held back
processing-rejected = Refused

delivery-none = No attempt
delivery-queued = Queued
delivery-sent = Sent
delivery-presumed_delivered = Presumed delivered
delivery-delivered = Delivered
delivery-failed = Failed
delivery-returned = Returned
delivery-fell_back = Sent another way

recipient-unknowable = Cannot be known
recipient-not_yet = Not opened
recipient-opened = Opened
recipient-approved = Approved
recipient-deleted = Deleted
recipient-disputed = Disputed
recipient-rejected = Rejected
recipient-indication = Opened (indication)

payment-none = Nothing to pay
payment-open = Unpaid
payment-scheduled = Scheduled
payment-part_paid = Part paid
payment-paid = Paid
payment-overpaid = Overpaid
payment-reversed = Reversed
payment-credited = Credited
payment-cancelled = Cancelled
payment-outstanding = Outstanding
payment-overdue = Overdue

reason-recipient_unknown = Recipient unknown
reason-address_wrong = Wrong address
reason-agreement_missing = Agreement or consent missing
reason-mailbox_full = Mailbox full or blocked
reason-rejected_by_recipient = Rejected by the recipient
reason-invalid_content = Invalid content
reason-out_of_limits = Amount or date outside the limits
reason-duplicate = Duplicate
reason-technical_retry = Technical fault, will be retried
reason-technical_failed = Technical fault, given up
reason-returned = Came back
reason-other = Other reason

action-fix = Correct the data
action-resend = Send again
action-wait = Wait
action-ignore = Nothing

severity-info = For information
severity-warning = Warning
severity-error = Error

outcome-stored = Stored
outcome-duplicate = Already there
outcome-unmatched = Awaiting its document
outcome-rejected = Rejected

evidence-claimed = The sender says it was sent
evidence-transport_receipt = Receipt from the transport
evidence-presumed = Presumed, no failure reported in time
evidence-confirmed = Confirmed by the receiving side
evidence-recipient_act = The recipient opened or approved it
evidence-money = Paid

has-comment = Comment
has-error = Problem
has-hold = Hold
has-payment = Payment
has-amount = Amount
has-issued = Date
has-due = Due date
has-paid = Paid date
has-batch = Batch
has-kid = KID
has-erased = Erased content

item-document = Document
item-event = Event
item-payment = Payment
item-mandate = Mandate

format-ubl = UBL invoice (EHF)
format-ocr_giro = OCR giro
format-ndjson = Utsyn NDJSON
format-csv_index = CSV list
format-cii = CII invoice
format-facturx = Factur-X or ZUGFeRD (PDF)
format-svefaktura = Svefaktura
format-finvoice = Finvoice
format-response = Answer to a document
format-camt = Bank statement (camt)
format-mail = Mail
format-mbox = Mailbox (mbox)
format-webhook = Webhook of a mail service
format-sidecar = JSON beside a PDF
format-json = Other JSON
format-csv_returns = CSV list of letters
format-csv_payments = CSV list of payments
format-unknown = Unknown format

key-q = Text
key-company = Company
key-kind = Kind
key-channel = Channel
key-paid_by = Paid by
key-delivery = Delivery
key-recipient = Recipient
key-payment = Payment
key-reason = Reason
key-customer = Customer
key-received = Received
key-issued = Invoice date
key-due = Due
key-paid = Paid date
key-amount = Amount
key-currency = Currency
key-batch = Batch
key-has = Has
key-processing = Processing

column-number = Number
column-id = Id
column-company = Company
column-kind = Kind
column-customer = Customer
column-customer_number = Customer number
column-channel = Channel
column-delivery = Delivery
column-recipient = Recipient
column-payment = Payment
column-paid_by = Paid by
column-reason = Reason
column-amount = Amount
column-currency = Currency
column-outstanding = Outstanding
column-received = Received
column-issued = Invoice date
column-due = Due
column-paid = Paid date
column-kid = KID
column-account = Account
column-batch = Batch
column-comments = Comments
