//! Saying which document a payment belongs to, and taking it back.

use super::show::{Typed, page};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::documents::find_by_reference;
use app::{App, payments};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::PaymentId;
use maud::{Markup, html};
use std::sync::Arc;

/// Matches a payment to the document that the person names.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: PaymentId = id.parse().map_err(|_| Failure::NotFound)?;
    let reference = form.field("document").trim();
    let text = &form.person.text;
    if reference.is_empty() {
        return mend(&app, &form, id, html! { (text.say("payment-match-empty")) }).await;
    }
    let Some(document) = find_by_reference(&app, form.person.ctx(), reference).await? else {
        let unknown = text.fill("payment-match-unknown", &[("reference", reference.into())]);
        return mend(&app, &form, id, html! { (unknown) }).await;
    };
    match payments::match_by_hand(&app, form.person.ctx(), id, document).await {
        Ok(Some(())) => Ok(back(id, "matched")),
        Ok(None) => Err(Failure::NotFound),
        Err(error @ app::Error::Conflict { .. }) => {
            mend(&app, &form, id, message(&form.person, &error)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Releases a payment from its document.
pub(crate) async fn detach(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: PaymentId = id.parse().map_err(|_| Failure::NotFound)?;
    payments::detach(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    // To an account of nobody, it is seen by those who see every company.
    match payments::show(&app, form.person.ctx(), id).await? {
        Some(_) => Ok(back(id, "detached")),
        None => Ok(Redirect::to(paths::PAYMENTS).into_response()),
    }
}

pub(super) fn back(id: PaymentId, said: &str) -> Response {
    Redirect::to(&format!("{}?said={said}", paths::payment(id))).into_response()
}

async fn mend(
    app: &App,
    form: &Submitted,
    id: PaymentId,
    message: Markup,
) -> Result<Response, Failure> {
    let typed = Typed {
        reference: form.field("document").to_owned(),
        errors: vec![FieldError {
            field: "document",
            message,
        }],
    };
    page(app, &form.person, id, typed).await
}
