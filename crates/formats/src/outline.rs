//! Any XML as a list of its elements, so that a person can read what no
//! reader of ours understands.

use crate::xml;
use roxmltree::Node;

/// Most characters of one text; the original has all of it.
const TEXT_CHARS_MAX: usize = 400;

/// One element: how deep it lies, its name, its attributes, the text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// How many elements it lies in.
    pub depth: usize,
    /// Its name without a prefix.
    pub name: String,
    /// Names and values of its attributes.
    pub attributes: Vec<(String, String)>,
    /// The text directly in it, without space around.
    pub text: String,
}

/// The first elements of an XML file, at most `elements_max`, in the order in
/// which they stand; `None` where it is no XML that is read here.
pub fn outline(bytes: &[u8], elements_max: usize) -> Option<Vec<Element>> {
    let (text, _) = xml::text_of(bytes).ok()?;
    let document = xml::parse(&text).ok()?;
    let elements = document
        .descendants()
        .filter(Node::is_element)
        .take(elements_max)
        .map(element);
    Some(elements.collect())
}

fn element(node: Node<'_, '_>) -> Element {
    let texts = node.children().filter(Node::is_text);
    let text: String = texts.filter_map(|part| part.text()).collect();
    Element {
        depth: node.ancestors().skip(1).filter(Node::is_element).count(),
        name: node.tag_name().name().to_owned(),
        attributes: node
            .attributes()
            .map(|it| (it.name().to_owned(), cut(it.value())))
            .collect(),
        text: cut(text.trim()),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(TEXT_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_told_in_order_with_their_depth() {
        let xml = b"<a x='1'><b> one <c/></b>two</a>";
        let found = outline(xml, 10).unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.depth, it.name.as_str(), it.text.as_str()))
            .collect();
        assert_eq!(told, [(0, "a", "two"), (1, "b", "one"), (2, "c", "")]);
        assert_eq!(found[0].attributes, [("x".to_owned(), "1".to_owned())]);
        assert_eq!(outline(xml, 2).unwrap().len(), 2);
    }

    #[test]
    fn what_is_not_read_has_no_outline() {
        assert_eq!(outline(b"<!DOCTYPE a><a/>", 10), None);
        assert_eq!(outline(b"%PDF-1.7", 10), None);
    }

    #[test]
    fn long_texts_are_cut_with_a_mark() {
        let xml = format!("<a>{}</a>", "æ".repeat(TEXT_CHARS_MAX + 1));
        let found = outline(xml.as_bytes(), 1).unwrap();
        assert_eq!(found[0].text.chars().count(), TEXT_CHARS_MAX + 1);
        assert!(found[0].text.ends_with('…'));
    }
}
