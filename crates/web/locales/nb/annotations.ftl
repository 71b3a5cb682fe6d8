# Hendelser som figurene leses sammen med.

annotations-title = Hendelser
annotations-about = Det som hendte og som forklarer figurene: et utfall, et prisbrev, en kampanje. Hendelsene merkes på tidsaksen og står under figuren.
annotations-none-title = Ingen hendelser
annotations-none = Skriv ned det som skjer, så vet den som leser figurene hvorfor de endrer seg.
annotations-days = Dager
annotations-text = Hva hendte
annotations-first = Første dag
annotations-last = Siste dag, hvis det var flere
annotations-channel = Kanal
annotations-all-channels = Alle kanaler
annotations-company = Selskap
annotations-new = Ny hendelse
annotations-add = Legg til hendelse
annotations-said-added = Hendelsen er lagt til.
annotations-said-removed = Hendelsen er fjernet.
annotations-wrong-day = Velg en dato.
annotations-note = { $mark } { $days }: { $text }
annotations-note-channel = { $mark } { $days }: { $text } ({ $channel })
refusal-annotation-text = Skriv hva som hendte med høyst 200 tegn.
refusal-annotation-last = Den siste dagen er før den første.
refusal-annotation-company = Velg et av selskapene dine.
refusal-annotation-many = Det er for mange fra før. Fjern gamle først.
settings-annotations = Hendelser
settings-annotations-about = Det som hendte, og som figurene leses sammen med: utfall, prisbrev, kampanjer.
