use crate::run::Place;
use serde_json::Value;

/// An EHF of ours, with a PDF in it that is none.
const INVOICE: &str = include_str!("../../../../formats/samples/invoice.xml");

#[test]
fn a_picture_of_a_document_is_written_in_the_form_that_is_asked_for() {
    let place = Place::with_organisation();
    let file = place.path().join("invoice.xml");
    std::fs::write(&file, INVOICE).expect("a file");
    let answer = place.run(&["import", file.to_str().expect("a path")]);
    assert_eq!(answer.code, 0, "{answer:?}");
    for (ending, begins) in [
        ("png", &b"\x89PNG"[..]),
        ("pdf", b"%PDF-1.7"),
        ("svg", b"<svg"),
    ] {
        let out = place.path().join(format!("out.{ending}"));
        let out_text = out.to_str().expect("a path");
        let answer = place.run(&["picture", "10001", "--out", out_text]);
        assert_eq!(answer.code, 0, "{answer:?}");
        assert!(answer.out.is_empty());
        assert!(std::fs::read(out).expect("a picture").starts_with(begins));
    }
}

#[test]
fn what_cannot_be_drawn_is_told_with_what_there_is() {
    let place = Place::with_organisation();
    let file = place.path().join("invoice.xml");
    std::fs::write(&file, INVOICE).expect("a file");
    place.run(&["import", file.to_str().expect("a path")]);
    for (arguments, told) in [
        (
            vec!["picture", "10001", "--view", "sent", "--out", "x.png"],
            "there are laid",
        ),
        (
            vec!["picture", "10001", "--page", "99", "--out", "x.png"],
            "page 99",
        ),
        (vec!["picture", "10001", "--out", "x.jpg"], "must end in"),
        (vec!["picture", "nothing", "--out", "x.png"], "no document"),
    ] {
        let answer = place.run(&arguments);
        assert_eq!(answer.code, 1, "{answer:?}");
        assert!(answer.err.contains(told), "{}", answer.err);
    }
}

#[test]
fn doctor_says_behind_which_walls_pictures_are_made() {
    let place = Place::with_organisation();
    let told = place.json(&["doctor", "--json"]);
    let checks = told["checks"].as_array().expect("checks");
    let of = |name: &str| -> Value {
        let found = checks.iter().find(|check| check["name"] == name);
        found.cloned().unwrap_or_default()
    };
    assert_eq!(of("pictures.worker")["ok"], true, "{checks:?}");
    for wall in ["pictures.landlock", "pictures.namespaces"] {
        assert_eq!(of(wall)["ok"], true, "{checks:?}");
        assert!(of(wall)["detail"].is_string());
    }
}
