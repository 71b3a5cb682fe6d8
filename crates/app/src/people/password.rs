//! Passwords: what is taken for one, and how they are kept.

use crate::{App, Error, Result};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, PasswordHash};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The fewest characters of a password (ASVS 5.0, 6.2.1 asks for 8).
pub const PASSWORD_CHARACTERS_MIN: usize = 12;
/// The most, so that hashing stays bounded.
pub const PASSWORD_CHARACTERS_MAX: usize = 256;
/// Fewest letters of a word that must not be most of a password.
const WORD_CHARACTERS_MIN: usize = 4;

/// Hashing takes 19 MiB each time; more than this at once would let a crowd
/// at the door exhaust the memory.
static HASHING: Semaphore = Semaphore::const_new(4);

/// What people write who are asked for twelve characters: stems that make up
/// the long passwords of published lists. A password that is little more than
/// some of them is refused (ASVS 5.0, 6.2.4).
const STEMS: [&str; 44] = [
    "password",
    "passord",
    "passwort",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azerty",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "qazwsxedc",
    "letmein",
    "welcome",
    "velkommen",
    "admin",
    "administrator",
    "iloveyou",
    "sommer",
    "summer",
    "winter",
    "vinter",
    "autumn",
    "spring",
    "norway",
    "norge",
    "monkey",
    "dragon",
    "football",
    "fotball",
    "baseball",
    "superman",
    "batman",
    "princess",
    "prinsesse",
    "sunshine",
    "trustno",
    "master",
    "login",
    "hemmelig",
    "secret",
    "changeme",
    "default",
    "liverpool",
    "manchester",
];

/// A password that is easy to read out and hard to guess: 20 letters and
/// digits without look-alikes, 98 bits.
pub(super) fn make(app: &App) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut random = [0; 20];
    app.random.fill(&mut random);
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    let letters: Vec<char> = random.iter().map(letter).collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// The hash of a password that nobody has, so that an unknown address costs
/// the same time as a wrong password.
static NOBODYS_HASH: LazyLock<String> = LazyLock::new(|| {
    Argon2::default()
        .hash_password(b"nobody has this password")
        .map(|hash| hash.to_string())
        .unwrap_or_default()
});

/// Refuses what is too short, too long, or among the first that somebody who
/// guesses would try; `about` are words that others know of the person.
pub(super) fn check(password: &str, about: &[&str]) -> Result<()> {
    let count = password.chars().count();
    if !(PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX).contains(&count) {
        return Err(refused(
            "person.password",
            format!(
                "a password has {PASSWORD_CHARACTERS_MIN} to {PASSWORD_CHARACTERS_MAX} characters"
            ),
        ));
    }
    if is_guessable(&password.to_lowercase(), about) {
        return Err(refused(
            "person.password_guessable",
            "this password is easy to guess; take three or four words that have nothing \
             to do with each other, or let a password manager make one",
        ));
    }
    Ok(())
}

fn refused(code: &'static str, message: impl Into<String>) -> Error {
    Error::invalid(code, "password", message)
}

/// Whether little is left of a password once known words, rows of digits and
/// repetitions are taken out.
fn is_guessable(password: &str, about: &[&str]) -> bool {
    let mut left = password.to_owned();
    let about = about.iter().flat_map(|text| {
        text.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
    });
    let known = about.chain(STEMS.iter().map(|stem| (*stem).to_owned()));
    let mut known: Vec<String> = known
        .filter(|word| word.chars().count() >= WORD_CHARACTERS_MIN)
        .collect();
    known.push("utsyn".to_owned());
    // Long ones first, so that no part of one is left of it.
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in known {
        left = left.replace(&word, "");
    }
    let mut letters: Vec<char> = left.chars().filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    letters.dedup();
    let mut others: Vec<char> = left.chars().filter(|c| !c.is_alphabetic()).collect();
    others.sort_unstable();
    others.dedup();
    // "aaaaaaaaaaaa", "123456789012", "sommer2026!!": a handful of signs.
    let is_short_of_it = letters.len() + others.len() < 5 || left.len() < password.len();
    letters.is_empty() || (letters.len() < 4 && is_short_of_it)
}

/// The hash of a password that was checked.
pub(super) async fn hash(password: String) -> Result<String> {
    off_the_loop(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| Error::internal(error.to_string()))
    })
    .await?
}

/// Whether it is the password. Where there is none, it costs the same time.
pub(super) async fn verify(password: &str, hash: &str) -> Result<bool> {
    let (password, hash) = (password.to_owned(), hash.to_owned());
    off_the_loop(move || {
        let is_known = PasswordHash::new(&hash).is_ok();
        let hash = if is_known { &hash } else { &*NOBODYS_HASH };
        let is_right = PasswordHash::new(hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        });
        is_known && is_right
    })
    .await
}

/// Hashing keeps a core busy for tens of milliseconds, so it happens on a
/// thread of its own and never more than a few at a time.
async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = HASHING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guessed_first_is_refused() {
        let about = ["kari@nord.example", "Kari Nordmann", "Nord Energi AS"];
        for guessed in [
            "passord12345",
            "Password1234!",
            "aaaaaaaaaaaa",
            "123456789012",
            "abababababab",
            "Sommer2026!!",
            "KariNordmann1",
            "nordmann2026",
            "utsynutsyn12",
            "qwertyuiop12",
            "energi-energi",
        ] {
            assert!(check(guessed, &about).is_err(), "{guessed}");
        }
        assert!(check("kort", &about).is_err());
        assert!(check(&"x7".repeat(200), &about).is_err());
    }

    #[test]
    fn what_is_hard_to_guess_is_taken() {
        let about = ["kari@nord.example", "Kari Nordmann"];
        for good in [
            "correct horse battery",
            "bcdfg-hjkmn-pqrst-23456",
            "tolv blå båter på land",
            "8391 7745 0926 1138 x",
            "kari liker grønn saft",
        ] {
            check(good, &about).unwrap_or_else(|error| panic!("{good}: {error}"));
        }
    }
}
