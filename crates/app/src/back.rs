//! Where the page before begins, in lists that are paged by what comes after
//! a place.

/// How to get to the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back<C> {
    /// There is none.
    Nowhere,
    /// It is the first page.
    First,
    /// It is the page after this place.
    After(C),
}

impl<C: Copy> Back<C> {
    /// By the places before the page, the nearest first; one more than a page
    /// has was asked for.
    pub(crate) fn of(places: &[C], limit: usize) -> Self {
        match places.get(limit) {
            Some(place) => Self::After(*place),
            None if places.is_empty() => Self::Nowhere,
            None => Self::First,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_two_is_found_by_the_third_place_before() {
        assert_eq!(Back::of(&[] as &[u8], 2), Back::Nowhere);
        assert_eq!(Back::of(&[5], 2), Back::First);
        assert_eq!(Back::of(&[5, 4], 2), Back::First);
        assert_eq!(Back::of(&[5, 4, 3], 2), Back::After(3));
    }
}
