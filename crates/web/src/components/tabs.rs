use maud::{Markup, html};

/// One of several views of the same list.
pub(crate) struct Tab {
    /// Its name.
    pub(crate) name: String,
    /// Where it leads.
    pub(crate) href: String,
    /// Whether it is the one shown.
    pub(crate) is_current: bool,
    /// How many it has, already written.
    pub(crate) count: String,
    /// What they add up to.
    pub(crate) sum: Option<Markup>,
}

/// Views of the same list, with how much each has.
pub(crate) fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.is_current.then_some("page")] {
                            span.tab-name { (tab.name) }
                            @if !tab.count.is_empty() { " " span.count { (tab.count) } }
                            @if let Some(sum) = &tab.sum { " " span.tab-sum { (sum) } }
                        }
                    }
                }
            }
        }
    }
}
