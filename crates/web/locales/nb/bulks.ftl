# Det som gjøres med mange dokumenter på én gang.

bulk-action-assign = Gi til noen
bulk-action-comment = Kommenter
bulk-action-resolve = Avslutt oppfølgingen
bulk-action-resend = Be om ny utsending
bulk-action-hold = Bevar

bulk-chosen = Valgt
bulk-choose = Velg { $number }
bulk-with-chosen = Med de valgte
bulk-go-on = Gå videre
bulk-pick-page = Velg alle på siden
bulk-pick-all = Velg alle { $count } som passer filteret
bulk-pick-none = Velg ingen
bulk-picked-page = Alle { $count } på siden er valgt.
bulk-picked-all = Alle { $count } som passer filteret, er valgt.
bulk-none-title = Ingen dokumenter er valgt
bulk-none = Kryss av for dem det gjelder, eller velg alle.

bulk-about = { $count ->
    [one] Dette gjelder { $shown } dokument.
   *[other] Dette gjelder { $shown } dokumenter.
}
bulk-filter = Filter
bulk-about-assign = Hvert dokument gis til den du velger, som får én e-post. Har noen andre det fra før, er det gitt videre.
bulk-about-comment = Kommentaren skrives på hvert dokument, med ditt navn.
bulk-about-resolve = Oppfølgingen av hvert dokument avsluttes. Dokumenter ingen følger opp, hoppes over.
bulk-about-resend = Avsendersystemet får beskjed om hvert dokument gjennom endringsstrømmen og webhooks. Utsyn sender ikke selv.
bulk-about-hold = Dokumentene slettes ikke før bevaringen oppheves. Et filter gjelder også dokumenter som kommer senere.
bulk-comment = Kommentar
bulk-do = { $count ->
    [one] Gjør det med { $shown } dokument
   *[other] Gjør det med { $shown } dokumenter
}
bulk-cancel = Avbryt

bulks-title = Massehandlinger
bulks-none-title = Ingen ennå
bulks-none = Velg dokumenter i dokumentlisten for å gjøre noe med mange på én gang.
bulk-what = Hva
bulk-asked = Bedt om
bulk-documents = Dokumenter
bulk-state-waiting = Venter
bulk-state-done = Gjort
bulk-state-skipped = Hoppet over
bulk-state-failed = Ikke gjort
bulk-ended = Ferdig
bulk-under-way = Arbeider i bakgrunnen.
bulk-look-again = Se hvor langt det er kommet
bulk-report = Last ned rapport med hver rad (CSV)
bulk-kept = Rapporten finnes i 30 dager.

refusal-bulk-none = Ingen dokumenter er valgt, eller de finnes ikke lenger.
refusal-bulk-many = Det er høyst 50 000 dokumenter om gangen. Gjør filteret smalere.
refusal-bulk-changed = Antallet er et annet nå. Se det nye tallet, og bekreft på nytt.
