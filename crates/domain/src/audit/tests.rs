use super::*;
use proptest::prelude::*;

const ORGANISATION: OrganisationId = OrganisationId::from_bytes([7; 16]);
const SALT: [u8; 32] = [9; 32];

/// An entry as a chain is kept: what it holds, its hash, its content.
#[derive(Clone)]
struct Kept {
    link: Link,
    hash: ContentHash,
    content: Option<String>,
}

fn chain(length: u64) -> Vec<Kept> {
    let mut before = BEGINNING;
    let mut chain = Vec::new();
    for number in 1..=length {
        let content = format!("{{\"actor\":\"Kari {number}\"}}");
        let link = Link {
            number,
            at: Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap(),
            actor: "person:1".to_owned(),
            act: Act::DOCUMENT_VIEWED,
            subject: format!("document:{number}"),
            commitment: commitment(&SALT, &content),
        };
        let hash = link.hash(ORGANISATION, before);
        before = hash;
        chain.push(Kept {
            link,
            hash,
            content: Some(content),
        });
    }
    chain
}

fn walk(chain: &[Kept]) -> Result<Walk, String> {
    let mut walk = Walk::begin(ORGANISATION);
    for kept in chain {
        let content = kept.content.as_deref().map(|content| (&SALT, content));
        walk.step(&kept.link, kept.hash, content)?;
    }
    Ok(walk)
}

/// Whether a head that was kept elsewhere still fits the chain.
fn fits(chain: &[Kept], head: (u64, ContentHash)) -> bool {
    let at = chain.iter().find(|kept| kept.link.number == head.0);
    walk(chain).is_ok() && at.is_some_and(|kept| kept.hash == head.1)
}

/// Writes every hash anew, as whoever can write to the table would.
fn forge(chain: &mut [Kept]) {
    let mut before = BEGINNING;
    for (number, kept) in (1..).zip(chain) {
        kept.link.number = number;
        kept.hash = kept.link.hash(ORGANISATION, before);
        before = kept.hash;
    }
}

#[test]
fn a_chain_that_nobody_touched_holds() {
    let chain = chain(20);
    let walked = walk(&chain).unwrap();
    assert_eq!((walked.number(), walked.erased()), (20, 0));
    assert_eq!(walked.link(), chain[19].hash);
}

#[test]
fn erasing_contents_leaves_the_chain_whole() {
    let mut chain = chain(20);
    chain[3].content = None;
    chain[19].content = None;
    let walked = walk(&chain).unwrap();
    assert_eq!((walked.number(), walked.erased()), (20, 2));
}

#[test]
fn another_organisations_chain_is_not_ours() {
    let mut walk = Walk::begin(OrganisationId::from_bytes([8; 16]));
    let first = &chain(1)[0];
    walk.step(&first.link, first.hash, None).unwrap_err();
}

#[test]
fn fields_cannot_flow_into_each_other() {
    let mut one = chain(1).remove(0).link;
    one.actor = "ab".to_owned();
    one.subject = "c".to_owned();
    let mut other = one.clone();
    other.actor = "a".to_owned();
    other.subject = "bc".to_owned();
    assert_ne!(
        one.hash(ORGANISATION, BEGINNING),
        other.hash(ORGANISATION, BEGINNING)
    );
}

/// One way of changing history afterwards.
#[derive(Debug, Clone, Copy)]
enum Tampering {
    Moment,
    Actor,
    Act,
    Subject,
    Content,
    Commitment,
    Removed,
    Inserted,
    Swapped,
}

fn tamper(chain: &mut Vec<Kept>, at: usize, how: Tampering) {
    match how {
        Tampering::Moment => chain[at].link.at += jiff::SignedDuration::from_micros(1),
        Tampering::Actor => chain[at].link.actor.push('1'),
        Tampering::Act => chain[at].link.act = Act::DOCUMENT_DOWNLOADED,
        Tampering::Subject => chain[at].link.subject.push('1'),
        Tampering::Content => chain[at].content = Some("{}".to_owned()),
        Tampering::Commitment => chain[at].link.commitment = BEGINNING,
        Tampering::Removed => drop(chain.remove(at)),
        // Another entry's copy: a copy of the last behind itself is only an
        // entry that came after the head.
        Tampering::Inserted => chain.insert(at, chain[(at + 1) % chain.len()].clone()),
        Tampering::Swapped => {
            let other = (at + 1) % chain.len();
            chain.swap(at, other);
        }
    }
}

fn any_tampering() -> impl Strategy<Value = Tampering> {
    use Tampering::*;
    prop::sample::select(vec![
        Moment, Actor, Act, Subject, Content, Commitment, Removed, Inserted, Swapped,
    ])
}

proptest! {
    #[test]
    fn whatever_is_changed_before_a_kept_head_is_found(
        length in 3_u64..30, at in 0_usize..30, how in any_tampering(), forged in any::<bool>()
    ) {
        let mut chain = chain(length);
        let head = chain.last().map(|kept| (kept.link.number, kept.hash)).unwrap();
        let at = at % chain.len();
        tamper(&mut chain, at, how);
        // Whoever writes the hashes anew still cannot come to the head that
        // was kept elsewhere; only a content can be told by its commitment.
        if forged && !matches!(how, Tampering::Content) {
            forge(&mut chain);
        }
        prop_assert!(!fits(&chain, head), "{how:?} at {at} of {length}");
    }

    #[test]
    fn a_chain_that_was_cut_short_is_found(length in 2_u64..30, kept in 0_usize..29) {
        let mut chain = chain(length);
        let head = chain.last().map(|kept| (kept.link.number, kept.hash)).unwrap();
        chain.truncate(kept % (chain.len() - 1));
        prop_assert!(!fits(&chain, head));
    }
}
