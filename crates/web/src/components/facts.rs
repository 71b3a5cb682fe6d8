use maud::{Markup, Render, html};

/// Facts about a thing: a name and a value each, those without a value left
/// out.
#[derive(Default)]
pub(crate) struct Facts(Vec<(String, Markup)>);

impl Facts {
    /// Adds a fact.
    pub(crate) fn push(&mut self, name: impl Into<String>, value: impl Render) {
        self.0.push((name.into(), html! { (value) }));
    }

    /// Adds a fact where it is known.
    pub(crate) fn known(&mut self, name: impl Into<String>, value: Option<impl Render>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// Whether there are none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Render for Facts {
    fn render(&self) -> Markup {
        html! {
            @if !self.0.is_empty() {
                dl.facts {
                    @for (name, value) in &self.0 {
                        div {
                            dt { (name) }
                            dd { (value) }
                        }
                    }
                }
            }
        }
    }
}
