//! What the people of the demo do together: views they saved, documents they
//! gave each other, whom they mentioned, links for recipients, and the prices
//! and the rate of interest that they wrote down. Which documents follows from
//! the record, so the same demo has the same work.

use crate::documents::{self, Search, Sort};
use crate::follow_ups::{self, FollowUpOutcome, NewFollowUp};
use crate::links::{self, NewLink};
use crate::prices::{self, NewPrice};
use crate::views::{self, NewView, Shows};
use crate::{Actor, App, Ctx, Error, Result, comments, organisations};
use domain::filter::Filter;
use domain::{Channel, CommentId, Currency, DocumentId, FollowUpId, Money, Role, UserId};
use jiff::{SignedDuration, ToSpan as _};
use store::port::{Organisation, User};

/// The colleague who works with documents, and the one who only looks.
const EDITOR: (&str, &str) = ("Ola Berg", "ola.berg@utsyn.example");
const READER: (&str, &str) = ("Ingrid Solli", "ingrid.solli@utsyn.example");

/// Views: name, filter, whether everybody has it.
const VIEWS: [(&str, &str, bool); 4] = [
    ("Kom ikke frem", "delivery:failed", true),
    (
        "Forfalt, over 10 000",
        "payment:overdue amount:>10000",
        true,
    ),
    ("Papir siste måned", "channel:print received:last30d", false),
    ("Åpnet, ikke betalt", "recipient:opened payment:open", false),
];
/// What is to be done with documents that did not arrive, and in how many
/// days; the first are late.
const NOTES: [(&str, i64); 5] = [
    ("Ring kunden og spør etter ny adresse.", -2),
    ("Send på nytt som brev hvis de ikke svarer.", -1),
    ("Sjekk om kunden har byttet e-post.", 1),
    ("Kunden skulle registrere seg i ELMA.", 4),
    ("Avtal betaling på telefon.", 9),
];
/// Of those, the ones that ended, with how and why.
const ENDED: [(FollowUpOutcome, &str); 2] = [
    (
        FollowUpOutcome::Resent,
        "Ny adresse funnet, sendt som brev.",
    ),
    (
        FollowUpOutcome::Settled,
        "Kunden har betalt og fått kopi på e-post.",
    ),
];
/// Documents that get a link.
const LINKS: usize = 3;

/// What a document costs by channel, in øre, from before the first one on.
const PRICES: [(Channel, i64); 8] = [
    (Channel::Print, 1_290),
    (Channel::Digipost, 395),
    (Channel::Efaktura, 195),
    (Channel::Avtalegiro, 160),
    (Channel::Vipps, 290),
    (Channel::Ehf, 120),
    (Channel::Email, 45),
    (Channel::Sms, 75),
];
/// What letters cost since the turn of the year: postage went up.
const PRINT_SINCE_NEW_YEAR: i64 = 1_450;
/// The yearly rate of interest, in hundredths of a percent.
const INTEREST: u32 = 450;

/// Does it all, as the people of the demo.
pub(super) async fn add(app: &App, organisation: &Organisation, kari: &User) -> Result<()> {
    let ola = colleague(app, organisation, EDITOR, Role::Editor).await?;
    colleague(app, organisation, READER, Role::Reader).await?;
    let operator = organisations::operator(app, organisation);
    let (kari, ola) = (acting(&operator, kari), acting(&operator, &ola));
    save_views(app, &kari).await?;
    let failed = of(app, &kari, "delivery:failed", NOTES.len() + ENDED.len()).await?;
    follow_up(app, (&kari, &ola), &failed).await?;
    if let Some(document) = failed.first() {
        mention(app, (&kari, &ola), *document).await?;
    }
    link(app, &kari).await?;
    price(app, &kari).await
}

async fn colleague(
    app: &App,
    organisation: &Organisation,
    (name, email): (&str, &str),
    role: Role,
) -> Result<User> {
    let user = User {
        id: app.id(UserId::from_parts),
        email: email.to_owned(),
        name: name.to_owned(),
        // Nobody signs in as them.
        password_hash: String::new(),
        language: None,
        role,
        companies: None,
        keys_off: false,
        is_platform: false,
        joined_at: Some(app.now()),
        subject: None,
    };
    app.store.add_user(organisation.id, user.clone()).await?;
    Ok(user)
}

fn acting(operator: &Ctx, user: &User) -> Ctx {
    Ctx {
        actor: Actor::Person {
            id: user.id,
            name: user.name.clone(),
        },
        ..operator.clone()
    }
}

/// Some documents that a filter selects, the newest first.
async fn of(app: &App, ctx: &Ctx, filter: &str, most: usize) -> Result<Vec<DocumentId>> {
    let search = Search {
        filter: Filter::parse(filter).map_err(|error| Error::internal(error.to_string()))?,
        sort: Sort::default(),
    };
    let mut ids = documents::ids(app, ctx, &search).await?;
    ids.truncate(most);
    Ok(ids)
}

async fn save_views(app: &App, ctx: &Ctx) -> Result<()> {
    for (name, filter, is_shared) in VIEWS {
        let filter = Filter::parse(filter).map_err(|error| Error::internal(error.to_string()))?;
        let new = NewView {
            name: name.to_owned(),
            is_shared,
            shows: Shows {
                filter,
                ..Shows::default()
            },
        };
        views::add(app, ctx, new).await?;
    }
    Ok(())
}

/// Gives documents to both in turn; no letters, which would go nowhere.
async fn follow_up(app: &App, (kari, ola): (&Ctx, &Ctx), failed: &[DocumentId]) -> Result<()> {
    let ended = ENDED.iter().map(|end| (NOTES[0], Some(end)));
    let open = NOTES.iter().map(|note| (*note, None));
    for (place, (document, ((note, days), end))) in failed.iter().zip(open.chain(ended)).enumerate()
    {
        let (by, to) = match place % 2 {
            0 => (ola, kari),
            _ => (kari, ola),
        };
        let assignee = to.person().map(|id| id.to_string()).unwrap_or_default();
        let new = NewFollowUp {
            document: *document,
            assignee,
            note: note.to_owned(),
            due_on: by.today().saturating_add(days.days()),
        };
        let id = app.id(FollowUpId::from_parts);
        follow_ups::open_as(app, by, id, new).await?;
        if let Some((outcome, reason)) = end {
            follow_ups::close(app, to, id, *outcome, reason).await?;
        }
    }
    Ok(())
}

/// One mentions the other, who answers; what was written first is edited.
async fn mention(app: &App, (kari, ola): (&Ctx, &Ctx), document: DocumentId) -> Result<()> {
    let said = [
        (ola, "E-posten kom i retur."),
        (kari, "Fint, da sender vi den som brev."),
    ];
    let mut first = None;
    for (ctx, text) in said {
        let id = app.id(CommentId::from_parts);
        comments::write(app, ctx, id, document, text).await?;
        first.get_or_insert(id);
    }
    if let (Some(id), Some(author), Actor::Person { name, .. }) = (first, ola.person(), &kari.actor)
    {
        let text = format!("E-posten kom i retur. @{name}, har du en annen adresse?");
        let later = ola.now + SignedDuration::from_secs(1);
        let organisation = ola.organisation;
        app.store
            .edit_comment(organisation, id, author, &text, later)
            .await?;
        let mention = comments::Mention {
            comment: id,
            person: kari.person().unwrap_or(author),
            name: name.clone(),
        };
        app.store
            .add_mentions(organisation, vec![mention], later)
            .await?;
    }
    Ok(())
}

/// Links to the newest documents of the company that allows them, by e-mail
/// and SMS.
async fn link(app: &App, ctx: &Ctx) -> Result<()> {
    let companies = app.store.list_companies(ctx.organisation).await?;
    let Some(company) = companies.first() else {
        return Ok(());
    };
    let filter = format!("company:{} payment:open", company.id);
    for document in of(app, ctx, &filter, LINKS).await? {
        links::make(app, ctx, document, NewLink::default()).await?;
    }
    Ok(())
}

/// Writes down what channels cost, and what money that waits costs.
async fn price(app: &App, ctx: &Ctx) -> Result<()> {
    let today = ctx.today();
    let begin = (today - 2.years()).first_of_month();
    let prices = PRICES.map(|(channel, minor)| (channel, minor, begin));
    let risen = (Channel::Print, PRINT_SINCE_NEW_YEAR, today.first_of_year());
    for (channel, minor, valid_from) in prices.into_iter().chain([risen]) {
        let new = NewPrice {
            company: None,
            channel,
            valid_from,
            each: Money::new(minor, Currency::NOK),
        };
        prices::add(app, ctx, new).await?;
    }
    prices::set_rate(app, ctx, begin, INTEREST).await
}
