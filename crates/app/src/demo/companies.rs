//! The three companies of the group and what they sell.

use super::dice::{Dice, Purpose};
use super::{DemoCompany, numbers};
use domain::kid::Algorithm;

/// What never changes about a company, whatever the seed.
#[derive(Debug)]
pub(super) struct Profile {
    /// Name.
    pub(super) name: &'static str,
    /// Three letters in front of batches and keys.
    pub(super) code: &'static str,
    /// First digits of its document numbers.
    pub(super) series: &'static str,
    /// Street, then postcode and place.
    pub(super) address: [&'static str; 2],
    /// Where its domain lies.
    pub(super) domain: &'static str,
    /// What its invoices are for, in the words of its customers.
    pub(super) trade: &'static str,
    /// Its colour on paper: red, green and blue from 0 to 1.
    pub(super) colour: [f32; 3],
    /// What it sells, in the order of an invoice.
    pub(super) products: &'static [Product],
}

/// One thing that is sold.
#[derive(Debug)]
pub(super) struct Product {
    /// The seller's item number.
    pub(super) number: &'static str,
    /// Name on the invoice.
    pub(super) name: &'static str,
    /// Unit (UN/ECE Recommendation 20).
    pub(super) unit: &'static str,
    /// Fewest and most units on the invoice of a household.
    pub(super) quantity: (i64, i64),
    /// Lowest and highest price of a unit without tax, in 1/100 øre.
    pub(super) price: (i64, i64),
}

const fn product(
    number: &'static str,
    name: &'static str,
    unit: &'static str,
    quantity: (i64, i64),
    price: (i64, i64),
) -> Product {
    Product {
        number,
        name,
        unit,
        quantity,
        price,
    }
}

/// The companies, in the order of [`super::Plan::companies`].
pub(super) const PROFILES: [Profile; 3] = [
    Profile {
        name: "Askeladden Strøm AS",
        code: "ASK",
        series: "10",
        address: ["Kvernhusveien 7", "9601 ALMVIKA"],
        domain: "askeladden-strom.example",
        trade: "strøm og nettleie",
        colour: [0.05, 0.29, 0.49],
        products: &[
            product(
                "S100",
                "Strømforbruk, spotpris",
                "KWH",
                (180, 2100),
                (4200, 13400),
            ),
            product(
                "N200",
                "Nettleie, energiledd",
                "KWH",
                (180, 2100),
                (2864, 2864),
            ),
            product("S110", "Fastbeløp strøm", "MON", (1, 1), (39_2000, 49_0000)),
            product(
                "N210",
                "Nettleie, fastledd",
                "MON",
                (1, 1),
                (196_0000, 416_0000),
            ),
            product("N220", "Enovaavgift", "MON", (1, 2), (1000, 1000)),
            product(
                "S120",
                "Lading hjemme, leie av ladeboks",
                "MON",
                (1, 1),
                (149_0000, 199_0000),
            ),
        ],
    },
    Profile {
        name: "Huldra Fiber og Mobil AS",
        code: "HUL",
        series: "20",
        address: ["Nattlyset 12", "9671 LYKKEØYA"],
        domain: "huldra-fiber.example",
        trade: "fiber og mobil",
        colour: [0.36, 0.16, 0.44],
        products: &[
            product("F500", "Fiber 500/500", "MON", (1, 2), (479_2000, 639_2000)),
            product(
                "M020",
                "Mobilabonnement 20 GB",
                "C62",
                (1, 4),
                (239_2000, 319_2000),
            ),
            product("T010", "TV grunnpakke", "MON", (1, 1), (199_2000, 279_2000)),
            product("F910", "Leie av ruter", "MON", (1, 1), (39_2000, 47_2000)),
            product(
                "M910",
                "Bruk utenfor abonnementet",
                "C62",
                (1, 35),
                (1_9900, 3_9900),
            ),
            product(
                "F900",
                "Oppmøte av tekniker",
                "HUR",
                (1, 2),
                (792_0000, 952_0000),
            ),
        ],
    },
    Profile {
        name: "Nøkken Vannverk AS",
        code: "NOK",
        series: "30",
        address: ["Tjernveien 3", "9643 HULDREHAMN"],
        domain: "nokken-vannverk.example",
        trade: "vann og avløp",
        colour: [0.02, 0.37, 0.33],
        products: &[
            product(
                "V100",
                "Vann, målt forbruk",
                "MTQ",
                (6, 58),
                (17_4500, 21_9000),
            ),
            product(
                "A100",
                "Avløp, målt forbruk",
                "MTQ",
                (6, 58),
                (24_1000, 31_8500),
            ),
            product("V010", "Vann, fastgebyr", "MON", (2, 2), (61_5000, 84_2500)),
            product(
                "A010",
                "Avløp, fastgebyr",
                "MON",
                (2, 2),
                (88_7500, 121_0000),
            ),
            product(
                "V900",
                "Leie av vannmåler",
                "MON",
                (2, 2),
                (14_9000, 14_9000),
            ),
            product(
                "A900",
                "Tømming av slamavskiller",
                "C62",
                (1, 1),
                (1184_0000, 1496_0000),
            ),
        ],
    },
];

/// The companies with the numbers that this seed gives them.
pub(super) fn found(seed: u64) -> Vec<DemoCompany> {
    let mut dice = Dice::new(seed, Purpose::Companies, 0);
    PROFILES
        .iter()
        .map(|profile| DemoCompany {
            number: numbers::organisation(&mut dice),
            name: profile.name.to_owned(),
            accounts: vec![numbers::bank_account(&mut dice)],
            kid: Algorithm::Mod10,
        })
        .collect()
}
