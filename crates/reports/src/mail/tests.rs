use super::*;
use crate::samples::report;

fn around() -> Around {
    Around {
        open: Some(("https://utsyn.example/r".to_owned(), "Åpne".to_owned())),
        note: String::new(),
        unsubscribe: Some(("https://utsyn.example/u".to_owned(), "Avslutt".to_owned())),
    }
}

#[test]
fn the_mail_says_everything_as_text_and_names_its_pictures() {
    let report = report();
    let html = html(&report, &around(), Pictures::Inline);
    for said in [
        "1\u{a0}234",
        "oktober 2026: 1\u{a0}100",
        "−1\u{a0}234,50\u{a0}kr",
        "cid:chart-1",
        "alt=\"EHF: 3\"",
        "Ås &amp; &lt;b&gt;Ørn&lt;/b&gt;",
        "https://utsyn.example/u",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    let names: Vec<String> = pictures(&report, press::draw)
        .unwrap()
        .into_iter()
        .map(|p| p.name)
        .collect();
    assert_eq!(names, ["chart-1"]);
    assert!(!super::html(&report, &around(), Pictures::Left).contains("cid:"));
}

#[test]
fn the_plain_text_says_the_same() {
    let text = text(&report(), &around());
    for said in [
        "Periode: november 2026",
        "Mottatt: 1\u{a0}234 (oktober 2026: 1\u{a0}100)",
        "Kunde | KID | Beløp",
        "Sum |  | −2\u{a0}469,00\u{a0}kr",
        "Avslutt: https://utsyn.example/u",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_long_table_says_how_much_of_it_is_shown() {
    let mut report = report();
    let Block::Table(table) = &mut report.parts[0].blocks[2] else {
        panic!("a table");
    };
    let row = table.rows[0].clone();
    table.rows = vec![row; 100];
    table.of_rows = Some(12_345);
    let html = html(&report, &around(), Pictures::Left);
    assert!(html.contains("Viser 40 av 12\u{a0}345."), "{html}");
}

#[test]
fn a_wide_table_is_small_and_its_headings_may_break() {
    let mut report = report();
    let wide = |html: &str| html.contains("font-size:12px");
    let seven = html_of(&report);
    let heading = "padding:5px 8px 5px 0;vertical-align:top;border-bottom:2px solid";
    assert!(seven.contains(heading) && !wide(&seven), "{seven}");
    let Block::Table(table) = &mut report.parts[0].blocks[2] else {
        panic!("a table");
    };
    table
        .columns
        .push(crate::Column::new("Sum", "sum", crate::Shape::Count));
    assert!(wide(&html_of(&report)));
}

fn html_of(report: &Report) -> String {
    html(report, &around(), Pictures::Left)
}
