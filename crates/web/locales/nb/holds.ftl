# Det som ikke skal slettes.

holds-title = Bevaring
holds-link-about = det som ikke skal slettes, så lenge en sak går
holds-about = Det en bevaring omfatter, slettes ikke før den oppheves. Et utvalg gjelder også dokumenter som kommer senere; det som er bevart én gang, er bevart til bevaringen oppheves.
holds-set = Sett en bevaring
holds-name = Navn
holds-name-hint = For eksempel saksnummer.
holds-filter = Utvalg
holds-filter-hint = Som i søket, for eksempel customer:10042 eller company:974761076.
holds-document = Eller ett dokument
holds-document-hint = Nummer eller id.
holds-reason = Grunn
holds-reason-hint = Kan stå tom.
holds-on = Omfatter
holds-documents = Dokumenter
holds-set-at = Satt
holds-state = Tilstand
holds-stands = Gjelder
holds-released = Opphevet
holds-release = Opphev
holds-one-document = Ett dokument
holds-none-title = Ingen bevaringer
holds-none = Alt følger slettereglene.
holds-said-set = Bevaringen er satt.
holds-said-released = Bevaringen er opphevet.
holds-on-nothing = Skriv et utvalg eller et dokument
holds-unknown-document = Det finnes ikke noe slikt dokument
