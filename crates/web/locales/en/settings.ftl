# The settings: oneself, the people, the roles, the companies, the organisation.

nav-settings = Settings
settings-title = Settings
settings-way = Back
settings-profile = My profile
settings-profile-about = Name, password, shortcuts and where you are signed in.
settings-second-factor = Two-step sign-in
settings-second-factor-about = Codes from an app on your phone in addition to the password.
settings-people = People
settings-people-about = Who has access, what they may do, and where they are signed in.
settings-roles = Roles
settings-roles-about = What each role may do, and the portal seen as another role.
settings-companies = Companies
settings-companies-about = Name, organisation number, accounts, KID agreements and channels.
settings-organisation = The organisation
settings-organisation-about = Name, time zone, language and how people sign in.
settings-api-keys = API keys
settings-api-keys-about = Keys with which other systems fetch and hand in
settings-jobs = Jobs
settings-jobs-about = What is done in the background, and what was given up.
settings-platform = The installation
settings-platform-about = How each organisation is doing. You do not see their documents unless they invite you.
save = Save

seen-as-banner = You see the portal as the role { $role }.
seen-as-stop = Back to your own role
session-ends-soon = You will soon be signed out because you have not done anything for a while.
session-stay = Stay signed in

role-administrator = Administrator
role-editor = Editor
role-reader = Reader
role-auditor = Auditor
role-integrator = Integrator
role-about-administrator = runs everything, people and settings included.
role-about-editor = works with documents and payments day by day.
role-about-reader = looks, and takes out what they see.
role-about-auditor = looks at everything, the audit log included, and changes nothing.
role-about-integrator = connects other systems: keys, webhooks and imports.

right-read = See documents, what became of them, and statistics
right-import = Hand in files, and undo what they brought
right-match = Match payments to documents
right-comment = Comment on documents
right-follow-up = Follow up, assign and ask for a resend
right-export = Take out lists and files
right-report = Make reports and say who gets them
right-manage-companies = Change companies, accounts, channels and prices
right-manage-people = Invite people, give roles and end sessions
right-manage-keys = Make and revoke API keys
right-manage-webhooks = Say where webhooks go, and send them again
right-manage-retention = Change retention, hold and erase
right-read-audit = Read and take out the audit log
right-operate = See jobs and queues, and run jobs again

roles-about = A person has one role, for the whole organisation or for some companies only.
roles-yours = (yours)
roles-matrix = What each role may do
roles-right = Right
roles-yes = Yes
roles-no = No
roles-all-companies = for all companies only
roles-limited = Whoever is limited to some companies sees only those. Payments and files are about the whole organisation and are not shown to them.
roles-see-as = See as another role
roles-see-as-about = The portal shows what the role sees until you go back to your own.

people-about = Those who can sign in to the organisation.
people-roles = What the roles mean
people-invite = Invite somebody
people-invite-about = They get an e-mail with a link that works once, for seven days, and choose their own password.
people-invite-submit = Send the invitation
people-said-invited = The invitation has been sent.
people-said-removed = The person no longer has access.
companies-some = Only some companies:

person-name = Name
person-email = E-mail address
person-role = Role
person-companies = Companies
person-state = Sign-in
person-sessions = Sessions
person-limited = limited to some companies
person-invited = Invited
person-second-factor = Two steps
person-password-only = Password only
person-joined = Came
person-change = Name and role
person-no-sessions = Not signed in anywhere.
person-end-sessions = End all
person-letter = Sign-in
person-letter-again-about = The person is invited but has not come yet.
person-letter-again = Send the invitation again
person-letter-reset-about = The person gets an e-mail with a link to choose a new password. The link works once, for an hour.
person-letter-reset = Send a link for a new password
person-removal = Remove access
person-removal-about = All sessions end at once. Comments and whatever else the person did stay.
person-remove = Remove …
person-remove-sure = Yes, remove access
person-said-changed = The change is saved.
person-said-letter = The e-mail has been sent.
person-said-session = The session has ended.

session-unknown = Unknown browser
session-this = (this one)
session-seen = Last used
session-strong = two steps
session-password = password
session-end = End

profile-about = About you
profile-keys = Use keys that act alone, such as / for search
profile-keys-hint = Switch them off if they get in the way of speech input or a screen reader. Ctrl+K always works.
profile-password = Password
profile-password-about = Changing the password ends all other sessions.
profile-old-password = Present password
profile-password-submit = Change password
profile-sessions = Where you are signed in
profile-end-others = End all others
profile-said-profile = The change is saved.
profile-said-password = The password is changed, and all other sessions have ended.
profile-said-session = The session has ended.
new-password = New password
new-password-hint = At least 12 characters. Three or four words that have nothing to do with each other are easy to remember and hard to guess.

factor-required = The organisation asks for two-step sign-in. Set it up here to go on.
factor-totp = Codes from an app
factor-totp-about = An app such as Aegis, Google Authenticator or 1Password shows a new code every half minute.
factor-totp-since = Set up
factor-begin = Set up
factor-begin-anew = Begin anew
factor-remove = Remove
factor-scan = Read the picture with the app.
factor-picture = QR code for the app
factor-type = Or type:
factor-code = Type the code that the app shows now
factor-confirm = Done
factor-recovery = Recovery codes
factor-recovery-about = Keep them in a safe place. Each lets you in once if you lose the app. They are shown only now.
factor-recovery-left = { $count ->
    [one] One recovery code left.
   *[other] { $shown } recovery codes left.
}
factor-said-begun = Read the picture with the app and type the code.
factor-said-confirmed = Two-step sign-in is set up.
factor-said-removed = Two-step sign-in is removed.

company-name = Name
company-number = Organisation number
company-number-hint = Nine digits. Documents from the number belong to this company.
company-accounts = Accounts
company-accounts-hint = One a line. Payments to them belong to this company.
company-agreements = KID agreements
company-agreements-hint = Length with the check digit, and how the check digit is computed. Leave the length empty to remove an agreement.
company-kid-length = Length
company-kid-algorithm = Check digit
kid-algorithm-mod10 = Modulus 10
kid-algorithm-mod11 = Modulus 11
kid-algorithm-either = Not known
company-channels = Channels
company-time-zone = Time zone
company-time-zone-hint = For example Europe/Oslo. Empty means the organisation's.
company-language = Language
company-as-organisation = As the organisation
company-add = Add a company
company-add-submit = Add
company-said-added = The company is added.
company-said-changed = The change is saved.

organisation-about = About the organisation
organisation-name = Name
organisation-language = Language
organisation-sign-in = Sign-in
organisation-second-factor = Ask everybody for two-step sign-in
organisation-second-factor-hint = Whoever has not set it up does so when they next sign in.
organisation-said-changed = The change is saved.

platform-organisation = Organisation
platform-companies = Companies
platform-people = People
platform-documents = Documents
platform-last-import = Last file
platform-jobs = Jobs
platform-jobs-well = All is well
platform-jobs-given-up = { $count ->
    [one] One was given up
   *[other] { $shown } were given up
}

refusal-person-email = That is not an e-mail address.
refusal-person-name = Write a name of at most 100 characters.
refusal-person-exists = This address has access already. Change the role in the list.
refusal-person-companies = Choose at least one company, or all.
refusal-person-password = A password has 12 to 256 characters.
refusal-person-password_guessable = This password is easy to guess. Take three or four words that have nothing to do with each other, or let a password manager make one.
refusal-person-old_password = That is not your present password.
refusal-person-oneself = You cannot remove yourself. Ask another administrator.
refusal-person-last_administrator = The organisation would have no administrator. Make somebody else one first.
refusal-factor-there = An app is set up already. Remove it first.
refusal-factor-required = The organisation asks for two-step sign-in.
refusal-factor-not_used = Sign in with the app or a passkey first. The password alone is not enough here.
refusal-company-name = Write a name of at most 120 characters.
refusal-company-number = That is not a valid organisation number of nine digits.
refusal-company-number_taken = Another company of the organisation has this number.
refusal-company-account = One of the accounts is not a valid account number of eleven digits.
refusal-company-account_taken = One of the accounts belongs to another company.
refusal-company-agreements = A KID has 4 to 25 digits, the check digit included.
refusal-company-time_zone = That is not a time zone. One is Europe/Oslo.
refusal-organisation-name = Write a name of at most 120 characters.
refusal-organisation-time_zone = That is not a time zone. One is Europe/Oslo.
refusal-organisation-second_factor = Set up two-step sign-in for yourself first, and sign in with it.
