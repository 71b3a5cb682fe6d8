use super::*;

fn words(command: &Command) -> Vec<String> {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn root_needs_no_sudo_and_others_do() {
    assert_eq!(route(true, true, true).unwrap(), Route::Directly);
    assert_eq!(route(true, false, true).unwrap(), Route::ThroughSudo);
}

#[test]
fn a_machine_where_nothing_can_be_installed_says_why() {
    let no_rights = route(true, false, false).unwrap_err().to_string();
    assert!(no_rights.contains("no sudo"), "{no_rights}");
    let no_debian = route(false, true, true).unwrap_err().to_string();
    assert!(no_debian.contains("no apt-get"), "{no_debian}");
}

#[test]
fn apt_is_never_asked_a_question_and_waits_for_its_lock() {
    let command = apt_get(Route::ThroughSudo, &["update"]);
    assert_eq!(
        words(&command),
        [
            "sudo",
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            WAIT_FOR_LOCK,
            "update"
        ]
    );
    assert_eq!(words(&apt_get(Route::Directly, &[]))[0], "env");
}
