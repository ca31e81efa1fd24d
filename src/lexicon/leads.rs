//! Lead phrases: the verb with which a paragraph begins, and what modifies it.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::formulas::alternatives;
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

/// The patterns of both kinds, each built when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Leads {
    known: [OnceLock<Option<Regex>>; 2],
    form: [OnceLock<Option<Regex>>; 2],
}

/// No lead phrase is longer, in bytes.
pub(crate) const LONGEST_LEAD: usize = 320;

impl Leads {
    fn known(&self, lexicon: &Lexicon, kind: LeadKind) -> Option<&Regex> {
        let leads = &lexicon.data.leads;
        let list = match kind {
            LeadKind::Preambular => &leads.preambular,
            LeadKind::Operative => &leads.operative,
        };
        self.known[kind as usize].get_or_init(|| build(lexicon, &verbs(list))).as_ref()
    }

    fn form(&self, lexicon: &Lexicon, kind: LeadKind) -> Option<&Regex> {
        let leads = &lexicon.data.leads;
        let form = match kind {
            LeadKind::Preambular => &leads.preambular_form,
            LeadKind::Operative => &leads.operative_form,
        };
        self.form[kind as usize].get_or_init(|| build(lexicon, form)).as_ref()
    }
}

fn build(lexicon: &Lexicon, verbs: &str) -> Option<Regex> {
    lexicon.regex_of_case(&pattern(&lexicon.data.leads, verbs, lexicon.has_spaces()), false)
}

/// Verbs, with a complement after those that take one.
fn verbs(list: &[String]) -> String {
    let with: Vec<&str> = list.iter().filter_map(|verb| verb.strip_suffix('*')).collect();
    let without: Vec<&str> = list.iter().map(String::as_str).filter(|verb| !verb.ends_with('*')).collect();
    let without = alternatives(&without);
    if with.is_empty() { without } else { format!("{}(?: {{complement}})?|{without}", alternatives(&with)) }
}

/// Introduction, modifiers, verb, modifiers. The last group ends the word: a phrase never ends inside one.
fn pattern(leads: &data::Leads, verbs: &str, has_spaces: bool) -> String {
    let some = |list: &[String], pattern: &dyn Fn(String) -> String| {
        if list.is_empty() { String::new() } else { pattern(alternatives(list)) }
    };
    if has_spaces {
        let intro = some(&leads.intro, &|list| format!("(?:{list},? )?"));
        let before = some(&leads.before, &|list| format!("(?:{list} )*"));
        let after = some(&leads.after, &|list| format!("(?: {list})*"));
        format!(r"^{intro}(?P<lead>{before}(?:{verbs}){after})(?:[^0-9A-Za-zÀ-ɏЀ-ӿء-ي'-]|$)")
    } else {
        let intro = some(&leads.intro, &|list| format!("(?:{list}[,，]?)?"));
        let before = some(&leads.before, &|list| format!("(?:{list})*"));
        format!("^{intro}(?P<lead>{before}(?:{verbs}))")
    }
}

/// The text in small letters, every character in its place: one whose small letter is longer stays as it is.
fn small_letters(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let small = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|small| lower.next().is_none() && small.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(small).collect()
}

impl Lexicon {
    /// The lead phrase with which a text begins, if it begins with one of this kind.
    #[must_use]
    pub fn lead(&self, kind: LeadKind, text: &str) -> Option<Lead> {
        let folded = Folded::of(&text[..text.floor_char_boundary(LONGEST_LEAD)]);
        let small = small_letters(folded.as_str());
        let find = |regex: Option<&Regex>| {
            let found = regex?.captures(&small)?.name("lead")?;
            let phrase = found.as_str().trim_end();
            Some(folded.original(found.start()..found.start() + phrase.len()))
        };
        let known = find(self.leads.known(self, kind)).map(|range| Lead { range, known: true });
        known.or_else(|| find(self.leads.form(self, kind)).map(|range| Lead { range, known: false }))
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
