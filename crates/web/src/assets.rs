//! The style sheet, the script and the mark: compiled in, named by their
//! content, so that browsers may keep them for ever.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::ContentHash;
use std::sync::LazyLock;

use crate::error_page::Failure;

/// Digits of the hash in a name: 48 bits are plenty to tell versions apart.
const HASH_DIGITS: usize = 12;

/// A file that belongs to the program.
pub(crate) struct Asset {
    media_type: &'static str,
    content: String,
    file: String,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let own = [
        include_str!("../assets/base.css"),
        include_str!("../assets/frame.css"),
        include_str!("../assets/parts.css"),
        include_str!("../assets/pages.css"),
        include_str!("../assets/picture.css"),
        include_str!("../assets/recipient.css"),
        include_str!("../assets/print.css"),
    ];
    Asset::new(
        "utsyn",
        "css",
        "text/css; charset=utf-8",
        render::CHART_CSS.to_owned() + &own.concat(),
    )
});

/// The script, one file a part.
const SCRIPTS: [&str; 2] = [
    include_str!("../assets/utsyn.js"),
    include_str!("../assets/palette.js"),
];

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let content = SCRIPTS.concat();
    Asset::new("utsyn", "js", "text/javascript; charset=utf-8", content)
});

static MARK: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_str!("../assets/mark.svg").to_owned();
    Asset::new("mark", "svg", "image/svg+xml", content)
});

impl Asset {
    fn new(
        name: &'static str,
        ending: &'static str,
        media_type: &'static str,
        content: String,
    ) -> Self {
        let hash = ContentHash::of(content.as_bytes()).to_string();
        let file = format!("{name}.{}.{ending}", &hash[..HASH_DIGITS]);
        Self {
            media_type,
            content,
            file,
        }
    }

    fn path(&self) -> String {
        format!("/assets/{}", self.file)
    }
}

/// Address of the style sheet.
pub(crate) fn style() -> String {
    STYLE.path()
}

/// Address of the script.
pub(crate) fn script() -> String {
    SCRIPT.path()
}

/// Address of the mark.
pub(crate) fn mark() -> String {
    MARK.path()
}

/// Serves one of them. A name with another hash belongs to another version
/// of the program and is unknown.
pub(crate) async fn serve(Path(file): Path<String>) -> Result<Response, Failure> {
    let assets = [&*STYLE, &*SCRIPT, &*MARK];
    let asset = assets
        .into_iter()
        .find(|asset| asset.file == file)
        .ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.content.as_str()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_with_the_content() {
        let one = Asset::new("a", "css", "text/css", "a{}".to_owned());
        let other = Asset::new("a", "css", "text/css", "b{}".to_owned());
        assert_ne!(one.file, other.file);
        assert!(one.file.starts_with("a.") && one.file.ends_with(".css"));
    }

    #[test]
    fn style_and_script_stay_within_their_budgets() {
        // Uncompressed; gzip makes about a quarter of it.
        assert!(STYLE.content.len() < 100_000, "{}", STYLE.content.len());
        assert!(SCRIPT.content.len() < 30_000, "{}", SCRIPT.content.len());
        for part in SCRIPTS {
            assert!(part.lines().count() <= 200);
        }
    }

    #[test]
    fn neither_loads_anything_from_elsewhere() {
        for asset in [&*STYLE, &*SCRIPT] {
            for forbidden in [
                "http://",
                "https://",
                "url(",
                "@import",
                "innerHTML",
                "eval(",
            ] {
                assert!(
                    !asset.content.contains(forbidden),
                    "{} in {}",
                    forbidden,
                    asset.file
                );
            }
        }
    }
}
