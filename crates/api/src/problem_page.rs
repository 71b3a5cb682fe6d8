//! The page behind the `type` of every problem, out of the documentation.

use crate::problem::Fault;
use axum::extract::Path;

/// The documentation of problems: a row of a table for each code.
const PAGES: &str = include_str!("../../../docs/api/problems.md");

/// Explain a problem
///
/// What a `code` means, in the words of the documentation. Needs no key.
#[utoipa::path(
    get, path = "/problems/{code}", tag = "system",
    params(("code" = String, Path, description = "Code of the problem")),
    responses((status = 200, body = String, content_type = "text/plain")),
    security(()),
)]
pub(crate) async fn show(Path(code): Path<String>) -> Result<String, Fault> {
    explained(&code).ok_or(Fault::NotFound)
}

/// What the documentation says of a code, `status: meaning`.
fn explained(code: &str) -> Option<String> {
    let named = format!("`{code}`");
    PAGES.lines().find_map(|line| {
        let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
        let codes = cells.next()?;
        let is_named = codes.split(',').any(|cell| cell.trim() == named);
        is_named.then(|| {
            cells
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join(": ")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_page_and_a_word_that_is_none_has_not() {
        assert_eq!(
            explained("matched.invalid").as_deref(),
            Some("400: Neither `true` nor `false`.")
        );
        assert!(explained("comment.too_long").is_some());
        assert_eq!(explained("code"), None);
        assert_eq!(explained(""), None);
    }
}
