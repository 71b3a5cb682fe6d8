# Going straight to a page, a view, a customer or a document.

palette-title = Go to
palette-about = Write the name of a page, a view or a customer, or paste an invoice number, a KID or an id. Ctrl+K opens the same over any page.
palette-label = Page, view, customer, invoice number or KID
palette-submit = Find
palette-pages = Pages
palette-views = Views
palette-customers = Customers
palette-documents = Documents
palette-all-documents = All documents that match
palette-keys = Down and up choose, Enter opens, Esc closes.
palette-count = { $count ->
    [0] Nothing found
    [one] { $count } found
   *[other] { $count } found
}
