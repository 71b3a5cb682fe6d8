use crate::arguments::{Place, Serve};
use crate::{Ended, installation, output};
use anyhow::Context as _;
use app::{App, organisations, upkeep};
use std::net::SocketAddr;
use std::sync::Arc;

pub(crate) async fn run(place: &Place, serve: Serve) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    portal(app, serve.listen).await
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
    app.pictures().make_ready();
    output::message(&format!(
        "Utsyn is ready at http://{}",
        listener.local_addr()?
    ));
    axum::serve(listener, web::router(Arc::clone(&app)))
        .with_graceful_shutdown(asked_to_stop())
        .await?;
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
