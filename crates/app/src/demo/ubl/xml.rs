//! Just enough of writing XML.

use domain::Money;
use std::fmt::Write as _;

/// Text with elements that close themselves.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    /// A document that says its version and encoding.
    pub(super) fn begin() -> Self {
        Self {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            depth: 0,
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// An element with others inside.
    pub(super) fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.within_with(name, "", inside);
    }

    /// The same with attributes, written and escaped as they are to stand.
    pub(super) fn within_with(
        &mut self,
        name: &str,
        attributes: &str,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.text.push('\n');
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.indent();
        self.close(name);
    }

    /// An element with text.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.leaf_with(name, "", text);
    }

    /// The same with attributes.
    pub(super) fn leaf_with(&mut self, name: &str, attributes: &str, text: &str) {
        self.open(name, attributes);
        escape(&mut self.text, text);
        self.close(name);
    }

    /// An element with text, where there is one.
    pub(super) fn maybe(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    /// An amount with its currency, where there is one.
    pub(super) fn amount(&mut self, name: &str, amount: Option<Money>) {
        if let Some(amount) = amount {
            let about = format!("currencyID=\"{}\"", amount.currency);
            self.leaf_with(name, &about, &amount.decimal());
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        self.indent();
        let space = if attributes.is_empty() { "" } else { " " };
        let _ = write!(self.text, "<{name}{space}{attributes}>");
    }

    fn close(&mut self, name: &str) {
        let _ = writeln!(self.text, "</{name}>");
    }

    fn indent(&mut self) {
        let width = self.depth * 2;
        let _ = write!(self.text, "{:width$}", "");
    }
}

fn escape(into: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            other => into.push(other),
        }
    }
}
