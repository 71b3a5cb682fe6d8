use super::*;
use crate::tests::{is_sound, visit};
use render::Language;

async fn body(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn every_failure() -> Vec<Failure> {
    vec![
        Failure::NotFound,
        Failure::Method,
        Failure::Malformed,
        Failure::CrossSite,
        Failure::StaleForm,
        Failure::TooLarge,
        Failure::TimedOut,
        app::Error::invalid("a.b", "c", "Fill <in> the field.").into(),
        app::Error::conflict("a.b", "It is there already.").into(),
        app::Error::Unavailable {
            message: "The record is busy.",
        }
        .into(),
        app::Error::internal("the secret source").into(),
        Failure::Broken,
    ]
}

#[tokio::test]
async fn every_failure_is_a_page_with_ways_back() {
    for language in Language::ALL {
        for failure in every_failure() {
            let visit = visit(language);
            let status = failure.status();
            let response = dress(&visit, failure.into_response());
            assert_eq!(response.status(), status);
            let page = body(response).await;
            is_sound(&page);
            let prefix = if language == Language::Bokmaal {
                "<title>Feil: "
            } else {
                "<title>Error: "
            };
            assert!(page.contains(prefix), "{page}");
            assert!(
                page.contains("href=\"/documents\"") && page.contains("19a-0001"),
                "{page}"
            );
            assert!(!page.contains("the secret source"), "{page}");
        }
    }
}

#[tokio::test]
async fn bare_statuses_of_others_get_a_page_too() {
    let visit = visit(Language::Bokmaal);
    for status in [
        StatusCode::NOT_FOUND,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::INTERNAL_SERVER_ERROR,
    ] {
        let response = dress(&visit, (status, "plain text of a library").into_response());
        assert_eq!(response.status(), status);
        assert!(!body(response).await.contains("plain text of a library"));
    }
}

#[tokio::test]
async fn pages_and_files_are_left_as_they_are() {
    let visit = visit(Language::Bokmaal);
    let page = (
        StatusCode::UNPROCESSABLE_ENTITY,
        axum::response::Html("our page"),
    )
        .into_response();
    assert_eq!(body(dress(&visit, page)).await, "our page");
    assert_eq!(
        body(dress(&visit, "a file".into_response())).await,
        "a file"
    );
}

#[test]
fn a_message_is_in_the_visitors_language_or_marked_as_english() {
    let visit = visit(Language::Bokmaal);
    let known = app::Error::invalid("comment.empty", "text", "write something first");
    assert_eq!(message(&visit, &known).into_string(), "Skriv noe først");
    let unknown = app::Error::invalid("a.b", "c", "Fill <in> the field.");
    assert_eq!(
        message(&visit, &unknown).into_string(),
        "<span lang=\"en\">Fill &lt;in&gt; the field.</span>"
    );
}
