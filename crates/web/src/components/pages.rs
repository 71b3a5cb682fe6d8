//! Going from page to page: the words "previous" and "next", and no numbers.

use crate::query::Query;
use crate::session::Visit;
use maud::{Markup, html};
use render::{Icon, icon};

/// Where the neighbouring pages are.
#[derive(Default)]
pub(crate) struct Pages {
    /// The first page, where it cannot be reached step by step.
    pub(crate) first: Option<String>,
    /// The page before.
    pub(crate) previous: Option<String>,
    /// The page after.
    pub(crate) next: Option<String>,
}

impl Pages {
    /// The links; nothing where there is one page only.
    pub(crate) fn render(&self, visit: &Visit) -> Markup {
        let text = &visit.text;
        let is_alone = self.first.is_none() && self.previous.is_none() && self.next.is_none();
        html! {
            @if !is_alone {
                nav.pages aria-label=(text.say("page-label")) {
                    @if let Some(first) = &self.first {
                        a.button href=(first) { (text.say("page-first")) }
                    }
                    @if let Some(previous) = &self.previous {
                        a.button href=(previous) rel="prev" { (icon(Icon::ChevronLeft)) (text.say("page-previous")) }
                    }
                    @if let Some(next) = &self.next {
                        a.button href=(next) rel="next" { (text.say("page-next")) (icon(Icon::ChevronRight)) }
                    }
                }
            }
        }
    }
}

/// Steps that are remembered on the way through a list whose cursors lead
/// forward only. Beyond these the way back is to the beginning.
const STEPS_MAX: usize = 20;

/// The way through a list: the cursors of the pages gone through, in the URL.
#[derive(Default)]
pub(crate) struct Trail {
    steps: Vec<String>,
}

impl Trail {
    /// The trail in a query; the last step is the page shown.
    pub(crate) fn read(query: &Query) -> Self {
        let written = query.get("after").unwrap_or_default();
        let steps = written.split('~').filter(|step| !step.is_empty());
        Self {
            steps: steps.map(str::to_owned).take(STEPS_MAX).collect(),
        }
    }

    /// The cursor of the page shown; `None` for the first.
    pub(crate) fn cursor(&self) -> Option<&str> {
        self.steps.last().map(String::as_str)
    }

    /// The pages around it, for a list with this query.
    pub(crate) fn pages(
        &self,
        next: Option<String>,
        href: impl Fn(&Query) -> String,
        list: &Query,
    ) -> Pages {
        let at = |steps: &[String]| match steps {
            [] => href(list),
            steps => href(&list.clone().with("after", steps.join("~"))),
        };
        let has_forgotten = self.steps.len() >= STEPS_MAX;
        Pages {
            first: has_forgotten.then(|| href(list)),
            previous: self.steps.split_last().map(|(_, before)| at(before)),
            next: next.map(|next| {
                let kept = self.steps.iter().skip(usize::from(has_forgotten));
                let steps: Vec<String> = kept.cloned().chain([next]).collect();
                at(&steps)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(href: &str) -> Trail {
        Trail::read(&Query::parse(href.strip_prefix('?').unwrap_or(href)))
    }

    #[test]
    fn the_way_back_is_the_way_that_was_gone() {
        let list = Query::parse("matched=no");
        let href = |query: &Query| format!("?{query}");
        let first = Trail::default().pages(Some("a".to_owned()), href, &list);
        assert_eq!(first.previous, None);
        let second = follow(&first.next.expect("a second page"));
        assert_eq!(second.cursor(), Some("a"));
        let around = second.pages(Some("b".to_owned()), href, &list);
        assert_eq!(around.previous.as_deref(), Some("?matched=no"));
        let third = follow(&around.next.expect("a third page"));
        assert_eq!(third.cursor(), Some("b"));
        assert_eq!(
            follow(&third.pages(None, href, &list).previous.expect("back")).cursor(),
            Some("a")
        );
    }

    #[test]
    fn a_long_way_is_forgotten_and_leads_to_the_beginning() {
        let href = |query: &Query| format!("?{query}");
        let mut trail = Trail::default();
        for step in 0..STEPS_MAX * 2 {
            let pages = trail.pages(Some(format!("c{step}")), href, &Query::default());
            trail = follow(&pages.next.expect("more"));
        }
        assert_eq!(trail.steps.len(), STEPS_MAX);
        let pages = trail.pages(None, href, &Query::default());
        assert_eq!(pages.first.as_deref(), Some("?"));
    }
}
