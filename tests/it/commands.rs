//! The commands, run as a user runs them, and their JSON against its schemas.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SCHEMAS: &[(&str, &str)] = &[
    ("show", include_str!("../../assets/schema/show.json")),
    ("diff", include_str!("../../assets/schema/diff.json")),
    ("log", include_str!("../../assets/schema/log.json")),
    ("jump", include_str!("../../assets/schema/jump.json")),
    ("import", include_str!("../../assets/schema/import.json")),
    ("text", include_str!("../../assets/schema/text.json")),
];

fn sources() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/sources").to_owned()
}

/// The program with an empty home, no library but `library`, and an English locale.
fn plenary(library: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command
        .env_clear()
        .env("HOME", library.join("home"))
        .env("PLENARY_LIBRARY", library)
        .env("LANG", "en_GB.UTF-8")
        .env("COLUMNS", "2000");
    command
}

fn run(library: &Path, args: &[&str]) -> Output {
    plenary(library).args(args).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs a command, checks what it prints against its schema, and returns it.
fn json(library: &Path, args: &[&str]) -> Value {
    let output = run(library, &[args, &["--format", "json"]].concat());
    let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}: {}", error(&output)));
    assert_valid(args[0], &value);
    value
}

pub(super) fn assert_valid(schema: &str, value: &Value) {
    let (_, schema_text) = SCHEMAS.iter().find(|(name, _)| *name == schema).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(schema_text).unwrap()).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}");
}

fn symbols(entries: &Value) -> Vec<&str> {
    entries.as_array().unwrap().iter().map(|entry| entry["symbol"].as_str().unwrap()).collect()
}

#[test]
fn what_is_printed_as_json_is_what_the_schemas_promise() {
    let library = TempDir::new().unwrap();
    let library = library.path();
    for args in [
        &["show", "67/27"][..],
        &["show", "67/27", "-l", "fr"],
        &["show", "68/243"],
        &["show", "62/17"],
        &["show", "67/27", "--paragraph", "OP3"],
        &["diff", "66/24", "67/27"],
        &["diff", "66/24", "67/27", "--only", "wording"],
        &["diff", "62/17", "66/24", "--explain"],
        &["diff", "67/27", "68/243", "--old-language", "fr", "--new-language", "zh"],
        &["log"],
        &["log", "--all"],
        &["log", "55/28"],
        &["jump", "6727"],
        &["jump", "information", "2012"],
        &["import", &sources()],
        &["import", "/nonexistent"],
    ] {
        json(library, args);
    }
    for (name, schema) in SCHEMAS {
        assert!(jsonschema::meta::is_valid(&serde_json::from_str(schema).unwrap()), "{name}");
    }
}

#[test]
fn the_stored_form_is_what_its_schema_promises() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/texts");
    for entry in std::fs::read_dir(folder).unwrap() {
        assert_valid("text", &serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap());
    }
}

#[test]
fn a_document_is_a_symbol_as_people_type_it_or_a_file() {
    let library = TempDir::new().unwrap();
    let library = library.path();
    for typed in ["A/RES/67/27", "67/27", "res 67 27", "a_res_67_27"] {
        assert_eq!(json(library, &["show", typed])["symbol"], "A/RES/67/27", "{typed}");
    }
    let file = format!("{}/A_RES_67_27.fr.ocr.md", sources());
    assert_eq!(json(library, &["show", &file])["language"], "fr");
    assert_eq!(json(library, &["diff", "67/27", &file])["new"]["language"], "fr");

    // A file that is named like a symbol is the symbol, unless its path says that it is a file.
    std::fs::write(library.join("a_res_67_27"), "Not a resolution").unwrap();
    let output = plenary(library).current_dir(library).args(["show", "a_res_67_27", "--format", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
}

#[test]
fn the_series_is_whole() {
    let library = TempDir::new().unwrap();
    let log = json(library.path(), &["log", "67/27"]);
    let symbols = symbols(&log["entries"]);
    assert_eq!(symbols.len(), 16, "{symbols:?}");
    assert_eq!((symbols[0], symbols[15]), ("A/RES/53/70", "A/RES/68/243"));
    let dates: Vec<&str> = log["entries"].as_array().unwrap().iter().map(|entry| entry["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted());
    let entry = |symbol: &str| log["entries"].as_array().unwrap().iter().find(|entry| entry["symbol"] == symbol).unwrap();
    assert_eq!(entry("A/RES/62/17")["date"], "2007-12-05");
    assert_eq!(entry("A/RES/62/17")["held"], serde_json::json!(["en"]));
    assert_eq!(entry("A/RES/67/27")["change"]["since"], "A/RES/66/24");
    for without in ["A/RES/66/24", "A/RES/68/243", "A/RES/53/70"] {
        assert!(entry(without)["change"].is_null(), "{without}");
    }
    // It is one series, whichever of its members is asked for.
    for member in ["53/70", "62/17", "66/24", "68/243"] {
        assert_eq!(json(library.path(), &["log", member])["entries"].as_array().unwrap().len(), 16, "{member}");
    }
}

#[test]
fn a_jump_finds_a_number_first() {
    let library = TempDir::new().unwrap();
    for query in ["6727", "67/27", "res 67 27"] {
        assert_eq!(json(library.path(), &["jump", query])["matches"][0]["symbol"], "A/RES/67/27", "{query}");
    }
    let begun = json(library.path(), &["jump", "67/2", "--limit", "1"]);
    assert_eq!(symbols(&begun["matches"]), ["A/RES/67/27"]);
    assert_eq!(json(library.path(), &["jump", "telecom", "2011"])["matches"][0]["symbol"], "A/RES/66/24");
    assert_eq!(json(library.path(), &["jump", "progres", "informatique"])["matches"][0]["symbol"], "A/RES/67/27");
    assert_eq!(json(library.path(), &["jump", "zzzz"])["matches"], serde_json::json!([]));
}

#[test]
fn a_paragraph_comes_with_its_sub_paragraphs_and_footnotes() {
    let library = TempDir::new().unwrap();
    let shown = json(library.path(), &["show", "67/27", "--paragraph", "op3"]);
    let ids: Vec<&str> = shown["paragraphs"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["OP3", "OP3(a)", "OP3(b)", "OP3(c)", "OP3(d)"]);
    assert_eq!(shown["footnotes"].as_array().unwrap().len(), 1);
    let one = json(library.path(), &["show", "67/27", "--paragraph", "OP3(b)"]);
    assert_eq!(one["paragraphs"].as_array().unwrap().len(), 1);
}

#[test]
fn offsets_are_characters_and_the_changes_rebuild_the_new_text() {
    let library = TempDir::new().unwrap();
    let library = library.path();
    for (old, new, old_language, new_language) in [("66/24", "67/27", "en", "en"), ("67/27", "68/243", "fr", "zh")] {
        let texts = |symbol: &str, language: &str| -> std::collections::HashMap<String, Vec<char>> {
            let text = json(library, &["show", symbol, "-l", language]);
            let paragraphs = text["paragraphs"].as_array().unwrap().clone();
            paragraphs
                .iter()
                .map(|p| (p["id"].as_str().unwrap().to_owned(), p["text"].as_str().unwrap().chars().collect()))
                .collect()
        };
        let (old_texts, new_texts) = (texts(old, old_language), texts(new, new_language));
        let diff = json(library, &["diff", old, new, "--old-language", old_language, "--new-language", new_language]);
        let mut seen = 0;
        for row in diff["rows"].as_array().unwrap() {
            let ([old_id], [new_id]) = (row["old"].as_array().unwrap().as_slice(), row["new"].as_array().unwrap().as_slice())
            else {
                continue;
            };
            let (old, new) = (&old_texts[old_id.as_str().unwrap()], &new_texts[new_id.as_str().unwrap()]);
            let mut rebuilt: Vec<char> = Vec::new();
            let mut at = 0;
            for change in row["changes"].as_array().unwrap() {
                let place = |n: usize| usize::try_from(change["old_at"][n].as_u64().unwrap()).unwrap();
                rebuilt.extend(&old[at..place(1)]);
                at = place(2);
                if change["new_at"][1] != change["new_at"][2] {
                    rebuilt.extend(change["new"].as_str().unwrap().chars());
                }
                seen += 1;
            }
            rebuilt.extend(&old[at..]);
            assert_eq!(rebuilt.iter().collect::<String>(), new.iter().collect::<String>(), "{new_id}");
        }
        assert!(seen > 3, "{old} {new}");
    }
}

#[test]
fn hidden_kinds_are_left_out_and_the_summary_stays() {
    let library = TempDir::new().unwrap();
    let all = json(library.path(), &["diff", "66/24", "67/27"]);
    let only = json(library.path(), &["diff", "66/24", "67/27", "--only", "rollover"]);
    let kinds = |diff: &Value| -> Vec<String> {
        let changes = diff["rows"].as_array().unwrap().iter().chain(diff["footnotes"].as_array().unwrap());
        changes.flat_map(|row| row["changes"].as_array().unwrap()).map(|c| c["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert!(kinds(&only).iter().all(|kind| kind == "rollover"));
    assert!(kinds(&all).len() > kinds(&only).len());
    assert_eq!(all["summary"], only["summary"]);
    let hidden = json(library.path(), &["diff", "66/24", "67/27", "--hide", "rollover,typography"]);
    assert!(kinds(&hidden).iter().all(|kind| kind != "rollover" && kind != "typography"));
}

#[test]
fn exit_statuses_tell_what_happened() {
    let library = TempDir::new().unwrap();
    let library = library.path();
    let status = |args: &[&str]| run(library, args).status.code();
    assert_eq!(status(&["diff", "66/24", "67/27"]), Some(0));
    assert_eq!(status(&["diff", "66/24", "67/27", "--exit-code"]), Some(1));
    assert_eq!(status(&["diff", "66/24", "66/24", "--exit-code"]), Some(0));
    assert_eq!(status(&["diff", "66/24", "67/27", "--exit-code", "--only", "renumbering"]), Some(0));
    assert_eq!(status(&["show"]), Some(2));
    assert_eq!(status(&["show", "67/27", "--format", "yaml"]), Some(2));
    assert_eq!(status(&["diff", "66/24", "67/27", "--only", "words"]), Some(2));
    assert_eq!(status(&["show", "53/70"]), Some(2));
    assert_eq!(status(&["diff", "67/27", "68/243"]), Some(2));
    for args in [&["log"][..], &["jump", "67/27"], &["import", &sources()]] {
        assert_eq!(status(&[args, &["--format", "markdown"]].concat()), Some(2), "{args:?}");
    }
    assert!(!library.join("texts").exists(), "nothing was imported");
    assert_eq!(status(&["--help"]), Some(0));
    std::fs::write(library.join("broken.docx"), b"PK\x03\x04 and no more").unwrap();
    let broken = library.join("broken.docx");
    assert_eq!(status(&["show", &broken.to_string_lossy()]), Some(3));
    assert_eq!(status(&["import", &broken.to_string_lossy(), &sources()]), Some(3));
    assert_eq!(json(library, &["log", "67/27"])["entries"].as_array().unwrap().len(), 16);
}

#[test]
fn an_unknown_document_is_answered_with_the_nearest() {
    let library = TempDir::new().unwrap();
    let output = run(library.path(), &["show", "67/72"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("A/RES/67/27"), "{}", error(&output));
    assert!(out(&output).is_empty());
    let output = run(library.path(), &["diff", "67/27", "68/243"]);
    assert!(error(&output).contains("English") && error(&output).contains("Chinese"), "{}", error(&output));
}

/// A library with one resolution, which cites as `cited` says.
fn citing(cited: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("A_RES_77_300.txt");
    let source = std::fs::read_to_string(format!("{}/A_RES_67_27.en.word.txt", sources())).unwrap();
    let source = source.replace("67/27", "77/300").replacen("Recalling its resolutions", &format!("Recalling {cited}"), 1);
    std::fs::write(&file, source).unwrap();
    assert_eq!(run(folder.path(), &["import", &file.to_string_lossy()]).status.code(), Some(0));
    folder
}

/// Insists that `typed` is found and said to be `symbol`, of which no text is held.
fn assert_only_cited(library: &Path, typed: &str, symbol: &str) {
    let shown = run(library, &["show", typed]);
    assert_eq!(shown.status.code(), Some(2), "{typed}");
    assert!(error(&shown).contains(&format!("{symbol} is only cited")), "{typed}: {}", error(&shown));
    assert_eq!(run(library, &["log", typed]).status.code(), Some(0), "{typed}");
}

#[test]
fn resolutions_of_other_organs_are_cited_too() {
    let library = citing(
        "Security Council resolution 2242 (2015) of 13 October 2015, Economic and Social Council resolution 2019/15 of 8 July 2019, \
         Human Rights Council resolution 48/4 of 7 October 2021 and its own resolutions",
    );
    let library = library.path();
    let all = json(library, &["log", "--all"]);
    for symbol in ["S/RES/2242 (2015)", "E/RES/2019/15", "A/HRC/RES/48/4"] {
        assert!(symbols(&all["entries"]).contains(&symbol), "{symbol}: {all}");
        assert_eq!(symbols(&json(library, &["jump", symbol])["matches"])[0], symbol);
        assert_only_cited(library, symbol, symbol);
    }
}

#[test]
fn parts_that_are_cited_as_one_are_found_each() {
    let library = citing("its resolutions 76/84 A and B of 9 December 2021 and");
    for typed in ["76/84 A-B", "76/84", "76/84 B"] {
        assert_only_cited(library.path(), typed, "A/RES/76/84 A-B");
    }
    assert!(error(&run(library.path(), &["show", "76/84 C"])).contains("neither held nor cited"));
    // What is cited by its own name is itself.
    let library = citing("its resolutions 76/84 A and B of 9 December 2021, 76/84 B of 9 December 2021 and");
    assert_only_cited(library.path(), "76/84 B", "A/RES/76/84 B");
    assert_only_cited(library.path(), "76/84 A", "A/RES/76/84 A-B");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let library = TempDir::new().unwrap();
    for args in [&["show", "67/27"][..], &["log", "--all", "--format", "json"], &["man"], &["completions", "zsh"], &["--help"]] {
        let mut child = plenary(library.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(error(&output), "", "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_is_said() {
    let library = TempDir::new().unwrap();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = plenary(library.path()).args(["show", "67/27"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(error(&output).contains("the output could not be written"), "{}", error(&output));
}

#[test]
fn the_locale_and_the_option_choose_the_language() {
    let library = TempDir::new().unwrap();
    let language = |name: &str, value: &str, args: &[&str]| -> Value {
        let mut command = plenary(library.path());
        let output = command.env_remove("LANG").env(name, value).args(args).args(["--format", "json"]).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["language"].clone()
    };
    assert_eq!(language("LC_ALL", "fr_FR.UTF-8", &["show", "67/27"]), "fr");
    assert_eq!(language("LC_MESSAGES", "fr", &["show", "67/27"]), "fr");
    assert_eq!(language("LANG", "de_DE", &["show", "67/27"]), "en");
    assert_eq!(language("LANG", "fr_FR", &["show", "67/27", "-l", "en"]), "en");
    assert_eq!(language("LANG", "fr_FR", &["show", "68/243"]), "zh");
}

#[test]
fn colours_are_for_terminals_alone() {
    let library = TempDir::new().unwrap();
    let is_coloured = |args: &[&str]| out(&run(library.path(), args)).contains('\x1b');
    assert!(!is_coloured(&["diff", "66/24", "67/27"]));
    assert!(is_coloured(&["diff", "66/24", "67/27", "--color", "always"]));
    assert!(!is_coloured(&["diff", "66/24", "67/27", "--color", "never"]));
}

#[test]
fn control_characters_of_a_document_are_shown_as_marks() {
    let library = TempDir::new().unwrap();
    let file = library.path().join("bad.txt");
    let source = std::fs::read_to_string(format!("{}/A_RES_67_27.en.word.txt", sources())).unwrap();
    std::fs::write(&file, source.replace("Calls upon", "Calls\x1b[31m upon").replace("Noting that", "Not\x1b[31ming that"))
        .unwrap();
    let file = file.to_string_lossy();
    for args in
        [&["show", &file][..], &["show", &file, "--format", "markdown"], &["diff", "66/24", &file], &["import", "--dry-run", &file]]
    {
        let output = run(library.path(), args);
        assert!(!out(&output).contains('\x1b'), "{args:?}");
    }
}

#[test]
fn without_a_terminal_the_log_is_printed() {
    let library = TempDir::new().unwrap();
    assert_eq!(out(&run(library.path(), &[])), out(&run(library.path(), &["log"])));
    assert_eq!(out(&run(library.path(), &["67/27"])), out(&run(library.path(), &["log", "67/27"])));
}

#[test]
fn lines_are_no_wider_than_they_may_be() {
    let library = TempDir::new().unwrap();
    for args in [&["show", "67/27"][..], &["diff", "66/24", "67/27", "--full"], &["show", "68/243"], &["log"]] {
        let output = plenary(library.path()).env("COLUMNS", "60").args(args).output().unwrap();
        for line in out(&output).lines() {
            assert!(plenary::layout::width(line) <= 60 || args == ["log"], "{args:?}: {line}");
        }
    }
}

#[test]
fn help_completions_and_manual_name_every_command() {
    let library = TempDir::new().unwrap();
    let commands = ["log", "show", "diff", "jump", "import", "completions", "man"];
    let mut all = vec![out(&run(library.path(), &["--help"])), out(&run(library.path(), &["man"]))];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        all.push(out(&run(library.path(), &["completions", shell])));
    }
    for text in all {
        for command in commands {
            assert!(text.contains(command), "{command}");
        }
    }
}

#[test]
fn the_manual_has_a_page_for_every_command_with_its_options() {
    let library = TempDir::new().unwrap();
    let manual = out(&run(library.path(), &["man"]));
    let pages: Vec<&str> = manual.split(".TH ").skip(1).collect();
    for (page, (name, option)) in pages.iter().zip([
        ("plenary", "library"),
        ("plenary-log", "all"),
        ("plenary-show", "paragraph"),
        ("plenary-diff", "exit\\-code"),
        ("plenary-jump", "limit"),
        ("plenary-import", "dry\\-run"),
        ("plenary-completions", "language"),
        ("plenary-man", "language"),
    ]) {
        assert!(page.starts_with(&format!("{name} 1 ")), "{name}: {page}");
        assert!(page.contains(&format!("\\-\\-{option}")), "{name} {option}: {page}");
    }
    assert_eq!(pages.len(), 8);
}

#[test]
fn a_redline_reads_as_text_and_markdown() {
    let library = TempDir::new().unwrap();
    let text = out(&run(library.path(), &["diff", "66/24", "67/27"]));
    assert!(text.contains("{+Welcomes the commencement of the work"), "{text}");
    assert!(text.contains("~ OP4"), "{text}");
    let markdown = out(&run(library.path(), &["diff", "66/24", "67/27", "--format", "markdown"]));
    assert!(markdown.contains("**Welcomes the commencement of the work"), "{markdown}");
    assert!(markdown.contains("~~the~~"), "{markdown}");
    let show = out(&run(library.path(), &["show", "67/27", "--format", "markdown"]));
    assert!(show.contains("*Recalling* its resolutions") && show.contains("[^1]: See A/51/261, annex."), "{show}");
}

#[test]
fn options_may_stand_before_the_command() {
    let library = TempDir::new().unwrap();
    let other = TempDir::new().unwrap();
    let folder = other.path().to_str().unwrap();
    let output = run(library.path(), &["--library", folder, "--format", "json", "jump", "67/27"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(symbols(&found["matches"])[0], "A/RES/67/27");
    let output = run(library.path(), &["67/27", "log"]);
    assert_eq!(output.status.code(), Some(2));
}
