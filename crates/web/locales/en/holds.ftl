# What is not to be erased.

holds-title = Legal holds
holds-link-about = what is not to be erased while a case goes on
holds-about = What a hold covers is not erased until it is released. A selection covers documents that come later too; what was held once stays held until the hold is released.
holds-set = Set a hold
holds-name = Name
holds-name-hint = For example the number of the case.
holds-filter = Selection
holds-filter-hint = As in the search, for example customer:10042 or company:974761076.
holds-document = Or one document
holds-document-hint = Number or id.
holds-reason = Reason
holds-reason-hint = May be left empty.
holds-on = Covers
holds-documents = Documents
holds-set-at = Set
holds-state = State
holds-stands = Stands
holds-released = Released
holds-release = Release
holds-one-document = One document
holds-none-title = No holds
holds-none = Everything goes by the rules of retention.
holds-said-set = The hold is set.
holds-said-released = The hold is released.
holds-on-nothing = Write a selection or a document
holds-unknown-document = There is no such document
