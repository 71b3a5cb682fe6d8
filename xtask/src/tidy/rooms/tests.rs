use super::*;

fn findings(path: &str, manifest: &str) -> Vec<String> {
    check(&Tree::sample(&[(path, manifest)]))
        .iter()
        .map(|finding| format!("{}: {}", finding.line, finding.what))
        .collect()
}

#[test]
fn a_room_may_name_the_rooms_below_it_and_any_library() {
    let web = "[package]\nname = \"web\"\n[dependencies]\napp.workspace = true\n\
               render.workspace = true\naxum.workspace = true\n\
               [dev-dependencies]\ntestkit.workspace = true\n";
    assert!(findings("crates/web/Cargo.toml", web).is_empty());
}

#[test]
fn a_room_may_not_name_its_neighbour_nor_the_test_kit() {
    let facts = "[package]\nname = \"facts\"\n[dependencies]\ndomain.workspace = true\n\
                 store.workspace = true\ntestkit.workspace = true\n\
                 [dev-dependencies]\napp.workspace = true\n";
    assert_eq!(
        findings("crates/facts/Cargo.toml", facts),
        [
            "5: facts names store",
            "6: facts names testkit",
            "8: facts names app"
        ]
    );
}

#[test]
fn the_binary_may_name_every_room_but_the_test_kit_only_in_tests() {
    let binary = "[package]\nname = \"utsyn\"\n[dependencies]\nstore.workspace = true\n\
                  testkit.workspace = true\n";
    assert_eq!(
        findings("crates/utsyn/Cargo.toml", binary),
        ["5: utsyn names testkit"]
    );
}

#[test]
fn a_crate_outside_the_table_is_found_and_so_is_a_wrong_name() {
    assert_eq!(
        findings("crates/extras/Cargo.toml", "[package]\nname = \"more\"\n"),
        [
            "1: the crate is not called extras like its directory",
            "1: extras is not in the table of rooms"
        ]
    );
}

#[test]
fn the_table_has_no_arrow_upwards() {
    for (floor, room) in ROOMS.iter().enumerate() {
        if let Reach::Only(rooms) = room.reach {
            for named in rooms {
                let below = ROOMS[..floor].iter().any(|other| other.name == *named);
                assert!(below, "{} names {named}", room.name);
            }
        }
    }
}
