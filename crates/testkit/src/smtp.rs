//! A mail server for tests: real SMTP over a real socket, with manners that
//! can be changed while it runs.

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// Whoever vouches for the server; nobody trusts it who does not name it.
pub const SMTP_CA: &[u8] = include_bytes!("../data/smtp/ca.pem");
const CERTIFICATE: &[u8] = include_bytes!("../data/smtp/server.pem");
const KEY: &[u8] = include_bytes!("../data/smtp/server.key");

/// When the server speaks TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSafety {
    /// Never, and it does not offer to.
    Never,
    /// When it is asked to (STARTTLS).
    WhenAsked,
    /// From the first byte.
    FromTheStart,
}

/// How the server behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmtpManner {
    /// It takes every letter.
    Takes,
    /// It answers a command with this line: `RCPT` with `550 nobody here`.
    Answers(&'static str, &'static str),
    /// It takes the connection and says nothing more at this command.
    HangsAt(&'static str),
    /// It takes the whole letter, keeps it, and goes away without an answer.
    CutsAfterData,
    /// It wants to know who comes, by this name and password.
    Asks(&'static str, &'static str),
}

/// A letter that the server took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedMail {
    /// Who sent it, by the envelope.
    pub from: String,
    /// To whom, by the envelope.
    pub to: Vec<String>,
    /// The whole message.
    pub message: String,
}

impl ReceivedMail {
    /// The value of a header, folded lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.message.split("\r\n\r\n").next()?;
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    }
}

struct Shared {
    manner: Mutex<SmtpManner>,
    received: Mutex<Vec<ReceivedMail>>,
    connections: Mutex<usize>,
    in_the_open: Mutex<Vec<String>>,
    safety: SmtpSafety,
}

/// A mail server on a port of this machine, until the test ends.
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl SmtpServer {
    /// A server that takes every letter.
    pub async fn start() -> Self {
        Self::start_safe(SmtpSafety::Never).await
    }

    /// The same with TLS, for `localhost` and by [`SMTP_CA`].
    pub async fn start_safe(safety: SmtpSafety) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            manner: Mutex::new(SmtpManner::Takes),
            received: Mutex::default(),
            connections: Mutex::default(),
            in_the_open: Mutex::default(),
            safety,
        });
        tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared }
    }

    /// The URL of it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The URL of it for somebody with a name.
    pub fn url_of(&self, user: &str) -> String {
        format!("smtp://{user}@{}", self.address)
    }

    /// Its port on this machine.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What a server with TLS was told before that, and one without at all:
    /// commands other than those that a connection begins with.
    pub fn said_in_the_open(&self) -> Vec<String> {
        locked(&self.shared.in_the_open).clone()
    }

    /// Has it behave otherwise from the next command on.
    pub fn behave(&self, manner: SmtpManner) {
        *locked(&self.shared.manner) = manner;
    }

    /// The letters that it took.
    pub fn received(&self) -> Vec<ReceivedMail> {
        locked(&self.shared.received).clone()
    }

    /// How often somebody connected.
    pub fn connections(&self) -> usize {
        *locked(&self.shared.connections)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        *locked(&shared.connections) += 1;
        let shared = Arc::clone(&shared);
        // A caller who goes away in the middle is none of the server's faults.
        tokio::spawn(async move { Talk::begin(stream, shared).await?.run().await });
    }
}

/// A connection, with TLS or without.
trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

async fn safe(wire: Box<dyn Wire>) -> std::io::Result<Box<dyn Wire>> {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("the key of the certificate");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    Ok(Box::new(acceptor.accept(wire).await?))
}

/// One connection.
struct Talk {
    wire: BufReader<Box<dyn Wire>>,
    is_safe: bool,
    shared: Arc<Shared>,
    letter: ReceivedMail,
}

impl Talk {
    async fn begin(stream: TcpStream, shared: Arc<Shared>) -> std::io::Result<Self> {
        let is_safe = shared.safety == SmtpSafety::FromTheStart;
        let wire: Box<dyn Wire> = Box::new(stream);
        let wire = if is_safe { safe(wire).await? } else { wire };
        let mut talk = Self {
            wire: BufReader::new(wire),
            is_safe,
            shared,
            letter: nothing(),
        };
        talk.say("220 test.example").await?;
        Ok(talk)
    }

    /// The same connection with TLS from here on.
    async fn made_safe(mut self) -> std::io::Result<Self> {
        self.say("220 go on").await?;
        let wire = safe(self.wire.into_inner()).await?;
        Ok(Self {
            wire: BufReader::new(wire),
            is_safe: true,
            ..self
        })
    }

    async fn say(&mut self, line: &str) -> std::io::Result<()> {
        let line = format!("{line}\r\n");
        self.wire.write_all(line.as_bytes()).await?;
        self.wire.flush().await
    }

    async fn line(&mut self) -> std::io::Result<Option<String>> {
        let mut line = String::new();
        let length = self.wire.read_line(&mut line).await?;
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        Ok((length > 0).then_some(line))
    }

    async fn run(mut self) -> std::io::Result<()> {
        while let Some(line) = self.line().await? {
            let command = line.split([' ', ':']).next().unwrap_or_default();
            let command = command.to_ascii_uppercase();
            let manner = locked(&self.shared.manner).clone();
            if command == "STARTTLS" && self.shared.safety == SmtpSafety::WhenAsked {
                self = self.made_safe().await?;
                continue;
            }
            let begins = ["EHLO", "QUIT", "NOOP", "RSET"];
            if !self.is_safe && !begins.contains(&command.as_str()) {
                locked(&self.shared.in_the_open).push(line.clone());
            }
            match &manner {
                SmtpManner::Answers(at, answer) if *at == command => {
                    self.say(answer).await?;
                    continue;
                }
                SmtpManner::HangsAt(at) if *at == command => std::future::pending().await,
                _ => {}
            }
            if !self.answer(&command, &line, &manner).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Answers whether the talk goes on.
    async fn answer(
        &mut self,
        command: &str,
        line: &str,
        manner: &SmtpManner,
    ) -> std::io::Result<bool> {
        match command {
            "EHLO" => {
                self.say("250-test.example").await?;
                if self.shared.safety == SmtpSafety::WhenAsked && !self.is_safe {
                    self.say("250-STARTTLS").await?;
                }
                if matches!(manner, SmtpManner::Asks(..)) {
                    self.say("250-AUTH PLAIN").await?;
                }
                self.say("250 8BITMIME").await?;
            }
            "AUTH" => {
                let answer = match manner {
                    SmtpManner::Asks(user, password) if line.ends_with(&plain(user, password)) => {
                        "235 welcome"
                    }
                    _ => "535 I do not know you",
                };
                self.say(answer).await?;
            }
            "MAIL" => {
                self.letter = nothing();
                self.letter.from = within_brackets(line);
                self.say("250 ok").await?;
            }
            "RCPT" => {
                self.letter.to.push(within_brackets(line));
                self.say("250 ok").await?;
            }
            "DATA" => return self.take(manner).await,
            "QUIT" => {
                self.say("221 bye").await?;
                return Ok(false);
            }
            _ => self.say("250 ok").await?,
        }
        Ok(true)
    }

    async fn take(&mut self, manner: &SmtpManner) -> std::io::Result<bool> {
        self.say("354 go on").await?;
        while let Some(line) = self.line().await? {
            if line == "." {
                locked(&self.shared.received).push(self.letter.clone());
                if *manner == SmtpManner::CutsAfterData {
                    return Ok(false);
                }
                self.say("250 taken").await?;
                return Ok(true);
            }
            let line = line.strip_prefix('.').unwrap_or(&line);
            self.letter.message.push_str(line);
            self.letter.message.push_str("\r\n");
        }
        Ok(false)
    }
}

const fn nothing() -> ReceivedMail {
    ReceivedMail {
        from: String::new(),
        to: Vec::new(),
        message: String::new(),
    }
}

fn within_brackets(line: &str) -> String {
    let after = line.split_once('<').map_or(line, |(_, after)| after);
    after.split('>').next().unwrap_or_default().to_owned()
}

/// What somebody sends who says who they are (RFC 4616).
fn plain(user: &str, password: &str) -> String {
    data_encoding::BASE64.encode(format!("\0{user}\0{password}").as_bytes())
}
