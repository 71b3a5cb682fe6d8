# Sidene om kunder.

customers-title = Kunder
customers-documents = Alle dokumentene til kunden
customers-habit = Vane
customers-count = Kunder
customers-invoices = Dokumenter til betaling
customers-on-time = I tide
customers-outstanding = Utestående
customers-overdue = Forfalt
customers-oldest = Eldste forfall
customers-habits-finding = { $name } er den største gruppen, { $share }
customers-habits-caption = Kunder etter betalingsvane, { $period }, n = { $customers } kunder
customers-habits-remark = En vane krever minst fem avgjorte fakturaer. AvtaleGiro: fire av fem ble trukket av banken.
customers-pressing-finding = { $name } haster mest
customers-pressing-none = Ingen har noe forfalt
customers-pressing-caption = { $count ->
    [one] Den ene kunden
   *[other] De { $shown } kundene
} med mest forfalt, vektet med dager, per { $day }
customers-pressing-remark = Rekkefølgen er forfalt beløp ganger dager over forfall: en krone hundre dager for sent veier like mye som hundre kroner én dag for sent.

customers-one-sentence = { $habit }: halvparten er betalt innen { $days }, { $share } i tide (n = { $total }).
customers-one-not-half = { $habit }: halvparten er ikke betalt ennå, { $share } i tide (n = { $total }).
customers-one-too-few = For få fakturaer til å si noe sikkert (n = { $total }).
customers-one-none = Ingen fakturaer i utvalget.
customers-strip-finding = { $open ->
    [0] Alle fakturaer er gjort opp
    [one] { $open_shown } faktura er åpen
   *[other] { $open_shown } fakturaer er åpne
}
customers-strip-caption = Dager fra forfall til betalt, faktura for faktura, n = { $total }
customers-strip-summary = Hver faktura er et merke: datoen bortover, dager etter forfall oppover. { $open_shown } av { $total } er åpne.
customers-strip-days = Dager fra forfall
customers-strip-zero = Forfall
customers-strip-paid = { $number }, { $amount }: betalt, { $days } fra forfall
customers-strip-open = { $number }, { $amount }: ikke betalt, { $days } fra forfall
customers-strip-remark = { $withdrawn } kreditert eller annullert er ikke tegnet.
customers-latest-finding = { $name } betaler senest
customers-latest-none = Ingen har nok betalte fakturaer
customers-latest-caption = De { $shown } kundene med lengst median fra siste betalingsdag til betaling, { $period }, minst { $least } betalte
customers-latest-remark = Bare betalte dokumenter er med: det som ikke er betalt, har ingen dato ennå. Siste betalingsdag er forfall flyttet til neste bankdag.
customers-delay = Median dager etter siste betalingsdag
customers-paid = Betalte
customers-paid-on-time = Av dem i tide
