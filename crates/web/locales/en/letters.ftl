# Letters that go out by mail.

letters-title = Outgoing mail
letters-about = Letters go out through { $place }. A letter that does not get through is tried again for two weeks.
letters-no-server = No mail server is set up
letters-no-server-help = Letters wait until there is one. Whoever runs Utsyn says where it is with --smtp.
letters-none-title = No letters
letters-none = Utsyn has not written any letter yet.
letters-subject = Subject
letters-recipient = Recipient
letters-state = State
letters-written = Written
letters-tried = Last tried
letters-attempts = Attempts
letters-failure = Last failure
letters-action = Action
letters-retry = Try again
letters-said-retried = The letter is tried again.
letters-state-waiting = Waiting
letters-state-sent = Sent
letters-state-refused = Refused
settings-letters = Outgoing mail
settings-letters-about = Letters that wait, were sent, or were refused.
