# Siden om utestående.

receivables-title = Utestående
receivables-as-of = Per dato
receivables-none = Ingenting er utestående i dette utvalget.
receivables-finding = { $share } av beløpet er forfalt
receivables-caption = Utestående { $sum } etter dager over forfall, per { $day }, n = { $total }
receivables-summary = Én delt stolpe etter alder. { $overdue } av { $sum } er forfalt, { $share }.
receivables-remark = Alderen regnes fra forfallsdatoen; noe er ikke forfalt før neste bankdag er over. Antall står i parentes.
receivables-age = Alder
receivables-amount = Beløp
receivables-total = Utestående
receivables-by-finding = { $name } har mest utestående
receivables-by-caption = Utestående etter alder, per { $day }, de { $shown } største av { $total }

receivables-companies-finding = Andel betalt av det som forfalt, selskap for selskap
receivables-companies-caption = Andel betalt etter forfallsmåned, { $period }, n = { $total }
