imports-title = Import
imports-files = Mottatte filer
imports-table = Tabell over mottatte filer
imports-back = Til filene
imports-none-title = Ingen filer ennå
imports-none = Filer du laster opp her eller tar inn med «utsyn import», vises her med hva som ble av hvert element.
imports-received = { $count ->
    [one] { $shown } fil er mottatt. Hva som ble av den, står nedenfor.
   *[other] { $shown } filer er mottatt. Hva som ble av dem, står nedenfor.
}

upload-title = Last opp
upload-files = Velg filer eller slipp dem her
upload-hint = UBL (EHF), OCR giro, Utsyn NDJSON, CSV-liste med PDF-er, eller zip av slike. Høyst { $files } filer og { $limit } til sammen.
upload-more = Selskap og kanal
upload-company = Selskap
upload-channel = Kanal
upload-by-content = Slik filen sier
upload-submit = Last opp
upload-no-files = Velg minst én fil
upload-too-large = Filene er større enn { $limit } til sammen. Last dem opp i flere omganger, eller bruk «utsyn import»
upload-too-many = Det er flere enn { $files } filer. Pakk dem i en zip-fil, eller bruk «utsyn import»

import-title = Import av { $name }
import-name = Fil
import-format = Format
import-received = Mottatt
import-size = Størrelse
import-items = Elementer
import-file = Slik den kom
import-new = Ny
import-incomplete = Ufullstendig
import-incomplete-explained = Lesingen av filen ble avbrutt. Last den opp på nytt: det som er lagret, blir ikke doblet.
import-tabs = Utfall
import-all-items = Alle
import-no-items-title = Ingen elementer
import-no-items = Ingen av filens elementer har dette utfallet.

item-place = Sted i filen
item-kind = Hva
item-outcome = Utfall
item-document-link = Dokument
item-document-erased = Slettet
item-findings = Lagt merke til
item-whole-file = Hele filen

format-xml = XML
format-pdf = PDF

finding-kid-check_digit = Feil kontrollsiffer i KID.
finding-kid-length = KID har feil lengde.
finding-kid-characters = KID har ugyldige tegn.
finding-format-not_understood = Formatet er ukjent.
finding-file-empty = Filen er tom.
finding-file-too_large = Filen er for stor.
finding-ocr-totals = Filens egne summer stemmer ikke.
finding-xml-malformed = Filen er ikke gyldig XML.
finding-xml-doctype = Filen har en DOCTYPE og leses ikke.
finding-source-conflict = Samme nøkkel er brukt om noe annet.
