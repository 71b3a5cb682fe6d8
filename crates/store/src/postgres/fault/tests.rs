use super::*;

#[test]
fn what_passes_by_itself_is_told_apart_from_what_does_not() {
    assert!(is_busy(&SqlState::LOCK_NOT_AVAILABLE));
    assert!(is_busy(&SqlState::T_R_DEADLOCK_DETECTED));
    assert!(!is_busy(&SqlState::UNIQUE_VIOLATION));
    assert!(is_leaving(&SqlState::ADMIN_SHUTDOWN));
    assert!(is_leaving(&SqlState::CONNECTION_FAILURE));
    assert!(!is_leaving(&SqlState::SYNTAX_ERROR));
}
