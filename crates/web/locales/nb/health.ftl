# Driftsstatus: køer, sikkerhetskopi og installasjonen.

settings-health = Driftsstatus
settings-health-about = Om arbeidet går som det skal: køer, jobber, disk og siste sikkerhetskopi.
health-well = Alt går som det skal.
health-concerns = { $count ->
    [one] Én ting bør noen se på
   *[other] { $shown } ting bør noen se på
}
health-given-up = { $count ->
    [one] én er gitt opp
   *[other] { $shown } er gitt opp
}
health-late = den eldste har ventet siden { $since }
health-no-backup = Det er ikke kjent at noen har tatt sikkerhetskopi
health-old-backup = Siste sikkerhetskopi er fra { $made }
health-disk-low = Disken er nesten full; snart kan filer ikke tas imot
health-queues = Køer
health-queue = Kø
health-queue-uploads = Filer som leses
health-queue-jobs = Bakgrunnsjobber
health-queue-letters = E-post ut
health-queue-webhooks = Webhooks
health-state = Tilstand
health-state-well = Går som den skal
health-state-late = Henger etter
health-state-given-up = Noe er gitt opp
health-due = Venter nå
health-due-since = Eldste har ventet siden
health-running = Under arbeid
health-later = Skal gjøres senere
health-given-up-count = Gitt opp
health-arrivals = Det som kommer inn
health-waiting-events = Hendelser som venter på dokumentet sitt
health-backup = Siste sikkerhetskopi
health-backup-none = Det er ikke kjent at noen har tatt sikkerhetskopi av det som er her.
health-backup-how = Ta en kopi
health-backup-tell = Si fra om en kopi som et annet program har tatt
health-backup-made = Viser
health-backup-place = Ligger i, eller er tatt av
health-backup-rows = Rader lest tilbake
health-backup-column = Sikkerhetskopi
health-installation = Disk og database
health-disk = Disk
health-disk-free = { $free } ledig av { $total }
health-disk-used = Brukt plass på disken
health-database = Database
health-version = Versjon
