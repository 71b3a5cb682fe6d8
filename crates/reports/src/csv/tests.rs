use super::*;
use crate::samples::{head, report};

fn text(flavour: Flavour) -> String {
    let mut out = Vec::new();
    write(&report(), flavour, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_norwegian_spreadsheet_reads_it_as_it_is_meant() {
    let text = text(Flavour::Spreadsheet);
    assert!(text.starts_with("\u{FEFF}Månedsrapport\r\nNord AS\r\nPeriode;november 2026\r\n"));
    for line in [
        "Bestilt av;'=cmd|' /C calc'!A1\r\n",
        ";november 2026;oktober 2026\r\nMottatt;1234;1100\r\n",
        "Kunde;KID;Beløp;Forfall;Mottatt;Andel;Kanal\r\n",
        "-1234,50;30.11.2026;02.11.2026 09:30;0,1250;eFaktura\r\n",
        "\"=\"\"0012345678901234567890123\"\"\"",
        "Sum;;-2469,00\r\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("\n=") && !text.contains(";=HYPER"), "{text}");
}

#[test]
fn programs_read_codes_and_points() {
    let text = text(Flavour::Machine);
    assert!(
        text.starts_with("# Månedsrapport\r\n# period: 2026-11-01..2026-11-30\r\n"),
        "{text}"
    );
    for line in [
        "figure,value,before\r\nreceived,1234,1100\r\n",
        "customer,kid,amount,due,received,share,channel\r\n",
        "0012345678901234567890123,-1234.50,2026-11-30,2026-11-02T09:30:00+01:00,0.1250,efaktura\r\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(
        !text.contains("\n=HYPER") && !text.contains("Sum"),
        "{text}"
    );
}

#[test]
fn lines_of_json_are_json_and_keep_their_shapes() {
    let mut out = Vec::new();
    crate::ndjson::write(&report(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["report"]["period"], "2026-11-01..2026-11-30");
    assert_eq!(lines[0]["report"]["organisation"], "Nord AS");
    assert_eq!(lines[1]["value"], 1_234);
    assert_eq!(lines[2]["row"]["amount"]["amount"], "-1234.50");
    assert_eq!(lines[2]["row"]["channel"], "efaktura");
    assert_eq!(lines.len(), 4);
}

#[test]
fn lines_are_what_the_library_would_have_written() {
    let texts = [
        "",
        "plain",
        "a;b",
        "a,b",
        "a\"b",
        "\"",
        "two\r\nlines",
        "0012",
        "12,5",
        "Ås; \"Ørn\"",
        " ",
    ];
    let rows: Vec<Vec<&str>> = (0..=texts.len())
        .map(|count| texts[..count].to_vec())
        .chain(texts.iter().map(|text| vec![*text]))
        .collect();
    for flavour in [Flavour::Machine, Flavour::Spreadsheet] {
        let mut ours = Lines::plain(Vec::new(), flavour, head().zone);
        let mut theirs = ::csv::WriterBuilder::new()
            .delimiter(flavour.separator() as u8)
            .flexible(true)
            .terminator(::csv::Terminator::CRLF)
            .from_writer(Vec::new());
        for row in &rows {
            let cells = row.iter().map(|text| CellRef::text(text));
            ours.row(cells.clone()).unwrap();
            let fields = cells.map(|cell| written(&cell.keep(), flavour, &head().zone));
            theirs.write_record(fields).unwrap();
        }
        let theirs = String::from_utf8(theirs.into_inner().unwrap()).unwrap();
        assert_eq!(String::from_utf8(ours.end()).unwrap(), theirs);
    }
}
