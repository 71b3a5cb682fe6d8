//! What one answer says, before anything is made of it.

use crate::code::{self, Code};
use crate::xml::date;
use crate::xml::node::{self, Node};
use domain::{Action, Finding, Problem, Reason};
use jiff::Timestamp;
use jiff::civil::Date;

/// Most reasons of one answer that are kept in its text.
const REASONS_MAX: usize = 50;

/// A reason or an action that an answer gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Given {
    /// The code list that the code is of; empty where none is named.
    pub(super) list: String,
    /// The code.
    pub(super) code: String,
    /// The words beside it.
    pub(super) text: Option<String>,
    /// What it points at: a line, a field.
    pub(super) place: Option<String>,
}

/// One answer.
pub(super) struct Told {
    /// The response code, as written.
    pub(super) status: String,
    /// Where codes of this answer are defined.
    pub(super) namespace: String,
    /// Reasons and actions, of the whole and of its lines.
    pub(super) given: Vec<Given>,
    /// Free words about the whole.
    pub(super) words: Vec<String>,
    /// When it took effect.
    pub(super) occurred_at: Option<Timestamp>,
    /// The day on which it took effect.
    pub(super) effective_on: Option<Date>,
    /// Date and time as written, for its name.
    pub(super) dated: String,
    /// The file's own id.
    pub(super) id: String,
    /// The sender's electronic address.
    pub(super) sender: String,
    /// What was noticed.
    pub(super) findings: Vec<Finding>,
    place: String,
}

impl Told {
    /// Reads an answer.
    pub(super) fn of(root: Node<'_, '_>, answer: Node<'_, '_>, place: &str) -> Self {
        let response = node::child(answer, "Response");
        let in_response = |name| response.and_then(|response| node::value(response, name));
        let code = response.and_then(|response| node::child(response, "ResponseCode"));
        let list = code.and_then(|code| node::attribute(code, "listID"));
        let day = node::value(root, "IssueDate").unwrap_or_default();
        let time = node::value(root, "IssueTime");
        let effective = in_response("EffectiveDate");
        let effective_on = effective.as_deref().and_then(date::day);
        let mut told = Self {
            status: code.and_then(node::filled).unwrap_or_default(),
            namespace: node::value(root, "CustomizationID")
                .filter(|written| written.starts_with("urn:"))
                .or_else(|| list.map(str::to_owned))
                .unwrap_or_default(),
            given: Vec::new(),
            words: response
                .into_iter()
                .flat_map(|it| node::children(it, "Description"))
                .filter_map(node::filled)
                .collect(),
            occurred_at: moment(effective_on, &day, time.as_deref()),
            effective_on: effective_on.or_else(|| date::day(&day)),
            dated: [Some(day.as_str()), time.as_deref(), effective.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            id: node::value(root, "ID").unwrap_or_default(),
            sender: node::value_at(root, &["SenderParty", "EndpointID"]).unwrap_or_default(),
            findings: Vec::new(),
            place: place.to_owned(),
        };
        told.given
            .extend(response.into_iter().flat_map(of_response));
        for line in node::children(answer, "LineResponse") {
            told.line(line);
        }
        told.given.truncate(REASONS_MAX);
        if told.occurred_at.is_none() {
            let message = format!("'{day}' is not a day (cbc:IssueDate); when it was is not known");
            told.notice(code::RESPONSE_DATE, message);
        }
        told
    }

    /// Notes something odd.
    pub(super) fn notice(&mut self, code: Code, message: impl Into<String>) {
        let finding = code.at(self.place.as_str(), message);
        self.findings.push(finding);
    }

    /// The code with its reasons: `RE/REF/PRI`.
    pub(super) fn code(&self) -> String {
        let codes = self.given.iter().map(|it| it.code.as_str());
        let mut all: Vec<&str> = std::iter::once(self.status.as_str()).chain(codes).collect();
        all.dedup();
        all.join("/")
    }

    /// The answer as a problem with this reason, everything raw kept.
    pub(super) fn problem(&self, reason: Reason, action: Action) -> Problem {
        let of_reasons = self.given.iter().filter_map(|it| it.text.clone());
        let words: Vec<String> = self.words.iter().cloned().chain(of_reasons).collect();
        let places: Vec<&str> = self
            .given
            .iter()
            .filter_map(|it| it.place.as_deref())
            .collect();
        let unless_empty = |text: String| (!text.is_empty()).then_some(text);
        Problem {
            reason,
            action,
            code: unless_empty(self.code()),
            namespace: unless_empty(self.namespace.clone()),
            text: unless_empty(words.join("\n")),
            place: unless_empty(places.join(", ")),
        }
    }

    fn line(&mut self, line: Node<'_, '_>) {
        let id = node::value_at(line, &["LineReference", "LineID"]);
        let id = id.filter(|id| id != "NA");
        let Some(response) = node::child(line, "Response") else {
            return;
        };
        let words = node::value(response, "Description");
        let mut given: Vec<Given> = of_response(response).collect();
        if given.is_empty() && words.is_some() {
            given.push(Given::default());
        }
        if let Some(first) = given.first_mut() {
            first.place = id.or(first.place.take());
            first.text = words.or(first.text.take());
        }
        self.given.extend(given);
    }
}

fn of_response<'a>(response: Node<'a, '_>) -> impl Iterator<Item = Given> + 'a {
    let statuses: Vec<_> = node::children(response, "Status").collect();
    statuses.into_iter().filter_map(|status| {
        let code = node::child(status, "StatusReasonCode")?;
        let condition = node::child(status, "Condition");
        let in_condition = |name| condition.and_then(|it| node::value(it, name));
        let about = in_condition("Description").map(|value| match in_condition("AttributeID") {
            Some(field) => format!("{field}: {value}"),
            None => value,
        });
        Some(Given {
            list: node::attribute(code, "listID")
                .unwrap_or_default()
                .to_owned(),
            code: node::filled(code)?,
            text: node::value(status, "StatusReason").or(about),
            place: in_condition("AttributeID"),
        })
    })
}

/// When the answer took effect. One dated by a day only is put at the day's
/// end, so that it comes after what it answers.
fn moment(effective_on: Option<Date>, day: &str, time: Option<&str>) -> Option<Timestamp> {
    let issued_on = date::day(day)?;
    match (effective_on, time) {
        (Some(effective), _) if effective != issued_on => date::end_of(effective),
        (_, Some(time)) => {
            date::moment(&format!("{issued_on}T{time}")).or_else(|| date::end_of(issued_on))
        }
        (_, None) => date::end_of(issued_on),
    }
}
