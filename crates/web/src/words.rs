use crate::text::Text;
use render::Language;

/// The portal's words, for what the verbs write without anybody looking:
/// reports and mail.
#[derive(Debug, Clone, Copy, Default)]
pub struct PortalWords;

impl app::Words for PortalWords {
    fn known(&self, language: Language, key: &str) -> Option<String> {
        Text::of(language).known(key)
    }
}
