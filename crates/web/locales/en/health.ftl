# Health: queues, backup, and the installation.

settings-health = Health
settings-health-about = Whether the work goes on: queues, jobs, disk and the last backup.
health-well = Everything goes as it should.
health-concerns = { $count ->
    [one] One thing needs to be looked at
   *[other] { $shown } things need to be looked at
}
health-given-up = { $count ->
    [one] one was given up
   *[other] { $shown } were given up
}
health-late = the oldest has waited since { $since }
health-no-backup = No backup is known to have been made
health-old-backup = The last backup is of { $made }
health-disk-low = The disk is nearly full; soon files cannot be taken in
health-queues = Queues
health-queue = Queue
health-queue-uploads = Files being read
health-queue-jobs = Background jobs
health-queue-letters = Outgoing mail
health-queue-webhooks = Webhooks
health-state = State
health-state-well = Goes as it should
health-state-late = Behind
health-state-given-up = Something was given up
health-due = Waiting now
health-due-since = Oldest has waited since
health-running = Under way
health-later = To be done later
health-given-up-count = Given up
health-arrivals = What comes in
health-waiting-events = Events waiting for their document
health-backup = Last backup
health-backup-none = No backup of what is here is known to have been made.
health-backup-how = Make a backup
health-backup-tell = Tell of one that another program made
health-backup-made = Shows
health-backup-place = Lies in, or was made by
health-backup-rows = Rows read back
health-backup-column = Backup
health-installation = Disk and database
health-disk = Disk
health-disk-free = { $free } free of { $total }
health-disk-used = Used space on the disk
health-database = Database
health-version = Version
