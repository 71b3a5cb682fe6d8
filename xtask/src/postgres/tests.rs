use super::*;

#[test]
fn the_newest_version_that_is_new_enough_is_taken() {
    let versions = std::env::temp_dir().join(format!("utsyn-versions-{}", std::process::id()));
    for version in ["9", "14", "15", "17", "backup"] {
        let programs = versions.join(version).join("bin");
        fs::create_dir_all(&programs).unwrap();
        fs::write(programs.join("initdb"), "").unwrap();
    }
    fs::create_dir_all(versions.join("18/bin")).unwrap();
    let found = newest(&versions);
    assert_eq!(found, Some(versions.join("17/bin")), "18 has no initdb");
    fs::remove_dir_all(&versions).unwrap();
    assert_eq!(newest(&versions), None);
}

#[test]
fn a_user_is_found_by_its_whole_name() {
    let known =
        "root:x:0:0::/root:/bin/sh\npostgresql:x:7:8::/:/bin/sh\npostgres:x:101:104::/:/bin/sh\n";
    assert_eq!(ids(known, "postgres"), Some((101, 104)));
    assert_eq!(ids(known, "nobody"), None);
}
