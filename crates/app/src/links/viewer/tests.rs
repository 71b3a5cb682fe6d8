use super::*;
use domain::{AttemptKey, Delivery};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

fn us() -> OrganisationId {
    OrganisationId::from_bytes([1; 16])
}

fn viewer() -> Viewer {
    Viewer {
        agent: Some(FIREFOX.to_owned()),
        destination: Some("image".to_owned()),
        site: Some("same-origin".to_owned()),
        ..Viewer::default()
    }
}

#[test]
fn a_browser_that_shows_the_page_counts() {
    assert!(viewer().counts(us()));
    let old = Viewer {
        destination: None,
        site: None,
        ..viewer()
    };
    assert!(old.counts(us()));
    let elsewhere = Viewer {
        signed_in: Some(OrganisationId::from_bytes([2; 16])),
        ..viewer()
    };
    assert!(elsewhere.counts(us()), "a customer may have people, too");
}

#[test]
fn programs_count_by_none_of_their_names() {
    for agent in [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; Barracuda Sentinel)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "WhatsApp/2.23",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    ] {
        let program = Viewer {
            agent: Some(agent.to_owned()),
            ..viewer()
        };
        assert!(!program.counts(us()), "{agent}");
    }
    let nameless = Viewer {
        agent: None,
        ..viewer()
    };
    assert!(!nameless.counts(us()));
}

#[test]
fn what_nobody_looks_at_does_not_count() {
    let others = [
        Viewer {
            is_ahead: true,
            ..viewer()
        },
        Viewer {
            is_head: true,
            ..viewer()
        },
        Viewer {
            destination: Some("document".to_owned()),
            ..viewer()
        },
        Viewer {
            site: Some("cross-site".to_owned()),
            ..viewer()
        },
        Viewer {
            signed_in: Some(us()),
            ..viewer()
        },
    ];
    for other in others {
        assert!(!other.counts(us()), "{other:?}");
    }
}

#[test]
fn mail_is_scanned_while_it_is_taken_in() {
    let sent_at: Timestamp = "2026-11-02T08:00:00Z".parse().unwrap();
    let attempts = [Attempt {
        key: AttemptKey::on(Channel::Email),
        delivery: Delivery::Sent,
        evidence: None,
        started_at: sent_at,
        sent_at: Some(sent_at),
        delivered_at: None,
        failed_at: None,
        problem: None,
        fell_back_to: None,
    }];
    let after = |seconds| sent_at + SignedDuration::from_secs(seconds);
    assert!(is_being_scanned(Channel::Email, &attempts, after(5)));
    assert!(!is_being_scanned(Channel::Email, &attempts, after(60)));
    assert!(!is_being_scanned(Channel::Email, &attempts, after(-1)));
    assert!(!is_being_scanned(Channel::Sms, &attempts, after(5)));
}
