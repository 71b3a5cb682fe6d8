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
channels-cost-finding = Hva kanalene koster
channels-cost-caption = Kostnad per kanal, { $period }, n = { $total }
channels-cost-remark = { $priced } av { $total } dokumenter har en pris. Kostnaden per betalt faktura er hele kostnaden delt på de betalte.
channels-cost-rate = Renten er { $rate } per år, regnet av det som er fakturert fra fakturadato til betaling eller i dag.
channels-cost-no-rate = Ingen rente er satt, så hva ventingen koster, er ikke regnet ut.
channels-cost-documents = Dokumenter
channels-cost-each = Per dokument
channels-cost-all = I alt
channels-cost-paid = Per betalt faktura
channels-cost-waiting = Dager en krone venter
channels-cost-interest = Renter
channels-what-if-title = Hva om { $total } dokumenter gikk i { $to } i stedet for { $from }?
channels-what-if-caption = Dokumentene på denne siden som gikk i { $from }
channels-what-if-difference = Forskjell
channels-what-if-sending = Å sende
channels-what-if-waiting = Å vente på pengene
channels-what-if-no-prices = Legg inn priser for å se hva sendingen ville kostet
channels-what-if-remark = Ventingen er regnet av det som ble sett hos { $customers } kunder som flyttet, med 95 %-intervall. Det er en sammenheng, ikke en årsak.
channels-waits-finding = Hvor lang tid det tok for dem som betalte og åpnet
channels-waits-caption = Bare betalte og åpnede dokumenter, { $period }, av n = { $total }
channels-waits-remark = Ubetalte og uåpnede er ikke med, så tallene er for lave der mange venter ennå. Sammenlign kanaler med medianene over, som regner dem med.
channels-waits-paid = Betalt
channels-waits-on-time = Av dem i tide
channels-waits-median = Median til betalt
channels-waits-p90 = Ni av ti innen
channels-waits-opened = Åpnet
channels-waits-hours = Median timer til åpnet
channels-mandates-finding = { $came } AvtaleGiro-avtaler kom til og { $went } ble borte
channels-mandates-none = Banken har ikke fortalt om noen avtaler
channels-mandates-caption = AvtaleGiro-avtaler per måned, { $period }
channels-mandates-remark = Slik banken fortalte det. En avtale telles som ny når den ikke var aktiv fra før; at den endres, telles ikke.
channels-mandates-came = Kom til
channels-mandates-went = Ble borte
channels-mandates-active = Aktive ved utgangen

channels-companies-finding = Andel åpnet, selskap for selskap
channels-companies-caption = Andel åpnet med kvittering, { $period }, n = { $total }
