//! As much of a browser as these tests need: one request a connection.

use super::node::{EMAIL, PASSWORD};
use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take: an import on a machine that does much else.
const ANSWERS_WITHIN: Duration = Duration::from_secs(600);

/// Somebody at a node's portal.
#[derive(Clone)]
pub(super) struct Browser {
    address: SocketAddr,
    cookie: String,
}

/// What was answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Some(Self {
            status: head.split(' ').nth(1)?.parse().ok()?,
            body: bytes[end + 4..].to_vec(),
            head,
        })
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Browser {
    pub(super) const fn at(address: SocketAddr) -> Self {
        Self {
            address,
            cookie: String::new(),
        }
    }

    /// A session is known on every node.
    pub(super) fn take_cookie_of(&mut self, other: &Self) {
        self.cookie.clone_from(&other.cookie);
    }

    /// `None` where nobody answers.
    pub(super) fn get(&self, path: &str) -> Option<Answer> {
        self.ask("GET", path, "text/plain", &[])
    }

    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(ANSWERS_WITHIN)).ok()?;
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: localhost\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Answer::read(&answer)
    }

    pub(super) fn sign_in(&mut self) {
        let form = format!(
            "email={}&password={}",
            EMAIL.replace('@', "%40"),
            PASSWORD.replace(' ', "+")
        );
        let kind = "application/x-www-form-urlencoded";
        let answer = self.ask("POST", "/sign-in", kind, form.as_bytes());
        let answer = answer.expect("an answer");
        assert_eq!(answer.status, 303, "{}", answer.head);
        let cookie = answer
            .head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        cookie.expect("a cookie").clone_into(&mut self.cookie);
    }

    /// Hands a file in; the status, or `None` where no answer came.
    pub(super) fn try_upload(&mut self, name: &str, bytes: &[u8]) -> Option<u16> {
        let page = self.get("/imports").filter(|page| page.status == 200)?;
        let page = page.text();
        let (_, rest) = page.split_once("name=\"form_token\" value=\"")?;
        let token = rest.split('"').next()?;
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let answer = self.ask(
            "POST",
            "/imports",
            "multipart/form-data; boundary=edge",
            &body,
        );
        answer.map(|answer| answer.status)
    }

    pub(super) fn upload(&mut self, name: &str, bytes: &[u8]) -> u16 {
        self.try_upload(name, bytes).expect("an answer")
    }

    /// The number of every document that the list has.
    pub(super) fn list_of_numbers(&mut self) -> Vec<String> {
        let export = self.get("/documents/export.csv?columns=number");
        let export = export.expect("an answer");
        assert_eq!(export.status, 200, "{}", export.head);
        let text = export.text();
        let lines = text.lines().skip(1).map(str::to_owned);
        lines.filter(|line| !line.is_empty()).collect()
    }

    pub(super) fn numbers(&mut self) -> BTreeSet<String> {
        self.list_of_numbers().into_iter().collect()
    }

    /// The bytes of the file that was handed in last.
    pub(super) fn newest_file(&mut self) -> Vec<u8> {
        let page = self.get("/imports").expect("an answer").text();
        let (_, rest) = page.split_once("href=\"/imports/").expect("a file");
        let id = rest.split(['"', '?']).next().expect("its id");
        let file = self.get(&format!("/imports/{id}/file"));
        file.expect("an answer").body
    }
}
