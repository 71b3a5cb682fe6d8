use super::*;

#[test]
fn names_keep_their_letters_and_lose_their_tricks() {
    assert_eq!(
        disposition("faktura å.pdf"),
        "attachment; filename=\"faktura _.pdf\"; filename*=UTF-8''faktura%20%C3%A5.pdf"
    );
    assert_eq!(
        disposition("../../etc/passwd"),
        "attachment; filename=\"passwd\"; filename*=UTF-8''passwd"
    );
    assert_eq!(
        disposition("a\";\r\nSet-Cookie: x"),
        "attachment; filename=\"a__Set-Cookie_ x\"; filename*=UTF-8''a%22%3BSet-Cookie%3A%20x"
    );
    assert_eq!(
        disposition(""),
        "attachment; filename=\"file\"; filename*=UTF-8''file"
    );
}
