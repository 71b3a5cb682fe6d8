# Alt om én mottaker.

recipients-title = Innsyn og sletting for en mottaker
recipients-link-about = alt om én mottaker, hentet ut eller slettet på forespørsel
recipients-about = Alt som er lagret om en mottaker, på tvers av selskapene. Kan tas ut eller slettes når mottakeren ber om det.
recipients-customer = Kundenummer, navn eller id
recipients-look = Slå opp
recipients-none-title = Ingenting lagret
recipients-none = Det er ingen dokumenter til en slik mottaker.
recipients-kept = Dette er lagret
recipients-export = Ta ut alt (NDJSON)
recipients-for-good = Sletting kan ikke angres. Det en bevaring omfatter, slettes ikke. Tallene over tid blir stående.
recipients-said-erased = Opplysningene er slettet.

recipients-documents = { $count ->
    [one] Ett dokument
   *[other] { $documents } dokumenter
}; { $held } blir bevart.
recipients-erase = { $count ->
    [one] Slett ett dokument
   *[other] Slett { $documents } dokumenter
}
