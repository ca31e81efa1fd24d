//! What a key can do: one table, from which the key map, the configuration and the help are made.

use crate::compare::ChangeKind;

/// Something that the reader can be asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each does")]
pub enum Action {
    Down,
    Up,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    NextParagraph,
    PreviousParagraph,
    NextPane,
    PreviousPane,
    SwitchView,
    Follow,
    NextCitation,
    PreviousCitation,
    Back,
    Forward,
    Base,
    NextChange,
    PreviousChange,
    OtherEnd,
    Fold,
    FoldAll,
    WordingOnly,
    Toggle(ChangeKind),
    Explain,
    Jump,
    Find,
    NextMatch,
    PreviousMatch,
    Language,
    PreviousLanguage,
    Copy,
    Help,
    Redraw,
    Suspend,
    Cancel,
    Quit,
}

/// Something that a key does where words are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each does")]
pub enum PromptAction {
    Accept,
    Cancel,
    Next,
    Previous,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    DeleteBack,
    DeleteForward,
    DeleteWord,
    DeleteLine,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry<A: 'static> {
    /// What it does.
    pub action: A,
    /// Its name in the configuration.
    pub name: &'static str,
    /// The heading that it stands under in the help.
    pub group: &'static str,
    /// What it does, in words.
    pub what: &'static str,
}

/// Actions that keys can be bound to.
pub trait Bindable: Copy + PartialEq + 'static {
    /// The table.
    const TABLE: &'static [Entry<Self>];
}

const fn entry<A>(action: A, name: &'static str, group: &'static str, what: &'static str) -> Entry<A> {
    Entry { action, name, group, what }
}

const MOVE: &str = "Moving";
const PANES: &str = "Panes";
const CITE: &str = "Citations";
const REDLINE: &str = "Redline";
const SEARCH: &str = "Finding";
const OTHER: &str = "Other";

impl Bindable for Action {
    const TABLE: &'static [Entry<Self>] = &[
        entry(Self::Down, "down", MOVE, "down a line, or to the next resolution"),
        entry(Self::Up, "up", MOVE, "up a line, or to the resolution before"),
        entry(Self::HalfPageDown, "half-page-down", MOVE, "half a page down"),
        entry(Self::HalfPageUp, "half-page-up", MOVE, "half a page up"),
        entry(Self::PageDown, "page-down", MOVE, "a page down"),
        entry(Self::PageUp, "page-up", MOVE, "a page up"),
        entry(Self::Top, "top", MOVE, "the beginning; 3g goes to PP3"),
        entry(Self::Bottom, "bottom", MOVE, "the end; 3G goes to OP3"),
        entry(Self::NextParagraph, "next-paragraph", MOVE, "the next paragraph"),
        entry(Self::PreviousParagraph, "previous-paragraph", MOVE, "the paragraph before"),
        entry(Self::NextPane, "next-pane", PANES, "the next pane"),
        entry(Self::PreviousPane, "previous-pane", PANES, "the pane before"),
        entry(Self::SwitchView, "switch-view", PANES, "text or redline"),
        entry(Self::Language, "language", PANES, "the next language, at the same paragraph"),
        entry(Self::PreviousLanguage, "previous-language", PANES, "the language before"),
        entry(Self::Follow, "follow", CITE, "open the resolution, citation or row selected"),
        entry(Self::NextCitation, "next-citation", CITE, "select the next citation"),
        entry(Self::PreviousCitation, "previous-citation", CITE, "select the citation before"),
        entry(Self::Back, "back", CITE, "come back from where you went"),
        entry(Self::Forward, "forward", CITE, "go there again"),
        entry(Self::Base, "base", REDLINE, "make this the base of comparison, or undo it"),
        entry(Self::NextChange, "next-change", REDLINE, "the next change of the kinds shown"),
        entry(Self::PreviousChange, "previous-change", REDLINE, "the change before"),
        entry(Self::OtherEnd, "other-end", REDLINE, "the other end of a move"),
        entry(Self::Fold, "fold", REDLINE, "unfold what is unchanged, or fold again"),
        entry(Self::FoldAll, "fold-all", REDLINE, "unfold or fold everything"),
        entry(Self::WordingOnly, "wording-only", REDLINE, "wording alone, or all kinds"),
        entry(Self::Toggle(ChangeKind::Wording), "toggle-wording", REDLINE, "hide or show wording"),
        entry(Self::Toggle(ChangeKind::Rollover), "toggle-rollover", REDLINE, "hide or show rollover"),
        entry(Self::Toggle(ChangeKind::Renumbering), "toggle-renumbering", REDLINE, "hide or show renumbering"),
        entry(Self::Toggle(ChangeKind::Footnote), "toggle-footnote", REDLINE, "hide or show footnote marks"),
        entry(Self::Toggle(ChangeKind::Typography), "toggle-typography", REDLINE, "hide or show typography"),
        entry(Self::Explain, "explain", REDLINE, "why these paragraphs were paired"),
        entry(Self::Jump, "jump", SEARCH, "jump to a symbol, a title or a year"),
        entry(Self::Find, "find", SEARCH, "find in the text"),
        entry(Self::NextMatch, "next-match", SEARCH, "the next match"),
        entry(Self::PreviousMatch, "previous-match", SEARCH, "the match before"),
        entry(Self::Copy, "copy", OTHER, "copy the paragraph's reference"),
        entry(Self::Help, "help", OTHER, "this help"),
        entry(Self::Redraw, "redraw", OTHER, "draw the screen anew"),
        entry(Self::Cancel, "cancel", OTHER, "forget selection and matches"),
        entry(Self::Suspend, "suspend", OTHER, "stop; fg comes back"),
        entry(Self::Quit, "quit", OTHER, "quit"),
    ];
}

const PROMPT: &str = "Where words are typed";

impl Bindable for PromptAction {
    const TABLE: &'static [Entry<Self>] = &[
        entry(Self::Accept, "accept", PROMPT, "go to what is selected"),
        entry(Self::Cancel, "cancel", PROMPT, "close"),
        entry(Self::Next, "next", PROMPT, "the next result"),
        entry(Self::Previous, "previous", PROMPT, "the result before"),
        entry(Self::Left, "left", PROMPT, "a character left"),
        entry(Self::Right, "right", PROMPT, "a character right"),
        entry(Self::WordLeft, "word-left", PROMPT, "a word left"),
        entry(Self::WordRight, "word-right", PROMPT, "a word right"),
        entry(Self::Start, "start", PROMPT, "the beginning of the line"),
        entry(Self::End, "end", PROMPT, "the end of the line"),
        entry(Self::DeleteBack, "delete-back", PROMPT, "delete the character before"),
        entry(Self::DeleteForward, "delete-forward", PROMPT, "delete the character after"),
        entry(Self::DeleteWord, "delete-word", PROMPT, "delete the word before"),
        entry(Self::DeleteLine, "delete-line", PROMPT, "delete the line"),
    ];
}

/// The action of a name.
#[must_use]
pub fn named<A: Bindable>(name: &str) -> Option<A> {
    A::TABLE.iter().find(|entry| entry.name == name).map(|entry| entry.action)
}
