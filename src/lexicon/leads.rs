//! Lead phrases: the verb with which a paragraph begins, and what modifies it.

use std::ops::Range;
use std::sync::Arc;

use super::phrase::Phrase;
use super::{Folded, Lexicon, data};

/// Which part's paragraphs begin so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeadKind {
    /// "Recalling"
    Preambular,
    /// "Calls upon"
    Operative,
}

/// A lead phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Where it stands, in bytes of the text. It need not stand first: 为此**回顾**.
    pub range: Range<usize>,
    /// Whether the verb is in the lexicon; else it only has the form of one.
    pub known: bool,
}

/// How the paragraphs of both kinds begin.
#[derive(Debug)]
pub(super) struct Leads {
    /// What may stand before the phrase and is no part of it.
    intro: Option<Phrase>,
    known: [Option<Phrase>; 2],
    form: [Option<Phrase>; 2],
    /// A modifier before the verb.
    before: Option<Phrase>,
}

/// No lead phrase is longer, in bytes.
pub(crate) const LONGEST_LEAD: usize = 320;

impl Leads {
    /// The patterns of a lexicon's lists; a list that is empty or not well formed matches nothing (a test reads them all).
    pub(super) fn of(lists: &data::Leads, has_spaces: bool) -> Self {
        let adjective = Phrase::one_of(each(&lists.adjectives), &|_| None).map(Arc::new);
        let noun = Phrase::one_of(each(&lists.nouns), &|_| None).map(Arc::new);
        let after = Phrase::one_of(each(&lists.adjectives_after), &|_| None).map(Arc::new);
        let complement =
            if after.is_some() { COMPLEMENT.replace("{after}", "( {after})*") } else { COMPLEMENT.replace("{after}", "") };
        let complement = Phrase::read(&complement, &|name| match name {
            "adjective" => adjective.clone(),
            "noun" => noun.clone(),
            "after" => after.clone(),
            _ => None,
        });
        let complement = complement.map(Arc::new);
        let named: &dyn Fn(&str) -> Option<Arc<Phrase>> = &|name| match name {
            "adjective" => adjective.clone(),
            "noun" => noun.clone(),
            "complement" => complement.clone(),
            _ => None,
        };
        let space = || Phrase::letters(if has_spaces { " " } else { "" });
        // What stands around all verbs is read once.
        let before = Phrase::one_of(each(&lists.before), named).map(|before| Phrase::sequence(vec![before, space()]));
        let after = Phrase::one_of(each(&lists.after), named).map(|after| Phrase::sequence(vec![space(), after]));
        let [any_before, any_after] =
            [before.clone(), after].map(|modifier| modifier.map(|modifier| Phrase::Named(Arc::new(modifier.repeated()))));
        let around =
            |verb: Phrase| Phrase::sequence(any_before.clone().into_iter().chain([verb]).chain(any_after.clone()).collect());
        // Those that take a complement first.
        let verbs = |list: &[String]| {
            let with = each(list).filter_map(|verb| verb.strip_suffix('*'));
            let without = each(list).filter(|verb| !verb.ends_with('*'));
            let complement = Phrase::sequence(vec![space(), Phrase::Named(complement.clone()?)]).optional();
            let with = Phrase::one_of(with, named).map(|verb| Phrase::sequence(vec![verb, complement]));
            Some(around(Phrase::choice(with.into_iter().chain(Phrase::one_of(without, named)).collect())))
        };
        let form = |form: &String| if form.is_empty() { None } else { Phrase::of_words(form, named).map(around) };
        let end = if has_spaces { ",? " } else { "[,，]?" };
        Self {
            before,
            intro: Phrase::one_of(each(&lists.intro), named)
                .and_then(|intro| Some(Phrase::sequence(vec![intro, Phrase::read(end, named)?]).optional())),
            known: [&lists.preambular, &lists.operative].map(|list| verbs(list)),
            form: [&lists.preambular_form, &lists.operative_form].map(form),
        }
    }
}

/// The phrases of a list.
fn each(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

/// "its deep concern and alarm", «une vive préoccupation», «القلق البالغ»
const COMPLEMENT: &str = "({adjective} )*{noun}{after}( (and|et|y|e|и|و) ?({adjective} )*{noun})?";

/// Whether a word goes on at a place of a text in small letters.
fn inside_word(text: &str, at: usize) -> bool {
    text[at..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, 'À'..='ɏ' | 'Ѐ'..='ӿ' | 'ء'..='ي' | '\'' | '-'))
}

impl Lexicon {
    /// A lead phrase without the modifiers before its verb: "calls upon" of "Also strongly calls upon", in small letters.
    #[must_use]
    pub fn verb(&self, lead: &str) -> String {
        let leads = self.leads.get_or_init(|| Leads::of(&self.data.leads, self.has_spaces()));
        let small = Folded::of(lead).small();
        let mut start = 0;
        while let Some(before) = &leads.before {
            let mut end = start;
            before.matches(&small, start, &mut |at| {
                end = at;
                at < small.len()
            });
            if end == start || end == small.len() {
                break;
            }
            start = end;
        }
        small[start..].to_owned()
    }

    /// The lead phrase with which a text begins, if it begins with one of this kind.
    #[must_use]
    pub fn lead(&self, kind: LeadKind, text: &str) -> Option<Lead> {
        let [lead] = self.leads([kind], text);
        lead
    }

    /// The lead phrases of these kinds with which a text begins. What only has the form of one counts where none of them is known.
    #[must_use]
    pub fn leads<const N: usize>(&self, kinds: [LeadKind; N], text: &str) -> [Option<Lead>; N] {
        let leads = self.leads.get_or_init(|| Leads::of(&self.data.leads, self.has_spaces()));
        let mut folded = Folded::of(&text[..text.floor_char_boundary(LONGEST_LEAD)]);
        folded.make_small();
        let small = folded.as_str();
        let find = |phrase: &Option<Phrase>| {
            let phrase = phrase.as_ref()?;
            let mut found = None;
            let mut lead = |start: usize| {
                phrase.matches(small, start, &mut |end| {
                    // A phrase never ends inside a word.
                    let whole = !self.has_spaces() || !inside_word(small, end);
                    found = whole.then(|| start..start + small[start..end].trim_end().len());
                    whole
                })
            };
            match &leads.intro {
                Some(intro) => intro.matches(small, 0, &mut lead),
                None => lead(0),
            };
            found.map(|range| folded.original(range))
        };
        let mut found = kinds.map(|kind| find(&leads.known[kind as usize]).map(|range| Lead { range, known: true }));
        if found.iter().all(Option::is_none) {
            found = kinds.map(|kind| find(&leads.form[kind as usize]).map(|range| Lead { range, known: false }));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn lead(language: Language, kind: LeadKind, text: &str) -> Option<&str> {
        Lexicon::of(language).lead(kind, text).map(|lead| &text[lead.range])
    }

    #[test]
    fn preambular_leads() {
        for (language, text, expected) in [
            (Language::En, "Recalling also its resolutions on the role", Some("Recalling also")),
            (Language::En, "Recalling, in this connection, the approaches", Some("Recalling")),
            (Language::En, "Bearing in mind that the", Some("Bearing in mind")),
            (Language::En, "Taking note of the report", Some("Taking note")),
            (Language::En, "Taking note with appreciation of the report", Some("Taking note with appreciation")),
            (Language::En, "Expressing its deep concern that", Some("Expressing its deep concern")),
            (Language::En, "Gravely alarmed at the scale", Some("Gravely alarmed")),
            (Language::En, "Strongly convinced also that", Some("Strongly convinced also")),
            (Language::En, "Noting with great concern that", Some("Noting with great concern")),
            (Language::En, "Guided by the purposes", Some("Guided")),
            (Language::En, "Having considered the report", Some("Having considered")),
            (Language::En, "The Charter of the United Nations", None),
            (Language::Fr, "Rappelant, à cet égard, les modalités", Some("Rappelant")),
            (Language::Fr, "Prenant également en considération les résultats", Some("Prenant également en considération")),
            (Language::Fr, "Se déclarant préoccupée par le fait", Some("Se déclarant préoccupée")),
            (Language::Fr, "Prenant note avec satisfaction des travaux", Some("Prenant note avec satisfaction")),
            (Language::Fr, "Jugeant indispensable de prévenir", Some("Jugeant indispensable")),
            (Language::Fr, "Notant avec une vive préoccupation que", Some("Notant avec une vive préoccupation")),
            (Language::Fr, "Ayant à l’esprit les", Some("Ayant à l’esprit")),
            (Language::Es, "Expresando su profunda preocupación por", Some("Expresando su profunda preocupación")),
            (Language::Es, "Poniendo de relieve que", Some("Poniendo de relieve")),
            (Language::Es, "Acogiendo con beneplácito la", Some("Acogiendo con beneplácito")),
            (Language::Es, "Teniendo presentes los", Some("Teniendo presentes")),
            (Language::Ru, "с удовлетворением принимая к сведению доклад", Some("с удовлетворением принимая к сведению")),
            (Language::Ru, "будучи преисполнена решимости обеспечить", Some("будучи преисполнена решимости")),
            (Language::Ru, "выражая глубокую обеспокоенность тем", Some("выражая глубокую обеспокоенность")),
            (Language::Ru, "ссылаясь на свои резолюции", Some("ссылаясь")),
            (Language::Ru, "отмечая также, что", Some("отмечая также")),
            (Language::Ar, "وإذ تشير إلى قراراتها", Some("وإذ تشير")),
            (Language::Ar, "وإذ تسلّم أيضا بأن", Some("وإذ تسلّم أيضا")),
            (Language::Ar, "وإذ تعرب عن بالغ قلقها إزاء", Some("وإذ تعرب عن بالغ قلقها")),
            (Language::Ar, "وإذ تضع في اعتبارها أن", Some("وإذ تضع في اعتبارها")),
            (Language::Ar, "واقتناعا منها بأن", Some("واقتناعا منها")),
            (Language::Zh, "又回顾其关于", Some("又回顾")),
            (Language::Zh, "为此回顾 1996 年", Some("回顾")),
            (Language::Zh, "在这方面，欣见", Some("欣见")),
            (Language::Zh, "表示深为关切的是，", Some("表示深为关切的是")),
            (Language::Zh, "非常关切地注意到", Some("非常关切地注意到")),
            (Language::Zh, "梯记秘书长", None),
        ] {
            assert_eq!(lead(language, LeadKind::Preambular, text), expected, "{text}");
        }
    }

    #[test]
    fn operative_leads() {
        for (language, text, expected) in [
            (Language::En, "Calls upon Member States", Some("Calls upon")),
            (Language::En, "Also calls upon States", Some("Also calls upon")),
            (Language::En, "Reiterates its call upon all", Some("Reiterates its call upon")),
            (Language::En, "Takes note with appreciation of", Some("Takes note with appreciation")),
            (Language::En, "Strongly urges the", Some("Strongly urges")),
            (Language::En, "Expresses serious concern about", Some("Expresses serious concern")),
            (Language::En, "Supports and encourages the", Some("Supports and encourages")),
            (Language::En, "Requests the Secretary-General", Some("Requests")),
            (Language::En, "States that are parties", Some("States")),
            (Language::Fr, "Se félicite du démarrage", Some("Se félicite")),
            (Language::Fr, "Prie de nouveau le Secrétaire général", Some("Prie de nouveau")),
            (Language::Fr, "Constate avec une profonde préoccupation que", Some("Constate avec une profonde préoccupation")),
            (Language::Es, "Decide también incluir", Some("Decide también")),
            (Language::Es, "Toma nota con aprecio del", Some("Toma nota con aprecio")),
            (Language::Ru, "вновь заявляет о своей поддержке", Some("вновь заявляет о своей поддержке")),
            (Language::Ru, "настоятельно призывает государства", Some("настоятельно призывает")),
            (Language::Ru, "с признательностью принимает к сведению", Some("с признательностью принимает к сведению")),
            (Language::Ar, "تحيط علما مع التقدير بتقرير", Some("تحيط علما مع التقدير")),
            (Language::Ar, "تقرر أيضا أن", Some("تقرر أيضا")),
            (Language::Ar, "تعرب عن القلق بوجه خاص إزاء", Some("تعرب عن القلق بوجه خاص")),
            (Language::Zh, "请秘书长", Some("请")),
            (Language::Zh, "再次表示支持", Some("再次表示支持")),
            (Language::Zh, "认为令人震惊的是", Some("认为令人震惊的是")),
            (Language::Zh, "表示赞赏地注意到", Some("表示赞赏地注意到")),
        ] {
            assert_eq!(lead(language, LeadKind::Operative, text), expected, "{text}");
        }
    }
}
