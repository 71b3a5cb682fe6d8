//! The form of a company.

use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, token_field};
use crate::query::Query;
use crate::session::Visit;
use app::companies::{Changed, Company, CompanySettings, KidAgreement};
use domain::Channel;
use domain::kid::Algorithm;
use maud::{Markup, html};

/// The fields that something can be wrong with; the first takes what is about
/// none of them.
pub(super) const FIELDS: [&str; 6] = [
    "name",
    "number",
    "accounts",
    "agreements",
    "time_zone",
    "language",
];

const ALGORITHMS: [(&str, Algorithm); 3] = [
    ("mod10", Algorithm::Mod10),
    ("mod11", Algorithm::Mod11),
    ("either", Algorithm::Either),
];

/// A company as it is shown in the form.
pub(super) fn shown(company: &Company, settings: CompanySettings) -> Changed {
    Changed {
        number: company.number.clone().unwrap_or_default(),
        name: company.name.clone(),
        accounts: company.accounts.clone(),
        time_zone: settings.time_zone.unwrap_or_default(),
        language: settings.language.unwrap_or_default(),
        channels: settings.channels,
        agreements: settings.agreements,
    }
}

/// A company as it was filled in.
pub(super) fn read(fields: &Query) -> Result<Changed, Failure> {
    let field = |name| fields.get(name).unwrap_or_default().to_owned();
    let channels = fields.all("channel").map(str::parse::<Channel>);
    let channels = channels.collect::<Result<Vec<_>, _>>();
    let lengths = fields.all("kid_length").zip(fields.all("kid_algorithm"));
    let agreements = lengths.filter(|(length, _)| !length.trim().is_empty());
    let agreements = agreements.map(|(length, algorithm)| agreement(length, algorithm));
    Ok(Changed {
        number: field("number"),
        name: field("name"),
        accounts: field("accounts").lines().map(str::to_owned).collect(),
        time_zone: field("time_zone"),
        language: field("language"),
        channels: channels.map_err(|_| Failure::Malformed)?,
        agreements: agreements
            .collect::<Option<_>>()
            .ok_or(Failure::Malformed)?,
    })
}

/// A length that is no number is one that no KID has, which the form says.
fn agreement(length: &str, algorithm: &str) -> Option<KidAgreement> {
    let known = ALGORITHMS.iter().find(|(name, _)| *name == algorithm)?;
    Some(KidAgreement {
        length: length.trim().parse().unwrap_or_default(),
        algorithm: known.1,
    })
}

/// The form.
pub(super) fn form(
    visit: &Visit,
    action: &str,
    company: &Changed,
    errors: &[FieldError],
    submit: &str,
) -> Markup {
    let text = &visit.text;
    let line =
        |id: &'static str, value: &str, hint: Option<&str>| line(visit, errors, id, value, hint);
    html! {
        form action=(action) method="post" novalidate {
            (token_field(visit))
            (line("name", &company.name, None))
            (line("number", &company.number, Some("company-number-hint")))
            (accounts(visit, errors, company))
            (agreements(visit, errors, &company.agreements))
            fieldset {
                legend { (text.say("company-channels")) }
                p.hint { (text.say("company-channels-hint")) }
                ul.ticks {
                    @for &channel in Channel::ALL {
                        li { label.tick {
                            input type="checkbox" name="channel" value=(channel.code()) checked[company.channels.contains(&channel)];
                            span { (text.word("channel", channel.code())) }
                        } }
                    }
                }
            }
            (line("time_zone", &company.time_zone, Some("company-time-zone-hint")))
            div.field {
                label for="language" { (text.say("company-language")) }
                (field_error(visit, errors, "language"))
                select #language name="language" {
                    option value="" selected[company.language.is_empty()] { (text.say("company-as-organisation")) }
                    @for language in render::Language::ALL {
                        option value=(language.tag()) selected[company.language == language.tag()] { (language.own_name()) }
                    }
                }
            }
            button.primary type="submit" { (text.say(submit)) }
        }
    }
}

fn line(
    visit: &Visit,
    errors: &[FieldError],
    id: &'static str,
    value: &str,
    hint: Option<&str>,
) -> Markup {
    let text = &visit.text;
    let wrong = is_wrong(errors, id);
    let described = [
        wrong.then(|| format!("{id}-error")),
        hint.map(|_| format!("{id}-hint")),
    ];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        div.field {
            label for=(id) { (text.say(&format!("company-{}", id.replace('_', "-")))) }
            @if let Some(hint) = hint { p.hint id={ (id) "-hint" } { (text.say(hint)) } }
            (field_error(visit, errors, id))
            input id=(id) name=(id) value=(value) autocomplete="off" maxlength="200"
                aria-invalid=[wrong.then_some("true")] aria-describedby=[described];
        }
    }
}

fn accounts(visit: &Visit, errors: &[FieldError], company: &Changed) -> Markup {
    let text = &visit.text;
    let wrong = is_wrong(errors, "accounts");
    let described = match wrong {
        true => "accounts-error accounts-hint",
        false => "accounts-hint",
    };
    html! {
        div.field {
            label for="accounts" { (text.say("company-accounts")) }
            p.hint #accounts-hint { (text.say("company-accounts-hint")) }
            (field_error(visit, errors, "accounts"))
            textarea #accounts name="accounts" rows="3" spellcheck="false"
                aria-invalid=[wrong.then_some("true")] aria-describedby=(described) { (company.accounts.join("\n")) }
        }
    }
}

/// The agreements there are, and room for two more.
fn agreements(visit: &Visit, errors: &[FieldError], agreements: &[KidAgreement]) -> Markup {
    let text = &visit.text;
    let rows = agreements.iter().map(Some).chain([None, None]);
    html! {
        fieldset #agreements tabindex="-1" {
            legend { (text.say("company-agreements")) }
            p.hint { (text.say("company-agreements-hint")) }
            (field_error(visit, errors, "agreements"))
            @for (place, row) in rows.enumerate() {
                div.span {
                    label {
                        (text.say("company-kid-length")) " " (place + 1)
                        input name="kid_length" inputmode="numeric" maxlength="2" autocomplete="off"
                            value=(row.map(|row| row.length.to_string()).unwrap_or_default());
                    }
                    label {
                        (text.say("company-kid-algorithm")) " " (place + 1)
                        select name="kid_algorithm" {
                            @for (name, algorithm) in ALGORITHMS {
                                option value=(name) selected[row.is_some_and(|row| row.algorithm == algorithm)] {
                                    (text.word("kid-algorithm", name))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
