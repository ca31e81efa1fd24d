//! How well citations are found by their words alone, against the links of the XML.

use std::collections::BTreeSet;

use plenary::lexicon::Lexicon;
use plenary::model::{Language, Symbol};
use plenary::parse::find_citations;

use crate::akn::{read, testdata};

/// The documents that a file links to. Part letters are left out: the UN's links have none.
fn linked(xml: &str) -> BTreeSet<String> {
    xml.split("href=\"")
        .skip(1)
        .filter_map(|piece| piece.split('"').next())
        .filter(|href| href.contains("undocs.org") || href.contains("docs.un.org"))
        .filter_map(|href| href.parse::<Symbol>().ok())
        .map(|symbol| symbol.without_part().to_string())
        .collect()
}

#[test]
fn citations_found_by_words_against_links() {
    let Some(folder) = testdata("akn") else { return };
    println!("language  links  found  recall  precision");
    for language in Language::ALL {
        let lexicon = Lexicon::of(language);
        let (mut both, mut links, mut all) = (0_usize, 0_usize, 0_usize);
        let mut entries: Vec<_> =
            std::fs::read_dir(folder.join(language.tag())).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let Ok(text) = read(&path) else { continue };
            let expected = linked(&std::fs::read_to_string(&path).unwrap());
            let spans = text.paragraphs.iter().map(|p| p.span).chain(text.footnotes.iter().map(|note| note.span));
            let found: BTreeSet<String> = spans
                .flat_map(|span| find_citations(text.words(span), lexicon))
                .map(|cited| cited.symbol.without_part().to_string())
                .collect();
            both += expected.intersection(&found).count();
            links += expected.len();
            all += found.len();
            for missed in expected.difference(&found) {
                println!("{}: not found: {missed}", path.file_name().unwrap().display());
            }
            for extra in found.difference(&expected) {
                println!("{}: not linked: {extra}", path.file_name().unwrap().display());
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let share = |of: usize| both as f64 / of.max(1) as f64;
        println!("{language:8}  {links:5}  {all:5}  {:.3}   {:.3}", share(links), share(all));
    }
}
