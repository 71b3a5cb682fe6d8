//! Names and addresses of people, companies and places that do not exist.
//! Surnames and places are put together from parts; the odd one will belong
//! to somebody, as any plausible name does.

use super::dice::Dice;

const GIVEN: &[&str] = &[
    "Aksel", "Amalie", "Anders", "Anne", "Astrid", "Aud", "Bente", "Berit", "Bjørg", "Bjørn",
    "Brage", "Camilla", "Dag", "Eirik", "Elin", "Ellen", "Emil", "Erlend", "Eva", "Frida", "Frode",
    "Geir", "Grete", "Gunnar", "Gunnhild", "Hanne", "Hedda", "Helge", "Henrik", "Håkon", "Hårek",
    "Ida", "Inger", "Ingrid", "Ivar", "Jakob", "Jens", "Jorunn", "Kåre", "Kari", "Kjersti",
    "Kristin", "Lars", "Leif", "Line", "Liv", "Magne", "Magnus", "Marit", "Marte", "Nils", "Nora",
    "Odd", "Ola", "Oskar", "Per", "Ragnhild", "Reidun", "Rolf", "Sigrid", "Silje", "Sindre", "Siv",
    "Solveig", "Sondre", "Stian", "Svein", "Synnøve", "Terje", "Thea", "Tone", "Torunn", "Trond",
    "Tuva", "Vegard", "Vilde", "Øystein", "Øyvind", "Åse", "Åshild",
];

const FIRST_PART: &[&str] = &[
    "Alme", "Bjørke", "Dverg", "Elve", "Espe", "Fjære", "Fosse", "Gran", "Hassel", "Havre",
    "Hegge", "Hulder", "Kløver", "Kvern", "Lerke", "Lind", "Lyng", "Mose", "Måke", "Nykkel",
    "Orre", "Rogne", "Røyse", "Selje", "Skare", "Sø", "Tind", "Trost", "Tyri", "Vier", "Øre",
    "Åker",
];

const LAST_PART: &[&str] = &[
    "bakk", "berg", "bu", "dalen", "eng", "flaten", "haug", "heim", "kleiv", "land", "li", "moen",
    "nes", "rud", "skog", "stad", "sund", "tveit", "vang", "vik", "voll", "ås",
];

const PLACES: &[&str] = &[
    "Almvika",
    "Bjønnskaret",
    "Dvergsund",
    "Eventyrdal",
    "Flintneset",
    "Granmosen",
    "Huldrehamn",
    "Innersia",
    "Kråkebu",
    "Lykkeøya",
    "Månelia",
    "Nattlysvik",
    "Ospeholt",
    "Pilarheim",
    "Rimfrost",
    "Solvangen",
    "Tussedalen",
    "Ulvestrand",
    "Vinterbru",
    "Ørnefjell",
    "Årestua",
];

const STREETS: &[&str] = &[
    "Blåklokke",
    "Bringebær",
    "Dompap",
    "Einer",
    "Fiol",
    "Fjellrype",
    "Gjøk",
    "Hvitveis",
    "Kastanje",
    "Konvall",
    "Linerle",
    "Marihøne",
    "Nype",
    "Piggsvin",
    "Rådyr",
    "Skogstjerne",
    "Tiriltunge",
    "Trollhegg",
    "Ugle",
    "Ærfugl",
    "Åkersnelle",
];

const STREET_KINDS: &[&str] = &["veien", "stien", "gata", "kroken", "bakken", "tunet"];

const TRADES: &[&str] = &[
    "Rør",
    "Bygg",
    "Regnskap",
    "Transport",
    "Elektro",
    "Eiendom",
    "Bakeri",
    "Tannklinikk",
    "Bilverksted",
    "Frisør",
    "Fiskemottak",
    "Sag og Høvleri",
    "Gartneri",
    "Renhold",
    "Arkitekter",
    "Snekkeri",
    "Camping",
    "Legesenter",
    "Mekaniske",
    "Trykkeri",
];

/// A person's name.
pub(super) fn person(dice: &mut Dice) -> String {
    let given = dice.pick(GIVEN);
    format!("{given} {}", surname(dice))
}

/// A company's, a municipality's or a housing company's name.
pub(super) fn business(dice: &mut Dice) -> String {
    match dice.below(20) {
        0 => format!("{} kommune", dice.pick(PLACES)),
        1 => format!("{} barnehage", surname(dice)),
        2 | 3 => format!("Sameiet {} {}", street(dice), dice.between(1, 60)),
        4..=6 => {
            let trade = dice.pick(TRADES);
            format!("{} {trade} AS", dice.pick(PLACES))
        }
        _ => {
            let trade = dice.pick(TRADES);
            format!("{} {trade} AS", surname(dice))
        }
    }
}

/// A postal address of two lines: street, then postcode and place.
pub(super) fn address(dice: &mut Dice) -> [String; 2] {
    let (street, number) = (street(dice), dice.between(1, 98));
    let entrance = if dice.per_mille(180) {
        *dice.pick(&["A", "B", "C", "D"])
    } else {
        ""
    };
    let place = dice.below(PLACES.len());
    let postcode = 9600 + place * 7 + dice.below(4);
    let place = PLACES[place].to_uppercase();
    [
        format!("{street} {number}{entrance}"),
        format!("{postcode} {place}"),
    ]
}

/// A name as it stands in an e-mail address.
pub(super) fn ascii(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        match letter {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'å' => folded.push('a'),
            ' ' | '-' => folded.push('.'),
            other if other.is_ascii_alphanumeric() => folded.push(other),
            _ => {}
        }
    }
    folded
}

fn surname(dice: &mut Dice) -> String {
    let first = dice.pick(FIRST_PART);
    format!("{first}{}", dice.pick(LAST_PART))
}

fn street(dice: &mut Dice) -> String {
    let street = dice.pick(STREETS);
    format!("{street}{}", dice.pick(STREET_KINDS))
}
