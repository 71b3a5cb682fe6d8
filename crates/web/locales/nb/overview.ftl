overview-title = Oversikt
overview-as-of = Per { $day }
overview-urgent = Krever handling

companies-all = Alle

figure-failed = Feilet eller i retur
figure-failed-basis = Mottatt siste 30 dager
figure-overdue = Forfalt
figure-overdue-basis = Utestående, forfallsdatoen (neste bankdag) er passert
figure-refused = Bestridt eller avvist
figure-refused-basis = Av mottakeren, mottatt siste 30 dager
figure-received = mottatt siste 7 dager
figure-paid = betalt siste 7 dager
figure-due_soon = forfaller de neste 7 dagene
figure-unmatched = innbetalinger uten dokument

change-more = { $difference } flere enn perioden før ({ $before })
change-fewer = { $difference } færre enn perioden før ({ $before })
change-same = Som perioden før ({ $before })

reasons-title = Hvorfor noe gikk galt
reasons-caption = Også det som har løst seg siden. Mottatt siste 30 dager, mot de 30 dagene før
reasons-now = Nå
reasons-before = Før
reasons-none = Ingenting har gått galt de siste 30 dagene.

flow-title = Hva som har skjedd
latest-title = Siste filer
latest-rejected = { $count ->
    [one] { $shown } avvist element
   *[other] { $shown } avviste elementer
}

volumes-title = Volum over tid
volumes-month = Måned
volumes-others = Andre
chart-channel-finding = { $name } er størst, { $share }
chart-channel-caption = Dokumenter etter kanalen som gjelder, per måned mottatt, { $period }, n = { $total }
chart-channel-summary = Stablede søyler med antall dokumenter per måned og kanal, { $period }. { $name } har flest med { $share } av { $total }.
chart-delivery-finding = { $name }: { $share }
chart-delivery-caption = Dokumenter etter hvor leveringen står nå, per måned mottatt, { $period }, n = { $total }
chart-delivery-summary = Stablede søyler med antall dokumenter per måned og leveringsstatus, { $period }. Flest er { $name } med { $share } av { $total }.
chart-payment-finding = { $name }: { $share }
chart-payment-caption = Dokumenter til betaling etter hvor betalingen står nå, per måned mottatt, { $period }, n = { $total }
chart-payment-summary = Stablede søyler med antall dokumenter til betaling per måned og betalingsstatus, { $period }. Flest er { $name } med { $share } av { $total }.
