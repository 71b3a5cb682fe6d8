# All about one recipient.

recipients-title = A recipient’s data
recipients-link-about = all about one recipient, taken out or erased on request
recipients-about = All that is kept of a recipient, over every company. It can be taken out or erased when the recipient asks for it.
recipients-customer = Customer number, name or id
recipients-look = Look up
recipients-none-title = Nothing is kept
recipients-none = There are no documents to such a recipient.
recipients-kept = What is kept
recipients-export = Take all out (NDJSON)
recipients-for-good = Erasing cannot be undone. What a hold covers is not erased. The figures over time stay.
recipients-said-erased = The data is erased.

recipients-documents = { $count ->
    [one] One document
   *[other] { $documents } documents
}; { $held } are held.
recipients-erase = { $count ->
    [one] Erase one document
   *[other] Erase { $documents } documents
}
