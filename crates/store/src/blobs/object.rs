//! A bucket of S3 or a compatible store, for callers that wait.
//!
//! The client needs a runtime of its own: whoever asks may be on a thread
//! that belongs to another one, or to none.

use crate::{Error, Result};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey, Checksum, S3ConditionalPut};
use object_store::path::Path;
use object_store::{
    ClientConfigKey, GetOptions, GetRange, MultipartUpload, ObjectStore as _, ObjectStoreExt as _,
    PutMode, RetryConfig,
};
use std::future::Future;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long connecting may take. A server that is there answers in
/// milliseconds.
const CONNECT_WITHIN: Duration = Duration::from_secs(3);
/// How long one request may take, with all of its bytes: the largest file
/// that is taken in (256 MiB) over a slow line of 50 Mbit/s.
const REQUEST_WITHIN: Duration = Duration::from_secs(45);
/// How often the client repeats a request that is safe to repeat.
const RETRIES_MAX: usize = 3;
/// How long it goes on repeating. Whoever uploads is told soon that it did
/// not work and may try again; a page must not hang.
const RETRY_WITHIN: Duration = Duration::from_secs(10);
/// How often a put is tried. The client does not repeat these, because it
/// cannot know that the same key always means the same bytes.
const PUTS_MAX: u32 = 3;
/// The pause before a put is tried again; each further one is twice as long.
const PUT_PAUSE: Duration = Duration::from_millis(200);
/// Bytes asked for at a time, so that a line that breaks costs one part.
const PART_BYTES: u64 = 8 * 1024 * 1024;
/// The most keys of one answer to a list. Keys are asked for by the first
/// byte of a hash, so this is reached with 256 times as many originals.
const LISTED_MAX: usize = 1_000_000;

/// A bucket, or the part of one below a prefix.
pub(crate) struct Objects {
    client: Arc<AmazonS3>,
    prefix: Path,
    name: String,
    runtime: Option<Runtime>,
}

/// Something that lies in a bucket.
pub(crate) struct Object {
    /// The last part of its key.
    pub(crate) name: String,
    /// When it was put there.
    pub(crate) written_at: Timestamp,
}

impl Objects {
    /// A bucket; the environment says where it is and who asks. Nothing is
    /// asked of it yet.
    pub(crate) fn open(bucket: &str, prefix: &str) -> Result<Self> {
        Self::with(AmazonS3Builder::from_env(), bucket, prefix)
    }

    /// A bucket where the settings say.
    pub(crate) fn with(settings: AmazonS3Builder, bucket: &str, prefix: &str) -> Result<Self> {
        // Somebody else may have chosen it already, for the database.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = patient(settings)
            .with_bucket_name(bucket)
            .with_conditional_put(S3ConditionalPut::ETagMatch)
            .with_checksum_algorithm(Checksum::SHA256)
            .build();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("object-store")
            .enable_all()
            .build();
        let prefix = Path::parse(prefix).map_err(Error::other)?;
        Ok(Self {
            client: Arc::new(client.map_err(Error::other)?),
            name: format!("s3://{bucket}/{prefix}"),
            prefix,
            runtime: Some(runtime.map_err(Error::other)?),
        })
    }

    /// The bucket as a person writes it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Puts bytes where nothing is yet. Answers whether nothing was. The
    /// server compares the bytes with their SHA-256 before it says yes.
    pub(crate) fn put_new(&self, key: &[&str], bytes: Bytes) -> Result<bool> {
        self.put_as(key, bytes, PutMode::Create)
    }

    /// Puts bytes, in the place of what is there.
    pub(crate) fn put(&self, key: &[&str], bytes: Bytes) -> Result<()> {
        self.put_as(key, bytes, PutMode::Overwrite).map(drop)
    }

    fn put_as(&self, key: &[&str], bytes: Bytes, mode: PutMode) -> Result<bool> {
        let (client, key) = (Arc::clone(&self.client), self.key(key));
        self.wait(async move {
            let mut pause = PUT_PAUSE;
            for tried in 1.. {
                let put = client.put_opts(&key, bytes.clone().into(), mode.clone().into());
                match put.await {
                    Ok(_) => break,
                    Err(object_store::Error::AlreadyExists { .. }) => return Ok(false),
                    Err(error) if tried == PUTS_MAX || is_final(&error) => return Err(error),
                    Err(error) => tracing::warn!(%error, tried, "a put failed and is tried again"),
                }
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
            Ok(true)
        })
    }

    /// The bytes of a key, at most so many; `None` where nothing is.
    pub(crate) fn get(&self, key: &[&str], size_max: u64) -> Result<Option<Vec<u8>>> {
        let (client, key) = (Arc::clone(&self.client), self.key(key));
        self.wait(async move { present(in_parts(&client, &key, size_max).await) })
    }

    /// The bytes of a key to read one after the other, at most `size_max`;
    /// `None` where nothing is.
    pub(crate) fn reader(self: &Arc<Self>, key: &[&str], size_max: u64) -> Result<Option<Parts>> {
        let key = self.key(key);
        let first = self.part(&key, 0..PART_BYTES.min(size_max))?;
        Ok(first.map(|(part, size)| Parts {
            objects: Arc::clone(self),
            key,
            next: part.len() as u64,
            end: size.min(size_max),
            part,
        }))
    }

    /// Some bytes of a key, and how many there are in all.
    fn part(&self, key: &Path, range: Range<u64>) -> Result<Option<(Bytes, u64)>> {
        let (client, key) = (Arc::clone(&self.client), key.clone());
        self.wait(async move { present(part(&client, &key, range).await) })
    }

    /// Puts what a reader gives, in the place of what is there. It goes in
    /// parts, so that one of them is in memory at a time; the server compares
    /// each with its SHA-256, and shows nothing before all of it is there.
    pub(crate) fn put_parts(&self, key: &[&str], from: &mut dyn Read) -> Result<()> {
        let (client, key) = (Arc::clone(&self.client), self.key(key));
        let mut upload = self.wait(async move { client.put_multipart(&key).await })?;
        if let Err(error) = self.send_parts(upload.as_mut(), from) {
            // If this fails too, the store clears away what is left in time.
            let _ = self.wait(async move { upload.abort().await });
            return Err(error);
        }
        self.wait(async move { upload.complete().await }).map(drop)
    }

    fn send_parts(&self, upload: &mut dyn MultipartUpload, from: &mut dyn Read) -> Result<()> {
        loop {
            let mut part = Vec::new();
            let mut rest = Read::take(&mut *from, PART_BYTES);
            rest.read_to_end(&mut part).map_err(Error::other)?;
            if part.is_empty() {
                return Ok(());
            }
            let sending = upload.put_part(part.into());
            self.wait(sending)?;
        }
    }

    /// Takes a key away, if it is there.
    pub(crate) fn delete(&self, key: &[&str]) -> Result<()> {
        let (client, key) = (Arc::clone(&self.client), self.key(key));
        let deleted = self.wait(async move { present(client.delete(&key).await) });
        deleted.map(drop)
    }

    /// What lies directly below a key.
    pub(crate) fn list(&self, below: &[&str]) -> Result<Vec<Object>> {
        let (client, below) = (Arc::clone(&self.client), self.key(below));
        self.wait(async move {
            let mut listing = client.list(Some(&below));
            let mut objects = Vec::new();
            while let Some(meta) = listing.try_next().await? {
                let name = meta.location.filename().unwrap_or_default().to_owned();
                let unix_ms = meta.last_modified.timestamp_millis();
                objects.push(Object {
                    name,
                    written_at: Timestamp::from_millisecond(unix_ms).unwrap_or(Timestamp::MAX),
                });
                if objects.len() == LISTED_MAX {
                    break;
                }
            }
            Ok(objects)
        })
    }

    fn key(&self, parts: &[&str]) -> Path {
        let mut key = self.prefix.clone();
        key.extend(parts.iter().copied());
        key
    }

    /// Lets the client do something on its runtime, and waits for it.
    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = object_store::Result<T>> + Send + 'static,
    ) -> Result<T> {
        let runtime = self.runtime.as_ref().expect("it goes only when dropped");
        let (answer, answered) = std::sync::mpsc::sync_channel(1);
        runtime.spawn(async move {
            // Whoever asked is waiting below.
            let _ = answer.send(work.await);
        });
        let answer = answered.recv();
        answer
            .map_err(|_| Error::other("the object store's client stopped"))?
            .map_err(failed)
    }
}

/// The bytes of a key, part by part.
async fn in_parts(client: &AmazonS3, key: &Path, size_max: u64) -> object_store::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < size_max {
        let from = bytes.len() as u64;
        let (part, size) = part(client, key, from..size_max.min(from + PART_BYTES)).await?;
        bytes.extend_from_slice(&part);
        if part.is_empty() || bytes.len() as u64 >= size {
            break;
        }
    }
    Ok(bytes)
}

/// Some bytes of a key, and how many there are in all.
async fn part(
    client: &AmazonS3,
    key: &Path,
    range: Range<u64>,
) -> object_store::Result<(Bytes, u64)> {
    let asked = GetOptions::default().with_range(Some(GetRange::Bounded(range)));
    let answer = client.get_opts(key, asked).await?;
    let size = answer.meta.size;
    Ok((answer.bytes().await?, size))
}

/// The bytes of a key, read part by part as somebody asks for them.
pub(crate) struct Parts {
    objects: Arc<Objects>,
    key: Path,
    part: Bytes,
    next: u64,
    end: u64,
}

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.part.is_empty() && self.next < self.end {
            let range = self.next..self.end.min(self.next + PART_BYTES);
            let got = self.objects.part(&self.key, range);
            let (part, _) = got
                .map_err(std::io::Error::other)?
                .filter(|(part, _)| !part.is_empty())
                .ok_or(std::io::ErrorKind::UnexpectedEof)?;
            self.next += part.len() as u64;
            self.part = part;
        }
        let taken = self.part.split_to(self.part.len().min(buffer.len()));
        buffer[..taken.len()].copy_from_slice(&taken);
        Ok(taken.len())
    }
}

/// Makes an absent key an answer.
fn present<T>(answer: object_store::Result<T>) -> object_store::Result<Option<T>> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Limits to how long anything may take, unless the environment names others.
fn patient(settings: AmazonS3Builder) -> AmazonS3Builder {
    let limits = [
        (ClientConfigKey::ConnectTimeout, CONNECT_WITHIN),
        (ClientConfigKey::Timeout, REQUEST_WITHIN),
    ];
    let settings = limits.into_iter().fold(settings, |settings, (key, limit)| {
        let key = AmazonS3ConfigKey::Client(key);
        match settings.get_config_value(&key) {
            Some(_) => settings,
            None => settings.with_config(key, format!("{} seconds", limit.as_secs())),
        }
    });
    settings.with_retry(RetryConfig {
        max_retries: RETRIES_MAX,
        retry_timeout: RETRY_WITHIN,
        ..RetryConfig::default()
    })
}

/// Whether trying again cannot help.
const fn is_final(error: &object_store::Error) -> bool {
    matches!(
        error,
        object_store::Error::NotFound { .. }
            | object_store::Error::PermissionDenied { .. }
            | object_store::Error::Unauthenticated { .. }
            | object_store::Error::InvalidPath { .. }
            | object_store::Error::NotImplemented { .. }
    )
}

fn failed(error: object_store::Error) -> Error {
    match is_final(&error) {
        true => Error::other(error),
        false => Error::Away {
            what: "object store",
            source: error.into(),
        },
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Waiting for it here would panic on a thread of another runtime;
        // nothing is under way, because whoever asked waited.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
