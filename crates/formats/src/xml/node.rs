//! Looking things up in a tree of XML. Names are compared before namespaces,
//! because they nearly always decide.

use std::borrow::Cow;

pub(crate) use roxmltree::Node;

/// The namespaces of the parts of the documents that are read begin like
/// this; what follows tells versions and layers apart, which nothing hangs on.
const NAMESPACES: &[&str] = &[
    "urn:oasis:names:specification:ubl:schema:xsd:Common",
    "urn:un:unece:uncefact:data:",
    "urn:ferd:CrossIndustryDocument:",
    "urn:iso:std:iso:20022:tech:xsd:",
    "urn:sfti:",
    "urn:oasis:names:tc:ubl:",
    "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader",
];

/// Whether this is the element of this name, in one of the namespaces that are
/// read or in none, as Finvoice has it.
pub(crate) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element()
        && node.tag_name().name() == name
        && node
            .tag_name()
            .namespace()
            .is_none_or(|namespace| NAMESPACES.iter().any(|it| namespace.starts_with(it)))
}

/// The first child that goes by one of these names: the versions of a format
/// rename things.
pub(crate) fn one_of<'a, 'i>(node: Node<'a, 'i>, names: &[&str]) -> Option<Node<'a, 'i>> {
    names.iter().find_map(|name| child(node, name))
}

/// Where an element is: its name and its parent's.
pub(crate) fn place(element: Node<'_, '_>) -> String {
    let name = element.tag_name().name();
    match element.parent_element() {
        Some(parent) => format!("{}/{name}", parent.tag_name().name()),
        None => name.to_owned(),
    }
}

/// The first child of this name.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// Every child of this name.
pub(crate) fn children<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> + 'a {
    node.children().filter(move |child| is(*child, name))
}

/// The node that these names lead to, first children all the way.
pub(crate) fn at<'a, 'i>(node: Node<'a, 'i>, path: &[&str]) -> Option<Node<'a, 'i>> {
    path.iter().try_fold(node, |node, name| child(node, name))
}

/// The text in an element, without space around it, also where a comment
/// lies in its middle.
pub(crate) fn text<'a>(node: Node<'a, '_>) -> Cow<'a, str> {
    let mut parts = node
        .children()
        .filter(|part| part.is_text())
        .filter_map(|part| part.text());
    let first = parts.next().unwrap_or_default();
    match parts.next() {
        None => Cow::Borrowed(first.trim()),
        Some(second) => {
            let rest: String = parts.collect();
            Cow::Owned(format!("{first}{second}{rest}").trim().to_owned())
        }
    }
}

/// The text of the first child of this name that is not blank.
pub(crate) fn value(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    children(node, name).find_map(filled)
}

/// The text at the end of this path, where it is not blank.
pub(crate) fn value_at(node: Node<'_, '_>, path: &[&str]) -> Option<String> {
    at(node, path).and_then(filled)
}

/// The text in an element on one line, where it is not blank: programs that
/// indent XML break long names.
pub(crate) fn filled(node: Node<'_, '_>) -> Option<String> {
    let text = text(node);
    if text.contains(['\n', '\r', '\t']) {
        let words: Vec<&str> = text.split_whitespace().collect();
        return (!words.is_empty()).then(|| words.join(" "));
    }
    (!text.is_empty()).then(|| text.into_owned())
}

/// The text in an element with its lines, where it is not blank.
pub(crate) fn paragraph(node: Node<'_, '_>) -> Option<String> {
    let text = text(node);
    (!text.is_empty()).then(|| text.into_owned())
}

/// An attribute that is not blank.
pub(crate) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(name)
        .map(str::trim)
        .filter(|v| !v.is_empty())
}
