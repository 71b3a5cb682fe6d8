//! Query strings: the words of the filter language and the few of lists.
//! A parameter that nobody understands is refused, because a list must never
//! be wider than what was asked for.

use crate::problem::Problem;
use app::Back;
use app::documents::{Search, Sort, UnknownSort};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::filter::Filter;
use std::convert::Infallible;

/// The most pairs that are read; a request has far fewer.
const PAIRS_MAX: usize = 400;
/// Rows of a page where none are asked for.
const ROWS_DEFAULT: usize = 50;
/// The most rows of a page.
pub(crate) const ROWS_MAX: usize = 200;
/// Where the API lies on its host.
pub(crate) const ROOT: &str = "/api/v1";

/// What a body asks for: words of the filter language, and an order.
pub(crate) fn search(filter: &str, sort: Option<&str>) -> Result<Search, Problem> {
    Ok(Search {
        filter: Filter::parse(filter)
            .map_err(|error| Problem::parameter("/filter", "filter.invalid", error.to_string()))?,
        sort: sort_by(sort, "/sort")?,
    })
}

/// An order; the usual one where none is asked for. `place` says where it was
/// asked for.
pub(crate) fn sort_by(written: Option<&str>, place: &str) -> Result<Sort, Problem> {
    let Some(written) = written else {
        return Ok(Sort::default());
    };
    written
        .parse()
        .map_err(|error: UnknownSort| Problem::parameter(place, "sort.invalid", error.to_string()))
}

/// What was asked with, and where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
    /// The address without its query, as the client sees it.
    address: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let path = parts
            .extensions
            .get::<axum::extract::OriginalUri>()
            .map_or_else(|| parts.uri.path().to_owned(), |uri| uri.path().to_owned());
        Ok(Self {
            pairs: form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
                .into_owned()
                .take(PAIRS_MAX)
                .collect(),
            address: format!("{}{path}", origin(&parts.headers)),
        })
    }
}

/// The scheme and host by which the client reached us; a proxy in front says
/// which scheme it speaks.
fn origin(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    host.map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

impl Query {
    /// The first value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let first = self.pairs.iter().find(|(key, _)| key == name);
        first.map(|(_, value)| value.as_str())
    }

    /// Refuses parameters that are neither of these nor words of the filter.
    pub(crate) fn only(&self, names: &[&str], filter: bool) -> Result<(), Problem> {
        let unknown = self
            .pairs
            .iter()
            .find(|(key, _)| !(names.contains(&key.as_str()) || filter && Filter::is_key(key)));
        match unknown {
            None => Ok(()),
            Some((key, _)) => Err(Problem::parameter(
                key,
                "parameter.unknown",
                format!("'{key}' is not a parameter of this request"),
            )),
        }
    }

    /// The words of the filter language.
    pub(crate) fn filter(&self) -> Result<Filter, Problem> {
        let pairs = self.pairs.iter().filter(|(key, _)| Filter::is_key(key));
        Filter::from_pairs(pairs.map(|(key, value)| (key, value)))
            .map_err(|error| Problem::parameter("filter", "filter.invalid", error.to_string()))
    }

    /// How many rows a page has.
    pub(crate) fn limit(&self) -> Result<usize, Problem> {
        let Some(written) = self.get("limit") else {
            return Ok(ROWS_DEFAULT);
        };
        let limit = written.parse().ok();
        limit
            .filter(|limit| (1..=ROWS_MAX).contains(limit))
            .ok_or_else(|| {
                Problem::parameter(
                    "limit",
                    "limit.invalid",
                    format!("'{written}' is not a number from 1 to {ROWS_MAX}"),
                )
            })
    }

    /// Where the page begins: what `next` of the page before said, whole or
    /// only its cursor.
    pub(crate) fn cursor(&self) -> Option<String> {
        let written = self.get("cursor")?;
        let address = written.split_once('?').map(|(_, query)| query);
        let inside = address.and_then(|query| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(key, _)| key == "cursor")
                .map(|(_, value)| value.into_owned())
        });
        Some(inside.unwrap_or_else(|| written.to_owned()))
    }

    /// A number that is at least zero.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, Problem> {
        let Some(written) = self.get(name) else {
            return Ok(None);
        };
        let number = written.parse().ok().filter(|number| *number >= 0);
        number.map(Some).ok_or_else(|| {
            Problem::parameter(
                name,
                "number.invalid",
                format!("'{written}' is not a whole number from 0 on"),
            )
        })
    }

    /// The address of the same list from another place on.
    pub(crate) fn at(&self, cursor: &str) -> String {
        self.with("cursor", cursor)
    }

    /// The address of the page before.
    pub(crate) fn back<C>(&self, back: Back<C>, write: impl Fn(C) -> String) -> Option<String> {
        match back {
            Back::Nowhere => None,
            Back::First => Some(self.beginning()),
            Back::After(place) => Some(self.at(&write(place))),
        }
    }

    /// The address of the same list from its beginning.
    fn beginning(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs.iter().filter(|(key, _)| key != "cursor") {
            query.append_pair(key, value);
        }
        match query.finish().as_str() {
            "" => self.address.clone(),
            pairs => format!("{}?{pairs}", self.address),
        }
    }

    /// The same address with one parameter set to a value.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        let kept = self.pairs.iter().filter(|(key, _)| key != name);
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, value) in kept {
            query.append_pair(key, value);
        }
        query.append_pair(name, value);
        format!("{}?{}", self.address, query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query {
            pairs: form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
            address: "http://localhost/api/v1/documents".to_owned(),
        }
    }

    #[test]
    fn the_next_page_is_the_same_list_from_its_cursor_on() {
        let first = query("delivery=failed&limit=2");
        let next = first.at("abc=");
        assert_eq!(
            next,
            "http://localhost/api/v1/documents?delivery=failed&limit=2&cursor=abc%3D"
        );
        let asked = |cursor: &str| {
            let mut query = query("");
            query.pairs.push(("cursor".to_owned(), cursor.to_owned()));
            query.cursor()
        };
        assert_eq!(asked("abc="), Some("abc=".to_owned()));
        assert_eq!(asked(&next), Some("abc=".to_owned()));
    }

    #[test]
    fn what_nobody_understands_is_refused() {
        assert!(query("delivery=failed").only(&["limit"], true).is_ok());
        let problem = query("dilevery=failed").only(&["limit"], true).unwrap_err();
        assert_eq!(
            (problem.status.as_u16(), problem.code),
            (400, "parameter.unknown")
        );
        assert_eq!(query("limit=0").limit().unwrap_err().code, "limit.invalid");
        assert_eq!(
            query("limit=201").limit().unwrap_err().code,
            "limit.invalid"
        );
        assert_eq!(query("").limit().unwrap(), ROWS_DEFAULT);
    }
}
