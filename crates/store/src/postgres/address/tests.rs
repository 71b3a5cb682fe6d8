use super::*;

fn refused(url: &str) -> String {
    let Err(error) = Address::parse(url) else {
        panic!("{url} was accepted");
    };
    let source = std::error::Error::source(&error).unwrap();
    source.to_string()
}

#[test]
fn another_host_is_spoken_to_encrypted_unless_told_otherwise() {
    let encrypted = |url: &str| Address::parse(url).unwrap().tls.is_some();
    assert!(encrypted(
        "postgres://utsyn@db.example/utsyn?sslmode=verify-full"
    ));
    assert!(encrypted(
        "postgres://utsyn@db.example/utsyn?sslmode=require"
    ));
    assert!(encrypted("postgres://utsyn@db.example/utsyn"));
    assert!(encrypted(
        "postgres://utsyn@127.0.0.1/utsyn?sslmode=verify-full"
    ));
    assert!(!encrypted(
        "postgres://utsyn@db.example/utsyn?sslmode=disable"
    ));
    assert!(!encrypted("postgres://utsyn@127.0.0.1/utsyn"));
    assert!(!encrypted("postgres://utsyn@%2Frun%2Fpostgresql/utsyn"));
}

#[test]
fn encryption_without_verification_is_refused() {
    let told = refused("postgres://utsyn@db.example/utsyn?sslmode=prefer");
    assert!(told.contains("verify-full"), "{told}");
    let told = refused("postgres://utsyn@db.example/utsyn?sslrootcert=%2Fnowhere.pem");
    assert!(told.contains("/nowhere.pem"), "{told}");
}

#[test]
fn what_is_no_url_of_a_database_is_refused_without_repeating_its_password() {
    for url in [
        "mysql://utsyn:geheim@db.example/utsyn",
        "postgres://utsyn:geheim@db.example:port/utsyn",
        "postgres://",
    ] {
        let told = refused(url);
        assert!(!told.contains("geheim"), "{told}");
    }
}

#[test]
fn a_password_is_not_shown() {
    let address = Address::parse("postgres://utsyn:geheim@127.0.0.1/portal?sslmode=disable");
    assert_eq!(address.unwrap().to_string(), "postgres://127.0.0.1/portal");
}
