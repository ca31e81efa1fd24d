//! How well lead phrases are found by the lexicon alone, against what the XML sets in italic (in Chinese, bold).

use plenary::lexicon::{LeadKind, Lexicon};
use plenary::model::{Language, Part};

use crate::akn::{read, testdata};

#[test]
fn leads_found_by_the_lexicon_against_emphasis() {
    let Some(folder) = testdata("akn") else { return };
    println!("language  leads  found  right");
    for language in Language::ALL {
        let lexicon = Lexicon::of(language);
        let (mut all, mut found, mut right) = (0_u32, 0_u32, 0_u32);
        let mut entries: Vec<_> =
            std::fs::read_dir(folder.join(language.tag())).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let Ok(text) = read(&path) else { continue };
            for paragraph in &text.paragraphs {
                let kind = match paragraph.part {
                    Part::Preamble => LeadKind::Preambular,
                    Part::Operative => LeadKind::Operative,
                    _ => continue,
                };
                let Some(expected) = paragraph.lead.filter(|_| paragraph.depth == 0) else { continue };
                let words = text.words(paragraph.span);
                let lead = lexicon.lead(kind, words).map(|lead| &words[lead.range]);
                all += 1;
                found += u32::from(lead.is_some());
                right += u32::from(lead == Some(text.words(expected)));
                if lead != Some(text.words(expected)) {
                    println!("{language}: {:?} for {:?}", lead.unwrap_or_default(), text.words(expected));
                }
            }
        }
        println!("{language:8}  {all:5}  {found:5}  {right:5}");
    }
}
