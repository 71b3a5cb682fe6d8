use super::watch;
use crate::arguments::{Place, Serve};
use crate::{Ended, installation, output};
use anyhow::Context as _;
use app::imports::Watch;
use app::{App, Background, imports, organisations, upkeep};
use std::net::SocketAddr;
use std::sync::Arc;

/// Organisations whose facts are loaded before the first request. More would
/// make a start long that most of them do not wait for.
const WARM_MAX: usize = 8;

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
    let ended = portal(app, serve.listen, serve.api_requests_a_minute).await;
    if let Some(watching) = watching {
        watching.abort();
    }
    ended
}

/// Serves the portal until it is asked to stop.
pub(super) async fn portal(
    app: Arc<App>,
    listen: SocketAddr,
    api_requests_a_minute: u32,
) -> anyhow::Result<Ended> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| {
            format!("cannot listen on {listen}; choose another address with --listen")
        })?;
    warm(&app).await?;
    let background = Background::start(&app);
    app.pictures().make_ready();
    output::message(&format!(
        "Utsyn is ready at http://{}",
        listener.local_addr()?
    ));
    let reading = tokio::spawn(imports::keep_reading(Arc::clone(&app)));
    let api = api::router_within(Arc::clone(&app), api_requests_a_minute);
    let doors = web::router(Arc::clone(&app)).merge(api);
    // Who tries at a door too often is told by the address they come from.
    let doors = doors.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, doors)
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    reading.abort();
    background.stop().await;
    app.close().await?;
    Ok(Ended::Well)
}

/// Loads the facts of the first few organisations, so that nobody waits for
/// them; those of the others are loaded when they are asked for.
async fn warm(app: &App) -> anyhow::Result<()> {
    let organisations = organisations::list_across_tenants(app).await?;
    for organisation in organisations.iter().take(WARM_MAX) {
        let ctx = organisations::operator(app, organisation);
        upkeep::load_facts(app, &ctx).await?;
    }
    Ok(())
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
