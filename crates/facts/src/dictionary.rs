//! Values that repeat, as small numbers in the order they were first seen.

use crate::hash::QuickState;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

/// A number for each value that was seen.
#[derive(Debug, Clone)]
pub(crate) struct Dictionary<T, S = QuickState> {
    values: Vec<T>,
    codes: HashMap<T, u32, S>,
}

impl<T, S: Default> Default for Dictionary<T, S> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            codes: HashMap::default(),
        }
    }
}

impl<T: Clone + Eq + Hash, S: BuildHasher + Default> Dictionary<T, S> {
    /// The dictionary that numbers these values in their order, if no two are
    /// equal.
    pub(crate) fn of(values: Vec<T>) -> Option<Self> {
        let numbered = values.iter().cloned().zip(0..);
        let codes: HashMap<T, u32, S> = numbered.collect();
        (codes.len() == values.len()).then_some(Self { values, codes })
    }
}

impl<T: Clone + Eq + Hash, S: BuildHasher> Dictionary<T, S> {
    /// The number of a value, a new one where it was not seen before.
    pub(crate) fn code(&mut self, value: &T) -> u32 {
        if let Some(code) = self.codes.get(value) {
            return *code;
        }
        let code = u32::try_from(self.values.len())
            .expect("rows are numbered in 32 bits and each brings one value at most");
        self.values.push(value.clone());
        self.codes.insert(value.clone(), code);
        code
    }

    pub(crate) fn find(&self, value: &T) -> Option<u32> {
        self.codes.get(value).copied()
    }

    pub(crate) fn get(&self, code: u32) -> Option<&T> {
        self.values.get(code as usize)
    }

    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }

    pub(crate) const fn len(&self) -> usize {
        self.values.len()
    }

    /// Memory of the dictionary itself, without what values point to.
    pub(crate) fn bytes(&self) -> usize {
        let entry = size_of::<(T, u32)>() + 1;
        self.values.capacity() * size_of::<T>() + self.codes.capacity() * entry
    }
}
