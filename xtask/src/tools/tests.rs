use super::*;

fn machine<'a>(
    variable: &'a dyn Fn(&str) -> Option<OsString>,
    runs: &'a dyn Fn(&Path) -> bool,
) -> Machine<'a> {
    Machine {
        path: vec!["/opt/bin".into(), "/usr/bin".into()],
        variable,
        runs,
    }
}

#[test]
fn a_full_machine_misses_nothing_and_tells_the_tests_where_things_are() {
    let full = machine(&|_| None, &|file| file.starts_with("/usr/bin"));
    assert!(missing(&full).unwrap().is_empty());
    assert_eq!(
        found(&full).unwrap(),
        [
            ("UTSYN_CHROMIUM", OsString::from("/usr/bin/chromium")),
            (
                "UTSYN_CHROMEDRIVER",
                OsString::from("/usr/bin/chromedriver")
            ),
        ]
    );
}

#[test]
fn what_is_missing_is_named_by_its_package() {
    let bare = machine(&|_| None, &|file| !file.ends_with("chromedriver"));
    let packages: Vec<_> = missing(&bare).unwrap().iter().map(|t| t.package).collect();
    assert_eq!(packages, ["chromium-driver"]);
    let message = found(&bare).unwrap_err().to_string();
    assert!(message.contains("chromium-driver"), "{message}");
}

fn named(program: &str) -> &'static Tool {
    let tool = TOOLS.iter().find(|tool| tool.program == program);
    tool.expect("a tool of the list")
}

#[test]
fn the_users_own_program_wins_over_the_search() {
    let own = |name: &str| (name == "UTSYN_CHROMIUM").then(|| OsString::from("/snap/chromium"));
    let machine = machine(&own, &|_| true);
    let chromium = machine.locate(named("chromium")).unwrap();
    assert_eq!(chromium, Some("/snap/chromium".into()));
    let driver = machine.locate(named("chromedriver")).unwrap();
    assert_eq!(driver, Some("/opt/bin/chromedriver".into()));
}

#[test]
fn a_variable_that_points_at_nothing_is_an_error_and_not_a_search() {
    let wrong = |_: &str| Some(OsString::from("/gone"));
    let machine = machine(&wrong, &|file| file.starts_with("/usr/bin"));
    let message = missing(&machine).unwrap_err().to_string();
    assert!(
        message.contains("UTSYN_CHROMIUM") && message.contains("/gone"),
        "{message}"
    );
}
