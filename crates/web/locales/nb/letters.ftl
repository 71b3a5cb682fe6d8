# Brev som går ut med e-post.

letters-title = E-post ut
letters-about = Brev går ut gjennom { $place }. Et brev som ikke kommer fram, prøves igjen i to uker.
letters-no-server = Det er ikke satt opp noen e-posttjener
letters-no-server-help = Brev venter til det er gjort. Den som drifter Utsyn, oppgir tjeneren med --smtp.
letters-none-title = Ingen brev
letters-none = Utsyn har ikke skrevet noe brev ennå.
letters-subject = Emne
letters-recipient = Mottaker
letters-state = Tilstand
letters-written = Skrevet
letters-tried = Sist forsøkt
letters-attempts = Forsøk
letters-failure = Siste feil
letters-action = Handling
letters-retry = Prøv igjen
letters-said-retried = Brevet prøves igjen.
letters-state-waiting = Venter
letters-state-sent = Sendt
letters-state-refused = Avvist
settings-letters = E-post ut
settings-letters-about = Brev som venter, er sendt eller ble avvist.
