# Rammen rundt hver side.

product = Utsyn
skip = Hopp til innholdet
footer = Utsyn viser dokumentene så lenge portalen oppbevarer dem. Den er ikke bokføringsarkivet.
print-line = Skrevet ut fra Utsyn for { $organisation } av { $person }, { $at }
title-error = Feil: { $title }

nav-label = Hovedmeny
nav-overview = Oversikt
nav-documents = Dokumenter
nav-payments = Betalinger
nav-imports = Import
nav-reports = Rapporter
companies-all-short = Alle selskaper
companies-legend = Selskaper
companies-none-is-all = Uten avkryssing vises alle.
companies-some-of = { $some } av { $all } selskaper
companies-show-all = Vis alle
companies-of-all = Denne siden gjelder hele organisasjonen. Valget følger med til oversikten, dokumentene og statistikken.

search-label = Søk i dokumenter
search-placeholder = Nummer, KID, kunde eller levering:feilet
search-submit = Søk

language-label = Språk
person-menu = Innlogget som
sign-out = Logg ut

demo-banner = Demodata
demo-banner-more = Alt du ser her er oppdiktet.

form-errors = Noe må rettes
form-error-prefix = Feil:

page-previous = Forrige
page-next = Neste
page-first = Til begynnelsen
page-label = Sider
page-position = { $from }–{ $to } av { $total }

copy = Kopier
copied = Kopiert
download = Last ned
show = Vis
apply = Bruk
nothing = Ingen
not-given = Ikke oppgitt
optional = valgfritt
opens-new-filter = Filtrer på { $what }
from = Fra og med
to = Til og med
