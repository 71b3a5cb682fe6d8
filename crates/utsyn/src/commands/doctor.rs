use crate::arguments::{Doctor, Place};
use crate::{Ended, installation, output};
use anyhow::bail;
use app::upkeep::{self, Check};
use app::{health, organisations, pictures};
use serde_json::json;

pub(crate) async fn run(place: &Place, asked: Doctor) -> anyhow::Result<Ended> {
    installation::must_exist(place)?;
    let app = installation::open(place).await?;
    let mut checks = upkeep::examine(&app).await?;
    checks.push(health::examine(&app));
    checks.extend(pictures::examine(&app).await);
    let is_ok = checks.iter().all(|check| check.is_ok);
    if asked.json {
        let checks: Vec<_> = checks.iter().map(wire).collect();
        output::json(&json!({"ok": is_ok, "checks": checks}))?;
    } else {
        for check in &checks {
            let mark = if check.is_ok { "ok  " } else { "BAD " };
            output::line(&format!("{mark} {}: {}", check.name, check.detail))?;
        }
        for organisation in organisations::list_across_tenants(&app).await? {
            let ctx = organisations::operator(&app, &organisation);
            let volume = upkeep::volume(&app, &ctx).await?;
            output::line(&format!(
                "     {}: {} documents, {} events ({} waiting for their document), {} payments, {} originals",
                organisation.slug,
                volume.documents,
                volume.events,
                volume.waiting,
                volume.payments,
                volume.originals
            ))?;
        }
    }
    app.close().await?;
    if !is_ok {
        bail!("the installation does not keep all of its promises");
    }
    Ok(Ended::Well)
}

fn wire(check: &Check) -> serde_json::Value {
    json!({"name": check.name, "ok": check.is_ok, "detail": check.detail})
}
