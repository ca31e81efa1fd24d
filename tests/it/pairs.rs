//! Which paragraph descends from which, over the pairs of `tests/pairs`: written for the purpose, or real and labelled by reading.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use plenary::compare::compare;
use plenary::import::{self, ImportOptions};
use plenary::model::{ParagraphIndex, ParagraphKind, Text};

/// Links, and the fate of each paragraph by whether it is new and its name.
#[derive(Default)]
struct Descent {
    links: BTreeSet<(String, String)>,
    fates: BTreeMap<(bool, String), String>,
}

impl Descent {
    fn add(&mut self, old: &[String], new: &[String], fate: &str) {
        self.links.extend(old.iter().flat_map(|a| new.iter().map(move |b| (a.clone(), b.clone()))));
        self.fates.extend(old.iter().map(|name| ((false, name.clone()), fate.to_owned())));
        self.fates.extend(new.iter().map(|name| ((true, name.clone()), fate.to_owned())));
    }

    fn of_truth(truth: &str) -> Self {
        let mut descent = Self::default();
        for line in truth.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut columns = line.split('\t');
            let mut names =
                || columns.next().unwrap().split(' ').filter(|name| *name != "-").map(str::to_owned).collect::<Vec<_>>();
            let (old, new) = (names(), names());
            descent.add(&old, &new, columns.next().unwrap());
        }
        descent
    }

    fn found(old: &Text, new: &Text) -> Self {
        let mut descent = Self::default();
        for row in compare(old, new).rows {
            let names = |text: &Text, side: &[ParagraphIndex]| {
                let paragraphs = side.iter().map(|&n| text.paragraph(n)).filter(|p| p.id.kind != ParagraphKind::Heading);
                paragraphs.map(|paragraph| paragraph.id.to_string()).collect::<Vec<_>>()
            };
            descent.add(&names(old, &row.old), &names(new, &row.new), &format!("{:?}", row.fate).to_lowercase());
        }
        descent
    }
}

/// Whether a fate is the true one. Where paragraphs changed places people name now the one and now the other as moved, so that of those
/// that stand one to one it is not asked which; the count of moves is told beside.
fn is_right(truth: &str, found: &str) -> bool {
    let one_to_one = |fate| matches!(fate, "same" | "amended" | "moved");
    truth == found || ((truth == "moved" || found == "moved") && one_to_one(truth) && one_to_one(found))
}

/// What was counted.
#[derive(Clone, Copy, Default)]
struct Score {
    hit: usize,
    truth: usize,
    found: usize,
    fates: usize,
    of: usize,
    moves: [usize; 2],
}

impl Score {
    fn of(truth: &Descent, found: &Descent) -> Self {
        let fates =
            truth.fates.iter().filter(|(name, fate)| found.fates.get(*name).is_some_and(|found| is_right(fate, found))).count();
        let moves = |descent: &Descent| descent.fates.iter().filter(|((is_new, _), fate)| *is_new && *fate == "moved").count();
        Self {
            hit: truth.links.intersection(&found.links).count(),
            truth: truth.links.len(),
            found: found.links.len(),
            fates,
            of: truth.fates.len(),
            moves: [moves(truth), moves(found)],
        }
    }

    fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.truth += other.truth;
        self.found += other.found;
        self.fates += other.fates;
        self.of += other.of;
        self.moves = [self.moves[0] + other.moves[0], self.moves[1] + other.moves[1]];
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of paragraphs")]
    fn links(self) -> f64 {
        2.0 * self.hit as f64 / (self.truth + self.found).max(1) as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of paragraphs")]
    fn fates(self) -> f64 {
        self.fates as f64 / self.of.max(1) as f64
    }
}

fn read(path: &Path) -> Text {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    import::read(&name, &std::fs::read(path).unwrap(), &ImportOptions::default()).unwrap()
}

/// The texts of a pair; `None` where they are real and not at hand.
fn texts(folder: &Path, truth: &str) -> Option<[PathBuf; 2]> {
    let Some((old, new)) = truth.strip_prefix("# ").and_then(|line| line.lines().next()?.split_once(" → ")) else {
        return Some([folder.join("old.txt"), folder.join("new.txt")]);
    };
    let data = PathBuf::from(std::env::var_os("PLENARY_TESTDATA")?);
    Some([data.join(old), data.join(new)])
}

#[test]
fn descent_is_found_as_people_see_it() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(pairs).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let mut all = [Score::default(); 3];
    println!("{:24}{:>8}{:>8}{:>8}", "", "links F1", "fates", "moves");
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let truth = std::fs::read_to_string(folder.join("truth.tsv")).unwrap();
        let group = if folder.join("old.txt").exists() { usize::from(truth.starts_with("# later\n")) } else { 2 };
        let Some([old, new]) = texts(&folder, &truth) else {
            println!("{name:24} its texts are not at hand: PLENARY_TESTDATA is not set");
            continue;
        };
        let (truth, found) = (Descent::of_truth(&truth), Descent::found(&read(&old), &read(&new)));
        let unknown: Vec<_> = truth.fates.keys().filter(|name| !found.fates.contains_key(*name)).collect();
        assert!(unknown.is_empty(), "{name}: no paragraph has the names {unknown:?}");
        let score = Score::of(&truth, &found);
        println!("{name:24}{:>8.3}{:>8.3}{:>8} of {}", score.links(), score.fates(), score.moves[1], score.moves[0]);
        for (old, new) in truth.links.difference(&found.links) {
            println!("    missed {old} → {new}");
        }
        for (old, new) in found.links.difference(&truth.links) {
            println!("    beside the truth {old} → {new}");
        }
        all[group].add(score);
    }
    let floors = [("written", 0.985, 0.97), ("written later", 0.965, 0.93), ("real", 0.975, 0.97)];
    for (score, (name, links, fates)) in all.into_iter().zip(floors).filter(|(score, _)| score.of > 0) {
        println!("{name}: links {:.3}, fates {:.3}", score.links(), score.fates());
        assert!(score.links() >= links && score.fates() >= fates, "{name} pairs");
    }
}
