//! The library on disk: what an import leaves there, whatever happens to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use plenary::library::{self, IntakeOptions, LibraryOptions, Report, stored};
use plenary::model::{Corpus, Language, SourceFormat, Symbol};
use tempfile::TempDir;

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/sources")
}

fn import(library: &Path, paths: &[PathBuf]) -> Report {
    library::import(library, paths, &IntakeOptions::default(), &(), &AtomicBool::new(false)).unwrap()
}

fn open(library: &Path) -> Corpus {
    library::open(&LibraryOptions { folder: Some(library.to_owned()), embedded: false }).unwrap()
}

fn counts(report: &Report) -> (usize, usize, usize, usize, usize) {
    (report.read, report.imported, report.updated, report.unchanged, report.failed.len())
}

/// What is held, by symbol and language, with the words of all of it.
fn contents(corpus: &Corpus) -> Vec<(String, Language, usize)> {
    let texts = corpus.resolutions().flat_map(|(_, resolution)| resolution.texts.iter().copied());
    texts
        .map(|id| {
            let text = corpus.text(id).unwrap();
            (corpus.head(id).symbol.to_string(), corpus.head(id).language, text.body.len())
        })
        .collect()
}

/// A resolution as plain text, by its number and the beginning of its title.
fn resolution(number: &str, title: &str) -> String {
    let source = fs::read_to_string(sources().join("A_RES_67_27.en.word.txt")).unwrap();
    source.replace("67/27", number).replace("Developments in the field of information", title)
}

#[test]
fn what_was_imported_is_held_and_importing_again_changes_nothing() {
    let library = TempDir::new().unwrap();
    let first = import(library.path(), &[sources()]);
    assert_eq!(counts(&first), (5, 5, 0, 0, 0));
    let held = contents(&open(library.path()));
    assert_eq!(held.len(), 5);
    let before: Vec<_> = files(library.path());
    assert_eq!(counts(&import(library.path(), &[sources()])), (5, 0, 0, 5, 0));
    assert_eq!(files(library.path()), before);
    assert_eq!(contents(&open(library.path())), held);
}

/// Every file of a library with its bytes, but the index.
fn files(library: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(library.join("texts")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            found.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_dry_run_writes_nothing() {
    let library = TempDir::new().unwrap();
    let folder = library.path().join("not yet");
    let options = IntakeOptions { dry_run: true, ..IntakeOptions::default() };
    let report = library::import(&folder, &[sources()], &options, &(), &AtomicBool::new(false)).unwrap();
    assert_eq!(counts(&report), (5, 5, 0, 0, 0));
    assert!(!folder.exists());
}

#[test]
fn a_changed_source_updates_its_text() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, resolution("67/27", "Developments in the field of information")).unwrap();
    assert_eq!(counts(&import(library.path(), std::slice::from_ref(&file))), (1, 1, 0, 0, 0));
    fs::write(&file, resolution("67/27", "Events in the field of information")).unwrap();
    assert_eq!(counts(&import(library.path(), std::slice::from_ref(&file))), (1, 0, 1, 0, 0));
    let corpus = open(library.path());
    let id = corpus.find(&"A/RES/67/27".parse::<Symbol>().unwrap()).unwrap();
    assert!(corpus.resolution(id).title.as_deref().unwrap().starts_with("Events"));
}

#[test]
fn of_two_sources_the_better_is_kept_and_the_other_is_reported() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let text = resolution("67/27", "Developments in the field of information");
    // Both are plain text; the one found first is kept, however the work is shared out.
    fs::write(folder.path().join("a.txt"), &text).unwrap();
    fs::write(folder.path().join("b.txt"), text.replace("Calls upon", "Invites")).unwrap();
    for _ in 0..5 {
        let report = import(library.path(), &[folder.path().to_owned()]);
        assert_eq!(report.read, 2);
        let warnings: Vec<_> = report.warnings.iter().filter(|(_, warning)| warning.code == "two-sources").collect();
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].0.ends_with("b.txt"));
    }
    let corpus = open(library.path());
    let id = corpus.find(&"A/RES/67/27".parse::<Symbol>().unwrap()).unwrap();
    let held = corpus.text(corpus.text_in(id, Language::En).unwrap()).unwrap();
    assert_eq!((held.source.file.as_str(), held.source.format), ("a.txt", SourceFormat::Text));
}

#[test]
fn hidden_and_foreign_files_do_no_harm() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/config"), "hidden").unwrap();
    fs::write(folder.path().join("empty.xml"), "").unwrap();
    fs::write(folder.path().join("noise.bin"), [0, 159, 146, 150, 255, 0, 1, 2]).unwrap();
    fs::write(folder.path().join("list.tsv"), "file\tsymbol\nx.xml\tA/RES/77/1\ny.xml\tA/RES/77/2\n").unwrap();
    fs::copy(sources().join("A_RES_67_27.en.word.txt"), folder.path().join("good.txt")).unwrap();
    let report = import(library.path(), &[folder.path().to_owned()]);
    assert_eq!(counts(&report), (4, 1, 0, 0, 3), "{report:?}");
}

#[test]
fn a_damaged_index_or_text_is_survived() {
    let library = TempDir::new().unwrap();
    import(library.path(), &[sources()]);
    let whole = contents(&open(library.path()));
    let index = library.path().join("index");
    let good = fs::read(&index).unwrap();
    for cut in [0, 1, 8, 20, good.len() / 2, good.len() - 1] {
        fs::write(&index, &good[..cut]).unwrap();
        assert_eq!(contents(&open(library.path())), whole, "cut at {cut}");
    }
    for at in (0..good.len()).step_by(good.len() / 50 + 1) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        fs::write(&index, &bad).unwrap();
        assert_eq!(contents(&open(library.path())), whole, "byte {at}");
    }
    // A text that was damaged is left out, and told of.
    fs::write(library.path().join("texts/67/A_RES_67_27.fr.json"), "{").unwrap();
    fs::remove_file(&index).unwrap();
    let options = LibraryOptions { folder: Some(library.path().to_owned()), embedded: false };
    let (corpus, damaged) = library::open_telling(&options).unwrap();
    assert_eq!((corpus.text_count(), damaged.len()), (4, 1));
    // Importing again mends it.
    import(library.path(), &[sources()]);
    assert_eq!(contents(&open(library.path())), whole);
}

#[test]
fn a_text_put_into_the_folder_by_hand_is_found() {
    let library = TempDir::new().unwrap();
    import(library.path(), &[sources().join("A_RES_67_27.en.word.txt")]);
    assert_eq!(open(library.path()).text_count(), 1);
    let text = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/texts/A_RES_66_24.en.json");
    std::thread::sleep(Duration::from_millis(20));
    fs::copy(text, library.path().join("texts/67/by hand.json")).unwrap();
    assert_eq!(open(library.path()).text_count(), 2);
}

fn start(library: &Path, folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .env("PLENARY_LIBRARY", library)
        .arg("import")
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// `PLENARY_KILLS` sets how often; the default keeps the test short.
#[test]
fn killed_at_any_moment_the_library_holds_the_old_or_the_new_of_each_text() {
    let kills: u32 = std::env::var("PLENARY_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let write = |version: u32| {
        for n in 1..=40 {
            let text = resolution(&format!("67/{n}"), &format!("Version {version} of events in the field of information"));
            fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
        }
    };
    let titles = |corpus: &Corpus| -> Vec<String> {
        let held = corpus.resolutions().filter(|(_, resolution)| resolution.is_held());
        held.map(|(_, resolution)| resolution.title.clone().unwrap_or_default()).collect()
    };
    for kill in 1..=kills {
        write(kill);
        let mut child = start(library.path(), folder.path());
        // From before the first text to after the last.
        std::thread::sleep(Duration::from_millis(u64::from(kill * 37 % 150)));
        child.kill().unwrap();
        child.wait().unwrap();
        let corpus = open(library.path());
        for file in fs::read_dir(library.path().join("texts")).into_iter().flatten().flatten() {
            for file in fs::read_dir(file.path()).unwrap().flatten() {
                if file.file_name().to_string_lossy().ends_with(".json") {
                    stored::read(&fs::read(file.path()).unwrap()).unwrap();
                }
            }
        }
        let allowed: Vec<String> = (1..=kill).map(|version| format!("Version {version} of events")).collect();
        for title in titles(&corpus) {
            assert!(allowed.iter().any(|version| title.starts_with(version.as_str())), "{title}");
        }
    }
    assert!(start(library.path(), folder.path()).wait().unwrap().success());
    let corpus = open(library.path());
    let last = format!("Version {kills} of events");
    assert_eq!(titles(&corpus).iter().filter(|title| title.starts_with(&last)).count(), 40);
    let left = files(library.path()).into_iter().filter(|(path, _)| path.to_string_lossy().contains(".new-")).count();
    assert_eq!(left, 0, "what a killed import left behind is swept away by the next");
}

#[test]
fn two_imports_at_once_both_arrive() {
    let library = TempDir::new().unwrap();
    let folders: Vec<TempDir> = (0..2)
        .map(|half| {
            let folder = TempDir::new().unwrap();
            for n in 1..=15 {
                fs::write(folder.path().join(format!("{n}.txt")), resolution(&format!("67/{}", n + half * 100), "Events")).unwrap();
            }
            folder
        })
        .collect();
    let children: Vec<Child> = folders.iter().map(|folder| start(library.path(), folder.path())).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(open(library.path()).text_count(), 30);
}

#[cfg(unix)]
#[test]
fn an_interrupted_import_reports_what_it_did() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let stop = AtomicBool::new(true);
    fs::write(folder.path().join("a.txt"), resolution("67/27", "Events")).unwrap();
    let report = library::import(library.path(), &[folder.path().to_owned()], &IntakeOptions::default(), &(), &stop).unwrap();
    assert_eq!((report.read, report.left), (0, 1));
    assert_eq!(open(library.path()).text_count(), 0);
}

/// Ctrl-C: the import ends after the file it is at, says so, and what it wrote is whole.
#[cfg(unix)]
#[test]
fn a_signal_ends_an_import_in_good_order() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    for n in 1..=400 {
        fs::write(folder.path().join(format!("{n}.txt")), resolution(&format!("67/{n}"), "Events")).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.env("PLENARY_LIBRARY", library.path()).args(["import", "--format", "json"]).arg(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // Once something is written, the program listens to signals.
    while !library.path().join("texts/67").is_dir() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is printed");
    let count = |name: &str| report[name].as_u64().unwrap_or_default();
    assert_eq!(count("read") + count("left"), 400);
    assert_eq!(output.status.code(), Some(if count("left") > 0 { 3 } else { 0 }));
    assert_eq!(open(library.path()).text_count() as u64, count("imported"));
    assert!(
        files(library.path()).iter().all(|(path, bytes)| !path.to_string_lossy().contains(".new-") && stored::read(bytes).is_ok())
    );
}

#[test]
fn a_text_that_was_edited_in_place_is_found_by_what_it_says_now() {
    let library = TempDir::new().unwrap();
    import(library.path(), &[sources().join("A_RES_67_27.en.word.txt")]);
    let file = library.path().join("texts/67/A_RES_67_27.en.json");
    let edited = fs::read_to_string(&file).unwrap().replacen("Developments in the field", "Happenings in the field", 1);
    fs::write(&file, edited).unwrap();
    let corpus = open(library.path());
    let id = corpus.find(&"A/RES/67/27".parse::<Symbol>().unwrap()).unwrap();
    assert!(corpus.resolution(id).title.as_deref().unwrap().starts_with("Happenings"));
}
