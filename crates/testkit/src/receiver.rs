//! Another system that webhooks tell of things, as it is or as it should not
//! be: it answers, refuses, hangs, or says more than anybody wants to hear.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The most bytes of a request that are read.
const REQUEST_BYTES_MAX: usize = 64 * 1024;

/// What a receiver does with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// Answers with a status and an empty body.
    Status(u16),
    /// Answers with these bytes, whatever they are, and closes.
    Bytes(Vec<u8>),
    /// Takes the request and says nothing.
    Hangs,
    /// Answers well and then never stops sending a body.
    NeverEnds,
    /// Sends one byte of its answer at a time, slowly.
    Drips,
    /// Closes the connection without an answer.
    Closes,
}

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Names in lower case, with values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Received {
    /// The value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map_or("", |(_, value)| value)
    }
}

/// A receiver on a free port of this machine, until it is dropped.
pub struct Receiver {
    url: String,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

struct State {
    manner: Mutex<Manner>,
    received: Mutex<Vec<Received>>,
}

impl Receiver {
    /// Starts one with this manner.
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State {
            manner: Mutex::new(manner),
            received: Mutex::default(),
        });
        let serving = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&serving);
                tokio::spawn(async move {
                    // Whoever asks may have gone away meanwhile.
                    let _ = attend(stream, &state).await;
                });
            }
        });
        Self {
            url: format!("http://127.0.0.1:{port}/hook"),
            state,
            task,
        }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets it behave otherwise from now on.
    pub fn turn(&self, manner: Manner) {
        *self.state.manner.lock().expect("no test panics here") = manner;
    }

    /// What came, in the order it came.
    pub fn received(&self) -> Vec<Received> {
        let received = self.state.received.lock().expect("no test panics here");
        received.clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn attend(mut stream: TcpStream, state: &State) -> std::io::Result<()> {
    let received = read(&mut stream).await?;
    let manner = state.manner.lock().expect("no test panics here").clone();
    let all = &state.received;
    all.lock().expect("no test panics here").push(received);
    match manner {
        Manner::Status(status) => {
            let head = format!(
                "HTTP/1.1 {status} Said\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).await
        }
        Manner::Bytes(bytes) => stream.write_all(&bytes).await,
        Manner::Hangs => {
            std::future::pending::<()>().await;
            Ok(())
        }
        Manner::NeverEnds => never_end(&mut stream).await,
        Manner::Drips => drip(&mut stream).await,
        Manner::Closes => Ok(()),
    }
}

async fn never_end(stream: &mut TcpStream) -> std::io::Result<()> {
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head).await?;
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1024));
    loop {
        stream.write_all(chunk.as_bytes()).await?;
    }
}

async fn drip(stream: &mut TcpStream) -> std::io::Result<()> {
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: ".iter().chain(std::iter::repeat(&b'a')) {
        stream.write_all(std::slice::from_ref(byte)).await?;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

async fn read(stream: &mut TcpStream) -> std::io::Result<Received> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(received) = whole(&bytes) {
            return Ok(received);
        }
        let read = stream.read(&mut buffer).await?;
        if read == 0 || bytes.len() > REQUEST_BYTES_MAX {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        bytes.extend_from_slice(&buffer[..read]);
    }
}

/// The request, once all of it is there.
fn whole(bytes: &[u8]) -> Option<Received> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let headers: Vec<(String, String)> = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let received = Received {
        headers,
        body: body.to_owned(),
    };
    let length: usize = received.header("content-length").parse().ok()?;
    (body.len() >= length).then_some(received)
}
