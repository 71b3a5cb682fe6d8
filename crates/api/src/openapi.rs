//! The description of the API, made from the same code that answers.

mod webhooks;

use crate::query::ROOT;
use crate::routes::table;
use crate::wire::{Problem, WebhookMessage};
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{AnyOf, Object, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, RefOr, Required, ResponseBuilder, Schema};
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
        (name = "links", description = "Links by which recipients see their documents"),
        (name = "imports", description = "Files that were received, item by item"),
        (name = "payments", description = "What the bank told, and which document it belongs to"),
        (name = "customers", description = "Whoever receives documents, and how they behave"),
        (name = "organisation", description = "The organisation itself"),
        (name = "companies", description = "The subsidiaries of the organisation"),
        (name = "follow-ups", description = "Documents that are given to people to see to"),
        (name = "statistics", description = "Measures and questions, with intervals"),
        (name = "exports", description = "Files of what a filter selects, made in the background"),
        (name = "webhooks", description = "Addresses that are told of changes, and what they were told"),
        (name = "reports", description = "Reports, their runs, and the files of those"),
        (name = "users", description = "The people of the organisation"),
        (name = "audit", description = "Who did what"),
        (name = "retention", description = "How long things are kept, and what is held"),
        (name = "prices", description = "What sending costs, and money that waits"),
        (name = "events", description = "What happened, the latest first"),
        (name = "changes", description = "The log, for systems that keep a copy"),
        (name = "api-keys", description = "Keys and tokens for other systems"),
        (name = "system", description = "The installation itself"),
    ),
    components(schemas(Problem, WebhookMessage)),
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
    for (path, item) in &mut document.paths.paths {
        let changing = [
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.patch,
        ];
        for operation in changing.into_iter().flatten() {
            tell_problems(operation);
            if !path.ends_with(UNNAMED) {
                add_header(operation, "Idempotency-Key", NAME_SAYS);
            }
        }
        if let Some(operation) = item.patch.as_mut().filter(|_| path.ends_with(COMMENT)) {
            add_header(operation, "If-Match", CONDITION_SAYS);
        }
        if let Some(operation) = &mut item.get {
            tell_problems(operation);
        }
        if let Some(operation) = item.put.as_mut().filter(|_| path.ends_with(USER)) {
            add_header(operation, "If-Match", CONDITION_SAYS);
        }
        if path.ends_with(MATCH) {
            for operation in [&mut item.put, &mut item.delete].into_iter().flatten() {
                add_header(operation, "If-Match", CONDITION_SAYS);
            }
        }
    }
    document.webhooks = Some(webhooks::webhooks());
    name_operations(&mut document);
    widen(&mut document);
    document
}

/// Names every operation by its method and address, `get_documents_id_events`,
/// which are unique and stay.
fn name_operations(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let address: Vec<&str> = path
            .trim_start_matches(ROOT)
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let address = address.join("_");
        let operations = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
            ("patch", &mut item.patch),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{method}_{address}"));
            }
        }
    }
}

/// What is not done for a key, and so not under a name of one.
const UNNAMED: &str = "/oauth/token";
/// What can be changed on a condition.
const MATCH: &str = "/match";
/// What can be changed on a condition only.
const COMMENT: &str = "/comments/{comment}";
const USER: &str = "/users/{id}";
const NAME_SAYS: &str = "A name for this request, new for each: sent again within 90 days with the same body it is done once and answered the same";
const CONDITION_SAYS: &str =
    "The `ETag` of what is changed, as it was read; answered with 412 if it has changed since";

fn add_header(operation: &mut Operation, name: &str, says: &str) {
    let header = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(says))
        .schema(Some(Object::with_type(Type::String)))
        .build();
    operation
        .parameters
        .get_or_insert_default()
        .push(RefOr::T(header));
}

/// A whole document is also one with other fields, so that one of the two
/// shapes is not exactly one.
fn widen(document: &mut OpenApi) {
    let schemas = document.components.as_mut().map(|it| &mut it.schemas);
    let Some(RefOr::T(schema)) = schemas.and_then(|it| it.get_mut("DocumentItem")) else {
        return;
    };
    if let Schema::OneOf(one) = schema {
        let mut any = AnyOf::new();
        any.items = std::mem::take(&mut one.items);
        any.description = one.description.take();
        *schema = Schema::AnyOf(any);
    }
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
    for (status, response) in responses {
        let RefOr::T(response) = response else {
            continue;
        };
        // Required of every answer, also where the body says it all.
        if response.description.is_empty() {
            response.description = said_by(status).to_owned();
        }
    }
}

/// What a status says by itself.
fn said_by(status: &str) -> &'static str {
    match status {
        "201" => "It is made",
        "202" => "It will be done",
        "204" => "It is done, and there is nothing to say",
        "304" => "It is as the client knows it",
        _ => "As asked",
    }
}
