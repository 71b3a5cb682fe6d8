# Gå rett til en side, en visning, en kunde eller et dokument.

palette-title = Gå til
palette-about = Skriv navnet på en side, en visning eller en kunde, eller lim inn et fakturanummer, en KID eller en id. Ctrl+K åpner det samme over en hvilken som helst side.
palette-label = Side, visning, kunde, fakturanummer eller KID
palette-submit = Finn
palette-pages = Sider
palette-views = Visninger
palette-customers = Kunder
palette-documents = Dokumenter
palette-all-documents = Alle dokumenter som passer
palette-keys = Pil ned og pil opp velger, Enter åpner, Esc lukker.
palette-count = { $count ->
    [0] Ingen treff
    [one] { $count } treff
   *[other] { $count } treff
}
