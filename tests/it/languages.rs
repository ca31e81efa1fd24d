//! One resolution says the same in six languages: which paragraph descends from which does not depend on the one that is read. No label is
//! needed to see where an alignment errs in one of them.

use std::collections::BTreeMap;

use plenary::compare::compare;
use plenary::model::{Symbol, Text};

use crate::data;

#[test]
#[expect(clippy::cast_precision_loss, reason = "some hundred links")]
fn paragraphs_are_paired_alike_in_all_languages() {
    let Some(texts) = data::akn() else { return };
    let mut resolutions: BTreeMap<&Symbol, Vec<&Text>> = BTreeMap::new();
    for text in texts {
        if let Some(symbol) = &text.facts.symbol {
            resolutions.entry(symbol).or_default().push(text);
        }
    }
    let names = |text: &Text| text.paragraphs.iter().map(|paragraph| paragraph.id.to_string()).collect::<Vec<_>>();
    let (mut all, mut agreed, mut pairs) = (0_usize, 0_usize, 0_usize);
    for (at, (old_symbol, olds)) in resolutions.iter().enumerate() {
        for (new_symbol, news) in resolutions.iter().skip(at + 1) {
            // The languages in which both are of one series, and have the same paragraphs as in the first of them.
            let both: Vec<(&Text, &Text)> = olds
                .iter()
                .filter_map(|&old| Some((old, *news.iter().find(|new| new.language == old.language)?)))
                .filter(|(old, new)| old.facts.title.is_some() && old.facts.title == new.facts.title)
                .collect();
            let Some(&(old, new)) = both.first() else { continue };
            let both: Vec<_> = both.into_iter().filter(|(a, b)| names(a) == names(old) && names(b) == names(new)).collect();
            if both.len() < 3 {
                continue;
            }
            pairs += 1;
            let mut found: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
            for &(old, new) in &both {
                for row in compare(old, new).rows {
                    for (a, b) in row.old.iter().flat_map(|&a| row.new.iter().map(move |&b| (a, b))) {
                        let link = (old.paragraph(a).id.to_string(), new.paragraph(b).id.to_string());
                        found.entry(link).or_default().push(old.language.tag());
                    }
                }
            }
            all += found.len();
            agreed += found.values().filter(|languages| languages.len() == both.len()).count();
            for (link, languages) in found.iter().filter(|(_, languages)| languages.len() < both.len()) {
                println!("  {old_symbol} → {new_symbol} {link:?} only in {languages:?} of {}", both.len());
            }
        }
    }
    println!("{pairs} pairs in three languages or more: {agreed} of {all} links are found in all of them");
    assert!(agreed as f64 >= 0.98 * all as f64);
}
