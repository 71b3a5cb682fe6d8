# Jobber i bakgrunnen.

jobs-title = Bakgrunnsjobber
jobs-about = Det Utsyn gjør i bakgrunnen for organisasjonen. En jobb som er gitt opp, venter til noen kjører den på nytt.
jobs-none-title = Ingen jobber
jobs-none = Det er ingenting å gjøre i bakgrunnen nå.
jobs-job = Jobb
jobs-state = Tilstand
jobs-due = Neste gang
jobs-attempts = Forsøk
jobs-failure = Siste feil
jobs-action = Handling
jobs-retry = Kjør på nytt
jobs-said-retried = Jobben kjøres på nytt.
jobs-state-waiting = Venter
jobs-state-running = Kjører
jobs-state-dead = Gitt opp
jobs-name-clear-sessions = Rydde bort utløpte innlogginger
jobs-name-clear-webhooks = Rydde bort gamle leveringer til webhooks
jobs-name-sweep-originals = Rydde bort originaler som ingenting viser til
jobs-name-clear-exports = Rydde bort gamle eksporter
jobs-name-lay-down-datasets = Legge ut dokumenter og hendelser for andre programmer
jobs-name-make-export = Lage en eksport
