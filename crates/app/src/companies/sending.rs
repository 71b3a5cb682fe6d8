//! What a company set for what it sends: the zone in which its recipients read
//! days and times, and the channels that are offered for it.

use super::{Company, CompanySettings};
use crate::statistics::{Dimension, count};
use crate::{App, Ctx, Result};
use domain::filter::Filter;
use domain::{Channel, CompanyId};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;

/// Days that are looked back over for channels that are not set.
const LATELY_DAYS: i64 = 90;

/// The zone of a company, where it is not its organisation's.
pub(crate) fn zone(settings: &CompanySettings) -> Option<TimeZone> {
    let named = settings.time_zone.as_deref()?;
    TimeZone::get(named).ok()
}

/// The channels that are offered for what a company sends: those that are set
/// for it, or all where none is.
pub async fn channels(app: &App, ctx: &Ctx, company: CompanyId) -> Result<Vec<Channel>> {
    let settings = app
        .store
        .lookup_company_settings(ctx.organisation, company)
        .await?;
    let is_set =
        |channel: &&Channel| settings.channels.is_empty() || settings.channels.contains(channel);
    Ok(Channel::ALL.iter().filter(is_set).copied().collect())
}

/// The channels by which documents of a company came lately though they are
/// not set for it, with how many; none where no channel is set.
pub async fn channels_beside(
    app: &App,
    ctx: &Ctx,
    company: &Company,
) -> Result<Vec<(Channel, u64)>> {
    let set = channels(app, ctx, company.id).await?;
    if set.len() == Channel::ALL.len() {
        return Ok(Vec::new());
    }
    let only_its = Ctx {
        companies: Some(vec![company.id]),
        ..ctx.clone()
    };
    let from = ctx.today().saturating_sub(LATELY_DAYS.days());
    let lately = Filter::parse(&format!("received:{from}..")).unwrap_or_default();
    let groups = count(app, &only_its, &lately, &[Dimension::Channel]).await?;
    let mut beside = Vec::new();
    for group in groups {
        let channel = group.keys.first().and_then(|key| key.code.as_deref());
        let channel = channel.and_then(|word| word.parse().ok());
        if let Some(channel) = channel.filter(|channel| !set.contains(channel)) {
            beside.push((channel, group.count));
        }
    }
    Ok(beside)
}
