use super::*;

fn open(text: &str) -> bool {
    is_open(text.parse().unwrap())
}

#[test]
fn addresses_of_the_open_network_are_open() {
    for address in [
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "223.255.255.255",
        "2a00:1450:400f::1",
        "2606:4700:4700::1111",
        "2001:200::1",
    ] {
        assert!(open(address), "{address}");
    }
}

#[test]
fn what_is_local_or_leads_to_it_another_way_is_not() {
    for address in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.88.99.1",
        "192.168.1.1",
        "198.19.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!open(address), "{address}");
    }
}

#[test]
fn a_network_is_written_with_its_bits() {
    let network: Network = "10.0.0.0/8".parse().unwrap();
    assert!(network.contains("10.255.0.1".parse().unwrap()));
    assert!(!network.contains("11.0.0.1".parse().unwrap()));
    assert!(!network.contains("::ffff:10.0.0.1".parse().unwrap()));
    let all: Network = "::/0".parse().unwrap();
    assert!(all.contains("fe80::1".parse().unwrap()));
    let all: Network = "0.0.0.0/0".parse().unwrap();
    assert!(all.contains("255.0.0.1".parse().unwrap()));
    for wrong in ["10.0.0.0", "10.0.0.0/33", "::/129", "a/8", "10.0.0.0/-1", ""] {
        assert!(wrong.parse::<Network>().is_err(), "{wrong}");
    }
}
