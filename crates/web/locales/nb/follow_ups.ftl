# Oppfølging av dokumenter.

follow-ups-title = Oppfølging
follow-ups-about = Dokumenter som er gitt til noen, de som haster mest, først.
follow-ups-mine = { $count ->
    [0] Du har ingen dokumenter å følge opp
    [one] Du har { $shown } dokument å følge opp
   *[other] Du har { $shown } dokumenter å følge opp
}
follow-ups-mine-late = { $count ->
    [one] Du har { $shown } dokument å følge opp, over fristen
   *[other] Du har { $shown } dokumenter å følge opp, { $late } over fristen
}
follow-ups-all = { $count ->
    [one] { $shown } følges opp i alt
   *[other] { $shown } følges opp i alt
}
follow-ups-all-late = { $count ->
    [one] { $shown } følges opp i alt, over fristen
   *[other] { $shown } følges opp i alt, { $late } over fristen
}
follow-ups-tab-mine = Mine
follow-ups-tab-open = Alle
follow-ups-tab-closed = Avsluttede
follow-ups-none-title = Ingen her
follow-ups-none = Et dokument gis til noen på siden om dokumentet.

follow-up-title = Oppfølging
follow-up-nobody = Ingen følger opp dokumentet.
follow-up-assignee = Hos
follow-up-due = Innen
follow-up-late = Over fristen
follow-up-note = Notat
follow-up-by = Gitt av
follow-up-give = Gi til noen
follow-up-pass-on = Gi videre
follow-up-close = Avslutt oppfølgingen
follow-up-outcome = Hvordan endte det
follow-up-choose = Velg
follow-up-reason = Begrunnelse
follow-up-history = Tidligere oppfølging
follow-up-outcome-resolved = løst
follow-up-outcome-resent = sendt på nytt
follow-up-outcome-settled = avklart med mottakeren
follow-up-outcome-not_needed = ikke nødvendig
follow-up-outcome-passed_on = gitt videre

resend-ask = Be om ny utsending
resend-about = Avsendersystemet får beskjed gjennom endringsstrømmen og webhooks. Utsyn sender ikke selv.
resend-channel = Kanal
resend-any = Det avsenderen finner best

said-follow-up-opened = Dokumentet er gitt til den du valgte, og hen får e-post.
said-follow-up-closed = Oppfølgingen er avsluttet.
said-resend-asked = Avsendersystemet er bedt om å sende dokumentet på nytt.

refusal-follow_up-assignee = Velg en som har tilgang til dokumentet og kan følge det opp.
refusal-follow_up-due = Fristen er over. Velg en annen dag.
refusal-follow_up-day = Velg en dag.
refusal-follow_up-outcome = Velg hvordan det endte.
refusal-follow_up-text = Skriv høyst 2000 tegn.
refusal-follow_up-closed = Oppfølgingen er alt avsluttet. Se på dokumentet hvordan.
