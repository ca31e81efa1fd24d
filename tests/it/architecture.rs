//! The house holds: the direction of imports, what may name a terminal, the length of files, and that the project speaks of itself alone.

use std::fs;
use std::path::{Path, PathBuf};

/// What each folder of `src/` may import, beside what those may. `export` writes what all but the screen yields.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("lexicon", &["model"]),
    ("parse", &["lexicon"]),
    ("import", &["parse"]),
    ("library", &["import"]),
    ("compare", &["lexicon"]),
    ("series", &["compare"]),
    ("search", &["model"]),
    ("layout", &["compare"]),
    ("app", &["layout", "series", "search"]),
    ("ui", &["app"]),
    ("terminal", &["ui"]),
    ("export", &["library", "series", "search", "layout"]),
    ("cli", &["terminal", "export"]),
];

/// Folders that know no terminal.
const NO_TERMINAL: &[&str] =
    &["model", "parse", "lexicon", "compare", "series", "search", "library", "import", "layout", "app", "export"];

const LONGEST: usize = 700;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The code of a file: no comments, and not its tests, which may use what the code may not.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn allowed(folder: &str) -> Vec<&'static str> {
    let direct = MAY_IMPORT.iter().find(|(name, _)| *name == folder).map_or(&[][..], |(_, others)| others);
    let mut all: Vec<&str> = direct.to_vec();
    for other in direct {
        all.extend(allowed(other));
    }
    all
}

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for (folder, _) in MAY_IMPORT {
        let allowed = allowed(folder);
        for path in sources(&root().join("src").join(folder)) {
            let code = code(&path);
            for (other, _) in MAY_IMPORT {
                let names = code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};"));
                if names && other != folder && !allowed.contains(other) {
                    wrong.push(format!("{}: {folder} imports {other}", path.strip_prefix(root()).unwrap().display()));
                }
            }
            for braces in code.split("use crate::{").skip(1) {
                let list = braces.split('}').next().unwrap_or_default();
                for name in list.split(',').map(|item| item.trim().split("::").next().unwrap_or_default()) {
                    if MAY_IMPORT.iter().any(|(other, _)| *other == name) && name != *folder && !allowed.contains(&name) {
                        wrong.push(format!("{}: {folder} imports {name}", path.strip_prefix(root()).unwrap().display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_folder_has_its_place_and_says_what_lives_there() {
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(MAY_IMPORT.iter().any(|(folder, _)| *folder == name), "{name} has no place in the house");
            assert!(fs::read_to_string(path.join("mod.rs")).unwrap().starts_with("//! "), "{name}/mod.rs says nothing");
        }
    }
}

#[test]
fn only_the_screen_knows_a_terminal() {
    for folder in NO_TERMINAL {
        for path in sources(&root().join("src").join(folder)) {
            let code = code(&path);
            for name in ["ratatui", "crossterm"] {
                assert!(!code.contains(name), "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn files_are_short() {
    for folder in ["src", "tests"] {
        for path in sources(&root().join(folder)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines: a long file has two things in it", path.display());
        }
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    let mut files = sources(&root().join("src"));
    files.extend(sources(&root().join("tests")));
    files.push(root().join("build.rs"));
    for name in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        files.extend(Some(root().join(name)).filter(|path| path.exists()));
    }
    // In two pieces, so that this file does not hold what it looks for.
    let forbidden = [concat!("/wo", "rk/"), concat!("../sh", "ared"), concat!("TO", "DO"), concat!("FIX", "ME")];
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for word in forbidden {
            assert!(!text.contains(word), "{} holds “{word}”", path.display());
        }
    }
}
