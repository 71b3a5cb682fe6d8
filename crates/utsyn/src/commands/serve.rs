use super::watch;
use crate::arguments::{Place, Serve};
use crate::{Ended, installation, output};
use anyhow::Context as _;
use app::imports::Watch;
use app::{App, imports, organisations, upkeep};
use std::net::SocketAddr;
use std::sync::Arc;

pub(crate) async fn run(place: &Place, serve: Serve) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    let watching = match serve.watch {
        Some(directory) => {
            let watch = Watch::open(&app, directory).await?;
            Some(tokio::spawn(
                watch.keep_looking(Arc::clone(&app), watch::tell),
            ))
        }
        None => None,
    };
    let ended = portal(app, serve.listen).await;
    if let Some(watching) = watching {
        watching.abort();
    }
    ended
}

/// Serves the portal until it is asked to stop.
pub(super) async fn portal(app: Arc<App>, listen: SocketAddr) -> anyhow::Result<Ended> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| {
            format!("cannot listen on {listen}; choose another address with --listen")
        })?;
    for organisation in organisations::list_across_tenants(&app).await? {
        let ctx = organisations::operator(&app, &organisation);
        upkeep::load_facts(&app, &ctx).await?;
    }
    output::message(&format!(
        "Utsyn is ready at http://{}",
        listener.local_addr()?
    ));
    let reading = tokio::spawn(imports::keep_reading(Arc::clone(&app)));
    axum::serve(listener, web::router(Arc::clone(&app)))
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    reading.abort();
    app.close().await?;
    Ok(Ended::Well)
}

async fn asked_to_stop() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
