use super::{group_starts, strides, width_class};
use crate::chart::Period;

fn period(group: &str) -> Period {
    Period {
        label: "jan.".to_owned(),
        group: group.to_owned(),
        name: String::new(),
        href: None,
        complete: true,
    }
}

#[test]
fn narrower_charts_show_a_subset_of_the_labels() {
    for count in 1..400 {
        for chars in 1..12 {
            let [wide, medium, small, narrow] = strides(count, chars);
            assert!(medium.is_multiple_of(wide) && small.is_multiple_of(medium));
            assert!(narrow.is_multiple_of(small));
            assert!(
                narrow * 170 >= count * chars * 7,
                "{count} labels of {chars}"
            );
        }
    }
}

#[test]
fn a_label_is_hidden_below_the_width_it_needs() {
    let strides = [1, 2, 4, 12];
    assert_eq!(width_class(0, &strides), Some(""));
    assert_eq!(width_class(12, &strides), Some(""));
    assert_eq!(width_class(6, &strides), Some("chart-from-m"));
    assert_eq!(width_class(4, &strides), Some("chart-from-s"));
    assert_eq!(width_class(3, &strides), Some("chart-from-l"));
    assert_eq!(width_class(3, &[2, 4, 8, 8]), None);
}

#[test]
fn a_group_is_named_once_where_it_begins() {
    let periods = ["2025", "2025", "2026", "2026", "2026", "", "2026"].map(period);
    assert_eq!(group_starts(&periods), [0, 2, 6]);
    assert_eq!(group_starts(&[]), [0; 0]);
    assert_eq!(group_starts(&[period("")]), [0; 0]);
}
