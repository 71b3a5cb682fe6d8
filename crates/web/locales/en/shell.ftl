# The frame around every page.

product = Utsyn
skip = Skip to the content
footer = Utsyn shows documents for as long as the portal keeps them. It is not the bookkeeping archive.
print-line = Printed from Utsyn for { $organisation } by { $person }, { $at }
title-error = Error: { $title }

nav-label = Main menu
nav-overview = Overview
nav-documents = Documents
nav-payments = Payments
nav-imports = Import
nav-reports = Reports
companies-all-short = All companies
companies-legend = Companies
companies-none-is-all = Without a tick, all are shown.
companies-some-of = { $some } of { $all } companies
companies-show-all = Show all
companies-of-all = This page is about the whole organisation. The choice goes along to the overview, the documents and the statistics.

search-label = Search documents
search-placeholder = Number, KID, customer or delivery:failed
search-submit = Search

language-label = Language
person-menu = Signed in as
sign-out = Sign out

demo-banner = Demo data
demo-banner-more = Everything you see here is made up.

form-errors = Something needs to be corrected
form-error-prefix = Error:

page-previous = Previous
page-next = Next
page-first = To the beginning
page-label = Pages
page-position = { $from }–{ $to } of { $total }

copy = Copy
copied = Copied
download = Download
show = Show
apply = Apply
nothing = None
not-given = Not stated
optional = optional
opens-new-filter = Filter by { $what }
from = From
to = To
