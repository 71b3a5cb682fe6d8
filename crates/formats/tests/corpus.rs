//! Real files of other people, read and compared with what independent
//! programs found in them. Skips, saying so, where the folder is absent.

#[cfg(test)]
mod corpus {
    mod answers;
    mod camt;
    mod cii;
    mod fields;
    mod mail;
    mod ocr;
    mod recognised;
    mod score;
    mod table;

    use serde_json::Value;
    use std::path::PathBuf;

    /// The folder of real files, or `None` after saying that it is absent.
    pub(crate) fn folder() -> Option<PathBuf> {
        let path = PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/corpus"
        ));
        if path.is_dir() {
            return Some(path);
        }
        println!("SKIPPED: there is no folder ../shared/corpus with real files");
        None
    }

    /// The expectations in a file of one JSON object a line.
    pub(crate) fn expected(name: &str) -> Vec<(PathBuf, Value)> {
        let Some(folder) = folder() else {
            return Vec::new();
        };
        let text = std::fs::read_to_string(folder.join("expected").join(name)).unwrap();
        text.lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .map(|row| (folder.join(row["path"].as_str().unwrap()), row))
            .collect()
    }

    /// Every file below a folder of the corpus.
    pub(crate) fn files(below: &str) -> Vec<PathBuf> {
        let Some(folder) = folder() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut folders = vec![folder.join(below)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => found.push(path),
                }
            }
        }
        found.sort();
        found
    }
}
