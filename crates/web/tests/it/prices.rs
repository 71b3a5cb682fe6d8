//! Prices, interest and what happened: written down in the portal, and used
//! by the figures.

use crate::statistics::many;
use testkit::{Installation, PASSWORD, Visitor};

async fn set(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> u16 {
    let token = visitor.form_token("/settings/prices").await;
    let fields = [&[("form_token", token.as_str())], fields].concat();
    visitor.post(path, &fields).await.status.as_u16()
}

#[tokio::test]
async fn a_price_that_is_written_down_is_what_a_channel_costs() {
    let installation = Installation::fresh().await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let price = [
        ("channel", "efaktura"),
        ("company", ""),
        ("from", "2026-01-01"),
        ("amount", "2,50"),
    ];
    assert_eq!(set(&mut visitor, "/settings/prices", &price).await, 303);
    let rate = [("rate_from", "2026-01-01"), ("rate", "12,25")];
    assert_eq!(set(&mut visitor, "/settings/interest", &rate).await, 303);
    let page = visitor.get("/settings/prices?lang=en").await.text();
    assert!(page.contains("2.50") && page.contains("12.25"), "{page}");
    let page = visitor.get("/channels?lang=en").await.text();
    // Twenty documents at 2.50 each.
    assert!(page.contains("50.00"), "{page}");
    assert!(page.contains("Interest is 12.25"), "{page}");
    let removal = page_link(
        &visitor.get("/settings/prices").await.text(),
        "/settings/prices/",
    );
    assert_eq!(set(&mut visitor, &removal, &[]).await, 303);
    assert_eq!(set(&mut visitor, &removal, &[]).await, 404);
    let page = visitor.get("/settings/prices?lang=en").await.text();
    assert!(page.contains("No prices"), "{page}");
}

/// The first address on a page that begins like this.
fn page_link(page: &str, begins: &str) -> String {
    let rest = page.split(&format!("action=\"{begins}")).nth(1);
    let rest = rest.and_then(|rest| rest.split('"').next());
    format!("{begins}{}", rest.expect("the page has such a form"))
}

#[tokio::test]
async fn what_is_not_a_price_comes_back_with_what_to_mend() {
    let installation = Installation::fresh().await;
    let mut visitor = installation.signed_in().await;
    for (amount, from) in [
        ("gratis", "2026-01-01"),
        ("2,50", "i dag"),
        ("-1", "2026-01-01"),
    ] {
        let price = [
            ("channel", "ehf"),
            ("company", ""),
            ("from", from),
            ("amount", amount),
        ];
        let status = set(&mut visitor, "/settings/prices", &price).await;
        assert_eq!(status, 422, "{amount} {from}");
    }
    let page = visitor.get("/settings/prices?lang=nb").await.text();
    assert!(page.contains("Ingen priser"), "{page}");
}

#[tokio::test]
async fn what_happened_is_told_below_the_figures_and_by_nobody_elses() {
    let installation = Installation::fresh().await;
    many(&installation).await;
    let mut visitor = installation.signed_in().await;
    let event = [
        ("text", "Aksesspunktet <var> nede"),
        ("first", "2026-09-01"),
        ("last", "2026-09-03"),
        ("channel", ""),
        ("company", ""),
    ];
    let status = set(&mut visitor, "/settings/annotations", &event).await;
    assert_eq!(status, 303);
    let page = visitor.get("/channels").await.text();
    assert!(page.contains("Aksesspunktet &lt;var&gt; nede"), "{page}");
    assert!(page.contains('¹'), "{page}");
    let list = visitor.get("/settings/annotations").await.text();
    let removal = page_link(&list, "/settings/annotations/");
    installation.neighbour("syd", "per@syd.example").await;
    let mut stranger = installation.visitor();
    stranger.sign_in("per@syd.example", PASSWORD).await;
    assert_eq!(set(&mut stranger, &removal, &[]).await, 404);
    let page = stranger.get("/settings/annotations").await.text();
    assert!(!page.contains("Aksesspunktet"), "{page}");
    assert_eq!(set(&mut visitor, &removal, &[]).await, 303);
    let page = visitor.get("/channels").await.text();
    assert!(!page.contains("Aksesspunktet"), "{page}");
}
