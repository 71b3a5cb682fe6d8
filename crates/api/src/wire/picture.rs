use app::pictures::View;
use serde::Serialize;
use utoipa::ToSchema;

/// A picture that a document has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Picture {
    /// The channel of the attempt that it shows. Open.
    #[schema(example = "efaktura")]
    pub channel: &'static str,
    /// Tells two attempts on one channel apart; empty for the only one.
    pub attempt: String,
    /// Its form, to ask for its pages with: `sent`, `laid`, `card-efaktura`,
    /// `message`, `outline`, `file-0`. Open.
    #[schema(example = "laid")]
    pub form: String,
    /// Whether it stands in for something that was not given: laid out from
    /// the data instead of the file that was sent.
    pub is_substitute: bool,
}

impl From<&View> for Picture {
    fn from(view: &View) -> Self {
        Self {
            channel: view.attempt.channel.code(),
            attempt: view.attempt.attempt.clone(),
            form: view.form.code(),
            is_substitute: view.is_substitute,
        }
    }
}
