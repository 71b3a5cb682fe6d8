//! As much of a Cargo.toml as the rules need: its name and its dependencies.
//!
//! Not a TOML parser. It reads what the project's own manifests look like:
//! sections on lines of their own, one dependency a line or a section.

#[cfg(test)]
mod tests;

/// The part of the manifest that names a dependency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Normal,
    Dev,
    Build,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    pub(super) section: Section,
    /// The package, also where the manifest gives it another name.
    pub(super) package: String,
    pub(super) line: usize,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) name: Option<String>,
    pub(super) dependencies: Vec<Dependency>,
}

/// Where the lines that follow belong.
enum Place {
    Package,
    Dependencies(Section),
    /// `[dependencies.name]`: the index of that dependency.
    One(usize),
    Elsewhere,
}

pub(super) fn parse(text: &str) -> Manifest {
    let mut manifest = Manifest::default();
    let mut place = Place::Elsewhere;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = header(line) {
            place = enter(header, index + 1, &mut manifest);
        } else if let Some((key, value)) = line.split_once('=') {
            read_pair(key.trim(), value.trim(), index + 1, &place, &mut manifest);
        }
    }
    manifest
}

fn header(line: &str) -> Option<&str> {
    line.strip_prefix('[')?
        .split_once(']')
        .map(|(name, _)| name.trim())
}

fn enter(header: &str, line: usize, manifest: &mut Manifest) -> Place {
    if header == "package" {
        return Place::Package;
    }
    // `target.'cfg(unix)'.dependencies` ends like the plain section.
    let (before, last) = header.rsplit_once('.').unwrap_or(("", header));
    if let Some(section) = section(last) {
        return Place::Dependencies(section);
    }
    let Some(section) = section(before.rsplit('.').next().unwrap_or_default()) else {
        return Place::Elsewhere;
    };
    manifest.dependencies.push(Dependency {
        section,
        package: unquoted(last).to_owned(),
        line,
    });
    Place::One(manifest.dependencies.len() - 1)
}

fn section(name: &str) -> Option<Section> {
    match name {
        "dependencies" => Some(Section::Normal),
        "dev-dependencies" => Some(Section::Dev),
        "build-dependencies" => Some(Section::Build),
        _ => None,
    }
}

fn read_pair(key: &str, value: &str, line: usize, place: &Place, manifest: &mut Manifest) {
    if key.starts_with('#') {
        return;
    }
    match place {
        Place::Package if key == "name" => manifest.name = Some(unquoted(value).to_owned()),
        Place::Dependencies(section) => {
            let name = key.split('.').next().unwrap_or(key);
            let package = renamed(value).unwrap_or(unquoted(name));
            manifest.dependencies.push(Dependency {
                section: *section,
                package: package.to_owned(),
                line,
            });
        }
        Place::One(index) if key == "package" => {
            unquoted(value).clone_into(&mut manifest.dependencies[*index].package);
        }
        _ => {}
    }
}

/// The package in `{ package = "real", … }`.
fn renamed(value: &str) -> Option<&str> {
    let (_, after) = value.split_once("package")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    after.strip_prefix('"')?.split('"').next()
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(['"', '\''])
}
