//! Names of files that lie beside a list.

/// Longest name of a file beside a list, in bytes.
const NAME_BYTES_MAX: usize = 1_024;

/// The name with `/` between its parts, or why it cannot be used: a list may
/// name only what lies beside it or below.
pub(crate) fn name(written: &str) -> Result<String, &'static str> {
    let name = written.trim().replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name);
    if name.is_empty() {
        return Err("it is empty");
    }
    if name.len() > NAME_BYTES_MAX {
        return Err("it is too long");
    }
    if name.chars().any(char::is_control) {
        return Err("it holds control characters");
    }
    if name.starts_with('/') || name.as_bytes().get(1) == Some(&b':') {
        return Err("it is an absolute path");
    }
    if name.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("it leads out of the directory");
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_or_below_is_taken() {
        assert_eq!(name("1001.pdf").as_deref(), Ok("1001.pdf"));
        assert_eq!(name(" ./pdf\\1001.pdf ").as_deref(), Ok("pdf/1001.pdf"));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        for written in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "C:\\x",
            "C:x",
            "a//b",
            "a\0b",
            "\\\\host\\x",
        ] {
            assert!(name(written).is_err(), "{written:?}");
        }
    }
}
