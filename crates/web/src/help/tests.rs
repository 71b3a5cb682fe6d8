use super::blocks::{render, slug};
use super::*;

#[test]
fn the_marks_of_our_documentation_become_markup_and_nothing_else_does() {
    let page = render(
        "# A *b*\n\nOne\ntwo `c<d` **e** [f](#on-time) [g](other.md) <i>.\n\n- h\n  i\n- j\n\n1. k\n2. l\n\n> m\n\n| n | o |\n|---|---|\n| p | q |\n\n```\nr <s>\n\nt\n```\n",
    );
    let page = page.into_string();
    for expected in [
        "<h1 id=\"a-b\">A <em>b</em></h1>",
        "<p>One two <code>c&lt;d</code> <strong>e</strong> <a href=\"#on-time\">f</a> g &lt;i&gt;.</p>",
        "<ul><li>h i</li><li>j</li></ul>",
        "<ol><li>k</li><li>l</li></ol>",
        "<blockquote><p>m</p></blockquote>",
        "<th scope=\"col\">n</th>",
        "<td>q</td>",
        "<code>r &lt;s&gt;\n\nt</code>",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

/// Every anchor that a figure names in the sources of the pages.
fn anchors() -> Vec<(String, std::path::PathBuf)> {
    let mut directories = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src"
    ))];
    let mut found = Vec::new();
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).expect("the sources can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("a source file");
            for call in source.split("board.frame(").skip(1) {
                let call = call.split(')').next().unwrap_or_default();
                let anchor = call.rsplit('"').nth(1).unwrap_or_default();
                if call.matches('"').count() == 4 {
                    found.push((anchor.to_owned(), path.clone()));
                }
            }
        }
    }
    found
}

#[test]
fn every_figure_leads_to_a_heading_that_is_there() {
    let headings: Vec<String> = STATISTICS
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(slug)
        .collect();
    let anchors = anchors();
    assert!(anchors.len() >= 15, "the test found only {}", anchors.len());
    for (anchor, path) in anchors {
        assert!(headings.contains(&anchor), "{anchor} in {}", path.display());
    }
}
