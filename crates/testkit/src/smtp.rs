//! A mail server for tests: real SMTP over a real socket, with manners that
//! can be changed while it runs.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

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
}

/// A mail server on a port of this machine, until the test ends.
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl SmtpServer {
    /// A server that takes every letter.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            manner: Mutex::new(SmtpManner::Takes),
            received: Mutex::default(),
            connections: Mutex::default(),
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
        let talk = Talk::new(stream, Arc::clone(&shared));
        // A caller who goes away in the middle is none of the server's faults.
        tokio::spawn(async move { talk.run().await.ok() });
    }
}

/// One connection.
struct Talk {
    lines: Lines<BufReader<OwnedReadHalf>>,
    out: OwnedWriteHalf,
    shared: Arc<Shared>,
    letter: ReceivedMail,
}

impl Talk {
    fn new(stream: TcpStream, shared: Arc<Shared>) -> Self {
        let (read, out) = stream.into_split();
        Self {
            lines: BufReader::new(read).lines(),
            out,
            shared,
            letter: nothing(),
        }
    }

    async fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.out.write_all(format!("{line}\r\n").as_bytes()).await
    }

    async fn run(mut self) -> std::io::Result<()> {
        self.say("220 test.example").await?;
        while let Some(line) = self.lines.next_line().await? {
            let command = line.split([' ', ':']).next().unwrap_or_default();
            let command = command.to_ascii_uppercase();
            let manner = locked(&self.shared.manner).clone();
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
        while let Some(line) = self.lines.next_line().await? {
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
