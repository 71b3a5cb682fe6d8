use crate::tools::{duckdb, lifelines};

#[test]
fn another_version_is_refused_and_named() {
    for library in [&lifelines::LIBRARY, &duckdb::LIBRARY] {
        let (name, version) = (library.name, library.version);
        assert!(library.check_version(&format!("{version}\n")).is_ok());
        let message = library.check_version("0.0.1\n").unwrap_err().to_string();
        assert!(message.contains("0.0.1"), "{message}");
        assert!(message.contains(name) && message.contains(version), "{message}");
    }
}

#[test]
fn everything_that_is_installed_has_a_fixed_version() {
    for library in [&lifelines::LIBRARY, &duckdb::LIBRARY] {
        let (name, version) = (library.name, library.version);
        assert!(library.packages.iter().all(|package| package.contains("==")));
        let own = format!("{name}=={version}");
        assert!(library.packages.contains(&own.as_str()));
    }
}
