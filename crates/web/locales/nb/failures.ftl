# Siden om feil.

failures-title = Feil
failures-documents = Dokumenter
failures-before = Perioden før
failures-failed = Feilet
failures-sent = Levert til kanalen
failures-share = Andel
failures-reasons-finding = Vanligst: { $name }, { $share }
failures-reasons-none = Ingenting har gått galt
failures-reasons-caption = Dokumenter der noe gikk galt, etter årsak, { $period }, n = { $total }
failures-reasons-summary = Stolper etter årsak, størst først. { $name } er årsaken i { $share } av { $total }.
failures-reasons-remark = Også det som har løst seg siden, er med.
failures-where-finding = Hvor det går galt, årsak for årsak
failures-where-caption = Dokumenter der noe gikk galt, etter kanal og årsak, { $period }
failures-share-finding = { $share } feilet eller kom i retur
failures-share-caption = Andel av det kanalen fikk, som endte med feil eller retur, { $period }, n = { $total }
failures-share-summary = Linje over tid med konfidensintervall. { $part } av { $total } feilet eller kom i retur, { $share }.
failures-channels-finding = Andel som feiler, kanal for kanal
failures-channels-caption = Endte med feil eller retur, av det kanalen fikk, { $period }
failures-silence-finding = { $count ->
    [one] { $shown } dokument har ikke fått svar
   *[other] { $shown } dokumenter har ikke fått svar
}
failures-silence-none = Alle kanaler har svart som de pleier
failures-silence-caption = Dokumenter som kanalen burde ha svart på nå
failures-silence-remark = Hvor lang tid svar tar, er lært av kanalens egne svar: 99 av 100 er kommet innen tiden som står her.
failures-silence-longest = Har ventet lengst
failures-silent = Uten svar
failures-silent-document = dokument { $place }
failures-answers-within = Svarer vanligvis innen
failures-no-answers = svarer ikke som regel
failures-learned = Lært av
failures-since-title = Ble det bedre etter at vi gjorde noe?
failures-since-about = Velg dagen noe ble rettet. Like mange dager sammenlignes før og fra og med den dagen.
failures-since-day = Dagen
failures-since-none = Ingen årsaker å sammenligne rundt den dagen.
failures-since-caption = Andel av dokumentene i kanalen med årsaken, før og fra { $day }
failures-since-difference = Forskjell i prosentpoeng (95 %-intervall)

failures-companies-finding = Andel feilet, selskap for selskap
failures-companies-caption = Andel som feilet eller kom i retur, { $period }, n = { $total }
