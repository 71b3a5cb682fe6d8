use super::{CHARS_MAX, DirectLabel, LINE_PX, spread};
use crate::chart::Hue;
use crate::chart::plot::{PLOT_BOTTOM, PLOT_TOP};

fn label(y: f64) -> DirectLabel {
    DirectLabel {
        hue: Hue::nth(0),
        href: None,
        name: "eFaktura".to_owned(),
        value: None,
        y,
    }
}

#[test]
fn a_long_name_gives_way_to_the_value() {
    let mut long = label(0.0);
    long.name = "Skriv ut og send som brev".to_owned();
    long.value = Some("1,2 mill. kr".to_owned());
    assert_eq!(long.text(), "Skriv… 1,2 mill. kr");
    assert!(long.text().chars().count() <= CHARS_MAX);
    long.value = None;
    assert_eq!(long.text(), "Skriv ut og send so…");
    assert_eq!(label(0.0).text(), "eFaktura");
}

#[test]
fn crowded_labels_move_apart_and_stay_inside() {
    for wanted in [
        [210.0; 6],
        [10.0; 6],
        [10.0, 12.0, 100.0, 101.0, 209.0, 210.0],
    ] {
        let mut labels: Vec<DirectLabel> = wanted.iter().map(|y| label(*y)).collect();
        spread(&mut labels);
        for pair in labels.windows(2) {
            assert!(pair[1].y - pair[0].y >= LINE_PX - 0.01, "{wanted:?}");
        }
        assert!(
            labels
                .iter()
                .all(|label| (PLOT_TOP..=PLOT_BOTTOM).contains(&label.y))
        );
    }
}

#[test]
fn labels_with_room_stay_where_they_belong() {
    let mut labels: Vec<DirectLabel> = [50.0, 120.0].iter().map(|y| label(*y)).collect();
    spread(&mut labels);
    assert_eq!((labels[0].y, labels[1].y), (50.0, 120.0));
}
