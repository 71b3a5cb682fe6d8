use super::channel;
use clap::Args;
use domain::Channel;
use domain::period::DateSpan;
use jiff::civil::Date;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  utsyn statistics --by channel --measure count,paid_on_time,median_days_to_pay issued:2026-10\n  utsyn statistics --question behaviour --by issued_month --json\n  utsyn statistics --question transitions --before 2026-09 --after 2026-10\n  utsyn statistics --question what-if --from print --to ehf --price print=14.50 --price ehf=1.50 --interest 6\n\nEvery figure has its number of documents and, where it is a share or a time, its interval of 95 %; of fewer than ten nothing is said. docs/statistics.md says how each is worked out."
)]
pub(crate) struct Statistics {
    /// Dimensions, separated by commas, for example channel,received_month
    #[arg(long, value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Measures, separated by commas: count, amount, outstanding, paid, delivered, failed, opened, opened_by_email, fully_paid, paid_on_time, median_days_to_pay, p90_days_to_pay and more
    #[arg(long, value_delimiter = ',', default_value = "count,amount")]
    pub(crate) measure: Vec<String>,
    /// A question instead of measures: channels, behaviour, habits, pressing, latest-payers, mandates, waits, strip, failures, improvement, silence, ageing, economy, transitions, change, what-if
    #[arg(long, conflicts_with = "measure")]
    pub(crate) question: Option<String>,
    /// Compare the filter's period: previous, previous_weekdays, last_year, last_year_weekdays
    #[arg(long)]
    pub(crate) compare: Option<String>,
    /// The channel before (change, what-if)
    #[arg(long, value_parser = channel)]
    pub(crate) from: Option<Channel>,
    /// The channel after (change, what-if)
    #[arg(long, value_parser = channel)]
    pub(crate) to: Option<Channel>,
    /// The day that it is about (improvement, ageing)
    #[arg(long)]
    pub(crate) on: Option<Date>,
    /// The first period (transitions)
    #[arg(long, value_parser = days)]
    pub(crate) before: Option<DateSpan>,
    /// The second period (transitions)
    #[arg(long, value_parser = days)]
    pub(crate) after: Option<DateSpan>,
    /// How customers pay, rather than how documents reach them (transitions)
    #[arg(long)]
    pub(crate) paying: bool,
    /// Number, name or id of a customer (strip)
    #[arg(long)]
    pub(crate) customer: Option<String>,
    /// The order of those who owe: overdue_days or overdue (pressing)
    #[arg(long)]
    pub(crate) order: Option<String>,
    /// What a document costs; your own prices where none are given: ehf=1.50, from a day on print=14.50@2026-07-01, of one company 974761076/ehf=1.20 (economy, what-if)
    #[arg(long)]
    pub(crate) price: Vec<String>,
    /// Yearly interest in percent; your own where none is given (economy, what-if)
    #[arg(long, value_parser = percent)]
    pub(crate) interest: Option<f64>,
    /// Words of the filter language
    pub(crate) filter: Vec<String>,
    /// One JSON value on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

fn days(word: &str) -> Result<DateSpan, String> {
    word.parse()
        .map_err(|error: domain::period::NotDays| error.to_string())
}

/// A yearly interest that makes sense: above 100 somebody has typed a factor
/// or an amount.
fn percent(word: &str) -> Result<f64, String> {
    let percent = word.replace(',', ".").parse::<f64>().ok();
    percent
        .filter(|percent| (0.0..=100.0).contains(percent))
        .ok_or_else(|| format!("'{word}' is not a percentage from 0 to 100"))
}
