# Siden til ett dokument.

quoted = «{ $text }»
document-way = Vei tilbake og videre
document-back = Til listen
document-to = til
document-facts = Nøkkelopplysninger
document-import = Fil
document-erased-on = Slettes fra portalen
document-erased-explained = Gjelder portalen, ikke bokføringsarkivet
document-all-of-customer = Alle dokumenter til kunden
document-outstanding = { $amount } gjenstår
document-scheduled-on = Betales
document-days-late = { $days ->
    [one] { $days } dag over
   *[other] { $days } dager over
}
document-payments = Innbetalinger
document-files = Filer
document-no-files = Ingen filer fulgte med dokumentet.
document-original = Original
document-checksum = Kontrollsum (SHA-256)
document-findings = Lagt merke til ved lesing
document-timeline = Hva som har skjedd
document-attempts = Forsøk på levering
document-events = Hendelser
document-lines = Linjer
document-lines-table = Tabell over linjene
document-lines-more = Viser { $shown } av { $total } linjer. Resten står i originalen.
document-totals = Summer
document-parties = Parter
document-references = Referanser
document-notes = Tekst
document-type-code = Dokumenttypekode
document-specification = Spesifikasjon
document-process = Prosess
document-comments = Kommentarer

recipient-indication-explained = E-postprogrammer henter bilder på egen hånd, så dette er en indikasjon, ikke et bevis.
recipient-unknowable-explained = Kanalen kan ikke fortelle om mottakeren har åpnet dokumentet.

line-name = Beskrivelse
line-quantity = Antall
line-price = Pris
line-tax = Mva.
line-amount = Beløp uten mva.
line-item = Vare

unit-EA = stk.
unit-H87 = stk.
unit-C62 = stk.
unit-HUR = t
unit-DAY = døgn
unit-MON = mnd.
unit-KWH = kWh
unit-KGM = kg
unit-LTR = liter
unit-MTR = m
unit-MTQ = m³
unit-NAR = stk.
unit-ANN = år

total-lines = Sum linjer
total-charge = Tillegg: { $reason }
total-allowance = Fradrag: { $reason }
total-without-tax = Sum uten mva.
total-tax-of = Mva. { $percent } % av { $of }
total-tax = Sum mva.
total-with-tax = Sum med mva.
total-prepaid = Forhåndsbetalt
total-rounding = Avrunding
total-payable = Å betale

party-seller = Avsender
party-buyer = Mottaker
party-payee = Betalingsmottaker
party-number = Nummer
party-organisation-number = Organisasjonsnummer
party-vat = Mva.-nummer
party-endpoint = Elektronisk adresse
party-contact = Kontakt
party-email = E-post
party-phone = Telefon

reference-buyer = Kjøpers referanse
reference-order = Bestilling
reference-sales-order = Salgsordre
reference-contract = Kontrakt
reference-project = Prosjekt
reference-billing = Gjelder faktura
reference-despatch = Pakkseddel
reference-receipt = Varemottak
reference-external = Vedlagt dokument
reference-accounting = Kostnadssted
reference-tender = Anbud
means-account = Betal til konto
means-reference = Betal med KID
means-code = Betalingsmåte

comment-new = Ny kommentar
comment-add = Legg til kommentar
comment-edit = Rediger
comment-edit-label = Rediger kommentaren
comment-save = Lagre
comment-edited-at = endret
comment-added = Kommentaren er lagret.
comment-edited = Endringen er lagret.

timeline-more = Viser { $shown } av { $total } hendelser.
attempt-then = deretter { $channel }
entry-details = Detaljer
entry-occurred = Skjedde
entry-learned = Meldt til Utsyn
entry-source = Kilde
entry-source-id = Kildens id
entry-evidence = Hvor sikkert

raw-title = Kanalens egne ord
raw-code = Kode
raw-namespace = Kodeverk
raw-text = Melding
raw-place = Sted

fact-received = Mottatt i Utsyn.
fact-validated = Kontrollert og funnet i orden.
fact-held = Holdt tilbake.
fact-released = Ikke lenger holdt tilbake.
fact-refused = Avvist før sending.
fact-queued = Lagt i kø for { $channel }.
fact-sent = Sendt på { $channel }.
fact-sent-without-receipt = Sendt på { $channel }, uten bestilt åpningskvittering.
fact-delivered = Levert på { $channel }.
fact-deferred = Et problem på { $channel }, men det er ikke endelig.
fact-failed = Leveringen på { $channel } feilet.
fact-returned = Kom i retur fra { $channel }.
fact-fell_back = { $channel } ble gitt opp. Sendes på { $to } i stedet.
fact-withdrawn = { $channel } ble trukket tilbake. Selve dokumentet står.
fact-opened = Åpnet av mottakeren i { $channel }.
fact-opened-indication = Trolig åpnet av mottakeren i { $channel }.
fact-approved = Godkjent for betaling i { $channel }. Ikke betalt ennå.
fact-approval_withdrawn = Godkjenningen i { $channel } ble trukket tilbake.
fact-deleted = Slettet av mottakeren i { $channel }.
fact-disputed = Mottakeren bestrider dokumentet, meldt i { $channel }.
fact-rejected_by_recipient = Avvist av mottakeren i { $channel }.
fact-payment_scheduled = Betaling planlagt til { $on }.
fact-payment_scheduled-amount = Betaling av { $amount } planlagt til { $on }.
fact-payment_matched = { $amount } betalt { $on } med { $by }.
fact-payment_matched-back = { $amount } gikk tilbake { $on }.
fact-payment_detached = En innbetaling ble løst fra dokumentet.
fact-credited = Kreditert med { $amount }.
fact-cancelled = Trukket tilbake av avsenderen.
fact-commented = En kommentar ble skrevet.
fact-payment_received = Banken meldte en innbetaling.
fact-mandate_changed = En AvtaleGiro-fullmakt ble opprettet eller endret.
fact-mandate_changed-ended = En AvtaleGiro-fullmakt ble avsluttet.

reason-recipient_unknown-explained = Mottakeren finnes ikke i denne kanalen. Det er ikke noe galt med selve dokumentet.
reason-address_wrong-explained = Adressen dokumentet ble sendt til, er feil eller ufullstendig. Feilen ligger i kundens adresse hos dere.
reason-agreement_missing-explained = Mottakeren har ikke avtale om eller samtykket til denne kanalen, eller har sagt den opp.
reason-mailbox_full-explained = Mottakerens postkasse er full eller sperret. Bare mottakeren kan gjøre noe med det.
reason-rejected_by_recipient-explained = Mottakeren har sett dokumentet og sagt nei. Årsaken står i mottakerens egne ord.
reason-invalid_content-explained = Innholdet bryter en regel i kanalen. Feilen ligger i dokumentet slik det ble laget.
reason-out_of_limits-explained = Beløpet eller en dato er utenfor det kanalen tar imot, for eksempel for kort tid til forfall.
reason-duplicate-explained = Kanalen har dokumentet fra før og tok ikke imot det en gang til.
reason-technical_retry-explained = Det oppsto en teknisk feil underveis. Kanalen prøver igjen av seg selv.
reason-technical_failed-explained = Det oppsto en teknisk feil, og kanalen har gitt opp. Dokumentet er ikke levert.
reason-returned-explained = Sendingen kom tilbake til avsenderen.
reason-other-explained = Kanalen oppga en årsak som ikke passer i de vanlige gruppene. Se kanalens egne ord.

action-fix-explained = Rett opplysningene i kildesystemet, og send dokumentet på nytt.
action-resend-explained = Send dokumentet på nytt, gjerne i en annen kanal.
action-wait-explained = Du trenger ikke gjøre noe nå.
action-ignore-explained = Det er ikke nødvendig å gjøre noe.
