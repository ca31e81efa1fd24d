//! Facts from beside the texts: imported once, then in the timeline and in `show`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const FACTS: &str = r#"{"symbol":"A/RES/67/27","adoptionDate":"2012-12-03","committee":"First Committee","draft":"A/C.1/67/L.30","sponsors":["China","Russian Federation"],"vote":{"yes":178,"no":0,"abstain":4},"meeting":"A/67/PV.48"}
{"symbol":"A/RES/53/70","date":"1998-12-04","vote":"without a vote","title":"Developments in the field of information and telecommunications in the context of international security"}
not a record
{"title":"no symbol"}
{"resolution":"A/RES/66/24","date":"2011-12-24"}
{"symbol":"A/RES/99/99","date":"2044-12-04"}
"#;

fn plenary(library: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary")).env("PLENARY_LIBRARY", library).args(arguments).output().unwrap()
}

/// What a command prints as JSON, checked against its schema.
fn json(library: &Path, arguments: &[&str]) -> Value {
    let output = plenary(library, &[arguments, &["--format", "json"]].concat());
    let printed = String::from_utf8(output.stdout).unwrap();
    let value = serde_json::from_str(&printed)
        .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {printed}{}", String::from_utf8_lossy(&output.stderr)));
    super::commands::assert_valid(arguments[0], &value);
    value
}

fn entry(log: &Value, symbol: &str) -> Value {
    log["entries"].as_array().unwrap().iter().find(|entry| entry["symbol"] == symbol).cloned().unwrap_or_default()
}

fn counts(report: &Value) -> [u64; 4] {
    ["read", "imported", "updated", "unchanged"].map(|name| report[name].as_u64().unwrap())
}

#[test]
fn facts_stand_in_the_timeline_and_with_the_text() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let library = library.path();
    let file = folder.path().join("facts.jsonl");
    fs::write(&file, FACTS).unwrap();
    let file = file.to_str().unwrap();

    let report = json(library, &["import", "--dry-run", file]);
    assert_eq!(counts(&report), [1, 1, 0, 0]);
    assert!(!library.join("facts.jsonl").exists());
    let report = json(library, &["import", file]);
    assert_eq!(counts(&report), [1, 1, 0, 0]);
    assert_eq!(report["facts"], serde_json::json!({"imported": 4, "updated": 0, "unchanged": 0}));
    let told: Vec<_> = report["warnings"].as_array().unwrap().iter().map(|it| (it["place"].clone(), it["code"].clone())).collect();
    let told: Vec<_> = told.iter().map(|(place, code)| (place.as_str().unwrap(), code.as_str().unwrap())).collect();
    assert_eq!(told, [("line 3", "no-record"), ("line 4", "no-symbol"), ("line 5", "contradicts-text")]);

    // From the index, and without it.
    for _ in 0..2 {
        let log = json(library, &["log", "67/27"]);
        assert_eq!(entry(&log, "A/RES/67/27")["vote"]["recorded"]["in_favour"], 178);
        assert_eq!(entry(&log, "A/RES/53/70")["vote"], "none", "one that is only cited");
        assert_eq!(entry(&log, "A/RES/66/24")["date"], "2011-12-02", "what a text says of itself wins");
        let shown = json(library, &["show", "67/27", "--language", "en"]);
        assert_eq!(shown["vote"]["recorded"]["abstaining"], 4);
        assert_eq!(
            [&shown["committee"], &shown["draft"], &shown["sponsors"], &shown["record"]],
            ["First Committee", "A/C.1/67/L.30", "China, Russian Federation", "A/67/PV.48"]
        );
        fs::remove_file(library.join("index")).unwrap();
    }
    let all = json(library, &["log", "--all"]);
    assert_eq!(entry(&all, "A/RES/99/99"), Value::Null, "neither held nor cited");
    let log = String::from_utf8(plenary(library, &["log", "67/27"]).stdout).unwrap();
    assert!(log.contains("178 for, 0 against, 4 abstaining"), "{log}");
    let shown = String::from_utf8(plenary(library, &["show", "67/27", "--language", "en"]).stdout).unwrap();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("Adopted 3 December 2012 by 178 votes to 0, with 4 abstentions"), "{shown}");
    assert!(shown.contains("First Committee · draft A/C.1/67/L.30 · submitted by China, Russian Federation"), "{shown}");
}

#[test]
fn facts_imported_again_are_unchanged_and_new_ones_update() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let library = library.path();
    let file = folder.path().join("facts.jsonl");
    let path = file.to_str().unwrap();
    fs::write(&file, FACTS).unwrap();
    json(library, &["import", path]);
    let kept = fs::read(library.join("facts.jsonl")).unwrap();
    assert_eq!(counts(&json(library, &["import", path])), [1, 0, 0, 1]);
    assert_eq!(fs::read(library.join("facts.jsonl")).unwrap(), kept);
    // What is kept can itself be imported, and says the same.
    let other = TempDir::new().unwrap();
    json(other.path(), &["import", library.join("facts.jsonl").to_str().unwrap()]);
    assert_eq!(String::from_utf8(fs::read(other.path().join("facts.jsonl")).unwrap()), String::from_utf8(kept));

    fs::write(&file, r#"[{"symbol":"A/RES/53/70","vote":{"in_favour":"100","against":2,"abstentions":3}}]"#).unwrap();
    assert_eq!(counts(&json(library, &["import", path])), [1, 0, 1, 0]);
    let log = json(library, &["log", "67/27"]);
    assert_eq!(entry(&log, "A/RES/53/70")["vote"]["recorded"]["against"], 2);
    assert_eq!(entry(&log, "A/RES/53/70")["date"], "1998-12-04", "what was known stays");
}

#[test]
fn a_damaged_line_of_the_facts_is_told_and_the_others_stand() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    let library = library.path();
    let file = folder.path().join("facts.jsonl");
    fs::write(&file, FACTS).unwrap();
    json(library, &["import", file.to_str().unwrap()]);
    let kept = library.join("facts.jsonl");
    let edited = fs::read_to_string(&kept).unwrap().replacen('{', "", 1);
    fs::write(&kept, edited).unwrap();
    for _ in 0..2 {
        let output = plenary(library, &["log", "67/27", "--format", "json"]);
        assert!(output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains("line 1"));
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(entry(&log, "A/RES/67/27")["vote"]["recorded"]["in_favour"], 178);
    }
}
