//! Progress on standard error, only where somebody watches.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A bar for a known number of steps, with rate and time left.
pub(crate) fn bar(steps: u64, what: &str) -> ProgressBar {
    let style = "{msg} {wide_bar} {human_pos}/{human_len}  {per_sec}  {eta} left";
    shown(ProgressBar::new(steps), style, what)
}

/// A counter for an unknown number of steps, with rate.
pub(crate) fn counter(what: &str) -> ProgressBar {
    shown(
        ProgressBar::no_length(),
        "{spinner} {msg} {human_pos}  {per_sec}  {elapsed}",
        what,
    )
}

fn shown(bar: ProgressBar, style: &str, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(style);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what.to_owned());
    if crate::output::is_watched() {
        bar.enable_steady_tick(Duration::from_millis(120));
    } else {
        bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
    }
    bar
}
