//! Which addresses of the network may be gone to. Whoever writes the URL of a
//! webhook must not reach through us what they cannot reach themselves.
//! (IANA's registries of special-purpose addresses, RFC 6890.)

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses: an address and how many of its bits count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// Text that is not a range of addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a range of addresses; write it like 10.0.0.0/8 or fd00::/8")]
pub struct NotANetwork(String);

impl std::str::FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, bits) = text.trim().split_once('/').ok_or_else(wrong)?;
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let bits: u8 = bits.parse().map_err(|_| wrong())?;
        match bits <= width(address) {
            true => Ok(Self { address, bits }),
            false => Err(wrong()),
        }
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

const fn width(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

impl Network {
    const fn v4(address: Ipv4Addr, bits: u8) -> Self {
        let address = IpAddr::V4(address);
        Self { address, bits }
    }

    const fn v6(address: Ipv6Addr, bits: u8) -> Self {
        let address = IpAddr::V6(address);
        Self { address, bits }
    }

    /// Whether an address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let cut = 32 - u32::from(self.bits);
                let head = |address: Ipv4Addr| u64::from(u32::from(address)) >> cut;
                head(ours) == head(theirs)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let cut = 128 - u32::from(self.bits);
                let head = |address: Ipv6Addr| u128::from(address).checked_shr(cut).unwrap_or(0);
                head(ours) == head(theirs)
            }
            _ => false,
        }
    }
}

/// Addresses of version 4 that are nobody's on the open network.
const NOT_OPEN_4: [Network; 15] = [
    Network::v4(Ipv4Addr::new(0, 0, 0, 0), 8),
    Network::v4(Ipv4Addr::new(10, 0, 0, 0), 8),
    Network::v4(Ipv4Addr::new(100, 64, 0, 0), 10),
    Network::v4(Ipv4Addr::new(127, 0, 0, 0), 8),
    Network::v4(Ipv4Addr::new(169, 254, 0, 0), 16),
    Network::v4(Ipv4Addr::new(172, 16, 0, 0), 12),
    Network::v4(Ipv4Addr::new(192, 0, 0, 0), 24),
    Network::v4(Ipv4Addr::new(192, 0, 2, 0), 24),
    Network::v4(Ipv4Addr::new(192, 88, 99, 0), 24),
    Network::v4(Ipv4Addr::new(192, 168, 0, 0), 16),
    Network::v4(Ipv4Addr::new(198, 18, 0, 0), 15),
    Network::v4(Ipv4Addr::new(198, 51, 100, 0), 24),
    Network::v4(Ipv4Addr::new(203, 0, 113, 0), 24),
    Network::v4(Ipv4Addr::new(224, 0, 0, 0), 4),
    Network::v4(Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Of version 6 everything outside this is local, mapped (`::ffff:0:0/96`),
/// translated (`64:ff9b::/96`), for groups, or not given out.
const OPEN_6: Network = Network::v6(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What inside it is special all the same: protocols and Teredo, examples, the
/// transition by 6to4, and examples again.
const NOT_OPEN_6: [Network; 4] = [
    Network::v6(Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    Network::v6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    Network::v6(Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    Network::v6(Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Whether an address lies on the open network.
pub(super) fn is_open(address: IpAddr) -> bool {
    let lies_in = |networks: &[Network]| networks.iter().any(|of| of.contains(address));
    match address {
        IpAddr::V4(_) => !lies_in(&NOT_OPEN_4),
        IpAddr::V6(_) => OPEN_6.contains(address) && !lies_in(&NOT_OPEN_6),
    }
}

#[cfg(test)]
mod tests;
