# Lagrede visninger av dokumentlisten.

views = Visninger
views-title = Lagrede visninger
views-about = En visning er filtre, rekkefølge og kolonner med et navn. Hver ser bare de dokumentene de har tilgang til, også i en delt visning.
views-none-title = Ingen visninger ennå
views-none = Sett sammen filtre og kolonner i dokumentlisten, og lagre dem under «Visninger».
views-all = Alle dokumenter
views-own = Mine
views-shared = Delt med alle
views-look-after = Endre og fjern visninger
views-said-saved = Visningen er lagret.
views-said-changed = Visningen er endret.
views-said-removed = Visningen er fjernet.
views-said-opens = Dokumentlisten åpner nå med denne visningen.
views-said-opens-not = Dokumentlisten åpner nå med alle dokumenter.

view-open = Visning:
view-changed = endret
view-save = Lagre
view-save-new = Lagre som ny
view-discard = Forkast
view-name = Navn
view-whose = Hvem har den
view-own = bare du
view-shared = delt
view-shared-by = delt av { $name }
view-filter = Viser
view-everything = alle dokumenter
view-opens = Åpner listen
view-opens-now = Ja
view-opens-set = Åpne listen med denne
view-opens-not = Ikke nå lenger
view-open-with = Åpne dokumentlisten med denne
view-share = Del med alle i organisasjonen
view-change = Endre
view-rename = Endre navn
view-remove = Fjern
view-remove-own = «{ $name }» blir borte for deg. Dokumentene er som før.
view-remove-shared = «{ $name }» blir borte for alle som har den. Dokumentene er som før.
view-remove-now = Fjern visningen

refusal-view-name = Gi visningen et navn på høyst 80 tegn.
refusal-view-name_taken = Du har en visning med det navnet. Velg et annet.
refusal-view-many = Det er for mange visninger fra før. Fjern noen først.
refusal-view-others = Visningen er en annens. Den som lagret den, må selv slutte å dele den; du kan fjerne den.
refusal-view-filter = Filteret ble ikke forstått.
