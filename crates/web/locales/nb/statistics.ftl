# Det som er felles for sidene med tall.

nav-statistics = Statistikk
statistics-tabs = Statistikksider
statistics-clear = Fjern alle filtre (Esc)
statistics-period = Periode
statistics-usual = Siste 13 måneder
statistics-30-days = 30 dager
statistics-90-days = 90 dager
statistics-all-days = uten avgrensning i tid
statistics-compare = Sammenlign med
statistics-compare-none = Uten sammenligning
statistics-compare-previous = Perioden før
statistics-compare-previous_weekdays = Perioden før, samme ukedager
statistics-compare-last_year = Samme periode i fjor
statistics-compare-last_year_weekdays = I fjor, samme ukedager
statistics-field-received = mottatt
statistics-field-issued = utstedt
statistics-field-due = forfall
statistics-field-paid = betalt
statistics-unit-day = Dag
statistics-unit-week = Uke
statistics-unit-month = Måned
statistics-unit-year = År
statistics-unit-due-day = Forfallsdag
statistics-unit-due-week = Forfallsuke
statistics-unit-due-month = Forfallsmåned
statistics-unit-due-year = Forfallsår
statistics-days = { $count ->
    [one] { $shown } dag
   *[other] { $shown } dager
}
statistics-under-a-minute = under 1 min
statistics-minutes = { $shown } min
statistics-hours = { $shown } t
statistics-long-days = { $shown } d
statistics-too-few = for få
statistics-not-half = ikke ennå
statistics-none = Ingen
statistics-gone = Ute av måling
statistics-between = mellom { $low } og { $high }
statistics-before = før: { $value }
statistics-before-is = Før er { $period }.
statistics-nine-in-ten = ni av ti innen { $time }
statistics-no-period = Velg en periode med to ender for å se hvem som har flyttet.
statistics-definition = Slik er det regnet
statistics-rule-on-time = I tide: betalt senest på forfallsdatoen, flyttet til neste bankdag. Kreditert og annullert er ikke med.
statistics-rule-opened = Åpnet: bare der kanalen gir kvittering. E-post er ikke med, for der er en åpning bare en indikasjon.
statistics-open-counted-in = Det som ikke har skjedd ennå, er regnet med.
statistics-not-cause = Sammenheng, ikke årsak: hvem som bruker en kanal, er ikke tilfeldig.
statistics-association = Tall som sammenligner kanaler eller grupper, viser sammenheng, ikke årsak.

step-sent = Mottatt til sendt
step-delivered = Sendt til levert
step-opened = Levert til åpnet
step-opened_by_email = Levert til åpnet (indikasjon, e-post)
step-paid_after_arrival = Levert til betalt
step-paid = Utstedt til betalt

habit-new = Nye eller sjeldne
habit-automatic = AvtaleGiro
habit-never = Betaler ikke
habit-early = Betaler tidlig
habit-on_time = Betaler i tide
habit-late = Betaler sent
habit-mixed = Varierer

age-not_due = Ikke forfalt
age-1-14 = 1–14 dager
age-15-30 = 15–30 dager
age-31-60 = 31–60 dager
age-61-90 = 61–90 dager
age-over_90 = Over 90 dager

help-statistics-title = Slik er tallene regnet
help-in-english = Denne siden finnes bare på engelsk.

statistics-companies-summary = Ett lite bilde per selskap på samme skala, med hele gruppen grå bak.
statistics-companies-group = Hele gruppen
