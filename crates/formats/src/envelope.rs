//! The envelope that business documents travel in on the Peppol network
//! (UN/CEFACT SBDH 1.3, Peppol Business Message Envelope 2).
//!
//! The document inside is read as if it came alone. The envelope adds two
//! things: it was sent, at this moment; and its instance identifier, by which
//! the network's answers (MLS, MLR) name it. Both become an event of the
//! document, keyed by the identifier. Oddity: the payload may be anything, so
//! an envelope around something that is no UBL document is refused by name.

use crate::xml::cut::Runs;
use crate::xml::date;
use crate::xml::node::{self, Node};
use crate::{Format, Reading, code, response, ubl};
use domain::intake::{Item, ItemBody, ItemKind, NewEvent, Target};
use domain::{AttemptKey, Channel, Fact, Finding, SourceKey};
use roxmltree::Document;

/// The system under which instance identifiers of the Peppol network are
/// known, as sources of events.
pub(crate) const PEPPOL: &str = "peppol";

/// Reads the document in an envelope.
pub(crate) fn read<'a>(
    document: &Document<'_>,
    runs: &Runs,
    findings: Vec<Finding>,
) -> Reading<'a> {
    let root = document.root_element();
    let header = node::child(root, "StandardBusinessDocumentHeader");
    let payload = root
        .children()
        .filter(Node::is_element)
        .find(|it| Some(*it) != header);
    let Some(payload) = payload else {
        let finding = code::ENVELOPE_EMPTY.at("", "the envelope holds no document; send it again");
        return Reading::refused(Format::Xml, ItemKind::Document, finding);
    };
    let name = payload.tag_name().name();
    match ubl::Root::named(name) {
        Some(kind) => {
            let mut item = ubl::read(document, payload, kind, runs, findings);
            add_sending(&mut item, header);
            Reading::new(Format::Ubl, [item])
        }
        None if name == "ApplicationResponse" => response::read(payload, findings),
        None => {
            let message = format!("the envelope holds {name}, which is not read; the file is kept");
            let finding = code::XML_NOT_YET_READ.at("", message);
            Reading::refused(Format::Xml, ItemKind::Document, finding)
        }
    }
}

/// That the document was handed to the network, under the envelope's name.
fn add_sending(item: &mut Item, header: Option<Node<'_, '_>>) {
    let ItemBody::Document(new) = &mut item.body else {
        return;
    };
    new.channel = Some(Channel::Ehf);
    let Some(identification) =
        header.and_then(|header| node::child(header, "DocumentIdentification"))
    else {
        return;
    };
    let id = node::value(identification, "InstanceIdentifier");
    let sent_at = node::value(identification, "CreationDateAndTime")
        .and_then(|written| date::moment(&written));
    if let (Some(id), Some(occurred_at)) = (id, sent_at) {
        new.events.push(NewEvent {
            source: SourceKey::new(PEPPOL, id),
            target: Target::Number(new.number.clone()),
            occurred_at,
            fact: Fact::Sent {
                attempt: AttemptKey::on(Channel::Ehf),
                open_receipt: true,
            },
        });
    }
}
