# Feilsidene: hva som skjedde, og hva man kan gjøre.

error-reference = Referanse:
error-way-overview = Gå til oversikten
error-way-documents = Gå til dokumentene
error-way-sign-in = Gå til innlogging

error-not-found-title = Siden finnes ikke
error-not-found-what = Det finnes ingenting på denne adressen, eller det er slettet.
error-not-found-try = Kontroller adressen, eller søk etter dokumentet med nummer eller KID.

error-method-title = Det går ikke an her
error-method-what = Adressen finnes, men kan ikke brukes på denne måten.
error-method-try = Gå til siden på nytt fra menyen.

error-malformed-title = Forespørselen ble ikke forstått
error-malformed-what = Det som ble sendt, er ikke noe en side i Utsyn sender.
error-malformed-try = Gå tilbake, last siden på nytt og prøv igjen.

error-cross-site-title = Skjemaet kom fra et annet nettsted
error-cross-site-what = Av hensyn til sikkerheten tar Utsyn bare imot skjemaer fra sine egne sider. Ingenting ble endret.
error-cross-site-try = Åpne siden i Utsyn og prøv derfra.

error-forbidden-title = Du har ikke tilgang til dette
error-forbidden-what = Rollen din i organisasjonen tillater det ikke. Ingenting ble endret.
refusal-forbidden = Det krever rettigheten «{ $right }».
error-forbidden-try = Spør en administrator i organisasjonen din.

error-stale-form-title = Skjemaet er for gammelt
error-stale-form-what = Siden ble åpnet før du logget inn sist. Ingenting ble endret.
error-stale-form-try = Gå tilbake, last siden på nytt og send skjemaet igjen.

error-too-large-title = Det er for mye på én gang
error-too-large-what = Det som ble sendt, er større enn Utsyn tar imot i én forespørsel. Ingenting ble lagret.
error-too-large-try = Del det opp og prøv igjen.

error-timed-out-title = Det tok for lang tid
error-timed-out-what = Svaret ble ikke ferdig i tide.
error-timed-out-try = Prøv igjen om litt.

error-invalid-title = Det går ikke
error-invalid-what = Utsyn kan ikke gjøre det som ble bedt om.
error-invalid-try = Gå tilbake, rett det og prøv igjen.

error-conflict-title = Noe har endret seg
error-conflict-what = Det du ville gjøre, passer ikke med det som er lagret nå.
error-conflict-try = Last siden på nytt og se hva som gjelder.

error-unavailable-title = Ikke akkurat nå
error-unavailable-what = Utsyn kan ikke svare i øyeblikket. Ingenting ble endret.
error-unavailable-try = Prøv igjen om litt.

error-broken-title = Noe gikk galt hos oss
error-broken-what = Det er ikke din feil. Feilen er loggført med referansen nedenfor.
error-broken-try = Prøv igjen. Skjer det flere ganger, gi referansen til den som drifter Utsyn.

refusal-unavailable = Lagringen er opptatt eller svarer ikke, eller disken er full.
refusal-already_exists = Det finnes allerede.
refusal-cursor-invalid = Adressen peker på en side som ikke lenger finnes. Begynn på første side.
refusal-comment-empty = Skriv noe først
refusal-comment-too_long = Kommentaren er for lang
refusal-comment-mention = Velg en som har tilgang til dokumentet, med hele navnet.
refusal-resend-channel = Selskapet sender ikke på denne kanalen. Velg en annen, eller kryss den av i innstillingene for selskapet
refusal-changed = Det er endret siden du så på det. Se på siden igjen
refusal-payment-already_matched = Betalingen hører allerede til et dokument. Løs den fra det først
refusal-payment-not_matched = Betalingen hører ikke til noe dokument, så det er ingenting å løse
refusal-payment-cannot_match = Dokumentet ber ikke om betaling i denne valutaen
