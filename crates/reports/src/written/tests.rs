use super::*;
use domain::Currency;
use jiff::civil::date;

fn said(write: impl FnOnce(&mut String)) -> String {
    let mut out = String::new();
    write(&mut out);
    out
}

#[test]
fn days_and_moments_are_what_the_library_writes() {
    let oslo = TimeZone::get("Europe/Oslo").unwrap();
    let york = TimeZone::get("America/New_York").unwrap();
    let moments = [
        "2026-11-02T08:30:00Z",
        "2026-10-25T00:30:00.999Z",
        "2026-10-25T01:30:00Z",
        "1999-12-31T23:59:59Z",
        // Clocks went by the sun then, to the second.
        "1890-06-01T12:00:00Z",
        "0999-06-01T12:00:00Z",
        "-000001-06-01T12:00:00Z",
    ];
    for moment in moments {
        let moment: Timestamp = moment.parse().unwrap();
        for zone in [&oslo, &york, &TimeZone::UTC] {
            let zoned = moment.to_zoned(zone.clone());
            let long = |format: &str| zoned.strftime(format).to_string();
            assert_eq!(
                said(|out| iso_moment(out, moment, zone)),
                long("%Y-%m-%dT%H:%M:%S%:z")
            );
            assert_eq!(
                said(|out| norwegian_moment(out, moment, zone)),
                long("%d.%m.%Y %H:%M")
            );
            let day = zoned.date();
            assert_eq!(said(|out| iso_day(out, day)), day.to_string());
            assert_eq!(said(|out| norwegian_day(out, day)), long("%d.%m.%Y"));
        }
    }
    assert_eq!(said(|out| iso_day(out, date(2026, 1, 2))), "2026-01-02");
}

#[test]
fn amounts_are_what_the_domain_writes() {
    for currency in ["NOK", "JPY", "BHD"] {
        let currency: Currency = currency.parse().unwrap();
        for minor in [0, 1, -1, 99, 100, -12_345, i64::MAX, i64::MIN] {
            let money = Money::new(minor, currency);
            assert_eq!(said(|out| amount(out, money, '.')), money.decimal());
        }
    }
}
