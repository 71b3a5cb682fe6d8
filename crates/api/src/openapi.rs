//! The description of the API, made from the same code that answers.

use crate::query::ROOT;
use crate::routes::table;
use crate::wire::Problem;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, RefOr, ResponseBuilder, path::Operation};
use utoipa::{OpenApi as _, ToSchema as _};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Utsyn",
        description = "What became of every document that an organisation sent: where it is, whether it was opened, and how it was paid.\n\nSend an API key as `Authorization: Bearer utsyn_…`. Lists are pages: follow `next`. Every failure is a problem (RFC 9457) with a stable `code`. Vocabularies are open: expect words that are not in this document.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "documents", description = "What was sent, and what became of it"),
        (name = "imports", description = "Files that were received, item by item"),
        (name = "payments", description = "What the bank told, and which document it belongs to"),
        (name = "companies", description = "The subsidiaries of the organisation"),
        (name = "statistics", description = "Measures and questions, with intervals"),
        (name = "exports", description = "Files of what a filter selects, made in the background"),
        (name = "webhooks", description = "Addresses that are told of changes, and what they were told"),
        (name = "changes", description = "The log, for systems that keep a copy"),
        (name = "system", description = "The installation itself"),
    ),
    components(schemas(Problem)),
)]
struct Head;

/// The OpenAPI 3.1 document.
pub fn description() -> OpenApi {
    let (_, paths) = table().split_for_parts();
    let mut document = Head::openapi();
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    document.merge(utoipa::openapi::OpenApi::default().nest(ROOT, paths));
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("utsyn_…")
        .description(Some("An API key; its scopes say what it may do"))
        .build();
    if let Some(components) = &mut document.components {
        components.add_security_scheme("key", SecurityScheme::Http(key));
    }
    for item in document.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.patch,
        ];
        for operation in operations.into_iter().flatten() {
            tell_problems(operation);
        }
    }
    document
}

/// Every request can fail, and always in the same form.
fn tell_problems(operation: &mut Operation) {
    let problem = ResponseBuilder::new()
        .description("A problem; `code` says which")
        .content(
            "application/problem+json",
            Content::new(Some(RefOr::Ref(utoipa::openapi::Ref::from_schema_name(
                Problem::name(),
            )))),
        )
        .build();
    let responses = &mut operation.responses.responses;
    responses.insert("default".to_owned(), RefOr::T(problem));
}
