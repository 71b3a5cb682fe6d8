use super::*;

#[test]
fn another_version_is_refused_and_named() {
    assert!(check_version("4.32.5\n").is_ok());
    let message = check_version("3.0.0\n").unwrap_err().to_string();
    assert!(
        message.contains("3.0.0") && message.contains(VERSION),
        "{message}"
    );
}

#[test]
fn everything_that_is_installed_has_a_fixed_version() {
    assert!(PACKAGES.iter().all(|package| package.contains("==")));
    assert!(PACKAGES.contains(&format!("schemathesis=={VERSION}").as_str()));
}
