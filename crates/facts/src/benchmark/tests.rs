use super::*;
use crate::made_up::MadeUp;
use jiff::tz::TimeZone;

#[test]
fn every_question_has_a_filter_that_is_understood_and_an_answer() {
    let made_up = MadeUp::new(1, 20_000);
    let facts = made_up.facts(TimeZone::UTC);
    for question in QUESTIONS {
        assert!(Filter::parse(question.filter).is_ok(), "{}", question.name);
        assert!(!question.ask(&facts).is_empty(), "{}", question.name);
        assert!(question.bytes(&facts) > 0, "{}", question.name);
    }
}
