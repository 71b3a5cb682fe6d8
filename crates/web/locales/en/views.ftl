# Saved views of the list of documents.

views = Views
views-title = Saved views
views-about = A view is filters, order and columns under a name. Everybody sees only the documents that they may see, in a shared view too.
views-none-title = No views yet
views-none = Put filters and columns together in the list of documents, and save them under “Views”.
views-all = All documents
views-own = Mine
views-shared = Shared with everybody
views-look-after = Change and remove views
views-said-saved = The view is saved.
views-said-changed = The view is changed.
views-said-removed = The view is removed.
views-said-opens = The list of documents opens with this view now.
views-said-opens-not = The list of documents opens with all documents now.

view-open = View:
view-changed = changed
view-save = Save
view-save-new = Save as new
view-discard = Discard
view-name = Name
view-whose = Who has it
view-own = only you
view-shared = shared
view-shared-by = shared by { $name }
view-filter = Shows
view-everything = all documents
view-opens = Opens the list
view-opens-now = Yes
view-opens-set = Open the list with this
view-opens-not = No longer
view-open-with = Open the list of documents with this
view-share = Share with everybody in the organisation
view-change = Change
view-rename = Rename
view-remove = Remove
view-remove-own = “{ $name }” will be gone for you. The documents stay as they are.
view-remove-shared = “{ $name }” will be gone for everybody who has it. The documents stay as they are.
view-remove-now = Remove the view

refusal-view-name = Give the view a name of at most 80 characters.
refusal-view-name_taken = You have a view by that name. Choose another one.
refusal-view-many = There are too many views already. Remove some first.
refusal-view-others = The view is somebody else’s. Whoever saved it has to stop sharing it; you can remove it.
refusal-view-filter = The filter was not understood.
