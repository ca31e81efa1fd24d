//! Which paragraph descends from which, against what people labelled by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use plenary::compare::{Fate, compare};
use plenary::model::{ParagraphKind, Text};

use crate::akn::{read, testdata};

/// A pair that was labelled: links and the fate of each paragraph by whether it is new and its name in the XML.
struct Gold {
    links: BTreeSet<(String, String)>,
    fates: BTreeMap<(bool, String), String>,
}

fn gold(path: &Path) -> Gold {
    let mut gold = Gold { links: BTreeSet::new(), fates: BTreeMap::new() };
    for line in std::fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut ids = || -> Vec<String> {
            columns.next().unwrap_or_default().split(',').filter(|id| *id != "-").map(str::to_owned).collect()
        };
        let (old, new) = (ids(), ids());
        let fate = columns.next().unwrap_or_default();
        gold.links.extend(old.iter().flat_map(|a| new.iter().map(move |b| (a.clone(), b.clone()))));
        gold.fates.extend(old.into_iter().map(|id| ((false, id), fate.to_owned())));
        gold.fates.extend(new.into_iter().map(|id| ((true, id), fate.to_owned())));
    }
    gold
}

/// The name of each paragraph in the XML, that of its head for a sub-paragraph: the k-th container is `PPk`, the k-th paragraph `OPk`.
fn eids(path: &Path, text: &Text) -> Vec<String> {
    let xml = std::fs::read_to_string(path).unwrap();
    let of = |tag: &str| -> Vec<String> {
        xml.split(tag).skip(1).filter_map(|rest| Some(rest.split_once("eId=\"")?.1.split_once('"')?.0.to_owned())).collect()
    };
    let (containers, paragraphs) = (of("<container "), of("<paragraph "));
    let eids = text.paragraphs.iter().map(|paragraph| {
        let list = match paragraph.id.kind {
            ParagraphKind::Preambular => &containers,
            _ => &paragraphs,
        };
        list.get(usize::from(paragraph.id.number) - 1).cloned().unwrap_or_default()
    });
    eids.collect()
}

fn file(folder: &Path, number: &str) -> PathBuf {
    let name = number.replace('-', "_");
    let fits = |path: &PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        file.strip_prefix("A_RES_").unwrap_or(&file).strip_prefix(&name).is_some_and(|rest| rest.starts_with(['_', '-', '.']))
    };
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).find(fits).unwrap()
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "some hundred links")]
fn paragraphs_are_paired_as_people_pair_them() {
    let (Some(gold_folder), Some(texts)) = (testdata("gold"), testdata("akn/en")) else { return };
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let (mut fates_right, mut fates) = (0, 0);
    let mut labelled: Vec<PathBuf> = std::fs::read_dir(gold_folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    labelled.sort();
    for path in labelled {
        let pair = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (old, new) = pair.split_once('_').unwrap();
        let gold = gold(&path);
        let (old_file, new_file) = (file(&texts, old), file(&texts, new));
        let (old, new) = (read(&old_file).unwrap(), read(&new_file).unwrap());
        let (old_eids, new_eids) = (eids(&old_file, &old), eids(&new_file, &new));

        let mut links = BTreeSet::new();
        let mut found: BTreeMap<(bool, String), (String, String)> = BTreeMap::new();
        for row in compare(&old, &new).rows {
            links.extend(row.old.iter().flat_map(|a| {
                let a = &old_eids[a.get()];
                let linked = row.new.iter().map(|b| &new_eids[b.get()]).collect::<Vec<_>>();
                linked.into_iter().map(move |b| (a.clone(), b.clone()))
            }));
            let sides =
                row.old.iter().map(|n| (false, &old_eids[n.get()])).chain(row.new.iter().map(|n| (true, &new_eids[n.get()])));
            for (side, eid) in sides {
                let fate = format!("{:?}", row.fate).to_lowercase();
                let head = found.entry((side, eid.clone())).or_insert_with(|| (fate, row.reason.clone()));
                // A list is labelled as one: what happened to its points happened to it.
                if head.0 == "same" && row.fate != Fate::Same {
                    head.0 = "amended".to_owned();
                }
            }
        }

        let hit = links.intersection(&gold.links).count();
        let absent: Vec<_> = gold.links.difference(&links).collect();
        let extras: Vec<_> = links.difference(&gold.links).collect();
        let agreed = gold.fates.iter().filter(|(key, fate)| found.get(key).is_some_and(|(found, _)| found == *fate)).count();
        println!(
            "{pair}: links F1 {:.4}, fates {agreed}/{}; missed {absent:?}, wrong {extras:?}",
            2.0 * hit as f64 / (links.len() + gold.links.len()) as f64,
            gold.fates.len()
        );
        for ((is_new, eid), fate) in &gold.fates {
            match found.get(&(*is_new, eid.clone())) {
                Some((found, _)) if found == fate => {}
                other => println!("  {} {eid}: {fate}, not {other:?}", if *is_new { "new" } else { "old" }),
            }
        }
        right += hit;
        missed += absent.len();
        wrong += extras.len();
        fates_right += agreed;
        fates += gold.fates.len();
    }
    let f1 = f64::from(2 * u32::try_from(right).unwrap()) / (2 * right + wrong + missed) as f64;
    let fates = fates_right as f64 / fates as f64;
    println!("all: links F1 {f1:.4}, fates {fates:.4}");
    assert!(f1 >= 0.985 && fates >= 0.95);
}
