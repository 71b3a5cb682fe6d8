use crate::{Format, embedded, read_bytes};
use domain::intake::{Item, ItemBody};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

const CII: &str = include_str!("../../samples/invoice-cii.xml");

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PDF with these files in it, each packed or not.
fn pdf(files: &[(&str, &[u8], bool)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut names = String::new();
    for (index, (name, content, is_packed)) in files.iter().enumerate() {
        let (stream, filter) = match is_packed {
            true => (packed(content), "/Filter /FlateDecode "),
            false => (content.to_vec(), ""),
        };
        let (specification, file) = (10 + 2 * index, 11 + 2 * index);
        names.push_str(&format!("({name}) {specification} 0 R "));
        bytes.extend(format!("{specification} 0 obj\n<< /Type /Filespec /UF ({name}) /EF << /F {file} 0 R >> >>\nendobj\n{file} 0 obj\n<< /Type /EmbeddedFile /Subtype /text#2Fxml {filter}/Length {} >>\nstream\r\n", stream.len()).bytes());
        bytes.extend(&stream);
        bytes.extend(b"\nendstream\nendobj\n");
    }
    bytes.extend(format!("1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>\nendobj\n2 0 obj\n<< /Names [ {names}] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF").bytes());
    bytes
}

fn read(bytes: &[u8]) -> (Format, Item) {
    let mut reading = read_bytes("invoice.pdf", bytes);
    let item = reading.next().unwrap();
    (reading.format, item)
}

#[test]
fn a_pdf_with_an_invoice_inside_is_a_document_and_its_own_original() {
    for is_packed in [true, false] {
        let bytes = pdf(&[
            ("brev.txt", b"Hei", is_packed),
            ("factur-x.xml", CII.as_bytes(), is_packed),
        ]);
        let (format, item) = read(&bytes);
        assert_eq!(format, Format::FacturX);
        let ItemBody::Document(document) = item.body else {
            panic!("{:?}", item.findings)
        };
        assert!(document.is_whole_file);
        assert_eq!(document.number, "20001");
        let names: Vec<&str> = document
            .embedded
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names, ["brev.txt", "factur-x.xml", "vedlegg.txt"]);
        assert_eq!(document.embedded[1].bytes, CII.as_bytes());
        assert_eq!(document.embedded[1].media_type, "text/xml");
        for (position, file) in document.embedded.iter().enumerate() {
            assert_eq!(embedded(&bytes, position).as_ref(), Some(file));
        }
        assert_eq!(embedded(&bytes, 3), None);
    }
}

#[test]
fn the_content_decides_and_not_the_name() {
    let bytes = pdf(&[("0000000", CII.as_bytes(), true)]);
    assert_eq!(read(&bytes).0, Format::FacturX);
    let bytes = pdf(&[("factur-x.xml", b"<order/>", true)]);
    let (format, item) = read(&bytes);
    assert_eq!(format, Format::Pdf);
    let codes: Vec<&str> = item.findings.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["pdf.no_data", "format.not_understood"]);
}

#[test]
fn objects_inside_object_streams_are_found() {
    let content = packed(CII.as_bytes());
    let inside = b"10 0 1 65 << /UF (factur-x.xml) /EF << /F 11 0 R >> >>                     \n<< /AF [10 0 R] >>";
    let first = 10;
    let (head, tail) = inside.split_at(first);
    assert_eq!(head, b"10 0 1 65 ");
    let at = tail.iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let head = format!("10 0 1 {at} ");
    let body = [head.as_bytes(), tail].concat();
    let stream = packed(&body);
    let mut bytes = format!(
        "%PDF-1.7\n11 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n",
        content.len()
    )
    .into_bytes();
    bytes.extend(&content);
    bytes.extend(format!("\nendstream\nendobj\n5 0 obj\n<< /Type /ObjStm /N 2 /First {} /Filter /FlateDecode /Length {} >>\nstream\n", head.len(), stream.len()).bytes());
    bytes.extend(&stream);
    bytes.extend(b"\nendstream\nendobj\n6 0 obj\n<< /Type /XRef /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\n%%EOF");
    assert_eq!(read(&bytes).0, Format::FacturX);
}

#[test]
fn a_bomb_is_not_unpacked_beyond_the_limit() {
    let bomb = packed(&vec![b' '; crate::limits::PDF_UNPACKED_BYTES_MAX + 1]);
    let mut bytes = format!("%PDF-1.7\n1 0 obj\n<< /AF [2 0 R] >>\nendobj\n2 0 obj\n<< /UF (a.xml) /EF << /F 3 0 R >> >>\nendobj\n3 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", bomb.len()).into_bytes();
    bytes.extend(&bomb);
    bytes.extend(b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>");
    let (_, item) = read(&bytes);
    assert_eq!(item.findings[1].code, "pdf.attachment");
}

#[test]
fn an_encrypted_pdf_is_not_searched() {
    let mut bytes = pdf(&[("factur-x.xml", CII.as_bytes(), true)]);
    bytes.extend(b"\ntrailer << /Encrypt 9 0 R >>");
    let (format, item) = read(&bytes);
    assert_eq!(format, Format::Pdf);
    assert_eq!(item.findings[1].code, "pdf.encrypted");
}

#[test]
fn a_tree_that_refers_to_itself_ends() {
    let bytes = b"%PDF-1.7\n1 0 obj << /Names << /EmbeddedFiles 2 0 R >> >> endobj\n2 0 obj << /Kids [2 0 R 2 0 R] >> endobj\ntrailer << /Root 1 0 R >>";
    assert_eq!(read(bytes).0, Format::Pdf);
}

#[test]
fn a_large_array_that_everything_refers_to_is_not_read_for_ever() {
    let mut bytes = b"%PDF-1.7\n1 0 obj << /Names << /EmbeddedFiles 2 0 R >> >> endobj\n".to_vec();
    for number in 2..5_000 {
        bytes.extend(format!("{number} 0 obj << /Kids 5000 0 R >> endobj\n").bytes());
    }
    let kids: String = (2..5_000).map(|number| format!("{number} 0 R ")).collect();
    bytes.extend(format!("5000 0 obj [{kids}] endobj\ntrailer << /Root 1 0 R >>").bytes());
    let start = std::time::Instant::now();
    assert_eq!(read(&bytes).0, Format::Pdf);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
