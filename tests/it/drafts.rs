//! Drafts: documents without a symbol, read in place.

use std::io::Write;

use assert_cmd::Command;
use plenary::app::{Config, Context, Engine, Pair, Pane, Start, State};
use plenary::import::{self, ImportOptions};
use plenary::library::{self, LibraryOptions};
use plenary::series;

const DRAFT: &str = "Draft resolution\n\nDevelopments in the field of information and telecommunications in the context of international security\n\n\
The General Assembly,\n\nRecalling its resolutions 53/70 of 4 December 1998 and 66/24 of 2 December 2011,\n\n\
1. Calls upon Member States to promote further the consideration of existing threats;\n\n2. Decides to remain seized of the matter.\n";

#[test]
fn a_draft_stands_last_in_the_series_that_it_continues() {
    let text = import::read("draft.txt", DRAFT.as_bytes(), &ImportOptions::default()).unwrap();
    assert_eq!(text.facts.symbol, None);
    let (corpus, names) = library::open_with(&LibraryOptions { folder: None, embedded: true }, vec![text]).unwrap();
    let name = &names[0];
    assert_eq!(name.as_str(), "draft.txt");
    let timeline = series::timeline(&corpus, corpus.find(name).unwrap());
    let symbols: Vec<&str> = timeline.entries.iter().map(|entry| corpus.resolution(entry.resolution).symbol.as_str()).collect();
    assert_eq!(symbols.first(), Some(&"A/RES/53/70"));
    assert_eq!(symbols.last(), Some(&"draft.txt"));
    assert_eq!(symbols.len(), 17);
}

#[test]
fn a_draft_is_compared_with_what_is_held() {
    let mut file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    file.write_all(DRAFT.as_bytes()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["diff", "66/24"])
        .arg(file.path())
        .args(["--format", "json"])
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["old"]["symbol"], "A/RES/66/24");
    assert!(json["new"]["symbol"].is_null());
    assert!(output.status.success());
}

#[test]
fn two_drafts_of_one_name_stay_two() {
    let read = |words: &str| import::read("draft.txt", words.as_bytes(), &ImportOptions::default()).unwrap();
    let drafts = vec![read(&DRAFT.replace("existing threats", "emerging threats")), read(DRAFT)];
    let (corpus, names) = library::open_with(&LibraryOptions { folder: None, embedded: true }, drafts).unwrap();
    let ids: Vec<_> = names.iter().map(|name| corpus.find(name).unwrap()).collect();
    assert_ne!(ids[0], ids[1]);
    let context = Context { corpus, config: Config::parse("", None).unwrap(), engine: Engine::default() };
    let start = Start { resolution: Some(ids[0]), base: Some(ids[1]), ..Start::default() };
    let state = State::new(&context, &start);
    assert_eq!(state.focus, Pane::Redline);
    let Pair::Of(old, new) = state.redline.pair else { panic!("{:?}", state.redline.pair) };
    let words = |text| context.corpus.text(text).unwrap().body.clone();
    assert!(words(old).contains("existing threats") && words(new).contains("emerging threats"));
}

#[test]
fn two_documents_without_a_terminal_are_a_redline() {
    let printed = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_plenary")).args(arguments).output().unwrap().stdout;
    assert_eq!(printed(&["66/24", "67/27"]), printed(&["diff", "66/24", "67/27"]));
}

#[test]
fn drafts_of_one_name_are_called_by_their_folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).join("draft.txt");
    for name in ["v1", "v2"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(path(name), DRAFT.replace("existing", name)).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .current_dir(&folder)
        .args(["diff", "v1/draft.txt", "v2/draft.txt"])
        .output()
        .unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("v1/draft.txt → v2/draft.txt"));
}
