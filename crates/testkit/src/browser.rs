use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Url;
use serde_json::{Value, json};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// How long the driver may take to be ready.
const READY_WITHIN: Duration = Duration::from_secs(20);

/// Asks the browser for a device (Web Authentication, level 3, 11.3).
#[derive(Debug)]
struct AddDevice;

impl WebDriverCompatibleCommand for AddDevice {
    fn endpoint(
        &self,
        base_url: &Url,
        session_id: Option<&str>,
    ) -> Result<Url, <Url as std::str::FromStr>::Err> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/webauthn/authenticator"))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let device = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true,
        });
        (Method::POST, Some(device.to_string()))
    }
}

/// A real browser without a window, driven through WebDriver.
pub struct Browser {
    /// The session.
    pub client: Client,
    _driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser. `None`, saying so, where the machine has none and
    /// the run does not insist on one.
    pub async fn start(test: &str) -> Option<Self> {
        let Ok(driver) = std::env::var("UTSYN_CHROMEDRIVER") else {
            assert!(
                std::env::var("UTSYN_REQUIRE_TOOLS").is_err(),
                "{test} needs UTSYN_CHROMEDRIVER"
            );
            crate::skip(test, "no browser; run `cargo xtask test`, which brings one");
            return None;
        };
        let port = free_port().await;
        let child = Command::new(driver)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("the driver starts");
        let profile = TempDir::new().expect("a temporary directory");
        let client = connect(port, &profile).await;
        Some(Self {
            client,
            _driver: child,
            _profile: profile,
        })
    }

    /// Types into the field with this selector.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self
            .client
            .find(Locator::Css(selector))
            .await
            .expect(selector);
        field.clear().await.expect(selector);
        field.send_keys(text).await.expect(selector);
    }

    /// Clicks the first element with this selector.
    pub async fn click(&self, selector: &str) {
        let element = self
            .client
            .find(Locator::Css(selector))
            .await
            .expect(selector);
        element.click().await.expect(selector);
    }

    /// The text of the first element with this selector.
    pub async fn text(&self, selector: &str) -> String {
        let element = self
            .client
            .wait()
            .for_element(Locator::Css(selector))
            .await
            .expect(selector);
        element.text().await.expect(selector)
    }

    /// Runs axe over the page as it stands and answers what breaks a rule.
    pub async fn violations(&self) -> Vec<String> {
        let axe = std::env::var("UTSYN_AXE").expect("UTSYN_AXE names axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("axe can be read");
        self.client
            .execute(&axe, Vec::new())
            .await
            .expect("axe loads");
        let run = "const done = arguments[arguments.length - 1]; axe.run(document, {runOnly: arguments[0]}).then(done);";
        let tags = json!([
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice"
        ]);
        let result = self
            .client
            .execute_async(run, vec![tags])
            .await
            .expect("axe runs");
        let violations = result["violations"].as_array().cloned().unwrap_or_default();
        violations.iter().map(describe).collect()
    }

    /// Gives the browser a device that keeps passkeys and is sure of its owner.
    pub async fn add_device(&self) {
        let added = self.client.issue_cmd(AddDevice).await;
        added.expect("the browser takes a device");
    }

    /// Ends the browser.
    pub async fn close(self) {
        self.client.close().await.expect("the browser ends");
    }
}

fn describe(violation: &Value) -> String {
    let targets: Vec<String> = violation["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| format!("{} {}", node["target"], node["html"]))
        .collect();
    format!(
        "{}: {} {}",
        violation["id"],
        violation["help"],
        targets.join(" | ")
    )
}

async fn free_port() -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    listener.local_addr().expect("an address").port()
}

async fn connect(port: u16, profile: &TempDir) -> Client {
    let mut capabilities = serde_json::Map::new();
    let binary = std::env::var("UTSYN_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let profile = format!("--user-data-dir={}", profile.path().display());
    let args = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        &profile,
    ];
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({"args": args, "binary": binary}),
    );
    let began = std::time::Instant::now();
    loop {
        let connected = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match connected {
            Ok(client) => return client,
            Err(error) => assert!(
                began.elapsed() < READY_WITHIN,
                "the browser does not start: {error}"
            ),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
