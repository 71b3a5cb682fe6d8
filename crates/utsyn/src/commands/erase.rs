use crate::arguments::{Erase, Place};
use crate::{Ended, installation, output, progress};
use app::retention::{self, Erased};
use serde_json::json;

pub(crate) async fn run(place: &Place, asked: Erase) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    let as_of = asked.as_of.unwrap_or_else(|| ctx.today());
    let report = if asked.dry_run {
        retention::dry_run(&app, &ctx, as_of).await?
    } else {
        let bar = progress::counter("Erasing documents");
        let told = |erased: &Erased| bar.set_position(erased.documents);
        let run = retention::erase(&app, &ctx, as_of, &told).await?;
        bar.finish_and_clear();
        run.report
    };
    app.close().await?;
    if asked.json {
        let mut value = json!(report);
        value["as_of"] = json!(as_of);
        value["dry_run"] = asked.dry_run.into();
        output::json(&value)?;
        return Ok(Ended::Well);
    }
    let did = if asked.dry_run {
        "would be erased"
    } else {
        "erased"
    };
    output::line(&format!(
        "{} documents {did} as of {as_of}; {} are held",
        report.documents, report.held
    ))?;
    if !asked.dry_run {
        output::line(&format!(
            "with them {} payments, {} files, {} customers, {} names of files, {} waiting events \
             and {} reports and exports that named them",
            report.payments,
            report.originals,
            report.customers,
            report.imports,
            report.waiting,
            report.extracts
        ))?;
    }
    Ok(Ended::Well)
}
