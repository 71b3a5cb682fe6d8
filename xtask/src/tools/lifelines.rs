//! lifelines, the Python library that the estimators are compared with.

use super::python::Library;

/// lifelines and what it needs, as they were when the comparison was written.
pub(super) const LIBRARY: Library = Library {
    name: "lifelines",
    version: "0.30.3",
    packages: &[
        "lifelines==0.30.3",
        "autograd==1.9.1",
        "autograd-gamma==0.5.0",
        "formulaic==1.2.2",
        "interface_meta==2.0.1",
        "matplotlib==3.11.2",
        "narwhals==2.29.0",
        "numpy==2.4.6",
        "pandas==2.3.3",
        "scipy==1.17.1",
        "typing_extensions==4.16.0",
        "wrapt==2.5.2",
    ],
    variable: "UTSYN_LIFELINES",
};
