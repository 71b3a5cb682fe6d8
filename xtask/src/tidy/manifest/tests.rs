use super::*;

const SAMPLE: &str = r#"
[package]
name = "web"
version.workspace = true

[dependencies]
app.workspace = true
# store.workspace = true
axum = { version = "0.8", features = ["macros"] }
maud = "0.27"
inner = { package = "facts", path = "../facts" }

[dev-dependencies]
testkit.workspace = true

[target.'cfg(unix)'.dependencies]
libc = "1"

[build-dependencies.cc]
version = "1"

[dependencies.hidden]
package = "store"
path = "../store"

[features]
default = []
"#;

#[test]
fn every_way_to_name_a_dependency_is_read() {
    let manifest = parse(SAMPLE);
    assert_eq!(manifest.name.as_deref(), Some("web"));
    let read: Vec<_> = manifest
        .dependencies
        .iter()
        .map(|dependency| (dependency.section, dependency.package.as_str()))
        .collect();
    assert_eq!(
        read,
        [
            (Section::Normal, "app"),
            (Section::Normal, "axum"),
            (Section::Normal, "maud"),
            (Section::Normal, "facts"),
            (Section::Dev, "testkit"),
            (Section::Normal, "libc"),
            (Section::Build, "cc"),
            (Section::Normal, "store"),
        ]
    );
    assert_eq!(manifest.dependencies[0].line, 7);
}

#[test]
fn a_manifest_without_sections_has_nothing() {
    assert_eq!(
        parse("= = [\n]\n[[bin]]\nname = \"x\""),
        Manifest::default()
    );
}
