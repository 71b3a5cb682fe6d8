use super::*;

fn read(query: &str) -> ListState {
    let (state, faults) = ListState::read(&Query::parse(query));
    assert!(faults.is_empty(), "{faults:?}");
    state
}

#[test]
fn a_url_reads_back_as_it_was_written() {
    for url in [
        "",
        "delivery=failed,returned&channel=ehf,efaktura",
        "-channel=print&received=2026-10-01..2026-10-31&sort=-due",
        "q=nord+s%C3%B8r&amount=%3E1000.50&columns=number,due,customer&cursor=01ab",
    ] {
        assert_eq!(read(url).query().to_string(), url);
    }
}

#[test]
fn what_is_not_understood_is_told_and_the_rest_is_kept() {
    let (state, faults) = ListState::read(&Query::parse("delivery=faild&channel=ehf"));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].written, "delivery:faild");
    assert_eq!(state.query().to_string(), "channel=ehf");
}

#[test]
fn another_filter_order_or_term_begins_at_the_first_page() {
    let state = read("channel=ehf&delivery=failed&cursor=01");
    let term = state.filter.terms[0].clone();
    assert_eq!(state.dropping(&term).query().to_string(), "delivery=failed");
    assert_eq!(state.filtered(Filter::default()).query().to_string(), "");
    let due: Sort = "due".parse().expect("an order");
    assert_eq!(
        state.sorted(due).query().to_string(),
        "channel=ehf&delivery=failed&sort=due"
    );
}

#[test]
fn the_usual_columns_go_without_saying_and_unknown_ones_are_left_out() {
    assert_eq!(
        read("columns=number,due,number,nonsense").columns(),
        [Column::Number, Column::Due]
    );
    let usual = read("columns=due").showing(Column::USUAL.to_vec());
    assert_eq!(usual.query().to_string(), "");
}

#[test]
fn the_box_holds_the_text_and_the_chips_the_rest() {
    let state = read("q=nord&channel=ehf&-q=s%C3%B8r");
    assert_eq!(state.text(), "nord -sør");
    assert_eq!(state.chips().count(), 1);
}
