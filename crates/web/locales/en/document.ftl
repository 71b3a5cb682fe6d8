# The page of one document.

quoted = “{ $text }”
document-way = Way back and on
document-back = To the list
document-to = to
document-facts = Key facts
document-import = File
document-erased-on = Erased from the portal
document-erased-explained = Applies to the portal, not to the bookkeeping archive
document-all-of-customer = All documents of this customer
document-outstanding = { $amount } outstanding
document-scheduled-on = To be paid
document-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
document-payments = Payments
document-files = Files
document-no-files = No files came with the document.
document-original = Original
document-checksum = Checksum (SHA-256)
document-findings = Noticed when reading
document-timeline = What has happened
document-attempts = Attempts to deliver
document-events = Events
document-lines = Lines
document-lines-table = Table of the lines
document-lines-more = Showing { $shown } of { $total } lines. The rest are in the original.
document-totals = Totals
document-parties = Parties
document-references = References
document-notes = Text
document-type-code = Document type code
document-specification = Specification
document-process = Process
document-comments = Comments

recipient-indication-explained = Mail programs load pictures on their own, so this is an indication, not proof.
recipient-unknowable-explained = The channel cannot tell whether the recipient has opened the document.

line-name = Description
line-quantity = Quantity
line-price = Price
line-tax = VAT
line-amount = Amount without VAT
line-item = Item

unit-EA = pcs
unit-H87 = pcs
unit-C62 = pcs
unit-HUR = h
unit-DAY = d
unit-MON = mo.
unit-KWH = kWh
unit-KGM = kg
unit-LTR = l
unit-MTR = m
unit-MTQ = m³
unit-NAR = pcs
unit-ANN = yr

total-lines = Sum of lines
total-charge = Charge: { $reason }
total-allowance = Allowance: { $reason }
total-without-tax = Sum without VAT
total-tax-of = VAT { $percent }% of { $of }
total-tax = Total VAT
total-with-tax = Sum with VAT
total-prepaid = Prepaid
total-rounding = Rounding
total-payable = To pay

party-seller = Sender
party-buyer = Recipient
party-payee = Payee
party-number = Number
party-organisation-number = Organisation number
party-vat = VAT number
party-endpoint = Electronic address
party-contact = Contact
party-email = E-mail
party-phone = Telephone

reference-buyer = Buyer's reference
reference-order = Order
reference-sales-order = Sales order
reference-contract = Contract
reference-project = Project
reference-billing = Concerns invoice
reference-despatch = Despatch advice
reference-receipt = Receipt advice
reference-external = Supporting document
reference-accounting = Cost centre
reference-tender = Tender
means-account = Pay to account
means-reference = Pay with KID
means-code = Payment means

comment-new = New comment
comment-add = Add comment
comment-edit = Edit
comment-edit-label = Edit the comment
comment-save = Save
comment-edited-at = edited
comment-added = The comment is saved.
comment-edited = The change is saved.

timeline-more = Showing { $shown } of { $total } events.
attempt-then = then { $channel }
entry-details = Details
entry-occurred = Happened
entry-learned = Told to Utsyn
entry-source = Source
entry-source-id = The source's id
entry-evidence = How certain

raw-title = The channel's own words
raw-code = Code
raw-namespace = Code list
raw-text = Message
raw-place = Place

fact-received = Received by Utsyn.
fact-validated = Checked and found good.
fact-held = Held back.
fact-released = Held back no longer.
fact-refused = Refused before sending.
fact-queued = Queued for { $channel }.
fact-sent = Sent by { $channel }.
fact-sent-without-receipt = Sent by { $channel }, without a receipt of opening ordered.
fact-delivered = Delivered by { $channel }.
fact-deferred = A problem with { $channel }, but not a final one.
fact-failed = Delivery by { $channel } failed.
fact-returned = Came back from { $channel }.
fact-fell_back = { $channel } was given up. It is sent by { $to } instead.
fact-withdrawn = { $channel } was taken back. The document itself stands.
fact-opened = Opened by the recipient in { $channel }.
fact-opened-indication = Probably opened by the recipient in { $channel }.
fact-approved = Approved for payment in { $channel }. Not yet paid.
fact-approval_withdrawn = The approval in { $channel } was withdrawn.
fact-deleted = Deleted by the recipient in { $channel }.
fact-disputed = The recipient disputes the document, told by { $channel }.
fact-rejected_by_recipient = Rejected by the recipient in { $channel }.
fact-payment_scheduled = Payment scheduled for { $on }.
fact-payment_scheduled-amount = Payment of { $amount } scheduled for { $on }.
fact-payment_matched = { $amount } paid { $on } by { $by }.
fact-payment_matched-back = { $amount } went back { $on }.
fact-payment_detached = A payment was released from the document.
fact-credited = Credited with { $amount }.
fact-cancelled = Withdrawn by the sender.
fact-commented = A comment was written.
fact-payment_received = The bank told of a payment.
fact-mandate_changed = An AvtaleGiro mandate was opened or changed.
fact-mandate_changed-ended = An AvtaleGiro mandate ended.

reason-recipient_unknown-explained = The recipient is not known on this channel. Nothing is wrong with the document itself.
reason-address_wrong-explained = The address that the document was sent to is wrong or incomplete. The fault lies in the customer's address in your system.
reason-agreement_missing-explained = The recipient has no agreement on this channel or has not consented to it, or has ended it.
reason-mailbox_full-explained = The recipient's mailbox is full or blocked. Only the recipient can do something about it.
reason-rejected_by_recipient-explained = The recipient has seen the document and said no. The reason is in the recipient's own words.
reason-invalid_content-explained = The content breaks a rule of the channel. The fault lies in the document as it was made.
reason-out_of_limits-explained = The amount or a date is outside what the channel takes, for example too little time before it is due.
reason-duplicate-explained = The channel has the document already and did not take it again.
reason-technical_retry-explained = There was a technical fault on the way. The channel tries again by itself.
reason-technical_failed-explained = There was a technical fault and the channel has given up. The document is not delivered.
reason-returned-explained = The item came back to its sender.
reason-other-explained = The channel gave a reason that fits none of the usual groups. See the channel's own words.

action-fix-explained = Correct the data in the source system and send the document again.
action-resend-explained = Send the document again, perhaps on another channel.
action-wait-explained = You need not do anything now.
action-ignore-explained = Nothing needs to be done.
