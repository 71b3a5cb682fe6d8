use super::*;
use domain::OrganisationId;

#[test]
fn what_another_node_told_is_understood_and_nonsense_is_not() {
    let organisation = OrganisationId::from_bytes([7; 16]);
    let grown = Change::Log {
        organisation,
        seq: Seq(42),
    };
    for change in [grown, Change::Job] {
        assert_eq!(understood(&told(change)), Some(change));
    }
    for nonsense in ["", "42", "x 42", "jobs", &organisation.to_string()] {
        assert_eq!(understood(nonsense), None, "{nonsense}");
    }
}
