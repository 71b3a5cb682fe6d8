# Jobs in the background.

jobs-title = Background jobs
jobs-about = What Utsyn does in the background for the organisation. A job that was given up waits until somebody runs it again.
jobs-none-title = No jobs
jobs-none = There is nothing to do in the background now.
jobs-job = Job
jobs-state = State
jobs-due = Next time
jobs-attempts = Attempts
jobs-failure = Last failure
jobs-action = Action
jobs-retry = Run again
jobs-said-retried = The job runs again.
jobs-state-waiting = Waiting
jobs-state-running = Running
jobs-state-dead = Given up
jobs-name-clear-sessions = Clear away expired sign-ins
jobs-name-clear-webhooks = Clear away old deliveries to webhooks
jobs-name-sweep-originals = Clear away originals that nothing refers to
jobs-name-clear-exports = Clear away old exports
jobs-name-lay-down-datasets = Lay down documents and events for other programs
jobs-name-make-export = Make an export
