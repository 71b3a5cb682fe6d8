# Innstillingene: en selv, folkene, rollene, selskapene, organisasjonen.

nav-settings = Innstillinger
settings-title = Innstillinger
settings-way = Tilbake
settings-profile = Min profil
settings-profile-about = Navn, passord, hurtigtaster og hvor du er logget inn.
settings-second-factor = Totrinnsinnlogging
settings-second-factor-about = Koder fra en app på telefonen i tillegg til passordet.
settings-people = Folk
settings-people-about = Hvem som har tilgang, hva de kan gjøre, og hvor de er logget inn.
settings-roles = Roller
settings-roles-about = Hva hver rolle kan gjøre, og portalen sett som en annen rolle.
settings-companies = Selskaper
settings-companies-about = Navn, organisasjonsnummer, kontoer, KID-avtaler og kanaler.
settings-organisation = Organisasjonen
settings-organisation-about = Navn, tidssone, språk og hvordan folk logger inn.
settings-api-keys = API-nøkler
settings-api-keys-about = Nøkler som andre systemer henter og leverer med
settings-jobs = Jobber
settings-jobs-about = Det som gjøres i bakgrunnen, og det som ble gitt opp.
settings-platform = Installasjonen
settings-platform-about = Hvordan det står til med hver organisasjon. Dokumentene deres ser du ikke uten å være invitert av dem.
save = Lagre

seen-as-banner = Du ser portalen som rollen { $role }.
seen-as-stop = Tilbake til din egen rolle
session-ends-soon = Du blir snart logget ut fordi du ikke har gjort noe på en stund.
session-stay = Fortsett

role-administrator = Administrator
role-editor = Saksbehandler
role-reader = Leser
role-auditor = Revisor
role-integrator = Integrator
role-about-administrator = styrer alt, også folk og innstillinger.
role-about-editor = arbeider med dokumenter og betalinger til daglig.
role-about-reader = ser, og tar ut det de ser.
role-about-auditor = ser alt, også revisjonsloggen, og endrer ingenting.
role-about-integrator = kobler til andre systemer: nøkler, webhooks og import.

right-read = Se dokumenter, hva som ble av dem, og statistikk
right-import = Levere filer, og angre det de førte med seg
right-match = Koble betalinger til dokumenter
right-comment = Kommentere dokumenter
right-follow-up = Følge opp, tildele og be om ny utsending
right-export = Ta ut lister og filer
right-report = Lage rapporter og bestemme hvem som får dem
right-manage-companies = Endre selskaper, kontoer, kanaler og priser
right-manage-people = Invitere folk, gi roller og avslutte økter
right-manage-keys = Lage og trekke tilbake API-nøkler
right-manage-webhooks = Bestemme hvor webhooks går, og sende dem på nytt
right-manage-retention = Endre oppbevaring, holde tilbake og slette
right-read-audit = Lese og ta ut revisjonsloggen
right-operate = Se jobber og køer, og kjøre jobber på nytt

roles-about = En person har én rolle, for hele organisasjonen eller bare for noen selskaper.
roles-yours = (din)
roles-matrix = Hva hver rolle kan gjøre
roles-right = Rettighet
roles-yes = Ja
roles-no = Nei
roles-all-companies = bare for alle selskaper
roles-limited = Den som er begrenset til noen selskaper, ser bare dem. Betalinger og filer gjelder hele organisasjonen og vises ikke for dem.
roles-see-as = Se som en annen rolle
roles-see-as-about = Portalen viser det rollen ser, til du går tilbake til din egen.

people-about = De som kan logge inn i organisasjonen.
people-roles = Hva rollene betyr
people-invite = Inviter noen
people-invite-about = De får en e-post med en lenke som virker én gang, i sju dager, og velger passordet sitt selv.
people-invite-submit = Send invitasjonen
people-said-invited = Invitasjonen er sendt.
people-said-removed = Personen har ikke lenger tilgang.
companies-some = Bare noen selskaper:

person-name = Navn
person-email = E-postadresse
person-role = Rolle
person-companies = Selskaper
person-state = Innlogging
person-sessions = Økter
person-limited = begrenset til noen selskaper
person-invited = Invitert
person-second-factor = To trinn
person-password-only = Bare passord
person-joined = Kom
person-change = Navn og rolle
person-no-sessions = Ikke logget inn noe sted.
person-end-sessions = Avslutt alle
person-letter = Innlogging
person-letter-again-about = Personen er invitert, men har ikke kommet ennå.
person-letter-again = Send invitasjonen på nytt
person-letter-reset-about = Personen får en e-post med en lenke til å velge nytt passord. Lenken virker én gang, i en time.
person-letter-reset = Send lenke til nytt passord
person-removal = Fjern tilgangen
person-removal-about = Alle økter avsluttes med en gang. Kommentarer og annet personen har gjort, blir stående.
person-remove = Fjern …
person-remove-sure = Ja, fjern tilgangen
person-said-changed = Endringen er lagret.
person-said-letter = E-posten er sendt.
person-said-session = Økten er avsluttet.

session-unknown = Ukjent nettleser
session-this = (denne)
session-seen = Sist brukt
session-strong = to trinn
session-password = passord
session-end = Avslutt

profile-about = Om deg
profile-keys = Bruk taster som virker alene, som / for søk
profile-keys-hint = Slå dem av hvis de kommer i veien for talestyring eller skjermleser. Ctrl+K virker alltid.
profile-password = Passord
profile-password-about = Når du bytter passord, avsluttes alle andre økter.
profile-old-password = Nåværende passord
profile-password-submit = Bytt passord
profile-sessions = Her er du logget inn
profile-end-others = Avslutt alle andre
profile-said-profile = Endringen er lagret.
profile-said-password = Passordet er byttet, og alle andre økter er avsluttet.
profile-said-session = Økten er avsluttet.
new-password = Nytt passord
new-password-hint = Minst 12 tegn. Tre–fire ord som ikke har noe med hverandre å gjøre, er lett å huske og vanskelig å gjette.

factor-required = Organisasjonen krever totrinnsinnlogging. Sett det opp her for å gå videre.
factor-totp = Koder fra en app
factor-totp-about = En app som Aegis, Google Authenticator eller 1Password viser en ny kode hvert halve minutt.
factor-totp-since = Satt opp
factor-begin = Sett opp
factor-begin-anew = Begynn på nytt
factor-remove = Fjern
factor-scan = Les bildet med appen.
factor-picture = QR-kode for appen
factor-type = Eller skriv inn:
factor-code = Skriv koden som appen viser nå
factor-confirm = Ferdig
factor-recovery = Gjenopprettingskoder
factor-recovery-about = Ta vare på dem et trygt sted. Hver kode slipper deg inn én gang hvis du mister appen. De vises bare nå.
factor-recovery-left = { $count ->
    [one] Én gjenopprettingskode igjen.
   *[other] { $shown } gjenopprettingskoder igjen.
}
factor-said-begun = Les bildet med appen og skriv inn koden.
factor-said-confirmed = Totrinnsinnlogging er satt opp.
factor-said-removed = Totrinnsinnlogging er fjernet.

company-name = Navn
company-number = Organisasjonsnummer
company-number-hint = Ni siffer. Dokumenter fra nummeret hører til dette selskapet.
company-accounts = Kontoer
company-accounts-hint = Én på hver linje. Betalinger til dem hører til dette selskapet.
company-agreements = KID-avtaler
company-agreements-hint = Lengde med kontrollsiffer, og hvordan kontrollsifferet regnes ut. La lengden stå tom for å fjerne en avtale.
company-kid-length = Lengde
company-kid-algorithm = Kontrollsiffer
kid-algorithm-mod10 = Modulus 10
kid-algorithm-mod11 = Modulus 11
kid-algorithm-either = Ikke kjent
company-channels = Kanaler
company-time-zone = Tidssone
company-time-zone-hint = For eksempel Europe/Oslo. Tomt felt betyr organisasjonens.
company-language = Språk
company-as-organisation = Som organisasjonen
company-add = Legg til et selskap
company-add-submit = Legg til
company-said-added = Selskapet er lagt til.
company-said-changed = Endringen er lagret.

organisation-about = Om organisasjonen
organisation-name = Navn
organisation-language = Språk
organisation-sign-in = Innlogging
organisation-second-factor = Krev totrinnsinnlogging av alle
organisation-second-factor-hint = Den som ikke har satt det opp, må gjøre det ved neste innlogging.
organisation-said-changed = Endringen er lagret.

platform-organisation = Organisasjon
platform-companies = Selskaper
platform-people = Folk
platform-documents = Dokumenter
platform-last-import = Siste fil
platform-jobs = Jobber
platform-jobs-well = Går som de skal
platform-jobs-given-up = { $count ->
    [one] Én er gitt opp
   *[other] { $shown } er gitt opp
}

refusal-person-email = Det er ikke en e-postadresse.
refusal-person-name = Skriv et navn på høyst 100 tegn.
refusal-person-exists = Denne adressen har tilgang fra før. Endre rollen i listen.
refusal-person-companies = Velg minst ett selskap, eller alle.
refusal-person-password = Et passord har 12 til 256 tegn.
refusal-person-password_guessable = Dette passordet er lett å gjette. Ta tre–fire ord som ikke har noe med hverandre å gjøre, eller la en passordbehandler lage ett.
refusal-person-old_password = Det er ikke det nåværende passordet ditt.
refusal-person-oneself = Du kan ikke fjerne deg selv. Be en annen administrator.
refusal-person-last_administrator = Organisasjonen ville stå uten administrator. Gjør en annen til administrator først.
refusal-factor-there = Det er satt opp en app fra før. Fjern den først.
refusal-factor-required = Organisasjonen krever totrinnsinnlogging.
refusal-factor-not_used = Logg inn med appen eller en passnøkkel først. Passordet alene er ikke nok her.
refusal-company-name = Skriv et navn på høyst 120 tegn.
refusal-company-number = Det er ikke et gyldig organisasjonsnummer på ni siffer.
refusal-company-number_taken = Et annet selskap i organisasjonen har dette nummeret.
refusal-company-account = En av kontoene er ikke et gyldig kontonummer på elleve siffer.
refusal-company-account_taken = En av kontoene hører til et annet selskap.
refusal-company-agreements = En KID har 4 til 25 siffer, kontrollsifferet medregnet.
refusal-company-time_zone = Det er ikke en tidssone. Et eksempel er Europe/Oslo.
refusal-organisation-name = Skriv et navn på høyst 120 tegn.
refusal-organisation-time_zone = Det er ikke en tidssone. Et eksempel er Europe/Oslo.
refusal-organisation-second_factor = Sett opp totrinnsinnlogging for deg selv først, og logg inn med det.
