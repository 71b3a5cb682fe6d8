//! However large a file is, taking it in costs little memory.

use crate::run::Place;
use app::demo;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;
use zip::write::SimpleFileOptions;

const PASSWORD: &str = "a-long-password-of-the-test";
const MEGABYTE: u64 = 1024 * 1024;
/// What taking in any file may cost, above what the process needs anyway.
const COST_MAX: u64 = 64 * MEGABYTE;
/// What the database keeps in memory of itself once it has grown: the cache
/// of its writer, whatever it was that made it grow.
const DATABASE_CACHE: u64 = 16 * MEGABYTE;

/// The most memory that a process has had so far.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Runs to its end; answers the most memory that was seen and the exit code.
fn watched(mut child: Child) -> (u64, Option<i32>) {
    let mut most = 0;
    loop {
        most = most.max(peak(child.id()).unwrap_or_default());
        if let Some(status) = child.try_wait().expect("it is ours") {
            return (most, status.code());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn import(place: &Place, path: &Path) -> (u64, Option<i32>) {
    let path = path.to_string_lossy();
    let child = place
        .command(&["import", &path, "--json"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    watched(child.expect("the binary runs"))
}

/// So many invoices that differ in their number.
fn invoices(count: usize) -> impl Iterator<Item = Vec<u8>> {
    let moment = "2026-11-23T11:00:00Z".parse().expect("a moment");
    let invoice = demo::invoices(moment, 20).remove(0);
    let invoice = String::from_utf8(invoice).expect("text");
    let id = invoice.split("<cbc:ID>").nth(1).expect("a number");
    let number = id.split('<').next().expect("a number").to_owned();
    (0..count).map(move |n| invoice.replace(&number, &format!("M{n:07}")).into_bytes())
}

/// An archive of so many different invoices.
fn archive(place: &Place, count: usize) -> PathBuf {
    let path = place.path().join("invoices.zip");
    let file = std::fs::File::create(&path).expect("a file");
    let mut zip = zip::ZipWriter::new(std::io::BufWriter::new(file));
    for (n, invoice) in invoices(count).enumerate() {
        let options = SimpleFileOptions::default();
        zip.start_file(format!("{n}.xml"), options)
            .expect("an entry");
        zip.write_all(&invoice).expect("its bytes");
    }
    zip.finish().expect("an archive");
    path
}

fn an_archive_costs_little(count: usize) {
    let place = Place::with_organisation();
    let small = place.path().join("small.xml");
    let invoice = invoices(1).next().expect("an invoice");
    std::fs::write(&small, invoice).expect("a file");
    let (before, _) = import(&place, &small);
    let path = archive(&place, count);
    let (after, code) = import(&place, &path);
    assert_eq!(code, Some(0), "every invoice is stored");
    let cost = after.saturating_sub(before);
    eprintln!(
        "{count} invoices in a zip: {} MB above {} MB",
        cost / MEGABYTE,
        before / MEGABYTE
    );
    let most = COST_MAX + DATABASE_CACHE;
    assert!(cost <= most, "{} MB", cost / MEGABYTE);
    let kinds = place.json(&["statistics", "--by", "kind", "--json"]);
    assert!(kinds.to_string().contains(&count.to_string()), "{kinds}");
}

#[test]
fn an_archive_of_thousands_of_invoices_costs_little_memory() {
    an_archive_costs_little(5_000);
}

#[test]
#[ignore = "takes minutes; run it when reading or recording changes"]
fn an_archive_of_a_hundred_thousand_invoices_costs_little_memory() {
    an_archive_costs_little(100_000);
}

/// A portal in a process of its own.
struct Portal {
    child: Child,
    address: String,
    cookie: String,
}

impl Portal {
    fn serve(place: &Place) -> Self {
        let port = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
            listener.local_addr().expect("an address").port()
        };
        let address = format!("127.0.0.1:{port}");
        let child = place
            .command(&["serve", "--listen", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let began = std::time::Instant::now();
        while TcpStream::connect(&address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "it serves");
            std::thread::sleep(Duration::from_millis(50));
        }
        let cookie = String::new();
        Self {
            child,
            address,
            cookie,
        }
    }

    /// Sends a request whose body `write` writes, and reads the answer.
    fn send(
        &self,
        head: &str,
        length: u64,
        write: &mut dyn FnMut(&mut TcpStream) -> std::io::Result<()>,
    ) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it serves");
        let (host, cookie) = (&self.address, &self.cookie);
        let head = format!(
            "{head}\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("a head");
        write(&mut stream).expect("a body");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn sign_in(&mut self) {
        let form = format!("email=kari%40nord.example&password={PASSWORD}");
        let answer = self.send(
            "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded",
            form.len() as u64,
            &mut |stream| stream.write_all(form.as_bytes()),
        );
        let line = answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = line.and_then(|line| line.split(';').next());
        self.cookie = cookie.expect("a session").to_owned();
    }

    /// Uploads so many bytes of a file that begins like this.
    fn upload(&self, name: &str, line: &str, lines: u64) -> String {
        let page = self.send("GET /imports HTTP/1.1", 0, &mut |_| Ok(()));
        let token = page
            .split("name=\"form_token\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a form");
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
        );
        let tail = "\r\n--b--\r\n";
        let length = head.len() as u64 + tail.len() as u64 + lines * line.len() as u64;
        let chunk = line.repeat(64);
        self.send(
            "POST /imports HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b",
            length,
            &mut |stream| {
                stream.write_all(head.as_bytes())?;
                for _ in 0..lines / 64 {
                    stream.write_all(chunk.as_bytes())?;
                }
                for _ in 0..lines % 64 {
                    stream.write_all(line.as_bytes())?;
                }
                stream.write_all(tail.as_bytes())
            },
        )
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A place with an administrator whose password is known.
fn place_with_password() -> Place {
    let place = Place::empty();
    let init = [
        "init",
        "--org",
        "nord",
        "--name",
        "Nord AS",
        "--admin-email",
        "kari@nord.example",
        "--password-stdin",
    ];
    let mut child = place
        .command(&init)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all(PASSWORD.as_bytes()).expect("a password");
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
    place
}

fn an_upload_costs_little(megabytes: u64) {
    let place = place_with_password();
    let mut portal = Portal::serve(&place);
    portal.sign_in();
    // Nothing that is read here, so that only keeping it is measured.
    let line = format!("{}\n", "noise ".repeat(170));
    portal.upload("warm.txt", &line, 64);
    let before = peak(portal.child.id()).expect("it runs");
    let lines = megabytes * MEGABYTE / line.len() as u64;
    let answer = portal.upload("large.txt", &line, lines);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let after = peak(portal.child.id()).expect("it runs");
    let cost = after.saturating_sub(before);
    eprintln!(
        "an upload of {megabytes} MB: {} MB above {} MB",
        cost / MEGABYTE,
        before / MEGABYTE
    );
    assert!(cost <= COST_MAX, "{} MB", cost / MEGABYTE);
    let page = portal.send("GET /imports HTTP/1.1", 0, &mut |_| Ok(()));
    assert!(page.contains("large.txt"), "it is kept and shown");
}

#[test]
fn an_upload_of_many_megabytes_costs_little_memory() {
    an_upload_costs_little(200);
}

#[test]
#[ignore = "a gigabyte goes over the line; run it when uploading changes"]
fn an_upload_of_a_gigabyte_costs_little_memory() {
    an_upload_costs_little(1_024);
}
