# What happened and is read along with figures.

annotations-title = Events
annotations-about = What happened and explains the figures: an outage, a letter about prices, a campaign. Events are marked on the axis of time and stand below the figure.
annotations-none-title = No events
annotations-none = Write down what happens, and whoever reads the figures knows why they change.
annotations-days = Days
annotations-text = What happened
annotations-first = First day
annotations-last = Last day, if there were several
annotations-channel = Channel
annotations-all-channels = All channels
annotations-company = Company
annotations-new = New event
annotations-add = Add event
annotations-said-added = The event was added.
annotations-said-removed = The event was removed.
annotations-wrong-day = Choose a day.
annotations-note = { $mark } { $days }: { $text }
annotations-note-channel = { $mark } { $days }: { $text } ({ $channel })
refusal-annotation-text = Say what happened in at most 200 characters.
refusal-annotation-last = The last day comes before the first.
refusal-annotation-company = Choose one of your companies.
refusal-annotation-many = There are too many already. Remove old ones first.
settings-annotations = Events
settings-annotations-about = What happened and is read along with figures: outages, letters about prices, campaigns.
