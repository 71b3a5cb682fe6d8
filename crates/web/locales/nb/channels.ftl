# Siden om kanaler.

channels-title = Kanaler
channels-show = Vis som
channels-show-shares = Andeler
channels-show-counts = Antall
channels-of = Flytting mellom
channels-of-distribution = Sendekanaler
channels-of-payment = Betalingsmåter

channels-share-finding = { $name } er størst, { $share }
channels-share-caption = Dokumenter etter kanalen som gjelder, { $period }, n = { $total }
channels-share-summary = Stablede søyler over tid. { $name } har flest med { $share } av { $total } dokumenter, { $period }.
channels-payment-finding = { $name } betales det mest med, { $share }
channels-payment-caption = Betalte dokumenter etter betalingsmåte, { $period }, n = { $total }
channels-payment-summary = Stablede søyler over tid. { $name } er brukt mest med { $share } av { $total } betalte dokumenter, { $period }.
channels-each-finding = Hver kanal for seg, på samme skala
channels-each-caption = Antall dokumenter, { $period }, n = { $total }
channels-each-summary = Ett lite bilde per kanal. { $name } har flest, { $share } av { $total }.

channels-effect-title = Hvilken kanal virker?
channels-effect-finding = { $name } har størst andel i tide
channels-effect-none = For få til å sammenligne kanalene
channels-effect-caption = Kanaler etter andel betalt i tide, { $period }, n = { $total }
channels-effect-summary = Fire felt med prikker: betalt i tide, median dager til betalt, levert og åpnet. Størst andel i tide har { $name }.
channels-effect-automatic = { $automatic } av dem betalte banken selv (AvtaleGiro): de er i tide av seg selv, så det sier ikke noe om kanalen.
channels-on-time = Betalt i tide
channels-median-days = Median dager til betalt
channels-delivered = Levert
channels-opened = Åpnet, med kvittering

channels-steps-finding = Hvor lang tid hvert steg tar
channels-steps-caption = Median tid per steg og kanal, { $period }, n = { $total }

channels-since-delivered = Tid siden levert
channels-not-opened = Ikke åpnet
channels-opened-fate = Åpnet
channels-receipts-finding = { $name }: halvparten åpnet innen { $time }
channels-receipts-none = Ingen kanal har halvparten åpnet
channels-receipts-caption = Andel åpnet etter levering, der kanalen gir kvittering, { $period }, n = { $total }
channels-receipts-summary = Kurver over andelen åpnet etter tid. { $name } har flest, med halvparten åpnet innen { $time }.
channels-receipts-remark = Det som ikke kan vites, er holdt utenfor.
channels-email-finding = E-post, indikasjon: halvparten innen { $time }
channels-email-none = E-post, indikasjon: under halvparten er åpnet
channels-email-caption = Åpnet (indikasjon) etter levering, { $period }, n = { $total }
channels-email-summary = Kurve over andelen e-poster som ser ut til å være åpnet ({ $name }), { $time }.
channels-email-remark = Indikasjon, ikke kvittering: e-postprogrammer henter bilder på egen hånd. Tallene blandes ikke med de andre kanalene.

channels-moves-title = Hvem flytter?
channels-moves-finding = Flest gikk fra { $from } til { $to }
channels-moves-none = Ingen har flyttet
channels-moves-caption = Kunder etter mest brukte kanal: { $before } mot { $now }. { $moved } av { $both } som har dokumenter i begge, har flyttet
channels-moves-remark = Nye og tapte kunder står under «Ikke kunde».
channels-moves-nothing = Ikke kunde
channels-moves-from = Fra
channels-moves-to = Til

channels-moved-title = Samme kunder før og etter: { $from } til { $to }
channels-moved-caption = { $customers } kunder som gikk fra { $from } til { $to }, { $before } dokumenter før og { $after } etter
channels-moved-measure = Mål
channels-moved-before = Før
channels-moved-after = Etter
channels-moved-difference = Forskjell (95 %-intervall)
channels-moved-days = Dager til betalt, lengre teller som 60
channels-moved-on-time = Betalt i tide
channels-moved-remark = Sammenheng, ikke årsak: de som flytter, har valgt det, og annet kan ha endret seg samtidig.
