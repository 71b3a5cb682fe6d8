use super::*;
use domain::OrganisationId;

#[test]
fn what_another_node_told_is_understood_and_nonsense_is_not() {
    let organisation = OrganisationId::from_bytes([7; 16]);
    let change = Change {
        organisation,
        seq: Seq(42),
    };
    assert_eq!(understood(&format!("{organisation} 42")), Some(change));
    for nonsense in ["", "42", "x 42", &organisation.to_string()] {
        assert_eq!(understood(nonsense), None, "{nonsense}");
    }
}
