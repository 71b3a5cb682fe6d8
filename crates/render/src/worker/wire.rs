//! How parent and worker talk: a length, so many bytes of JSON, and then
//! bytes as they are, to the end.

use super::{Confinement, Job, Made, Reason, Refusal, Want};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// Most bytes of the JSON of a job: an invoice of 2,000 lines has one.
const HEAD_BYTES_MAX: u32 = 32 << 20;

/// Most bytes that a file may have of which a picture is made.
pub(super) const PAYLOAD_BYTES_MAX: u64 = 64 << 20;

/// Most bytes of a picture that are believed.
pub(super) const ANSWER_BYTES_MAX: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
struct Asked {
    job: Job,
    want: Want,
}

/// What comes back ahead of the picture.
#[derive(Serialize, Deserialize)]
struct Answered {
    /// Behind which walls it was drawn.
    walls: Confinement,
    told: Result<Told, Refusal>,
}

#[derive(Serialize, Deserialize)]
struct Told {
    media_type: String,
    pages: usize,
    width_px: u32,
    height_px: u32,
}

/// What is sent to the worker ahead of the payload.
pub(super) fn head(job: &Job, want: Want) -> Vec<u8> {
    let asked = Asked {
        job: job.clone(),
        want,
    };
    framed(&asked)
}

/// Reads a job and its payload. Runs in the worker.
///
/// # Errors
/// When they cannot be read.
pub fn read_job(mut input: impl Read) -> io::Result<(Job, Want, Vec<u8>)> {
    let asked: Asked = read_head(&mut input)?;
    let mut payload = Vec::new();
    input.take(PAYLOAD_BYTES_MAX).read_to_end(&mut payload)?;
    Ok((asked.job, asked.want, payload))
}

/// Writes an answer. Runs in the worker.
///
/// # Errors
/// When nobody takes it.
pub fn write_answer(
    mut output: impl Write,
    walls: Confinement,
    answer: &Result<Made, Refusal>,
) -> io::Result<()> {
    let told = answer.as_ref().map_err(Refusal::clone).map(|made| Told {
        media_type: made.media_type.clone(),
        pages: made.pages,
        width_px: made.width_px,
        height_px: made.height_px,
    });
    output.write_all(&framed(&Answered { walls, told }))?;
    if let Ok(made) = answer {
        output.write_all(&made.bytes)?;
    }
    output.flush()
}

/// Reads an answer; `None` where the worker ended without a whole one.
pub(super) fn read_answer(mut answer: &[u8]) -> Option<(Confinement, Result<Made, Refusal>)> {
    let answered: Answered = read_head(&mut answer).ok()?;
    let made = answered.told.and_then(|told| {
        if answer.is_empty() {
            return Err(Refusal::new(Reason::Crashed, "the picture is empty"));
        }
        Ok(Made {
            media_type: known(&told.media_type)?.to_owned(),
            pages: told.pages,
            width_px: told.width_px,
            height_px: told.height_px,
            bytes: answer.to_vec(),
        })
    });
    Some((answered.walls, made))
}

/// A worker that was taken over could say anything; only these are shown.
fn known(media_type: &str) -> Result<&'static str, Refusal> {
    ["image/png", "image/svg+xml", "application/pdf"]
        .into_iter()
        .find(|known| *known == media_type)
        .ok_or_else(|| Refusal::new(Reason::Forbidden, "an answer of an unknown kind"))
}

fn framed(value: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("jobs are made of text and numbers");
    let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend(json);
    bytes
}

fn read_head<T: serde::de::DeserializeOwned>(input: &mut impl Read) -> io::Result<T> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > HEAD_BYTES_MAX {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    let mut json = vec![0; length as usize];
    input.read_exact(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

#[cfg(test)]
mod tests;
