use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::ContentHash;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// What the provider calls the portal.
pub const CLIENT: &str = "utsyn-portal";
/// What the portal proves to the provider that it is itself with.
pub const CLIENT_SECRET: &str = "a secret / with signs";

/// A provider of OpenID Connect on this machine: it speaks the protocol over
/// HTTP and signs what it says with a key of its own. Whoever is sent to it is
/// at once taken for the person it was told of.
pub struct Provider {
    /// Where it is.
    pub issuer: String,
    state: Arc<Within>,
}

struct Within {
    issuer: String,
    key: EcdsaKeyPair,
    other: EcdsaKeyPair,
    claims: Mutex<Value>,
    is_forging: Mutex<bool>,
    codes: Mutex<HashMap<String, HashMap<String, String>>>,
}

impl Provider {
    /// Serves on a free port of this machine until the test ends.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let issuer = format!("http://{address}");
        let state = Arc::new(Within {
            issuer: issuer.clone(),
            key: make_key(),
            other: make_key(),
            claims: Mutex::default(),
            is_forging: Mutex::new(false),
            codes: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/keys", get(keys))
            .with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { issuer, state }
    }

    /// Says this of whoever comes next; what is left out is as it should be.
    pub fn say(&self, claims: Value) {
        *self.state.claims.lock().expect("no test panics here") = claims;
    }

    /// Signs with a key that is not among those it shows.
    pub fn forge(&self, is_forging: bool) {
        *self.state.is_forging.lock().expect("no test panics here") = is_forging;
    }
}

fn make_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
    EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("the same key")
}

async fn describe(State(within): State<Arc<Within>>) -> Json<Value> {
    let issuer = &within.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(within): State<Arc<Within>>) -> Json<Value> {
    let point = within.key.public_key().as_ref();
    let (x, y) = point[1..].split_at(32);
    let written = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    Json(json!({"keys": [
        {"kty": "of a kind nobody knows", "kid": "0"},
        {"kty": "EC", "crv": "P-256", "use": "sig", "kid": "1", "x": written(x), "y": written(y)},
    ]}))
}

/// Sends whoever comes back with a code, if the portal asked as it should.
async fn authorize(
    State(within): State<Arc<Within>>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let is = |name: &str, value: &str| asked.get(name).is_some_and(|asked| asked == value);
    let is_sound = is("response_type", "code")
        && is("client_id", CLIENT)
        && is("code_challenge_method", "S256")
        && asked
            .get("scope")
            .is_some_and(|scope| scope.contains("openid"))
        && asked.contains_key("nonce");
    let (Some(back), Some(state), true) = (asked.get("redirect_uri"), asked.get("state"), is_sound)
    else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let onwards = {
        let mut codes = within.codes.lock().expect("no test panics here");
        let code = format!("code-{}", codes.len());
        let onwards = format!("{back}?code={code}&state={state}");
        codes.insert(code, asked.clone());
        onwards
    };
    Redirect::to(&onwards).into_response()
}

/// Gives a token for a code, once, to whoever proves to be the portal that
/// asked for it.
async fn token(
    State(within): State<Arc<Within>>,
    headers: HeaderMap,
    Form(given): Form<HashMap<String, String>>,
) -> Response {
    let encoded = "a%20secret%20%2F%20with%20signs";
    let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{encoded}")));
    let is_client = headers
        .get(header::AUTHORIZATION)
        .is_some_and(|sent| sent == basic.as_str());
    let code = given.get("code").cloned().unwrap_or_default();
    let asked = within
        .codes
        .lock()
        .expect("no test panics here")
        .remove(&code);
    let verifier = given.get("code_verifier").cloned().unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(ContentHash::of(verifier.as_bytes()).as_bytes());
    let is_same = |asked: &HashMap<String, String>| {
        asked.get("code_challenge") == Some(&challenge)
            && asked.get("redirect_uri") == given.get("redirect_uri")
    };
    match asked.filter(|asked| is_client && is_same(asked)) {
        Some(asked) => Json(json!({
            "access_token": "nothing", "token_type": "Bearer", "id_token": within.sign(&asked),
        }))
        .into_response(),
        None => (
            StatusCode::BAD_REQUEST,
            Json(json!({"error": "invalid_grant"})),
        )
            .into_response(),
    }
}

impl Within {
    fn sign(&self, asked: &HashMap<String, String>) -> String {
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "nonce": asked.get("nonce"),
        });
        let said = self.claims.lock().expect("no test panics here").clone();
        for (name, value) in said.as_object().into_iter().flatten() {
            claims[name] = value.clone();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!(
            "{}.{}",
            part(&json!({"alg": "ES256", "kid": "1"})),
            part(&claims)
        );
        let key = match *self.is_forging.lock().expect("no test panics here") {
            true => &self.other,
            false => &self.key,
        };
        let signature = key.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.expect("a signature");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}
