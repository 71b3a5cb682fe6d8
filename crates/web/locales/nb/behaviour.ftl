# Siden om betalingsatferd.

behaviour-title = Betalingsatferd
behaviour-figures = Nøkkeltall
behaviour-by = Del opp etter
behaviour-figure-on-time = Betalt i tide
behaviour-figure-median = Median dager til betalt
behaviour-figure-14 = Betalt innen 14 dager
behaviour-figure-30 = Betalt innen 30 dager

behaviour-since-issued = Dager fra utstedelse
behaviour-unpaid = Fortsatt ubetalt
behaviour-paid = Betalt
behaviour-usual-due = Vanligste forfall
behaviour-paid-fastest = { $name } betales raskest, halvparten innen { $days }
behaviour-paid-half = Halvparten er betalt innen { $median }
behaviour-paid-none = For få til å tegne en kurve
behaviour-paid-caption = Andel betalt etter antall dager, { $period }, n = { $total }
behaviour-paid-summary = Trappekurver over andelen betalt. Over alt er halvparten betalt innen { $median }; raskest er { $name }.
behaviour-paid-remark = { $otherwise } ble kreditert eller annullert i stedet for betalt. { $left_out } var betalt før vi kjente dem, og er utelatt.

behaviour-shape-finding = Hvilken dag det betales
behaviour-shape-caption = Betalte fakturaer etter dager fra utstedelse, { $period }, n = { $total }
behaviour-shape-summary = Én rad per gruppe med antall betalt hver dag, sortert etter median.
behaviour-shape-remark = Her er bare de betalte med; kurven over regner også med de ubetalte.

behaviour-drift-title = Endrer det seg?
behaviour-quickest = Raskeste tidel
behaviour-middle = Median
behaviour-slowest = Seneste tidel
behaviour-in-time = I tide
behaviour-days-better = Medianen falt fra { $first } til { $last }
behaviour-days-worse = Medianen steg fra { $first } til { $last }
behaviour-days-same = Medianen er uendret, { $last }
behaviour-days-none = For få til å vise utviklingen
behaviour-days-caption = Dager fra utstedt til betalt: raskeste tidel, median og seneste tidel, { $period }
behaviour-days-summary = Linjer over tid. Medianen var { $first } i den første og { $last } i den siste ferdige perioden.
behaviour-on-time-better = Flere betaler i tide: { $first } til { $last }
behaviour-on-time-worse = Færre betaler i tide: { $first } til { $last }
behaviour-on-time-same = Like mange betaler i tide, { $last }
behaviour-on-time-none = For få til å vise utviklingen
behaviour-on-time-caption = Andel betalt i tide etter forfall, { $period }
behaviour-on-time-summary = Linje med konfidensintervall. Andelen i tide var { $first } i den første og { $last } i den siste ferdige perioden.

behaviour-early = Før forfall
behaviour-on-the-day = På forfallsdagen
behaviour-late = Etter forfall
behaviour-overdue = Ikke betalt ennå
behaviour-never = Ikke betalt etter 90 dager
behaviour-parts-finding = { $share } betales i tide
behaviour-parts-none = For få til å si noe om atferden
behaviour-parts-caption = Dokumenter med forfall bak seg, etter når de ble betalt, n = { $total }
behaviour-parts-summary = Én delt stolpe: før forfall, på dagen, etter forfall, ikke betalt ennå og ikke betalt etter 90 dager. { $share } er i tide.
behaviour-parts-remark = { $undecided } er ikke avgjort ennå, { $withdrawn } er kreditert eller annullert; ingen av dem er med. { $automatic } betalte banken selv.
behaviour-parts-heading = Betalt
behaviour-parts-value = Dokumenter

behaviour-companies-finding = Andel i tide, selskap for selskap
behaviour-companies-caption = Andel betalt i tide, { $period }, n = { $total }
behaviour-weight = Hva kurvene teller
behaviour-weight-documents = Dokumenter
behaviour-weight-amount = Beløp
behaviour-weight-remark = Hvert dokument teller med beløpet sitt: kurven viser hvor stor del av pengene som er betalt. Det som ikke er betalt ennå, er regnet med.
