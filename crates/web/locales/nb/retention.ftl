# Hvor lenge ting beholdes.

retention-title = Sletting
retention-about = Hvor lenge dokumenter blir i portalen, regnet fra dagen de ble mottatt. Dette er portalens egen frist, ikke plikten til å oppbevare regnskap.
retention-rules = Regler
retention-everything = Alle dokumenter
retention-no-rule = Ingen egen regel
retention-for = Gjelder
retention-kept = Beholdes
retention-from = Fra
retention-default = (standard)
retention-received-from = Mottatt fra og med
retention-all-documents = Alle
retention-change = Endre en regel
retention-change-about = Regelen for den minste delen gjelder: selskap går foran kanal, og kanal foran type. Ingenting endres før du har sett hva det fører til.
retention-company = Selskap
retention-every-company = Alle selskaper
retention-channel = Kanal
retention-every-channel = Alle kanaler
retention-kind = Type
retention-every-kind = Alle typer
retention-months-label = Måneder
retention-months-hint = Tomt felt tar bort regelen, så den for større deler gjelder.
retention-months-wrong = Skriv et helt antall måneder
retention-applies = For hvilke dokumenter?
retention-forward = Bare de som mottas fra i dag
retention-all = Alle, også de som er her nå
retention-see = Se hva det fører til
retention-said-changed = Regelen er endret.
retention-said-erasing = Slettingen går i bakgrunnen. Framdriften står under.
retention-erasing = Sletting
retention-erasing-about = Det som ikke skal beholdes lenger, slettes en gang i døgnet: innhold, filer, kommentarer, betalinger og personopplysninger. En anonym rad står igjen, så tallene over tid er de samme.
retention-erase-now = Slett nå
retention-runs = Slettinger
retention-run-at = Startet
retention-run-by = Av
retention-by-itself = Av seg selv
retention-run-state = Tilstand
retention-run-done = Ferdig
retention-run-going = { $done } av { $due }
retention-run-documents = Dokumenter
retention-run-held = Bevart
retention-run-payments = Betalinger
retention-run-originals = Filer
retention-run-customers = Kunder
retention-more = Bevare og slette for seg
retention-preview-title = Dette fører endringen til
retention-preview-forward = Regelen gjelder dokumenter som mottas fra i dag. De som er her, beholder fristen de har.
retention-preview-all = Regelen gjelder alle dokumenter, også de som er her nå.
retention-preview-received = Mottatt
retention-preview-for-good = Det kan ikke angres. Tallene over tid blir stående.
retention-preview-nothing = Ingen dokumenter slettes med en gang.
retention-confirm = Endre regelen
retention-confirm-erasing = Endre regelen og slett
retention-leave = La det være

retention-months = { $count ->
    [one] 1 måned
   *[other] { $count } måneder
}
retention-due = { $count ->
    [one] Ett dokument er
   *[other] { $documents } dokumenter er
} klare til å slettes; { $held } blir bevart.
retention-preview-erases = { $count ->
    [one] Ett dokument slettes
   *[other] { $documents } dokumenter slettes
}
retention-preview-held = { $count ->
    [one] Ett dokument til blir bevart
   *[other] { $documents } dokumenter til blir bevart
} og slettes ikke.

settings-retention = Sletting og bevaring
settings-retention-about = Hvor lenge dokumenter beholdes, hva som bevares, og hva som er lagret om én mottaker.
