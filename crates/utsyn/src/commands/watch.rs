use crate::arguments::{Place, Watch as Arguments};
use crate::{Ended, installation, output};
use app::imports::{Taken, Watch};
use std::sync::Arc;
use std::time::Duration;

/// Between two looks at the same folder, so that a file that still grows shows
/// it.
const LOOKS_APART: Duration = Duration::from_secs(1);

pub(crate) async fn run(place: &Place, arguments: Arguments) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    let mut watch = Watch::open(&app, arguments.directory).await?;
    if arguments.once {
        watch.look(&app).await?;
        tokio::time::sleep(LOOKS_APART).await;
        let taken = watch.look(&app).await?;
        taken.iter().for_each(tell);
        app.close().await?;
        let is_well = taken.iter().all(|taken| taken.reasons.is_empty());
        return Ok(if is_well {
            Ended::Well
        } else {
            Ended::SomeRejected
        });
    }
    output::message("Watching; stop with Ctrl+C");
    tokio::select! {
        () = watch.keep_looking(Arc::clone(&app), tell) => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    app.close().await?;
    Ok(Ended::Well)
}

/// Tells of a file that was taken in.
pub(super) fn tell(taken: &Taken) {
    output::message(&taken.path.display().to_string());
    for reason in &taken.reasons {
        output::message(&format!("  {reason}"));
    }
}
