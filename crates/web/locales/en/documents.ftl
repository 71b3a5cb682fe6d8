# The list of documents.

documents-title = Documents
documents-count = { $count ->
    [one] { $shown } document
   *[other] { $shown } documents
}
documents-caption-up = Documents, sorted by { $by }, ascending
documents-caption-down = Documents, sorted by { $by }, descending
documents-customer-hint = Shows the documents of this customer only
documents-none-title = No documents yet
documents-none-yet = Everything the organisation has sent will be here.
documents-begin = Begin by uploading a file.
documents-import-first = Upload files
documents-no-hits-title = No hits
documents-no-hits = No document fits all of the filters. Remove one of them:
document-unnumbered = Without number
customer-unnamed = Without name

filters-label = Filters
filters-drop-all = Remove all filters
filters-more = More
filter-drop = Remove the filter { $filter }
filter-not = not { $value }
filter-negate = Everything but these
filter-only = Only { $value }:
filter-amount-hint = In the document's own currency
filter-customer-hint = Customer number or name
filter-batch-hint = Batch, exactly as the sender wrote it
filter-q-hint = Number, KID or customer

filter-not-understood = The search was not understood
filter-did-you-mean = Did you mean
filter-leave-out = Show the list without what was not understood
filter-known-words = Words that can be used

fault-unknown-key = “{ $word }” is nothing to filter by. Text with a colon in it has to stand in quotation marks.
fault-unknown-value = “{ $word }” is not a value of { $key }.
fault-days = “{ $word }” is not a date or period. Write for example 2026-10-01, 2026-10, last30d or 2026-10-01..2026-10-31.
fault-not-in-calendar = “{ $word }” is not in the calendar.
fault-backwards = “{ $word }” ends before it begins.
fault-amount = “{ $word }” is not an amount. Write for example 1000, >1000 or 100..200.
fault-amount-too-long = “{ $word }” has more digits than an amount can have.
fault-currency = “{ $word }” is not a currency code of three letters.
fault-empty = “{ $word }” lacks a value.
fault-unclosed-quote = The quotation mark in “{ $word }” is never closed.
fault-mixed-status = The words in “{ $word }” are not about one thing. Use delivery, recipient, payment and processing apart.
fault-too-long = A search has at most { $limit } characters.
fault-too-many-terms = A search has at most { $limit } terms.
fault-too-many-values = “{ $word }” has more than { $limit } values.

span-from = from { $day }
span-until = until { $day }
span-before = before { $day }
span-after = after { $day }
span-today = today
span-yesterday = yesterday
span-last-days = last { $days } days
span-next-days = next { $days } days
span-this-day = today
span-this-week = this week
span-this-month = this month
span-this-year = this year
span-last-day = yesterday
span-last-week = last week
span-last-month = last month
span-last-year = last year
span-above = above { $amount }
span-at-least = at least { $amount }
span-below = below { $amount }
span-at-most = at most { $amount }

columns = Columns
columns-legend = Columns of the list
columns-show = Show these
columns-reset = Usual columns
columns-up = Move { $column } up
columns-down = Move { $column } down

export = Export
export-about = { $count ->
    [one] { $shown } document, with the columns and order that you see.
   *[other] All { $shown } documents, with the columns and order that you see.
}
export-spreadsheet = CSV for Norwegian Excel
export-spreadsheet-hint = Semicolons, decimal comma and Norwegian dates
export-machine = CSV for machines
export-machine-hint = Commas, decimal point, ISO dates and codes
export-xlsx = Excel (XLSX)
export-xlsx-hint = Every field as a spreadsheet, over several sheets beyond a million rows
export-parquet = Parquet
export-parquet-hint = Typed columns for DuckDB, Spark and BI tools
export-ndjson = NDJSON
export-ndjson-hint = One JSON object a line

help-title = How to search
help-text = Number, KID, customer number or part of a name
help-key = Key and value
help-or = A comma means or
help-not = A minus in front means not
help-amount = Several terms: all must hold
help-days = Periods
documents-erased = { $count ->
    [one] { $shown } more is erased and counts in statistics only
   *[other] { $shown } more are erased and count in statistics only
}
