use super::serve;
use crate::arguments::{Demo, Place};
use crate::{Ended, installation, output, progress};
use app::demo::{self, LOGIN_EMAIL, LOGIN_PASSWORD};

pub(crate) async fn run(place: &Place, asked: Demo) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    let bar = progress::bar(u64::from(asked.documents), "Making the demo");
    let made = demo::make(&app, asked.seed, asked.documents as usize, &|done| {
        bar.set_position(done)
    })
    .await?;
    bar.finish_and_clear();
    match made {
        Some(made) => output::message(&format!(
            "Made the demo organisation: {} documents in {:.1} s",
            made.documents, made.seconds
        )),
        None => output::message("The demo organisation is there already; nothing was changed."),
    }
    output::line(&format!("Address:  http://{}", asked.listen))?;
    output::line(&format!("Sign in:  {LOGIN_EMAIL}"))?;
    output::line(&format!("Password: {LOGIN_PASSWORD}"))?;
    if asked.no_serve {
        app.close().await?;
        return Ok(Ended::Well);
    }
    serve::portal(app, asked.listen, asked.api_requests_a_minute).await
}
