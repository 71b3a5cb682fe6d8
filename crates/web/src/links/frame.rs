//! The frame around what a recipient sees: who sends it, the two languages,
//! and nothing of the portal.

use crate::language;
use crate::page::head;
use crate::session::Visit;
use crate::text::Text;
use app::links::Opening;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, html};
use render::{Formats, Language};

/// For programs that put what they find into catalogues.
const ROBOTS: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-robots-tag"),
    HeaderValue::from_static("noindex, nofollow, noarchive"),
);

/// A page for a recipient, in their language.
pub(super) struct Frame {
    pub(super) text: Text,
    pub(super) formats: &'static Formats,
}

impl Frame {
    /// In the language that the URL asks for, else what the browser prefers,
    /// else the sender's.
    pub(super) fn new(visit: &Visit, headers: &HeaderMap, sender: Option<&str>) -> Self {
        let language = language::choose(visit.query.get("lang"), None, headers, sender);
        Self {
            text: Text::of(language),
            formats: Formats::of(language),
        }
    }

    pub(super) const fn language(&self) -> Language {
        self.text.language()
    }

    /// A day, with the machine's form beside the person's.
    pub(super) fn day(&self, day: Date) -> Markup {
        html! {
            time datetime=(self.formats.date_attribute(day)) { (self.formats.date_long(day)) }
        }
    }

    /// The whole page.
    pub(super) fn render(
        &self,
        status: StatusCode,
        title: &str,
        sender: Option<&str>,
        main: &Markup,
    ) -> Response {
        let text = &self.text;
        let markup = html! {
            (DOCTYPE)
            html lang=(self.language().tag()) {
                (head(title))
                body.recipient {
                    a.skip href="#main" { (text.say("skip")) }
                    header.frame {
                        div.bar {
                            strong.brand { (sender.unwrap_or_default()) }
                            (self.languages())
                        }
                    }
                    main #main tabindex="-1" { (main) }
                    footer.frame { p { (text.say("link-footer")) } }
                }
            }
        };
        (status, [ROBOTS], markup).into_response()
    }

    /// The two languages by their own names.
    fn languages(&self) -> Markup {
        html! {
            nav.languages aria-label=(self.text.say("language-label")) {
                @for language in Language::ALL {
                    a href={ "?lang=" (language.tag()) } hreflang=(language.tag()) lang=(language.tag())
                        aria-current=[(language == self.language()).then_some("true")] { (language.own_name()) }
                }
            }
        }
    }

    /// That a link opens nothing: the same for every reason.
    fn nothing(&self) -> Response {
        let text = &self.text;
        let main = html! {
            div.prose {
                h1 { (text.say("link-nothing-title")) }
                p.lead { (text.say("link-nothing-what")) }
                p { (text.say("link-nothing-try")) }
            }
        };
        let title = text.say("link-nothing-title");
        self.render(StatusCode::NOT_FOUND, &title, None, &main)
    }

    /// That nothing was looked at, and when to come again.
    fn too_often(&self, now: Timestamp, until: Timestamp) -> Response {
        let text = &self.text;
        let seconds = until.duration_since(now).as_secs().max(1);
        let minutes = u64::try_from((seconds + 59) / 60).unwrap_or(1);
        let main = html! {
            div.prose {
                h1 { (text.say("link-too-often-title")) }
                p.lead {
                    (text.fill("sign-in-too-often", &[
                        ("minutes", minutes.into()),
                        ("shown", self.formats.count(minutes).into()),
                    ]))
                }
            }
        };
        let title = text.say("link-too-often-title");
        let mut response = self.render(StatusCode::TOO_MANY_REQUESTS, &title, None, &main);
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }
}

/// What a link opened, or the answer where it opens nothing.
pub(super) fn found<T>(
    visit: &Visit,
    headers: &HeaderMap,
    opening: Opening<T>,
) -> Result<T, Box<Response>> {
    let frame = || Frame::new(visit, headers, None);
    match opening {
        Opening::Found(found) => Ok(found),
        Opening::Nothing => Err(Box::new(frame().nothing())),
        Opening::TooOften(until) => Err(Box::new(frame().too_often(visit.now, until))),
    }
}

/// Says of an answer that is no page that it is for nobody's catalogue.
pub(super) fn unlisted(mut response: Response) -> Response {
    response.headers_mut().insert(ROBOTS.0, ROBOTS.1);
    response
}
