//! What webhooks are told, as the description says it: one entry a type of
//! event, all with one shape.

use crate::wire::WebhookMessage;
use utoipa::ToSchema as _;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, Paths};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::{
    ContentBuilder, PathItem, PathsBuilder, Ref, RefOr, Required, ResponseBuilder,
};

/// The headers of a message (Standard Webhooks).
const HEADERS: [(&str, &str); 3] = [
    (
        "webhook-id",
        "The same in every attempt at this message: pass over those that you have seen",
    ),
    ("webhook-timestamp", "Seconds since 1970 of this attempt"),
    (
        "webhook-signature",
        "One or two signatures, `v1,` and HMAC-SHA256 in Base64 over id, timestamp and body with dots between",
    ),
];

/// Every type of event.
pub(super) fn webhooks() -> Paths {
    let mut paths = PathsBuilder::new();
    for event_type in app::webhooks::TYPES {
        let item = PathItem::new(HttpMethod::Post, operation(event_type));
        paths = paths.path(*event_type, item);
    }
    paths.build()
}

fn operation(event_type: &str) -> OperationBuilder {
    let message = Ref::from_schema_name(WebhookMessage::name());
    let content = ContentBuilder::new().schema(Some(RefOr::Ref(message)));
    let body = RequestBodyBuilder::new()
        .description(Some("What happened to what; ask for the rest"))
        .content("application/json", content.build())
        .required(Some(Required::True));
    let mut operation = OperationBuilder::new()
        .tag("webhooks")
        .summary(Some(format!("Told of `{event_type}`")))
        .operation_id(Some(format!("told_{}", event_type.replace('.', "_"))))
        .request_body(Some(body.build()))
        .response("2XX", said("It arrived"))
        .response(
            "410",
            said("The address is gone for good; the webhook is disabled"),
        )
        .response("default", said("It is tried again"));
    for (name, says) in HEADERS {
        let header = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(says))
            .schema(Some(Object::with_type(Type::String)));
        operation = operation.parameter(header.build());
    }
    operation
}

fn said(description: &str) -> utoipa::openapi::Response {
    ResponseBuilder::new().description(description).build()
}
