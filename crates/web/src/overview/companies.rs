//! The choice of companies, which holds for the whole page.

use super::OverviewView;
use crate::documents::{company_value, is_called};
use crate::paths;
use domain::filter::{Key, Test};
use maud::{Markup, html};
use render::{Icon, icon};

/// Whether a company is among those asked for.
fn is_chosen(view: &OverviewView<'_>, company: &app::companies::Company) -> bool {
    view.filter
        .terms_of(Key::Company)
        .any(|term| match &term.test {
            Test::Company(names) => {
                names.iter().any(|name| is_called(company, name)) != term.negated
            }
            _ => false,
        })
}

/// The names of the companies asked for; `None` for all.
pub(super) fn chosen(view: &OverviewView<'_>) -> Option<String> {
    if view.filter.is_empty() {
        return None;
    }
    let chosen = view
        .companies
        .iter()
        .filter(|company| is_chosen(view, company));
    let names: Vec<&str> = chosen.map(|company| company.name.as_str()).collect();
    Some(names.join(", "))
}

/// The form to choose: one, several or all.
pub(super) fn selector(view: &OverviewView<'_>) -> Markup {
    let text = &view.visit.text;
    html! {
        div.tools {
            details.menu name="tools" {
                summary {
                    span { (text.word("key", "company")) ": " strong { (chosen(view).unwrap_or_else(|| text.say("companies-all"))) } }
                    (icon(Icon::ChevronDown))
                }
                form.menu-body action=(paths::OVERVIEW) method="get" {
                    input type="hidden" name="set" value="companies";
                    fieldset {
                        legend { (text.say("companies-legend")) }
                        ul.ticks {
                            @for company in &view.companies {
                                li { label.tick {
                                    input type="checkbox" name="company" value=(company_value(company)) checked[is_chosen(view, company)];
                                    span { (company.name) }
                                } }
                            }
                        }
                    }
                    p.hint { (text.say("companies-none-is-all")) }
                    button.primary type="submit" { (text.say("apply")) }
                }
            }
        }
    }
}
