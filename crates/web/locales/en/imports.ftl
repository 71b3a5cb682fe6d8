imports-title = Import
imports-files = Files received
imports-table = Table of files received
imports-back = To the files
imports-none-title = No files yet
imports-none = Files that you upload here or take in with “utsyn import” are shown here with what became of each item.
imports-received = { $count ->
    [one] { $shown } file is received. What became of it is shown below.
   *[other] { $shown } files are received. What became of them is shown below.
}

upload-title = Upload
upload-files = Choose files or drop them here
upload-hint = UBL (EHF), OCR giro, Utsyn NDJSON, a CSV list with PDFs, or a zip of these. At most { $files } files and { $limit } in all.
upload-more = Company and channel
upload-company = Company
upload-channel = Channel
upload-by-content = As the file says
upload-submit = Upload
upload-no-files = Choose at least one file
upload-too-large = The files are larger than { $limit } in all. Upload them in several goes, or use “utsyn import”
upload-too-many = There are more than { $files } files. Pack them into a zip file, or use “utsyn import”

import-title = Import of { $name }
import-name = File
import-format = Format
import-received = Received
import-size = Size
import-items = Items
import-file = As it came
import-new = New
import-incomplete = Incomplete
import-incomplete-explained = Reading the file was interrupted. Upload it again: what is stored will not be doubled.
import-tabs = Outcome
import-all-items = All
import-no-items-title = No items
import-no-items = None of the file's items has this outcome.

item-place = Place in the file
item-kind = What
item-outcome = Outcome
item-document-link = Document
item-document-erased = Erased
item-findings = Noticed
item-whole-file = The whole file

format-xml = XML
format-pdf = PDF

finding-kid-check_digit = Wrong check digit in the KID.
finding-kid-length = The KID has the wrong length.
finding-kid-characters = The KID has characters that are not allowed.
finding-format-not_understood = The format is not known.
finding-file-empty = The file is empty.
finding-file-too_large = The file is too large.
finding-ocr-totals = The file's own totals do not add up.
finding-xml-malformed = The file is not valid XML.
finding-xml-doctype = The file has a DOCTYPE and is not read.
finding-source-conflict = The same key is used for something else.
