//! Who is mentioned in a comment: `@` and the whole name of a person, or
//! their e-mail address.

use super::{Comment, Mention};
use crate::mail::{self, Letter};
use crate::people::{self, Colleague};
use crate::{App, Ctx, Result};
use domain::{CompanyId, Head, Right};

/// The most people that one comment tells: it is no mailing list.
pub const MENTIONS_MAX: usize = 20;

/// The people who can be mentioned on a document of a company, by name: those
/// who may see it.
pub async fn mentionable(app: &App, ctx: &Ctx, company: CompanyId) -> Result<Vec<Colleague>> {
    ctx.require(Right::Comment)?;
    people::those_who(app, ctx, company, Right::Read).await
}

/// Notes who is mentioned, and writes to those who were not before.
pub(super) async fn tell(app: &App, ctx: &Ctx, comment: &Comment, head: &Head) -> Result<()> {
    if !comment.text.contains('@') {
        return Ok(());
    }
    let people = people::those_who(app, ctx, head.company, Right::Read).await?;
    let mentioned: Vec<&Colleague> = mentioned(&comment.text, &people);
    if mentioned.is_empty() {
        return Ok(());
    }
    let mentions = mentioned.iter().map(|person| Mention {
        comment: comment.id,
        person: person.id,
        name: person.name.clone(),
    });
    app.store
        .add_mentions(ctx.organisation, mentions.collect(), ctx.now)
        .await?;
    for person in mentioned {
        if ctx.person() != Some(person.id) {
            // A letter has its key for ever, so a second one changes nothing.
            let letter = letter(app, person, comment, &head.number);
            mail::queue(app, ctx.organisation, letter).await?;
        }
    }
    Ok(())
}

/// Those of these people whom a text mentions.
fn mentioned<'p>(text: &str, people: &'p [Colleague]) -> Vec<&'p Colleague> {
    let lower = text.to_lowercase();
    let ends: Vec<&str> = lower.split('@').skip(1).collect();
    let is_named = |written: &str, name: &str| {
        let name = name.to_lowercase();
        let rest = written.strip_prefix(name.as_str());
        let ends_there = rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
        !name.is_empty() && ends_there
    };
    let by_address = |person: &Colleague| lower.contains(&format!("@{}", person.email));
    let is_mentioned = |person: &&Colleague| {
        ends.iter().any(|written| {
            let named = is_named(written, &person.name);
            // Of `Ola Nordmann` and `Ola`, the longer name is meant.
            let is_longest = people.iter().all(|other| {
                other.name.len() <= person.name.len() || !is_named(written, &other.name)
            });
            named && is_longest
        }) || by_address(person)
    };
    people
        .iter()
        .filter(is_mentioned)
        .take(MENTIONS_MAX)
        .collect()
}

/// It names no recipient and repeats nothing of the comment: both stand on
/// the page that it leads to.
fn letter(app: &App, to: &Colleague, comment: &Comment, number: &str) -> Letter {
    let link = app.portal_url(&format!("/documents/{}#c{}", comment.document, comment.id));
    let (name, by) = (&to.name, &comment.author_name);
    let (subject, text) = match to.language {
        "en" => (
            format!("You were mentioned on document {number}"),
            format!("Hello {name},\n\n{by} mentioned you in a comment:\n{link}\n"),
        ),
        _ => (
            format!("Du er nevnt på dokument {number}"),
            format!("Hei {name}!\n\n{by} nevnte deg i en kommentar:\n{link}\n"),
        ),
    };
    Letter {
        // What begins like this goes with the document when it is erased.
        key: format!(
            "document/{}/mention/{}/{}",
            comment.document, comment.id, to.id
        ),
        to: to.email.clone(),
        language: to.language.to_owned(),
        subject: subject.chars().filter(|c| !c.is_control()).collect(),
        text,
        html: None,
        inline: Vec::new(),
        attachments: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::UserId;

    fn named(text: &str) -> Vec<String> {
        let people = ["Kari Nordmann", "Ola", "Ola Nordmann", "Åse Li"];
        let people: Vec<Colleague> = (1..)
            .zip(people)
            .map(|(n, name)| Colleague {
                id: UserId::from_bytes([n; 16]),
                name: name.to_owned(),
                email: format!("p{n}@nord.example"),
                language: "nb",
            })
            .collect();
        let mentioned = mentioned(text, &people);
        mentioned.iter().map(|one| one.name.clone()).collect()
    }

    #[test]
    fn a_name_after_an_at_sign_is_a_mention() {
        assert_eq!(named("@Kari Nordmann, kan du ringe?"), ["Kari Nordmann"]);
        assert_eq!(
            named("spør @ola nordmann og @ÅSE LI."),
            ["Ola Nordmann", "Åse Li"]
        );
        assert_eq!(named("@Ola: se her"), ["Ola"]);
        assert_eq!(named("(@p1@nord.example)"), ["Kari Nordmann"]);
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "Kari Nordmann",
            "@Karianne",
            "@Kari",
            "post@nord.example",
            "@",
            "@ Ola",
        ] {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
    }
}
