# Revisjonsloggen: hvem som gjorde hva.

audit-title = Revisjonslogg
audit-about = Alt som endres, vises eller tas ut, står her. Loggen kan bare føyes til. Navn og verdier kan slettes senere; kjeden holder likevel.
audit-count = { $count ->
    [one] { $shown } oppføring
   *[other] { $shown } oppføringer
}
audit-from = Fra og med
audit-to = Til og med
audit-act = Handling
audit-every-act = Alle handlinger
audit-actor = Hvem
audit-subject = Gjelder
audit-number = Nr.
audit-at = Tidspunkt
audit-details = Detaljer
audit-search = Vis
audit-all = Vis alt
audit-none-title = Ingen oppføringer
audit-none = Ingenting i loggen passer med det du spør etter.
audit-export-csv = Last ned CSV
audit-export-ndjson = Last ned NDJSON
audit-erased = Innholdet er slettet
audit-operator = Kommandolinjen
audit-nobody = Ukjent
audit-only-this = Bare dette
audit-said-signed = Loggen er signert så langt den er kommet.
audit-chain = Er loggen urørt?
audit-chain-about = Hver oppføring er bundet til alle før den. Ta vare på en signert status et annet sted, så kan hvem som helst senere se om noe før den er endret, satt inn eller fjernet.
audit-head = Sist signert ved oppføring { $number }, { $at }.
audit-no-head = Loggen er ikke signert ennå. Det skjer en gang i døgnet.
audit-take-head = Last ned signert status
audit-sign = Signer nå
audit-check = Kontroller kjeden
audit-check-title = Kontroll av revisjonsloggen
audit-checked = { $count ->
    [one] Én oppføring er kontrollert
   *[other] { $entries } oppføringer er kontrollert
}; av dem er innholdet slettet i { $erased }. Signerte statuser: { $heads }.
audit-is-whole = Kjeden er hel: ingenting er endret, satt inn eller fjernet.
audit-is-not-whole = Loggen er ikke det som ble skrevet
audit-back = Til revisjonsloggen

audit-noun-document = Dokument
audit-noun-comment = Kommentar
audit-noun-payment = Betaling
audit-noun-import = Import
audit-noun-person = Person
audit-noun-key = Nøkkel
audit-noun-job = Jobb
audit-noun-entry = Oppføring
audit-noun-hold = Bevaring
audit-noun-rule = Regel
audit-noun-customer = Kunde
audit-noun-company = Selskap

audit-field-filter = Utvalg
audit-field-format = Format
audit-field-name = Navn
audit-field-email = E-post
audit-field-documents = Dokumenter
audit-field-document = Dokument
audit-field-reason = Grunn
audit-field-before = Før
audit-field-after = Etter
audit-field-entries = Oppføringer
audit-field-scopes = Rettigheter
audit-field-stored = Lagret
audit-field-duplicate = Kjent fra før
audit-field-rejected = Avvist
audit-field-unmatched = Uten dokument

audit-act-annotation-added = Hendelse skrevet ned
audit-act-annotation-removed = Hendelse fjernet
audit-act-audit-erased = Innhold i revisjonsloggen slettet
audit-act-audit-exported = Revisjonslogg tatt ut
audit-act-audit-signed = Revisjonslogg signert
audit-act-bulk-asked = Handling på mange dokumenter
audit-act-comment-added = Kommentar skrevet
audit-act-comment-edited = Kommentar endret
audit-act-customer-exported = Kundens opplysninger tatt ut
audit-act-customer-erased = Kundens opplysninger slettet
audit-act-document-downloaded = Fil lastet ned
audit-act-document-erased = Dokumenter slettet
audit-act-document-viewed = Dokument vist
audit-act-documents-exported = Dokumentliste tatt ut
audit-act-follow-up-opened = Dokument gitt til noen
audit-act-follow-up-closed = Oppfølging avsluttet
audit-act-hold-set = Bevaring satt
audit-act-hold-released = Bevaring opphevet
audit-act-import-received = Fil mottatt
audit-act-import-undone = Import angret
audit-act-job-retried = Jobb kjørt på nytt
audit-act-key-added = Nøkkel laget
audit-act-key-revoked = Nøkkel trukket tilbake
audit-act-key-rotated = Nøkkel byttet
audit-act-payment-detached = Betaling løst fra dokument
audit-act-payment-matched = Betaling koblet for hånd
audit-act-payment-merged = Betalinger slått sammen
audit-act-payment-kept-apart = Betalinger holdt fra hverandre
audit-act-payment-split = Betaling delt
audit-act-resend-asked = Ny utsending bedt om
audit-act-price-added = Pris satt
audit-act-price-removed = Pris fjernet
audit-act-rate-set = Rente satt
audit-act-rate-removed = Rente fjernet
audit-act-retention-changed = Slettereglene endret
audit-act-session-begun = Logget inn
audit-act-session-ended = Logget ut
audit-act-session-refused = Innlogging avvist
audit-act-view-saved = Visning lagret
audit-act-view-changed = Visning endret
audit-act-view-removed = Visning fjernet

settings-audit = Revisjonslogg
settings-audit-about = Hvem som gjorde hva, og om loggen er urørt.
