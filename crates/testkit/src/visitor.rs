use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

/// The most bytes of an answer that a test reads.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Somebody who visits the portal through its router, keeps the cookie, and
/// sends forms back with what was in them.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    cookie: Option<String>,
    language: Option<String>,
    headers: Vec<(String, String)>,
}

/// What the portal answered.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where it sends the browser next.
    pub fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION);
        location
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }
}

impl Visitor {
    /// Somebody without a cookie.
    pub const fn new(router: Router) -> Self {
        Self {
            router,
            cookie: None,
            language: None,
            headers: Vec::new(),
        }
    }

    /// Asks for a language, as a browser does.
    pub fn speak(&mut self, language: &str) {
        self.language = Some(language.to_owned());
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Opens a page with more headers than usual.
    pub async fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let answer = self.get(path).await;
        self.headers.clear();
        answer
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.send(Method::POST, path, Some(kind), body.into_bytes())
            .await
    }

    /// Sends a form with files.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "boundary-of-the-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, bytes) in files {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, Some(kind), body).await
    }

    /// Signs in, and asserts that it worked.
    pub async fn sign_in(&mut self, email: &str, password: &str) {
        let answer = self
            .post("/sign-in", &[("email", email), ("password", password)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(self.cookie.is_some(), "signing in sets a cookie");
    }

    /// The token that the forms of this session carry.
    pub async fn form_token(&mut self, path: &str) -> String {
        let page = self.get(path).await.text();
        let marker = "name=\"form_token\" value=\"";
        let rest = page
            .split_once(marker)
            .map(|(_, rest)| rest)
            .expect("a form with a token");
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<String>,
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(language) = &self.language {
            request = request.header(header::ACCEPT_LANGUAGE, language);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = response.into_parts();
        self.keep_cookie(&parts.headers);
        let bytes = axum::body::to_bytes(body, ANSWER_BYTES_MAX)
            .await
            .expect("a body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: bytes.to_vec(),
        }
    }

    fn keep_cookie(&mut self, headers: &HeaderMap) {
        let Some(cookie) = headers
            .get(header::SET_COOKIE)
            .and_then(|value| value.to_str().ok())
        else {
            return;
        };
        let pair = cookie.split(';').next().unwrap_or_default();
        self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
    }
}

fn encode(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}
