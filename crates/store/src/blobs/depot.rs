use std::path::PathBuf;
use std::str::FromStr;

/// A place for bytes outside the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Depot {
    /// A directory of this machine.
    Directory(PathBuf),
    /// A bucket of S3 or a compatible store. Endpoint, region and credentials
    /// come from the environment (`AWS_ENDPOINT`, `AWS_REGION`,
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, …).
    Bucket {
        /// Its name.
        bucket: String,
        /// What every key begins with, without slashes at its ends; empty
        /// where the bucket is for Utsyn alone.
        prefix: String,
    },
}

/// Text that names no such place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is neither a bucket nor a directory; write s3://BUCKET/PREFIX or the path of a directory"
)]
pub struct NotADepot(String);

/// Longest name of a bucket (Amazon S3 user guide, bucket naming rules).
const BUCKET_CHARACTERS_MAX: usize = 63;

impl FromStr for Depot {
    type Err = NotADepot;

    fn from_str(text: &str) -> Result<Self, NotADepot> {
        let wrong = || NotADepot(text.to_owned());
        let Some((scheme, rest)) = text.split_once("://") else {
            return match text {
                "" => Err(wrong()),
                path => Ok(Self::Directory(path.into())),
            };
        };
        match scheme {
            "file" if rest.starts_with('/') => Ok(Self::Directory(rest.into())),
            "s3" => {
                let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
                if !is_bucket(bucket) {
                    return Err(wrong());
                }
                Ok(Self::Bucket {
                    bucket: bucket.to_owned(),
                    prefix: prefix.trim_matches('/').to_owned(),
                })
            }
            _ => Err(wrong()),
        }
    }
}

fn is_bucket(name: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_');
    !name.is_empty() && name.len() <= BUCKET_CHARACTERS_MAX && name.chars().all(fits)
}

impl std::fmt::Display for Depot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Directory(path) => path.display().fmt(f),
            Self::Bucket { bucket, prefix } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::Bucket { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        for written in [
            "s3://utsyn",
            "s3://utsyn/a/b",
            "/var/lib/utsyn/originals",
            "here",
        ] {
            let place: Depot = written.parse().unwrap();
            assert_eq!(place.to_string(), written);
        }
        assert_eq!("s3://utsyn/a/".parse(), "s3://utsyn/a".parse::<Depot>());
        assert_eq!("file:///a".parse(), "/a".parse::<Depot>());
    }

    #[test]
    fn what_names_no_place_is_refused() {
        for written in [
            "",
            "s3://",
            "s3:///a",
            "s3://A b/c",
            "ftp://host/a",
            "file://a",
        ] {
            assert!(written.parse::<Depot>().is_err(), "{written}");
        }
    }
}
