//! What `CommonMark` sees in a document: headings, paragraphs, lists and tables, as plain text with
//! their lines. Markup ends here.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Item, Warning};
use super::source::{Source, TAKEN_OUT};
use inline::Inline;

mod inline;

/// One block of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table, its head as the first row.
    Table(Table),
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// 1 to 6.
    pub depth: usize,
    pub text: String,
    /// Ids that links can name.
    pub ids: Vec<String>,
    pub line: usize,
}

/// A text with its links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub text: String,
    /// Whether all of it is bold or in italics.
    pub bold: bool,
    pub links: Vec<Link>,
    pub line: usize,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub text: String,
    pub target: String,
}

impl Link {
    /// The part of the target after `#`.
    pub(super) fn fragment(&self) -> Option<&str> {
        self.target.split_once('#').map(|(_, fragment)| fragment).filter(|fragment| !fragment.is_empty())
    }
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    pub entries: Vec<Entry>,
    pub line: usize,
}

/// A top-level item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub paragraph: Paragraph,
    /// The items nested in it, each with its depth, from 1.
    pub nested: Vec<(usize, Paragraph)>,
}

impl Entry {
    /// The entry as an item of a section.
    pub(super) fn item(&self) -> Item {
        Item {
            text: self.paragraph.text.clone(),
            details: self.details().map(|detail| detail.text.clone()).collect(),
            line: self.paragraph.line,
        }
    }

    /// The items nested in it that say something.
    pub(super) fn details(&self) -> impl Iterator<Item = &Paragraph> {
        self.nested.iter().map(|(_, detail)| detail).filter(|detail| !detail.text.is_empty())
    }

    /// The nearest items in this one that say something, as entries of their own.
    pub(super) fn telling_children(&self) -> Vec<Self> {
        let mut children: Vec<Self> = Vec::new();
        // How deep the last child stands.
        let mut top = 0;
        for (depth, paragraph) in &self.nested {
            match children.last_mut() {
                Some(last) if *depth > top => last.nested.push((depth - top, paragraph.clone())),
                // What is nested in this one goes on without it.
                _ if paragraph.text.is_empty() => top = usize::MAX,
                _ => {
                    top = *depth;
                    children.push(Self { paragraph: paragraph.clone(), nested: Vec::new() });
                }
            }
        }
        children
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub rows: Vec<Vec<Paragraph>>,
    pub line: usize,
}

/// The blocks of a document, and what no block holds.
pub(super) fn blocks(source: &Source) -> (Vec<Block>, Vec<Warning>) {
    // Tables are no part of CommonMark, but job descriptions state grades in them.
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader::new(source);
    let mut open = 0_usize;
    let mut end = 0;
    for (event, range) in Parser::new_ext(&source.text, options).into_offset_iter() {
        if open == 0 {
            reader.definitions(end..range.start);
        }
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            _ => {}
        }
        end = end.max(range.end);
        // An item behind a tab is said to begin before the line break.
        let text = &source.text[range.clone()];
        let blank = text.len() - text.trim_start().len();
        reader.reach(range.start + if matches!(event, Event::Start(Tag::Item)) { blank } else { 0 });
        reader.beyond_columns(&event, &range);
        reader.take(event, &source.text[range]);
    }
    reader.definitions(end..source.text.len());
    (reader.blocks, reader.warnings)
}

/// Reads events with a count of what is open, never by recursion: a list may be nested without end.
struct Reader<'a> {
    source: &'a Source,
    /// Where `line` was counted to.
    counted: usize,
    line: usize,
    blocks: Vec<Block>,
    warnings: Vec<Warning>,
    /// The text that is being gathered.
    inline: Inline,
    /// The lists that are open, and the outermost one.
    depth: usize,
    list: List,
    /// Whether each open item already has text of its own.
    open: Vec<usize>,
    table: Option<Table>,
    /// Where the last cell of the open row ends, and the row.
    row: (usize, usize),
    /// How many quotations are open: what is quoted is prose of somebody else.
    quotes: usize,
    /// Ids of empty anchors, which belong to the next heading.
    anchors: Vec<String>,
    /// What is open that holds no text for anyone.
    ignored: Option<Ignored>,
    next_id: usize,
}

/// A block whose text is not read.
struct Ignored {
    code: bool,
    language: String,
    text: String,
    line: usize,
}

/// A text on one line: white space of any kind is one space, what was taken out is gone.
pub(super) fn plain_text(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(*c, TAKEN_OUT | '\u{FEFF}' | '\u{200B}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Reader<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            counted: 0,
            line: source.skipped + 1,
            blocks: Vec::new(),
            warnings: Vec::new(),
            inline: Inline::default(),
            depth: 0,
            list: List::default(),
            open: Vec::new(),
            table: None,
            row: (0, 0),
            quotes: 0,
            anchors: Vec::new(),
            ignored: None,
            next_id: 0,
        }
    }

    /// Counts the lines up to a place; parsers go forward, but for the ends of what they close.
    fn reach(&mut self, at: usize) {
        if at > self.counted {
            self.line += self.source.text[self.counted..at].matches('\n').count();
            self.counted = at;
        }
    }

    /// Tells of link definitions that hold words, which no reader of the page ever sees: what stands
    /// between two blocks and is in none.
    fn definitions(&mut self, between: Range<usize>) {
        let text = self.source.text.get(between.clone()).unwrap_or_default();
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        self.reach(between.start);
        for (number, line) in (self.line..).zip(text.lines()) {
            let defined = line.split_once("]:").map_or(line, |(_, defined)| defined).trim();
            let (target, title) = defined.split_once(' ').unwrap_or((defined, ""));
            // "[//]: # (…)" is how a comment is written; the title of a true target is shown on hovering.
            let is_comment = matches!(target, "#" | "<>") && title.contains(char::is_alphanumeric);
            let is_path = target.trim_end_matches('.').contains(['/', '#', ':', '@', '.']);
            if is_comment || (target.contains(char::is_alphanumeric) && !is_path) {
                self.warn(
                    number,
                    "comment",
                    format!("a definition of a link is left out: {}", short(&plain_text(line))),
                );
            }
        }
    }

    /// Tells of cells beyond the last column of a table, which `CommonMark` does not see.
    fn beyond_columns(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::TableRow) => self.row = (range.start, range.end),
            Event::Start(Tag::TableCell) => self.row.0 = range.end,
            Event::End(TagEnd::TableRow) => {
                let rest = self.source.text.get(self.row.0..self.row.1).unwrap_or_default();
                if rest.chars().any(char::is_alphanumeric) {
                    let message = format!(
                        "left out beyond a table's last column: {}",
                        short(plain_text(rest).trim_matches([' ', '|']))
                    );
                    self.warn(self.line, "table", message);
                }
            }
            _ => {}
        }
    }

    fn warn(&mut self, line: usize, topic: &'static str, message: impl Into<String>) {
        self.warnings.push(Warning { line, topic, message: message.into() });
    }

    fn take(&mut self, event: Event<'_>, raw: &str) {
        if let Some(ignored) = &mut self.ignored {
            match event {
                Event::Text(text) | Event::Html(text) => ignored.text.push_str(&text),
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.ignored_ends(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, raw),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            // The line counted to is that of the break itself.
            Event::SoftBreak | Event::HardBreak => self.inline.next_line(self.line + 1),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::Rule
            | Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.inline.text.is_empty() && self.inline.line == 0 {
            self.inline.line = self.line;
        }
        self.inline.push(text);
    }

    fn start(&mut self, tag: Tag<'_>, raw: &str) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.begin_text(),
            Tag::List(_) => {
                self.flush_item();
                if self.depth == 0 {
                    self.list = List { entries: Vec::new(), line: self.line };
                }
                self.depth += 1;
            }
            Tag::Item => {
                self.flush_item();
                let paragraph = Paragraph { line: self.line, ..Paragraph::default() };
                if self.depth == 1 {
                    self.list.entries.push(Entry { paragraph, nested: Vec::new() });
                    self.open.push(0);
                } else if let Some(entry) = self.list.entries.last_mut() {
                    entry.nested.push((self.depth - 1, paragraph));
                    self.open.push(entry.nested.len());
                }
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.flush_item();
                self.ignored = Some(Ignored { code: true, language, text: String::new(), line: self.line });
            }
            Tag::HtmlBlock => {
                self.flush_item();
                self.ignored =
                    Some(Ignored { code: false, language: String::new(), text: String::new(), line: self.line });
            }
            Tag::BlockQuote(_) => {
                self.flush_item();
                self.quotes += 1;
            }
            Tag::Table(_) => self.table = Some(Table { rows: Vec::new(), line: self.line }),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Strong | Tag::Emphasis => self.inline.bold += 1,
            Tag::Link { dest_url, .. } => self.inline.targets.push((self.inline.text.len(), dest_url.into_string())),
            Tag::Strikethrough => {
                // One tilde is what people write for "about".
                let twice = raw.starts_with("~~");
                self.inline.strikes.push(twice);
                if !twice {
                    self.push("~");
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if self.depth > 0 {
                    self.flush_item();
                } else {
                    for paragraph in self.inline.finish_lines() {
                        self.push_block(Block::Paragraph(paragraph));
                    }
                }
            }
            TagEnd::Heading(level) => self.heading_ends(level),
            TagEnd::Item => {
                self.flush_item();
                self.open.pop();
            }
            TagEnd::List(_) => {
                self.depth -= 1;
                if self.depth == 0 {
                    let mut list = std::mem::take(&mut self.list);
                    list.entries.retain(|entry| !entry.paragraph.text.is_empty() || entry.details().next().is_some());
                    self.push_block(Block::List(list));
                }
            }
            TagEnd::TableCell => {
                let cell = self.inline.finish();
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push_block(Block::Table(table));
                }
            }
            TagEnd::Strong | TagEnd::Emphasis => self.inline.bold = self.inline.bold.saturating_sub(1),
            TagEnd::Link => {
                if let Some((start, target)) = self.inline.targets.pop() {
                    let text = plain_text(self.inline.text.get(start..).unwrap_or_default());
                    self.inline.links.push(Link { text, target });
                }
            }
            TagEnd::Strikethrough if self.inline.strikes.pop() == Some(false) => self.push("~"),
            _ => {}
        }
    }

    fn push_block(&mut self, block: Block) {
        if self.quotes == 0 {
            return self.blocks.push(block);
        }
        let quoted = |text: &str| format!("a quotation is left out: {}", short(text));
        match block {
            Block::Heading(Heading { text, line, .. }) | Block::Paragraph(Paragraph { text, line, .. }) => {
                self.warn(line, "quotation", quoted(&text));
            }
            Block::List(list) => {
                for Entry { paragraph, nested } in list.entries {
                    let nested = nested.into_iter().map(|(_, nested)| nested);
                    for item in std::iter::once(paragraph).chain(nested).filter(|item| !item.text.is_empty()) {
                        self.warn(item.line, "quotation", quoted(&item.text));
                    }
                }
            }
            Block::Table(table) => self.warn(table.line, "quotation", "a table in a quotation is left out"),
        }
    }

    fn begin_text(&mut self) {
        self.flush_item();
        self.inline = Inline::on(self.line);
    }

    /// Gives the text gathered so far to the innermost open item.
    fn flush_item(&mut self) {
        if self.depth == 0 {
            return;
        }
        for (line, text) in self.inline.bold_lines() {
            let message =
                format!("{} is read as part of the item above it, as no line between them is empty", short(&text));
            self.warn(line, "list item", message);
        }
        let Paragraph { text, bold, links, .. } = self.inline.finish();
        if text.is_empty() {
            return;
        }
        let Some(entry) = self.list.entries.last_mut() else { return };
        let paragraph = match self.open.last() {
            Some(&at) if at > 0 => &mut entry.nested[at - 1].1,
            _ => &mut entry.paragraph,
        };
        if paragraph.text.is_empty() {
            paragraph.bold = bold;
        } else {
            paragraph.text.push(' ');
            paragraph.bold &= bold;
        }
        paragraph.text.push_str(&text);
        paragraph.links.extend(links);
    }

    fn heading_ends(&mut self, level: HeadingLevel) {
        if self.depth > 0 {
            // A heading within an item is part of its text.
            return self.flush_item();
        }
        let Paragraph { text, line, .. } = self.inline.finish();
        let mut ids = std::mem::take(&mut self.anchors);
        while let Some((at, id)) = self.source.ids.get(self.next_id) {
            // An attribute stands on the heading's line or on the one below it.
            if *at > line + 1 {
                break;
            }
            if *at >= line {
                ids.push(id.clone());
            }
            self.next_id += 1;
        }
        if text.is_empty() {
            self.anchors = ids;
            return;
        }
        self.push_heading(level as usize, &text, ids, line);
    }

    fn push_heading(&mut self, depth: usize, text: &str, ids: Vec<String>, line: usize) {
        let kept = heading_cut(text);
        if kept.len() < text.len() {
            let message =
                format!("a heading is too long, and what follows its first words is left out: {}", short(text));
            self.warn(line, "heading", message);
        }
        self.push_block(Block::Heading(Heading { depth, text: kept.to_owned(), ids, line }));
    }

    fn inline_html(&mut self, html: &str) {
        if html.starts_with("<!--") {
            self.warn(self.line, "comment", "an HTML comment is left out");
            return;
        }
        if html.starts_with("<!") || html.starts_with("<?") {
            self.warn(self.line, "HTML", format!("left out: {}", short(&plain_text(html))));
            return;
        }
        self.anchors.extend(html_ids(html));
        if tag_name(html) == "br" {
            self.push(" ");
        }
    }

    fn ignored_ends(&mut self) {
        let Some(Ignored { code, language, text, line }) = self.ignored.take() else { return };
        if code {
            let what = if language.is_empty() { String::new() } else { format!(" ({})", plain_text(&language)) };
            self.warn(line, "code block", format!("a code block{what} is left out"));
            return;
        }
        self.anchors.extend(text.split('<').flat_map(html_ids));
        let words = plain_text(&without_tags(&text));
        let trimmed = text.trim();
        if let Some(depth) = html_heading(trimmed)
            && self.depth == 0
            && !words.is_empty()
        {
            let ids = std::mem::take(&mut self.anchors);
            self.push_heading(depth, &words, ids, line);
        } else if trimmed.starts_with("<!--") {
            self.warn(line, "comment", "an HTML comment is left out");
        } else if words.is_empty() {
            self.warn(line, "HTML", "a block of HTML without text is left out");
        } else {
            self.warn(line, "HTML", format!("a block of HTML is left out: {}", short(&words)));
        }
    }
}

/// A heading or title as far as it is read: every list below it is held against it.
pub(super) fn heading_cut(text: &str) -> &str {
    const LONGEST: usize = 1_000;
    text[..text.floor_char_boundary(LONGEST)].trim_end()
}

/// The first words of a text, to recognise it by.
pub(super) fn short(text: &str) -> String {
    const CHARS: usize = 60;
    match text.char_indices().nth(CHARS) {
        None => format!("“{text}”"),
        Some((end, _)) => format!("“{}…”", text[..end].trim_end()),
    }
}

fn tag_name(html: &str) -> String {
    let name: String = html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    name.to_ascii_lowercase()
}

/// The values of `id` and `name` in a tag.
fn html_ids(tag: &str) -> Vec<String> {
    let tag = tag.split('>').next().unwrap_or_default();
    ["id=", "name="]
        .into_iter()
        .filter_map(|key| {
            let value = tag.split_once(&format!(" {key}"))?.1;
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let id = match quote {
                Some(quote) => value[1..].split(quote).next()?,
                None => value.split([' ', '/']).next()?,
            };
            (!id.is_empty()).then(|| id.to_owned())
        })
        .collect()
}

/// The depth of the heading that a block of HTML is, if it is one and nothing else.
fn html_heading(html: &str) -> Option<usize> {
    let name = tag_name(html);
    let depth = name.strip_prefix('h')?.parse().ok().filter(|depth| (1..=6).contains(depth))?;
    let close = format!("</{name}>");
    let lower = html.to_ascii_lowercase();
    (lower.find(&close)? + close.len() == lower.len()).then_some(depth)
}

fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
