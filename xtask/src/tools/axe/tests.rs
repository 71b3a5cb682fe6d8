use super::*;

#[test]
fn another_archive_under_the_same_version_is_refused() {
    let right = format!(r#"[{{"integrity": "{INTEGRITY}"}}]"#);
    assert!(check_digest(&right).is_ok());
    let wrong = right.replace("FHfa", "FHfb");
    let message = check_digest(&wrong).unwrap_err().to_string();
    assert!(message.contains("FHfb"), "{message}");
}

#[test]
fn the_script_is_known_by_its_first_line() {
    assert!(is_expected("/*! axe v4.14.1\n * rest"));
    assert!(!is_expected("/*! axe v4.14.10\n"));
    assert!(!is_expected(""));
    assert!(!is_expected("var a;\n/*! axe v4.14.1\n"));
}
