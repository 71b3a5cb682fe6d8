//! Every route that is described, asked without a key, with a key of every
//! other scope, and with a key of its own: the description says what a route
//! needs, and that is what it needs.

use super::*;

/// An id that nobody has.
const NOBODYS: &str = "0193a5b0-7c00-7000-8000-000000000001";

/// A route as it is described.
struct Described {
    method: Method,
    path: String,
    /// What a key must be good for; `None` where none is asked for.
    scope: Option<Scope>,
}

fn described() -> Vec<Described> {
    let document = serde_json::to_value(crate::description()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else {
                continue;
            };
            let scope = operation["security"][0]["key"][0].as_str();
            all.push(Described {
                method,
                path: path.clone(),
                scope: scope.map(|scope| scope.parse().unwrap()),
            });
        }
    }
    all
}

fn filled(path: &str, id: &str) -> String {
    let mut filled = String::new();
    for part in path.split('{') {
        match part.split_once('}') {
            Some(("id" | "document" | "payment", rest)) => filled += &format!("{id}{rest}"),
            Some((_, rest)) => filled += &format!("0{rest}"),
            None => filled += part,
        }
    }
    filled
}

async fn ask(client: &Client, route: &Described, id: &str) -> Answer {
    let path = filled(&route.path, id);
    let kind = match route.method {
        Method::GET | Method::DELETE => "",
        _ => "application/json",
    };
    let body = if kind.is_empty() { "" } else { "{}" };
    client.send(route.method.clone(), &path, kind, body).await
}

#[tokio::test]
async fn a_route_is_opened_by_its_scope_and_by_no_other() {
    let installation = Installation::fresh().await;
    let routes = described();
    assert!(routes.len() > 20, "{}", routes.len());
    let mut nobody = Client::of(&installation).await;
    nobody.secret = None;
    for route in &routes {
        let answer = ask(&nobody, route, NOBODYS).await;
        let is_asked = answer.status == StatusCode::UNAUTHORIZED;
        assert_eq!(
            is_asked,
            route.scope.is_some(),
            "{} {}",
            route.method,
            route.path
        );
    }
    for &scope in Scope::ALL {
        let client = Client::with(&installation, &[scope], None).await;
        for route in routes.iter().filter(|route| route.scope.is_some()) {
            let answer = ask(&client, route, NOBODYS).await;
            let is_refused = answer.json["code"] == "scope_missing" || answer.status == 403;
            let expected = route.scope != Some(scope);
            let told = format!("{scope} {} {}: {answer:?}", route.method, route.path);
            assert_eq!(is_refused, expected, "{told}");
            assert!(!answer.status.is_server_error(), "{told}");
        }
    }
}

#[tokio::test]
async fn what_is_another_organisations_is_as_if_it_never_was() {
    let installation = Installation::fresh().await;
    let owner = Client::of(&installation).await;
    let created = owner.post("/api/v1/documents", &document(1)).await;
    let ours = created.json["items"][0]["document"].as_str().unwrap();
    let elsewhere = CompanyId::from_parts(1, [7; 10]);
    let strangers = [
        Client::of_neighbour(&installation).await,
        Client::with(&installation, Scope::ALL, Some(vec![elsewhere])).await,
    ];
    let with_ids = described();
    let with_ids = with_ids.iter().filter(|route| route.path.contains("{id}"));
    for route in with_ids {
        for stranger in &strangers {
            let plain = async |id: &str| {
                let mut answer = ask(stranger, route, id).await;
                answer.json["request_id"] = Value::Null;
                let text = answer.json.to_string().replace(id, "");
                (answer.status, text)
            };
            let (foreign, never) = (plain(ours).await, plain(NOBODYS).await);
            assert_eq!(foreign, never, "{} {}", route.method, route.path);
            assert!(
                foreign.0.is_client_error(),
                "{} {}",
                route.method,
                route.path
            );
        }
    }
}
