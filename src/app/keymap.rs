//! The one table of keys. Dispatch, the footer, help, the command palette and the README are all
//! read from it, so that what is shown works and what works is shown.

use super::key::{Code, Key};
use crate::domain::rating::Rating;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The home screen.
    Home,
    /// The form before an interview.
    Setup,
    /// The scoring screen.
    Scoring,
    /// Summary and submit.
    Summary,
    /// A saved card.
    Card,
    /// Everyone there are cards of.
    Candidates,
    /// The panel of a candidate.
    Panel,
    /// A panel that is not shown yet.
    Closed,
    /// The panel's decision.
    Deciding,
    /// The families of rubrics.
    Families,
    /// A family that is read and changed.
    Adapting,
    /// The fields of its selected level, section or criterion.
    Fields,
    /// A level as the interviewer will see it.
    Preview,
    /// A field that is typed.
    Writing,
    /// Choosing from a list.
    Choosing,
    /// Cutting a criterion in two.
    Splitting,
    /// Leaving a family while changes are not saved.
    LeavingWork,
    /// The form that makes a family.
    Sketch,
    /// Practice.
    Practice,
    /// The note editor.
    Editor,
    /// The search line.
    Search,
    /// A page of text over the screen: why, a saved card.
    Page,
    /// Help.
    Help,
    /// The command palette.
    Palette,
    /// Attesting a section.
    Attest,
    /// Trying other ratings.
    WhatIf,
    /// A yes-or-no question.
    Confirm,
    /// A one-line question.
    Prompt,
    /// Leaving while something is not saved.
    Unsaved,
}

impl Context {
    /// The heading under which help lists its keys.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Setup => "Setting up",
            Self::Scoring => "Scoring",
            Self::Summary => "Summary and submit",
            Self::Card => "A saved card",
            Self::Candidates => "Candidates",
            Self::Panel => "Panel",
            Self::Closed => "A panel not shown yet",
            Self::Deciding => "The panel's decision",
            Self::Families => "Rubrics",
            Self::Adapting => "A rubric",
            Self::Fields => "The fields of a rubric",
            Self::Preview => "A rubric as the interviewer sees it",
            Self::Writing => "Typing into a field",
            Self::Choosing => "Choosing from a list",
            Self::Splitting => "Cutting a criterion in two",
            Self::LeavingWork => "Leaving a rubric that is not saved",
            Self::Sketch => "A new family",
            Self::Practice => "Practice",
            Self::Editor => "Note editor",
            Self::Search => "Search",
            Self::Page => "Why, and saved cards",
            Self::Help => "Help",
            Self::Palette => "Command palette",
            Self::Attest => "Attest a section",
            Self::WhatIf => "What if",
            Self::Confirm => "A question",
            Self::Prompt => "A line to fill in",
            Self::Unsaved => "Leaving while not saved",
        }
    }
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table below says what each command does, in words for users")]
pub enum Command {
    Rate(Rating),
    NoData,
    Clear,
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    NextUnrated,
    PreviousUnrated,
    NextSection,
    PreviousSection,
    Note,
    Attest,
    Decisive,
    Guide,
    Stretch,
    Why,
    Time,
    WhatIf,
    Dismiss,
    Search,
    Filter,
    Flag,
    Fold,
    FoldLevel,
    Ask,
    Pane,
    DetailDown,
    DetailUp,
    Undo,
    Redo,
    Clock,
    Summary,
    Help,
    Palette,
    Mouse,
    Redraw,
    Suspend,
    Leave,
    New,
    Open,
    Refresh,
    Next,
    Previous,
    Left,
    Right,
    Toggle,
    Accept,
    Back,
    External,
    Submit,
    SaveElsewhere,
    CopyText,
    PrintAndLeave,
    Whole,
    Amend,
    Candidates,
    Panel,
    Reveal,
    Decide,
    Profile,
    Interrupt,
    Rubrics,
    NewFamily,
    Practice,
    Edit,
    Add,
    AddLevel,
    Remove,
    Split,
    MoveUp,
    MoveDown,
    Preview,
    Changes,
    Save,
    NextNote,
    PreviousNote,
    KeepAndLeave,
    GiveUp,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// Keys, the one to show first.
    pub keys: &'static [Key],
    /// What they ask for.
    pub command: Command,
    /// The word in the footer.
    pub action: &'static str,
    /// The sentence in help and in the README.
    pub help: &'static str,
    /// Place in the footer (lower comes first); nothing keeps it out.
    pub footer: Option<u8>,
    /// Rows with the same group are one item in footer and README, under this name.
    pub group: Option<&'static str>,
}

const fn row(
    context: Context,
    keys: &'static [Key],
    command: Command,
    action: &'static str,
    help: &'static str,
) -> Binding {
    Binding { context, keys, command, action, help, footer: None, group: None }
}

impl Binding {
    const fn foot(mut self, rank: u8) -> Self {
        self.footer = Some(rank);
        self
    }

    const fn group(mut self, name: &'static str) -> Self {
        self.group = Some(name);
        self
    }

    /// How the keys are written, all of them: `j, Down`.
    #[must_use]
    pub fn keys_text(&self) -> String {
        self.keys.iter().map(Key::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The key or group to show where there is room for one.
    #[must_use]
    pub fn short_keys(&self) -> String {
        self.group.map_or_else(|| self.keys.first().map(Key::to_string).unwrap_or_default(), str::to_owned)
    }
}

macro_rules! keys {
    ($($key:expr),+) => { &[$($key),+] };
}

const fn c(letter: char) -> Key {
    Key::char(letter)
}
const fn k(code: Code) -> Key {
    Key::plain(code)
}
const fn ctrl(letter: char) -> Key {
    Key::ctrl(letter)
}

const WHAT_IF: &str = "try other ratings and see what would follow; nothing is recorded";

const DISMISS: &str = "dismiss the remark on what you wrote: it stays as it is";

/// Every key of the program.
pub const TABLE: &[Binding] = {
    use Code::{BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
    use Command as C;
    use Context as X;
    &[
        // Scoring
        row(X::Scoring, keys![c('1')], C::Rate(Rating::NotShown), "rate", "rate the selected criterion 1 Not shown")
            .foot(1)
            .group("1-4"),
        row(X::Scoring, keys![c('2')], C::Rate(Rating::Partial), "rate", "rate the selected criterion 2 Partial")
            .foot(1)
            .group("1-4"),
        row(X::Scoring, keys![c('3')], C::Rate(Rating::Meets), "rate", "rate the selected criterion 3 Meets")
            .foot(1)
            .group("1-4"),
        row(X::Scoring, keys![c('4')], C::Rate(Rating::Exceeds), "rate", "rate the selected criterion 4 Exceeds")
            .foot(1)
            .group("1-4"),
        row(X::Scoring, keys![c('0')], C::NoData, "no data", "asked, but no usable answer").foot(11),
        row(X::Scoring, keys![k(Backspace)], C::Clear, "clear", "clear the rating (the note stays)"),
        row(X::Scoring, keys![c('j'), k(Down)], C::Down, "down", "next line"),
        row(X::Scoring, keys![c('k'), k(Up)], C::Up, "up", "previous line"),
        row(X::Scoring, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Scoring, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Scoring, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Scoring, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Scoring, keys![k(Tab)], C::NextUnrated, "next open", "next criterion not yet rated").foot(10),
        row(X::Scoring, keys![k(BackTab)], C::PreviousUnrated, "previous open", "previous criterion not yet rated"),
        row(X::Scoring, keys![c(']')], C::NextSection, "next section", "next section"),
        row(X::Scoring, keys![c('[')], C::PreviousSection, "previous section", "previous section"),
        row(
            X::Scoring,
            keys![c('n'), k(Enter)],
            C::Note,
            "note",
            "write a note on the criterion (on a folded group: unfold it)",
        )
        .foot(2),
        row(
            X::Scoring,
            keys![c('a')],
            C::Attest,
            "attest",
            "attest the section: one rating and basis for all not yet rated",
        ),
        row(
            X::Scoring,
            keys![c('>')],
            C::Decisive,
            "decisive",
            "the criterion to ask next: what decides most per minute, focus first",
        )
        .foot(4),
        row(
            X::Scoring,
            keys![c('h')],
            C::Guide,
            "guide",
            "show or hide the guide: what each open criterion can decide",
        ),
        row(X::Scoring, keys![c('+')], C::Stretch, "stretch", "stretch the card to the next level"),
        row(X::Scoring, keys![c('w')], C::Why, "why", "why this grade, and what would change it").foot(5),
        row(X::Scoring, keys![c('W')], C::WhatIf, "what if", WHAT_IF),
        row(X::Scoring, keys![c('/')], C::Search, "search", "search criteria; empty repeats the last search").foot(14),
        row(X::Scoring, keys![c('f')], C::Filter, "filter", "filter: all, unrated, flagged, focus"),
        row(X::Scoring, keys![c('!')], C::Flag, "flag", "flag the criterion to come back to it"),
        row(X::Scoring, keys![c('z')], C::Fold, "fold", "fold or unfold the section"),
        row(X::Scoring, keys![c('Z')], C::FoldLevel, "fold level", "fold or unfold the level"),
        row(X::Scoring, keys![c('v')], C::Ask, "ask", "show questions first, or anchors first").foot(3),
        row(
            X::Scoring,
            keys![c('d'), k(Left), k(Right)],
            C::Pane,
            "detail",
            "switch between list and detail where only one fits",
        )
        .foot(0),
        row(X::Scoring, keys![c('J')], C::DetailDown, "more", "scroll the detail down").foot(12),
        row(X::Scoring, keys![c('K')], C::DetailUp, "back up", "scroll the detail up"),
        row(X::Scoring, keys![c('u')], C::Undo, "undo", "undo").foot(13),
        row(X::Scoring, keys![ctrl('r')], C::Redo, "redo", "redo"),
        row(X::Scoring, keys![c(' ')], C::Clock, "clock", "start or pause the clock").foot(9),
        row(X::Scoring, keys![c('t')], C::Time, "time", "where the time went: each section's minutes against its plan"),
        row(X::Scoring, keys![c('s')], C::Summary, "submit", "summary and submit").foot(6),
        row(X::Scoring, keys![c('?')], C::Help, "help", "help").foot(7),
        row(X::Scoring, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette").foot(15),
        row(
            X::Scoring,
            keys![ctrl('t')],
            C::Mouse,
            "mouse",
            "switch the mouse off or on (off: the terminal selects text)",
        ),
        row(X::Scoring, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Scoring, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Scoring, keys![c('q')], C::Leave, "leave", "leave (the draft stays)").foot(8),
        // Home
        row(X::Home, keys![c('n')], C::New, "new interview", "start an interview").foot(1),
        row(X::Home, keys![k(Enter)], C::Open, "open", "resume the draft, or read the card").foot(2),
        row(X::Home, keys![c('c')], C::Candidates, "candidates", "all candidates, with their panels").foot(3),
        row(X::Home, keys![c('p')], C::Panel, "panel", "the panel of the selected candidate").foot(4),
        row(X::Home, keys![c('j'), k(Down)], C::Down, "down", "next line"),
        row(X::Home, keys![c('k'), k(Up)], C::Up, "up", "previous line"),
        row(X::Home, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Home, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Home, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Home, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Home, keys![c('R')], C::Rubrics, "rubrics", "the rubrics: read them, change them, make them yours")
            .foot(5),
        row(X::Home, keys![c('N')], C::NewFamily, "new rubric", "make a family of your own, line by line"),
        row(
            X::Home,
            keys![c('P')],
            C::Practice,
            "practice",
            "practice: rate invented interviews, compare with an expert",
        )
        .foot(9),
        row(X::Home, keys![c('r')], C::Refresh, "refresh", "read the folder again").foot(8),
        row(X::Home, keys![c('?')], C::Help, "help", "help").foot(6),
        row(X::Home, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Home, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Home, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Home, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Home, keys![c('q')], C::Leave, "quit", "quit").foot(7),
        // Setup
        row(X::Setup, keys![k(Enter)], C::Accept, "start", "start the interview").foot(1),
        row(X::Setup, keys![k(Tab), k(Down)], C::Next, "next field", "next field").foot(2),
        row(X::Setup, keys![k(BackTab), k(Up)], C::Previous, "previous", "previous field"),
        row(X::Setup, keys![k(Left)], C::Left, "previous choice", "previous choice").group("Left/Right"),
        row(X::Setup, keys![k(Right)], C::Right, "choose", "next choice").foot(3).group("Left/Right"),
        row(X::Setup, keys![c(' ')], C::Toggle, "focus on/off", "put the section in focus or out of it").foot(4),
        row(X::Setup, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Setup, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Setup, keys![k(Esc)], C::Back, "back", "back; what was typed is kept until the program ends").foot(5),
        // Summary
        row(X::Summary, keys![k(Enter)], C::Open, "open", "go to the place, choose, or write").foot(1),
        row(X::Summary, keys![c('j'), k(Down), k(Tab)], C::Down, "down", "next line"),
        row(X::Summary, keys![c('k'), k(Up), k(BackTab)], C::Up, "up", "previous line"),
        row(X::Summary, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Summary, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Summary, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Summary, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Summary, keys![k(Left), c('h')], C::Left, "previous choice", "previous choice").group("Left/Right"),
        row(X::Summary, keys![k(Right), c('l')], C::Right, "choose", "next choice").foot(2).group("Left/Right"),
        row(X::Summary, keys![c('S')], C::Submit, "submit", "submit the card, when nothing is missing").foot(3),
        row(X::Summary, keys![c('x')], C::Dismiss, "dismiss", DISMISS).foot(4),
        row(X::Summary, keys![c('w')], C::Why, "why", "why this grade").foot(5),
        row(X::Summary, keys![c('u')], C::Undo, "undo", "undo").foot(7),
        row(X::Summary, keys![ctrl('r')], C::Redo, "redo", "redo"),
        row(X::Summary, keys![c('?')], C::Help, "help", "help").foot(6),
        row(X::Summary, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Summary, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Summary, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Summary, keys![k(Esc), c('s'), c('q')], C::Back, "back", "back to scoring").foot(4),
        // A saved card
        row(X::Card, keys![c('j'), k(Down)], C::Down, "down", "next line"),
        row(X::Card, keys![c('k'), k(Up)], C::Up, "up", "previous line"),
        row(X::Card, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Card, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Card, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Card, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Card, keys![c(']'), k(Tab)], C::NextSection, "next section", "next section"),
        row(X::Card, keys![c('['), k(BackTab)], C::PreviousSection, "previous section", "previous section"),
        row(
            X::Card,
            keys![c('s'), k(Enter)],
            C::Whole,
            "whole card",
            "the whole card on a page, decision and texts too",
        )
        .foot(1),
        row(X::Card, keys![c('w')], C::Why, "why", "why this grade, and what would change it").foot(2),
        row(X::Card, keys![c('W')], C::WhatIf, "what if", WHAT_IF),
        row(X::Card, keys![c('A')], C::Amend, "amend", "amend your own card: a new one replaces it, with a reason")
            .foot(3),
        row(X::Card, keys![c('p')], C::Panel, "panel", "the panel of this candidate").foot(8),
        row(X::Card, keys![c('/')], C::Search, "search", "search criteria and notes; empty repeats the last search")
            .foot(4),
        row(X::Card, keys![c('f')], C::Filter, "filter", "filter: all, unrated"),
        row(X::Card, keys![c('z')], C::Fold, "fold", "fold or unfold the section"),
        row(X::Card, keys![c('Z')], C::FoldLevel, "fold level", "fold or unfold the level"),
        row(X::Card, keys![c('v')], C::Ask, "ask", "show questions first, or anchors first"),
        row(
            X::Card,
            keys![c('d'), k(Left), k(Right)],
            C::Pane,
            "detail",
            "switch between list and detail where only one fits",
        )
        .foot(0),
        row(X::Card, keys![c('J')], C::DetailDown, "more", "scroll the detail down").foot(7),
        row(X::Card, keys![c('K')], C::DetailUp, "back up", "scroll the detail up"),
        row(X::Card, keys![c('?')], C::Help, "help", "help").foot(6),
        row(X::Card, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Card, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Card, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Card, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Card, keys![k(Esc), c('q')], C::Back, "back", "back to where you came from").foot(5),
        // Candidates
        row(X::Candidates, keys![k(Enter)], C::Open, "panel", "open the candidate's panel").foot(1),
        row(X::Candidates, keys![k(Down), ctrl('n')], C::Down, "down", "next candidate"),
        row(X::Candidates, keys![k(Up)], C::Up, "up", "previous candidate"),
        row(X::Candidates, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Candidates, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Candidates, keys![k(Home)], C::First, "first", "first candidate"),
        row(X::Candidates, keys![k(End)], C::Last, "last", "last candidate"),
        row(X::Candidates, keys![ctrl('r')], C::Refresh, "refresh", "read the folder again").foot(5),
        row(X::Candidates, keys![ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Candidates, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Candidates, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Candidates, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Candidates, keys![k(Esc)], C::Back, "back", "forget the search, then back").foot(4),
        // Panel
        row(
            X::Panel,
            keys![k(Tab), c('>')],
            C::Next,
            "agenda",
            "next item of the agenda: what decides, then what is contested",
        )
        .foot(1),
        row(X::Panel, keys![k(BackTab), c('<')], C::Previous, "agenda back", "previous item of the agenda"),
        row(X::Panel, keys![c('j'), k(Down)], C::Down, "down", "next line"),
        row(X::Panel, keys![c('k'), k(Up)], C::Up, "up", "previous line"),
        row(X::Panel, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Panel, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Panel, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Panel, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Panel, keys![c('h'), k(Left)], C::Left, "previous interviewer", "previous interviewer").group("h l"),
        row(X::Panel, keys![c('l'), k(Right)], C::Right, "interviewer", "next interviewer").foot(9).group("h l"),
        row(X::Panel, keys![k(Enter)], C::Open, "card", "the selected interviewer's card").foot(6),
        row(X::Panel, keys![c('f')], C::Filter, "all/what matters", "every criterion, or those that matter").foot(7),
        row(X::Panel, keys![c('w')], C::Why, "why", "why this grade, how sure it is, what was left out").foot(3),
        row(X::Panel, keys![c('p')], C::Profile, "profile", "everyone's sections against the bar, as a picture")
            .foot(8),
        row(X::Panel, keys![c('D')], C::Decide, "decide", "enter and record the panel's decision").foot(2),
        row(X::Panel, keys![c('d')], C::Pane, "detail", "switch between list and detail where only one fits").foot(0),
        row(X::Panel, keys![c('J')], C::DetailDown, "more", "scroll the detail down").foot(10),
        row(X::Panel, keys![c('K')], C::DetailUp, "back up", "scroll the detail up"),
        row(X::Panel, keys![c('r')], C::Refresh, "refresh", "read the cards again"),
        row(X::Panel, keys![c('?')], C::Help, "help", "help").foot(4),
        row(X::Panel, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Panel, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Panel, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Panel, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Panel, keys![k(Esc), c('q')], C::Back, "back", "back to where you came from").foot(5),
        // A panel that is not shown yet
        row(X::Closed, keys![k(Enter)], C::Open, "your interview", "go on with your own interview").foot(1),
        row(X::Closed, keys![c('R')], C::Reveal, "reveal", "show the panel all the same; its decision will say so")
            .foot(3),
        row(X::Closed, keys![c('r')], C::Refresh, "refresh", "read the cards again"),
        row(X::Closed, keys![c('?')], C::Help, "help", "help").foot(4),
        row(X::Closed, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Closed, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Closed, keys![k(Esc), c('q')], C::Back, "back", "back to where you came from").foot(2),
        // The panel's decision
        row(X::Deciding, keys![k(Enter)], C::Open, "choose", "choose, write, or record").foot(1),
        row(X::Deciding, keys![c(' ')], C::Toggle, "there or not", "say whether somebody is there").foot(5),
        row(X::Deciding, keys![c('j'), k(Down), k(Tab)], C::Down, "down", "next line"),
        row(X::Deciding, keys![c('k'), k(Up), k(BackTab)], C::Up, "up", "previous line"),
        row(X::Deciding, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Deciding, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Deciding, keys![k(Left), c('h')], C::Left, "previous choice", "previous choice").group("Left/Right"),
        row(X::Deciding, keys![k(Right), c('l')], C::Right, "choose", "next choice").foot(2).group("Left/Right"),
        row(X::Deciding, keys![c('S')], C::Submit, "record", "record the decision, when nothing is missing").foot(3),
        row(X::Deciding, keys![c('w')], C::Why, "why", "why this grade").foot(6),
        row(X::Deciding, keys![c('?')], C::Help, "help", "help").foot(7),
        row(X::Deciding, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Deciding, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Deciding, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Deciding, keys![k(Esc), c('q')], C::Back, "back", "back to the panel; what was entered is kept").foot(4),
        // Rubrics
        row(X::Families, keys![k(Enter)], C::Open, "open", "open the level: read it, change it").foot(1),
        row(X::Families, keys![c('j'), k(Down)], C::Down, "down", "next level"),
        row(X::Families, keys![c('k'), k(Up)], C::Up, "up", "previous level"),
        row(X::Families, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Families, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Families, keys![c('g'), k(Home)], C::First, "first", "first level"),
        row(X::Families, keys![c('G'), k(End)], C::Last, "last", "last level"),
        row(X::Families, keys![c('p')], C::Preview, "preview", "the level as the interviewer will see it").foot(2),
        row(X::Families, keys![c('N')], C::NewFamily, "new rubric", "make a family of your own, line by line").foot(6),
        row(X::Families, keys![c('r')], C::Refresh, "refresh", "read the rubrics again").foot(5),
        row(X::Families, keys![c('?')], C::Help, "help", "help").foot(4),
        row(X::Families, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Families, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Families, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Families, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Families, keys![k(Esc), c('q')], C::Back, "back", "back to where you came from").foot(3),
        // A rubric
        row(X::Adapting, keys![k(Enter), k(Tab), k(Right)], C::Edit, "edit", "go into the fields, to change them")
            .foot(1),
        row(X::Adapting, keys![c('j'), k(Down)], C::Down, "down", "next line"),
        row(X::Adapting, keys![c('k'), k(Up)], C::Up, "up", "previous line"),
        row(X::Adapting, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Adapting, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Adapting, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Adapting, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Adapting, keys![c(']')], C::NextSection, "next section", "next section or level"),
        row(X::Adapting, keys![c('[')], C::PreviousSection, "previous section", "previous section or level"),
        row(X::Adapting, keys![c('z')], C::Fold, "fold", "fold or unfold the section"),
        row(X::Adapting, keys![c('Z')], C::FoldLevel, "fold level", "fold or unfold the level"),
        row(X::Adapting, keys![c('>')], C::NextNote, "to mend", "next thing to mend: faults, then advice").foot(3),
        row(X::Adapting, keys![c('<')], C::PreviousNote, "back", "previous thing to mend"),
        row(
            X::Adapting,
            keys![c('a')],
            C::Add,
            "add",
            "add a criterion, also from what people at the level do; on a level, a section",
        )
        .foot(4),
        row(X::Adapting, keys![c('A')], C::AddLevel, "add level", "add a level on top of this one"),
        row(X::Adapting, keys![c('S')], C::Split, "split", "make two criteria of a compound one").foot(9),
        row(
            X::Adapting,
            keys![c('J')],
            C::MoveDown,
            "move",
            "move the criterion or section down, also into the next section",
        )
        .foot(10)
        .group("J K"),
        row(
            X::Adapting,
            keys![c('K')],
            C::MoveUp,
            "move",
            "move the criterion or section up, also into the one before",
        )
        .group("J K"),
        row(
            X::Adapting,
            keys![c('x'), k(Delete)],
            C::Remove,
            "remove",
            "remove the criterion, section or level; u takes it back",
        )
        .foot(11),
        row(X::Adapting, keys![c('p')], C::Preview, "preview", "the level as the interviewer will see it").foot(5),
        row(X::Adapting, keys![c('d'), c('=')], C::Changes, "changes", "what is not as it was, word by word").foot(6),
        row(X::Adapting, keys![c('s'), c('w'), ctrl('s')], C::Save, "save", "save the family into your own folder")
            .foot(2),
        row(X::Adapting, keys![c('u')], C::Undo, "undo", "undo").foot(12),
        row(X::Adapting, keys![ctrl('r')], C::Redo, "redo", "redo"),
        row(X::Adapting, keys![c('?')], C::Help, "help", "help").foot(7),
        row(X::Adapting, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Adapting, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Adapting, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Adapting, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Adapting, keys![k(Esc), c('q')], C::Back, "back", "back; what is not saved is kept").foot(8),
        // The fields of a rubric
        row(X::Fields, keys![k(Enter)], C::Open, "edit", "type into the field, choose, or add").foot(1),
        row(X::Fields, keys![k(Tab), c('j'), k(Down)], C::Down, "next field", "next field").foot(4),
        row(X::Fields, keys![k(BackTab), c('k'), k(Up)], C::Up, "previous field", "previous field"),
        row(X::Fields, keys![k(PageDown)], C::PageDown, "page down", "some fields down"),
        row(X::Fields, keys![k(PageUp)], C::PageUp, "page up", "some fields up"),
        row(X::Fields, keys![c('g'), k(Home)], C::First, "first", "first field"),
        row(X::Fields, keys![c('G'), k(End)], C::Last, "last", "last field"),
        row(X::Fields, keys![k(Left), c('h'), c('-')], C::Left, "less", "less, or the choice before")
            .group("Left/Right"),
        row(X::Fields, keys![k(Right), c('l'), c('+'), c(' ')], C::Right, "change", "more, or the next choice")
            .foot(2)
            .group("Left/Right"),
        row(
            X::Fields,
            keys![c('x'), k(Delete)],
            C::Remove,
            "remove",
            "remove the question, probe or line; u takes it back",
        )
        .foot(10),
        row(X::Fields, keys![c(']')], C::NextSection, "next criterion", "next line of the list").foot(6),
        row(X::Fields, keys![c('[')], C::PreviousSection, "previous", "previous line of the list"),
        row(X::Fields, keys![c('>')], C::NextNote, "to mend", "next thing to mend: faults, then advice").foot(5),
        row(X::Fields, keys![c('<')], C::PreviousNote, "back", "previous thing to mend"),
        row(X::Fields, keys![c('S')], C::Split, "split", "make two criteria of a compound one").foot(9),
        row(X::Fields, keys![c('p')], C::Preview, "preview", "the level as the interviewer will see it"),
        row(X::Fields, keys![c('d'), c('=')], C::Changes, "changes", "what is not as it was, word by word"),
        row(X::Fields, keys![c('s'), c('w'), ctrl('s')], C::Save, "save", "save the family into your own folder")
            .foot(8),
        row(X::Fields, keys![c('u')], C::Undo, "undo", "undo").foot(11),
        row(X::Fields, keys![ctrl('r')], C::Redo, "redo", "redo"),
        row(X::Fields, keys![c('?')], C::Help, "help", "help").foot(7),
        row(X::Fields, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Fields, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Fields, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Fields, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Fields, keys![k(Esc), c('q')], C::Back, "list", "back to the list").foot(3),
        // A rubric as the interviewer sees it
        row(X::Preview, keys![c('j'), k(Down)], C::Down, "down", "next line").foot(1),
        row(X::Preview, keys![c('k'), k(Up)], C::Up, "up", "previous line").foot(2),
        row(X::Preview, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Preview, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Preview, keys![c('g'), k(Home)], C::First, "first", "first line"),
        row(X::Preview, keys![c('G'), k(End)], C::Last, "last", "last line"),
        row(X::Preview, keys![c(']'), k(Tab)], C::NextSection, "next section", "next section").foot(6),
        row(X::Preview, keys![c('['), k(BackTab)], C::PreviousSection, "previous section", "previous section"),
        row(X::Preview, keys![c('/')], C::Search, "search", "search criteria; empty repeats the last search").foot(7),
        row(X::Preview, keys![c('z')], C::Fold, "fold", "fold or unfold the section"),
        row(X::Preview, keys![c('Z')], C::FoldLevel, "fold level", "fold or unfold the level"),
        row(X::Preview, keys![c('v')], C::Ask, "ask", "show questions first, or anchors first").foot(3),
        row(
            X::Preview,
            keys![c('d'), k(Left), k(Right)],
            C::Pane,
            "detail",
            "switch between list and detail where only one fits",
        )
        .foot(0),
        row(X::Preview, keys![c('J')], C::DetailDown, "more", "scroll the detail down").foot(8),
        row(X::Preview, keys![c('K')], C::DetailUp, "back up", "scroll the detail up"),
        row(X::Preview, keys![c('?')], C::Help, "help", "help").foot(5),
        row(X::Preview, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Preview, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Preview, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Preview, keys![k(Esc), c('q'), c('p')], C::Back, "back", "back to the rubric").foot(4),
        // Typing into a field
        row(X::Writing, keys![k(Enter)], C::Accept, "keep and close", "keep the text and close").foot(1),
        row(X::Writing, keys![k(Esc)], C::Back, "close", "keep the text and close; give up what is not taken").foot(5),
        row(X::Writing, keys![k(Tab)], C::Next, "next field", "keep the text and type into the next field").foot(2),
        row(
            X::Writing,
            keys![k(BackTab)],
            C::Previous,
            "previous field",
            "keep the text and type into the field before",
        ),
        row(X::Writing, keys![ctrl('e')], C::External, "open $EDITOR", "go on writing in $EDITOR").foot(3),
        row(X::Writing, keys![ctrl('u')], C::Undo, "undo", "undo typing").foot(4),
        row(X::Writing, keys![ctrl('r')], C::Redo, "redo", "redo typing"),
        row(X::Writing, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Writing, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        // Choosing from a list
        row(X::Choosing, keys![k(Enter)], C::Accept, "choose", "choose the selected line, or take it back").foot(1),
        row(X::Choosing, keys![k(Down), k(Tab), ctrl('n')], C::Down, "down", "next line").foot(2),
        row(X::Choosing, keys![k(Up), k(BackTab), ctrl('p')], C::Up, "up", "previous line").foot(3),
        row(X::Choosing, keys![k(Esc)], C::Back, "done", "close the list").foot(4),
        // Cutting a criterion in two
        row(X::Splitting, keys![k(Enter), c('y')], C::Accept, "split", "make two criteria of it").foot(1),
        row(X::Splitting, keys![k(Left), c('h')], C::Left, "cut earlier", "cut a word earlier").group("Left/Right"),
        row(X::Splitting, keys![k(Right), c('l')], C::Right, "move the cut", "cut a word later")
            .foot(2)
            .group("Left/Right"),
        row(X::Splitting, keys![k(Esc), c('q'), c('n')], C::Back, "leave it whole", "leave it whole").foot(3),
        // Leaving a rubric that is not saved
        row(X::LeavingWork, keys![c('s')], C::Save, "save", "save into your own folder, then leave").foot(1),
        row(
            X::LeavingWork,
            keys![k(Enter), c('l'), c('q')],
            C::KeepAndLeave,
            "leave",
            "leave; the changes are kept for next time",
        )
        .foot(2),
        row(X::LeavingWork, keys![c('d'), c('=')], C::Changes, "changes", "look at what is not as it was").foot(3),
        row(
            X::LeavingWork,
            keys![c('p')],
            C::PrintAndLeave,
            "print and leave",
            "leave the program, and print the changes in the terminal",
        ),
        row(X::LeavingWork, keys![c('c')], C::CopyText, "copy", "copy the changes to the clipboard, as text"),
        row(X::LeavingWork, keys![c('x')], C::GiveUp, "give up", "put the changes aside: the family is as it was")
            .foot(4),
        row(X::LeavingWork, keys![k(Esc)], C::Back, "stay", "stay").foot(5),
        // A new family
        row(X::Sketch, keys![k(Enter)], C::Accept, "next", "next line to write in, past choices").foot(1),
        row(X::Sketch, keys![k(Tab), k(Down)], C::Next, "next line", "next line"),
        row(X::Sketch, keys![k(BackTab), k(Up)], C::Previous, "previous", "previous line"),
        row(X::Sketch, keys![k(PageDown)], C::NextSection, "next heading", "next heading"),
        row(X::Sketch, keys![k(PageUp)], C::PreviousSection, "previous heading", "previous heading"),
        row(X::Sketch, keys![k(Left)], C::Left, "previous choice", "previous choice").group("Left/Right"),
        row(X::Sketch, keys![k(Right)], C::Right, "choose", "next choice").foot(0).group("Left/Right"),
        row(X::Sketch, keys![ctrl('s')], C::Submit, "save", "save the family, or go to what is missing").foot(2),
        row(X::Sketch, keys![ctrl('o')], C::Whole, "look", "the whole family on a page, with what is missing").foot(4),
        row(
            X::Sketch,
            keys![ctrl('n')],
            C::New,
            "afresh",
            "start afresh, when pressed twice; what is here is put aside",
        ),
        row(X::Sketch, keys![ctrl('p')], C::Palette, "commands", "command palette").foot(5),
        row(X::Sketch, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Sketch, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Sketch, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Sketch, keys![k(Esc)], C::Back, "leave", "leave; what is typed is kept, and here again next time")
            .foot(3),
        // Practice
        row(X::Practice, keys![c('1')], C::Rate(Rating::NotShown), "rate", "rate the selected criterion 1 Not shown")
            .foot(1)
            .group("1-4"),
        row(X::Practice, keys![c('2')], C::Rate(Rating::Partial), "rate", "rate the selected criterion 2 Partial")
            .foot(1)
            .group("1-4"),
        row(X::Practice, keys![c('3')], C::Rate(Rating::Meets), "rate", "rate the selected criterion 3 Meets")
            .foot(1)
            .group("1-4"),
        row(X::Practice, keys![c('4')], C::Rate(Rating::Exceeds), "rate", "rate the selected criterion 4 Exceeds")
            .foot(1)
            .group("1-4"),
        row(X::Practice, keys![c('0')], C::NoData, "no data", "not asked, or nothing usable came of it").foot(2),
        row(X::Practice, keys![k(Backspace)], C::Clear, "clear", "take the rating back"),
        row(X::Practice, keys![c('j'), k(Down)], C::Down, "down", "next criterion; on the summary, scroll down")
            .foot(8),
        row(X::Practice, keys![c('k'), k(Up)], C::Up, "up", "previous criterion; on the summary, scroll up"),
        row(X::Practice, keys![c('g'), k(Home)], C::First, "first", "first criterion"),
        row(X::Practice, keys![c('G'), k(End)], C::Last, "last", "last criterion"),
        row(X::Practice, keys![k(Tab)], C::NextUnrated, "next open", "next criterion not yet rated").foot(7),
        row(X::Practice, keys![k(BackTab)], C::PreviousUnrated, "previous open", "previous criterion not yet rated"),
        row(X::Practice, keys![c(' '), k(PageDown)], C::PageDown, "read on", "what was said, a page further").foot(4),
        row(X::Practice, keys![k(PageUp)], C::PageUp, "read back", "what was said, a page back"),
        row(X::Practice, keys![c('J')], C::DetailDown, "more", "scroll the criterion down").foot(10),
        row(X::Practice, keys![c('K')], C::DetailUp, "back up", "scroll the criterion up"),
        row(
            X::Practice,
            keys![c('d'), k(Left), k(Right)],
            C::Pane,
            "criterion/text",
            "switch between what was said and the criterion where only one fits",
        )
        .foot(0),
        row(
            X::Practice,
            keys![k(Enter)],
            C::Accept,
            "compare/on",
            "show the expert's ratings, once all are rated; then go on",
        )
        .foot(3),
        row(X::Practice, keys![c(']')], C::NextSection, "next", "next interview, after the last the summary").foot(9),
        row(X::Practice, keys![c('[')], C::PreviousSection, "previous", "previous interview"),
        row(X::Practice, keys![c('s')], C::Summary, "summary", "what all that is compared comes to").foot(11),
        row(
            X::Practice,
            keys![c('r')],
            C::New,
            "afresh",
            "start a new round, when pressed twice; this one is put aside",
        )
        .foot(12),
        row(X::Practice, keys![c('?')], C::Help, "help", "help").foot(5),
        row(X::Practice, keys![c(':'), ctrl('p')], C::Palette, "commands", "command palette"),
        row(X::Practice, keys![ctrl('t')], C::Mouse, "mouse", "switch the mouse off or on"),
        row(X::Practice, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        row(X::Practice, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Practice, keys![c('q'), k(Esc)], C::Back, "leave", "leave; everything is kept").foot(6),
        // Editor
        row(X::Editor, keys![k(Esc)], C::Back, "keep and close", "keep the text and close").foot(1),
        row(X::Editor, keys![ctrl('e')], C::External, "open $EDITOR", "go on writing in $EDITOR").foot(2),
        row(X::Editor, keys![ctrl('x')], C::Dismiss, "dismiss", DISMISS).foot(3),
        row(X::Editor, keys![ctrl('u')], C::Undo, "undo", "undo typing").foot(3),
        row(X::Editor, keys![ctrl('r')], C::Redo, "redo", "redo typing").foot(4),
        row(X::Editor, keys![ctrl('z')], C::Suspend, "suspend", "suspend the program"),
        row(X::Editor, keys![ctrl('l')], C::Redraw, "redraw", "draw the screen anew"),
        // Search
        row(X::Search, keys![k(Enter)], C::Accept, "stay here", "stay at the match").foot(1),
        row(X::Search, keys![k(Down), k(Tab), ctrl('n')], C::Next, "next match", "next match").foot(2),
        row(X::Search, keys![k(Up), k(BackTab)], C::Previous, "previous match", "previous match").foot(3),
        row(X::Search, keys![k(Esc)], C::Back, "back", "back to where the search began").foot(4),
        // Pages
        row(X::Page, keys![c('j'), k(Down)], C::Down, "down", "scroll down").foot(1),
        row(X::Page, keys![c('k'), k(Up)], C::Up, "up", "scroll up").foot(2),
        row(X::Page, keys![k(PageDown), c(' ')], C::PageDown, "page down", "a page down").foot(3),
        row(X::Page, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Page, keys![c('g'), k(Home)], C::First, "top", "to the top"),
        row(X::Page, keys![c('G'), k(End)], C::Last, "end", "to the end"),
        row(X::Page, keys![c('W')], C::WhatIf, "what if", WHAT_IF).foot(5),
        row(X::Page, keys![k(Esc), c('q'), c('w'), c('d'), k(Enter)], C::Back, "close", "close").foot(4),
        // Help
        row(X::Help, keys![k(Down)], C::Down, "down", "scroll down").foot(2),
        row(X::Help, keys![k(Up)], C::Up, "up", "scroll up").foot(3),
        row(X::Help, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::Help, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::Help, keys![k(Esc), k(Enter)], C::Back, "close", "close").foot(1),
        // Palette
        row(X::Palette, keys![k(Enter)], C::Accept, "do it", "do the selected command").foot(1),
        row(X::Palette, keys![k(Down), k(Tab), ctrl('n')], C::Down, "down", "next command").foot(2),
        row(X::Palette, keys![k(Up), k(BackTab), ctrl('p')], C::Up, "up", "previous command").foot(3),
        row(X::Palette, keys![k(Esc)], C::Back, "close", "close").foot(4),
        // What if
        row(X::WhatIf, keys![c('1')], C::Rate(Rating::NotShown), "try", "try 1 Not shown").foot(1).group("1-4"),
        row(X::WhatIf, keys![c('2')], C::Rate(Rating::Partial), "try", "try 2 Partial").foot(1).group("1-4"),
        row(X::WhatIf, keys![c('3')], C::Rate(Rating::Meets), "try", "try 3 Meets").foot(1).group("1-4"),
        row(X::WhatIf, keys![c('4')], C::Rate(Rating::Exceeds), "try", "try 4 Exceeds").foot(1).group("1-4"),
        row(X::WhatIf, keys![c('0')], C::NoData, "unknown", "try that nothing is known").foot(2),
        row(X::WhatIf, keys![k(Backspace)], C::Clear, "as it is", "the rating as it is recorded").foot(3),
        row(X::WhatIf, keys![c('j'), k(Down)], C::Down, "down", "next criterion").foot(4),
        row(X::WhatIf, keys![c('k'), k(Up)], C::Up, "up", "previous criterion").foot(5),
        row(X::WhatIf, keys![k(PageDown)], C::PageDown, "page down", "a page down"),
        row(X::WhatIf, keys![k(PageUp)], C::PageUp, "page up", "a page up"),
        row(X::WhatIf, keys![c('g'), k(Home)], C::First, "first", "first criterion"),
        row(X::WhatIf, keys![c('G'), k(End)], C::Last, "last", "last criterion"),
        row(X::WhatIf, keys![k(Esc), c('q'), c('W')], C::Back, "leave", "leave: everything is as it was").foot(6),
        // Attest
        row(X::Attest, keys![c('1')], C::Rate(Rating::NotShown), "rating", "attest 1 Not shown").foot(1).group("1-4"),
        row(X::Attest, keys![c('2')], C::Rate(Rating::Partial), "rating", "attest 2 Partial").foot(1).group("1-4"),
        row(X::Attest, keys![c('3')], C::Rate(Rating::Meets), "rating", "attest 3 Meets").foot(1).group("1-4"),
        row(X::Attest, keys![c('4')], C::Rate(Rating::Exceeds), "rating", "attest 4 Exceeds").foot(1).group("1-4"),
        row(X::Attest, keys![k(Right), k(Tab), k(Down), c('l'), c('j')], C::Right, "basis", "next basis").foot(2),
        row(X::Attest, keys![k(Left), k(BackTab), k(Up), c('h'), c('k')], C::Left, "previous basis", "previous basis"),
        row(X::Attest, keys![k(Enter)], C::Accept, "attest", "attest all criteria listed").foot(3),
        row(X::Attest, keys![k(Esc), c('q')], C::Back, "back", "back without attesting").foot(4),
        // Questions
        row(X::Confirm, keys![c('y')], C::Accept, "yes", "yes").foot(1),
        row(X::Confirm, keys![c('n'), k(Esc), c('q')], C::Back, "no", "no").foot(2),
        row(X::Prompt, keys![k(Enter)], C::Accept, "take it", "take the line").foot(1),
        row(X::Prompt, keys![k(Esc)], C::Back, "back", "back").foot(2),
        // Leaving while not saved
        row(X::Unsaved, keys![c('e')], C::SaveElsewhere, "save elsewhere", "save the text in another folder").foot(2),
        row(X::Unsaved, keys![c('c')], C::CopyText, "copy", "copy the text to the clipboard").foot(3),
        row(
            X::Unsaved,
            keys![c('p')],
            C::PrintAndLeave,
            "print and leave",
            "leave, and print the text in the terminal",
        )
        .foot(4),
        row(X::Unsaved, keys![k(Esc), c('q')], C::Back, "stay", "stay").foot(5),
    ]
};

/// Ctrl-C is the same everywhere: it says how to leave, and twice it leaves.
pub const INTERRUPT: Key = Key::ctrl('c');

/// The command of a key, if the key means something there.
#[must_use]
pub fn command(context: Context, key: Key) -> Option<Command> {
    if key == INTERRUPT {
        return Some(Command::Interrupt);
    }
    TABLE.iter().find(|row| row.context == context && row.keys.contains(&key)).map(|row| row.command)
}

/// The rows of one context.
pub fn rows(context: Context) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |row| row.context == context)
}

/// The whole table as Markdown, as it stands in the README: the scoring screen first and the others
/// folded away under it. Rows of one group are one row.
#[must_use]
pub fn markdown() -> String {
    let mut contexts: Vec<Context> = TABLE.iter().map(|row| row.context).collect();
    contexts.dedup();
    let (scoring, others): (Vec<Context>, Vec<Context>) = contexts.into_iter().partition(|c| *c == Context::Scoring);
    let tables = |contexts: Vec<Context>| contexts.into_iter().map(table).collect::<Vec<_>>().join("\n");
    format!(
        "{}\n`Ctrl-C` twice within a second leaves from anywhere; everything is kept.\n\n\
         <details><summary>Keys on the other screens</summary>\n\n{}\n</details>\n",
        tables(scoring),
        tables(others)
    )
}

/// The keys of one context as a Markdown table under its title.
fn table(context: Context) -> String {
    use std::fmt::Write;

    let mut out = format!("**{}**\n\n| key | does |\n|---|---|\n", context.title());
    let mut done: Vec<&str> = Vec::new();
    for row in rows(context) {
        let together: Vec<&Binding> = match row.group {
            Some(name) if done.contains(&name) => continue,
            Some(name) => {
                done.push(name);
                rows(context).filter(|other| other.group == row.group).collect()
            }
            None => vec![row],
        };
        let keys: Vec<String> = together.iter().flat_map(|row| row.keys).map(|key| format!("`{key}`")).collect();
        let helps: Vec<&str> = together.iter().map(|row| row.help).collect();
        let _ = writeln!(out, "| {} | {} |", keys.join(" "), joined(&helps));
    }
    out
}

/// Several sentences as one: what they begin with is said once.
fn joined(helps: &[&str]) -> String {
    let first = helps[0];
    let begins = |end: usize| helps.iter().all(|help| help.starts_with(&first[..end]));
    let shared = first.match_indices(' ').map(|(at, _)| at + 1).take_while(|&end| begins(end)).last().unwrap_or(0);
    let tails: Vec<&str> = helps.iter().map(|help| &help[shared..]).collect();
    format!("{}{}", &first[..shared], tails.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = HashSet::new();
        for row in TABLE {
            for key in row.keys {
                assert!(seen.insert((row.context, *key)), "{key} is in the table twice for {:?}", row.context);
                assert_ne!(*key, INTERRUPT);
            }
        }
    }

    #[test]
    fn the_markdown_says_each_key_of_a_place_once_and_what_a_group_shares_once() {
        let text = table(Context::Scoring);
        assert!(text.contains(
            "| `1` `2` `3` `4` | rate the selected criterion 1 Not shown, 2 Partial, 3 Meets, 4 Exceeds |\n"
        ));
        for key in rows(Context::Scoring).flat_map(|row| row.keys) {
            assert_eq!(text.matches(&format!("`{key}`")).count(), 1, "{key}");
        }
        assert!(markdown().starts_with("**Scoring**\n"));
        for row in TABLE.iter().filter(|row| row.group.is_none()) {
            assert!(markdown().contains(row.help), "{}", row.help);
        }
    }

    #[test]
    fn every_place_can_be_left() {
        let contexts: HashSet<Context> = TABLE.iter().map(|row| row.context).collect();
        for context in contexts {
            assert!(
                rows(context).any(|row| matches!(row.command, Command::Back | Command::Leave) && row.footer.is_some()),
                "{context:?}"
            );
        }
    }
}
