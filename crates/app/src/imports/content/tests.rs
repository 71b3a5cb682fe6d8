use super::*;

fn spool() -> (tempfile::TempDir, Spool) {
    let directory = tempfile::tempdir().unwrap();
    let spool = Spool::new(directory.path().join("intake"));
    (directory, spool)
}

#[test]
fn few_bytes_are_held_and_many_lie_on_disk() {
    let (_directory, spool) = spool();
    let most = usize::try_from(HELD_BYTES_MAX).unwrap();
    for (size, is_held) in [(0, true), (most, true), (most + 1, false)] {
        let bytes: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
        let mut aside = spool.aside();
        for chunk in bytes.chunks(10_007) {
            aside.write_all(chunk).unwrap();
        }
        let content = aside.done().unwrap();
        assert_eq!(matches!(content, Content::Held(_)), is_held, "{size}");
        assert_eq!(content.size(), size as u64);
        let two = [content.reader(), content.reader()].map(|mut reader| {
            let end = reader.seek(SeekFrom::End(0)).unwrap();
            assert_eq!(end, size as u64);
            reader.seek(SeekFrom::Start(0)).unwrap();
            let mut read = Vec::new();
            reader.read_to_end(&mut read).unwrap();
            read
        });
        assert!(two[0] == bytes && two[1] == bytes, "each reads for itself");
    }
}

#[test]
fn what_is_put_aside_has_no_name() {
    let (directory, spool) = spool();
    let mut aside = spool.aside();
    aside.write_all(&vec![1; 2_000_000]).unwrap();
    let content = aside.done().unwrap();
    assert_eq!(content.size(), 2_000_000);
    let names = std::fs::read_dir(directory.path().join("intake")).unwrap();
    assert_eq!(names.count(), 0);
}
