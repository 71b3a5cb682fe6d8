# Dokumentlisten.

documents-title = Dokumenter
documents-count = { $count ->
    [one] { $shown } dokument
   *[other] { $shown } dokumenter
}
documents-caption-up = Dokumenter, sortert etter { $by }, stigende
documents-caption-down = Dokumenter, sortert etter { $by }, synkende
documents-customer-hint = Viser bare dokumentene til denne kunden
documents-none-title = Ingen dokumenter ennå
documents-none-yet = Her kommer alt organisasjonen har sendt.
documents-begin = Begynn med å laste opp en fil.
documents-import-first = Last opp filer
documents-no-hits-title = Ingen treff
documents-no-hits = Ingen dokumenter passer alle filtrene. Fjern ett av dem:
document-unnumbered = Uten nummer
customer-unnamed = Uten navn

filters-label = Filtre
filters-drop-all = Fjern alle filtre
filters-more = Flere
filter-drop = Fjern filteret { $filter }
filter-not = ikke { $value }
filter-negate = Alt unntatt disse
filter-only = Bare { $value }:
filter-amount-hint = I dokumentets egen valuta
filter-customer-hint = Kundenummer eller navn
filter-batch-hint = Bunke, nøyaktig som avsender skrev den
filter-q-hint = Nummer, KID eller kunde

filter-not-understood = Søket ble ikke forstått
filter-did-you-mean = Mente du
filter-leave-out = Vis listen uten det som ikke ble forstått
filter-known-words = Ord som kan brukes

fault-unknown-key = «{ $word }» er ikke noe å filtrere på. Tekst med kolon i må stå i anførselstegn.
fault-unknown-value = «{ $word }» er ikke en verdi for { $key }.
fault-days = «{ $word }» er ikke en dato eller periode. Skriv for eksempel 2026-10-01, 2026-10, last30d eller 2026-10-01..2026-10-31.
fault-not-in-calendar = «{ $word }» finnes ikke i kalenderen.
fault-backwards = «{ $word }» slutter før det begynner.
fault-amount = «{ $word }» er ikke et beløp. Skriv for eksempel 1000, >1000 eller 100..200.
fault-amount-too-long = «{ $word }» har flere sifre enn et beløp kan ha.
fault-currency = «{ $word }» er ikke en valutakode på tre bokstaver.
fault-empty = «{ $word }» mangler en verdi.
fault-unclosed-quote = Anførselstegnet i «{ $word }» blir aldri lukket.
fault-mixed-status = Ordene i «{ $word }» handler ikke om det samme. Bruk levering, mottaker, betaling og behandling hver for seg.
fault-too-long = Et søk kan ha høyst { $limit } tegn.
fault-too-many-terms = Et søk kan ha høyst { $limit } ledd.
fault-too-many-values = «{ $word }» har flere enn { $limit } verdier.

span-from = fra { $day }
span-until = til { $day }
span-before = før { $day }
span-after = etter { $day }
span-today = i dag
span-yesterday = i går
span-last-days = siste { $days } dager
span-next-days = neste { $days } dager
span-this-day = i dag
span-this-week = denne uken
span-this-month = denne måneden
span-this-year = i år
span-last-day = i går
span-last-week = forrige uke
span-last-month = forrige måned
span-last-year = i fjor
span-above = over { $amount }
span-at-least = minst { $amount }
span-below = under { $amount }
span-at-most = høyst { $amount }

columns = Kolonner
columns-legend = Kolonner i listen
columns-show = Vis disse
columns-reset = Vanlige kolonner
columns-up = Flytt { $column } opp
columns-down = Flytt { $column } ned

export = Eksporter
export-about = { $count ->
    [one] { $shown } dokument, med kolonnene og rekkefølgen du ser.
   *[other] Alle { $shown } dokumenter, med kolonnene og rekkefølgen du ser.
}
export-spreadsheet = CSV for Excel
export-spreadsheet-hint = Semikolon, desimalkomma og norske datoer
export-machine = CSV for maskiner
export-machine-hint = Komma, desimalpunktum, ISO-datoer og koder
export-xlsx = Excel (XLSX)
export-xlsx-hint = Alle felter som regneark, fordelt på flere ark når det er mer enn én million rader
export-parquet = Parquet
export-parquet-hint = Typede kolonner for DuckDB, Spark og BI-verktøy
export-ndjson = NDJSON
export-ndjson-hint = Ett JSON-objekt per linje

help-title = Slik søker du
help-text = Nummer, KID, kundenummer eller del av et navn
help-key = Nøkkel og verdi
help-or = Komma betyr eller
help-not = Minus foran betyr ikke
help-amount = Flere ledd: alle må stemme
help-days = Perioder
documents-erased = { $count ->
    [one] { $shown } til er slettet og teller bare i statistikken
   *[other] { $shown } til er slettet og teller bare i statistikken
}
