//! Which picture of a document is shown, and how close.

use crate::documents::show::DocumentView;
use crate::paths;
use crate::query::Query;
use crate::session::Person;
use app::App;
use app::documents::Shown;
use app::pictures::{self, Made, Refusal, Size, View};
use std::time::Duration;

/// Percent of the usual size; the first fits into the page.
pub(super) const ZOOMS: [u32; 3] = [100, 150, 200];

/// How long the page waits for its picture. Longer, and the page comes without
/// the picture's size; the picture follows.
const PATIENCE: Duration = Duration::from_millis(150);

/// A picture in a document's page.
pub(crate) struct Opened {
    pub(super) views: Vec<View>,
    /// Which of them is shown.
    pub(super) at: usize,
    /// Which page, from zero.
    pub(super) page: usize,
    pub(super) zoom: u32,
    pub(super) shot: Shot,
}

/// How far it has come.
pub(super) enum Shot {
    /// It is being made.
    OnItsWay,
    /// It was made, or could not be.
    There(Result<Made, Refusal>),
}

impl Opened {
    /// Opens the picture that the URL asks for, else the first.
    pub(crate) async fn open(app: &App, person: &Person, shown: &Shown) -> Self {
        let views = pictures::views(shown);
        let query = &person.query;
        let asked = query.get("view").unwrap_or_default();
        let at = views.iter().position(|view| code(view) == asked);
        let number = |key: &str| query.get(key).and_then(|text| text.parse::<usize>().ok());
        let zoom = number("zoom").unwrap_or_default();
        let mut opened = Self {
            at: at.unwrap_or_default(),
            page: number("page").unwrap_or(1).saturating_sub(1),
            zoom: ZOOMS
                .into_iter()
                .find(|known| *known as usize == zoom)
                .unwrap_or(ZOOMS[0]),
            views,
            shot: Shot::OnItsWay,
        };
        if let Some(view) = opened.current() {
            opened.shot = shot(app, person, shown, view, opened.page).await;
        }
        opened
    }

    /// The view that is shown; `None` where there is nothing to show.
    pub(super) fn current(&self) -> Option<&View> {
        self.views.get(self.at)
    }

    pub(super) fn to_view(&self, view: &DocumentView<'_>, at: usize) -> String {
        self.to(view, at, 0, ZOOMS[0])
    }

    pub(super) fn to_page(&self, view: &DocumentView<'_>, page: usize) -> String {
        self.to(view, self.at, page, self.zoom)
    }

    pub(super) fn to_zoom(&self, view: &DocumentView<'_>, zoom: u32) -> String {
        self.to(view, self.at, self.page, zoom)
    }

    /// One step closer, and from the closest back.
    pub(super) fn next_zoom(&self) -> u32 {
        let at = ZOOMS.iter().position(|zoom| *zoom == self.zoom);
        ZOOMS[at.map_or(0, |at| (at + 1) % ZOOMS.len())]
    }

    /// The document's page with another picture, in the list it was opened
    /// from. What goes without saying is left out.
    fn to(&self, view: &DocumentView<'_>, at: usize, page: usize, zoom: u32) -> String {
        let mut query: Query = view.list.clone();
        if let Some(chosen) = self.views.get(at).filter(|_| at > 0) {
            query.push("view", code(chosen));
        }
        if page > 0 {
            query.push("page", (page + 1).to_string());
        }
        if zoom != ZOOMS[0] {
            query.push("zoom", zoom.to_string());
        }
        let id = view.shown.document.head.id;
        format!("{}#picture", paths::document(id, &query))
    }
}

/// `ehf.laid`, `print.sent`.
fn code(view: &View) -> String {
    format!("{}.{}", view.attempt.channel.code(), view.form.code())
}

/// The picture, if it is there in time. It goes on being made otherwise, and
/// is there when the browser asks for it.
async fn shot(app: &App, person: &Person, shown: &Shown, view: &View, page: usize) -> Shot {
    let id = shown.document.head.id;
    let language = person.text.language();
    let asked = pictures::picture(app, person.ctx(), id, view.form, page, Size::Page, language);
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(Some(made))) => Shot::There(made),
        // What went wrong is told where the picture itself is asked for.
        Ok(_) | Err(_) => Shot::OnItsWay,
    }
}
