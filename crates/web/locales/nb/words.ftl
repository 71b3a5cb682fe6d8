# Ord for vokabularene. Nøkkelen er vokabularet, en bindestrek og koden.

kind-invoice = Faktura
kind-credit_note = Kreditnota
kind-reminder = Purring
kind-debt_collection = Inkassovarsel
kind-letter = Brev
kind-payslip = Lønnsslipp
kind-statement = Kontoutskrift

channel-efaktura = eFaktura
channel-ehf = EHF
channel-avtalegiro = AvtaleGiro
channel-vipps = Vipps
channel-email = E-post
channel-sms = SMS
channel-digipost = Digipost
channel-eboks = e-Boks
channel-kivra = Kivra
channel-print = Papirpost
channel-portal = Lenkeside
channel-other = Annen kanal

paid_by-efaktura = eFaktura
paid_by-avtalegiro = AvtaleGiro
paid_by-vipps = Vipps
paid_by-giro = Bank med KID
paid_by-standing_order = Fast oppdrag
paid_by-card = Kort
paid_by-cash = Kontant
paid_by-counter = Over skranke
paid_by-other = Annen måte

processing-received = Mottatt
processing-validated = Kontrollert
processing-held = Holdt tilbake
processing-rejected = Avvist

delivery-none = Ingen forsøk
delivery-queued = I kø
delivery-sent = Sendt
delivery-presumed_delivered = Antatt levert
delivery-delivered = Levert
delivery-failed = Feilet
delivery-returned = Returnert
delivery-fell_back = Sendt annen vei

recipient-unknowable = Kan ikke vites
recipient-not_yet = Ikke åpnet
recipient-opened = Åpnet
recipient-approved = Godkjent
recipient-deleted = Slettet
recipient-disputed = Bestridt
recipient-rejected = Avvist
recipient-indication = Åpnet (indikasjon)

payment-none = Ikke til betaling
payment-open = Ubetalt
payment-scheduled = Planlagt
payment-part_paid = Delbetalt
payment-paid = Betalt
payment-overpaid = Overbetalt
payment-reversed = Tilbakeført
payment-credited = Kreditert
payment-cancelled = Annullert
payment-outstanding = Utestående
payment-overdue = Forfalt

reason-recipient_unknown = Ukjent mottaker
reason-address_wrong = Feil adresse
reason-agreement_missing = Avtale eller samtykke mangler
reason-mailbox_full = Full eller sperret postkasse
reason-rejected_by_recipient = Avvist av mottaker
reason-invalid_content = Ugyldig innhold
reason-out_of_limits = Beløp eller dato utenfor grensene
reason-duplicate = Duplikat
reason-technical_retry = Teknisk feil, prøves igjen
reason-technical_failed = Teknisk feil, gitt opp
reason-returned = Kom i retur
reason-other = Annen årsak

action-fix = Rett opplysningene
action-resend = Send på nytt
action-wait = Vent
action-ignore = Ingenting

severity-info = Til opplysning
severity-warning = Advarsel
severity-error = Feil

outcome-stored = Lagret
outcome-duplicate = Fantes fra før
outcome-unmatched = Venter på dokument
outcome-rejected = Avvist

evidence-claimed = Avsender sier det er sendt
evidence-transport_receipt = Kvittering fra transporten
evidence-presumed = Antatt, ingen feilmelding innen fristen
evidence-confirmed = Bekreftet av mottakersiden
evidence-recipient_act = Mottakeren har åpnet eller godkjent
evidence-money = Betalt

has-comment = Kommentar
has-error = Feil
has-hold = Stans
has-payment = Betaling
has-amount = Beløp
has-issued = Dato
has-due = Forfallsdato
has-paid = Betalt dato
has-batch = Bunke
has-kid = KID
has-erased = Slettet innhold

item-document = Dokument
item-event = Hendelse
item-payment = Betaling
item-mandate = Fullmakt

format-ubl = UBL-faktura (EHF)
format-ocr_giro = OCR giro
format-ndjson = Utsyn NDJSON
format-csv_index = CSV-liste
format-cii = CII-faktura
format-facturx = Factur-X eller ZUGFeRD (PDF)
format-svefaktura = Svefaktura
format-finvoice = Finvoice
format-response = Svar på dokument
format-camt = Kontoutskrift (camt)
format-mail = E-post
format-mbox = Postkasse (mbox)
format-webhook = Webhook fra e-posttjeneste
format-sidecar = JSON ved siden av PDF
format-json = Annen JSON
format-csv_returns = CSV-liste over brev
format-csv_payments = CSV-liste over betalinger
format-unknown = Ukjent format

key-q = Tekst
key-company = Selskap
key-kind = Type
key-channel = Kanal
key-paid_by = Betalt med
key-delivery = Levering
key-recipient = Mottaker
key-payment = Betaling
key-reason = Årsak
key-customer = Kunde
key-received = Mottatt
key-issued = Fakturadato
key-due = Forfall
key-paid = Betalt dato
key-amount = Beløp
key-currency = Valuta
key-batch = Bunke
key-has = Har
key-processing = Behandling

column-number = Nummer
column-id = Id
column-company = Selskap
column-kind = Type
column-customer = Kunde
column-customer_number = Kundenummer
column-channel = Kanal
column-delivery = Levering
column-recipient = Mottaker
column-payment = Betaling
column-paid_by = Betalt med
column-reason = Årsak
column-amount = Beløp
column-currency = Valuta
column-outstanding = Utestående
column-received = Mottatt
column-issued = Fakturadato
column-due = Forfall
column-paid = Betalt dato
column-kid = KID
column-account = Konto
column-batch = Bunke
column-comments = Kommentarer
