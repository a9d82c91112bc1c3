//! Which paths a Rust source names: enough of a reader to tell imports from words in comments,
//! texts and tests. It is not a parser; rustfmt and the compiler keep the sources regular.

/// Every path that a source names outside its tests, such as `crate::domain::rubric` or
/// `serde_json::from_str`. `depth` is how many modules deep the file is; paths through `super` that
/// leave the top module come out as `crate::…`.
pub fn named(source: &str, depth: usize) -> Vec<String> {
    let code = without_tests(&code_only(source));
    let mut paths = Vec::new();
    let mut rest = code.as_str();
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '_') {
        let before = &rest[..start];
        rest = &rest[start..];
        let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
        let continued =
            before.trim_end().ends_with("::") || before.ends_with(|c: char| c.is_ascii_digit() || c == '\'');
        if word == "use" && !continued {
            let end = rest.find(';').unwrap_or(rest.len());
            expand("", rest[3..end].trim(), &mut paths);
            rest = &rest[end..];
        } else {
            let end = rest.find(|c: char| !is_word(c) && c != ':').unwrap_or(rest.len());
            let path = rest[..end].trim_end_matches(':');
            if !continued && path.contains("::") {
                paths.push(path.to_owned());
            }
            rest = &rest[end.max(word.len())..];
        }
    }
    paths.into_iter().map(|path| rooted(&path, depth)).collect()
}

/// Spells out a use tree: `a::{b, c::{self, d}}` is `a::b`, `a::c`, `a::c::d`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim().trim_start_matches("::");
    if let Some(open) = tree.find('{') {
        let inner = tree[open + 1..].trim_end().strip_suffix('}').unwrap_or(&tree[open + 1..]);
        let prefix = format!("{prefix}{}", tree[..open].trim());
        for branch in branches(inner) {
            expand(&prefix, branch, paths);
        }
    } else if !tree.is_empty() {
        let name = tree.split_whitespace().next().unwrap_or_default();
        let path = if name == "self" { prefix.to_owned() } else { format!("{prefix}{name}") };
        paths.push(path.trim_end_matches("::").trim_end_matches("::*").to_owned());
    }
}

/// Cuts at the commas that are not inside braces.
fn branches(inner: &str) -> Vec<&str> {
    let (mut branches, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                branches.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&inner[start..]);
    branches
}

/// Writes a path that leaves the top module through `super` as one from the crate's root.
fn rooted(path: &str, depth: usize) -> String {
    let mut rest = path.strip_prefix("self::").unwrap_or(path);
    let mut up = 0;
    while let Some(shorter) = rest.strip_prefix("super::") {
        rest = shorter;
        up += 1;
    }
    if up > 0 && up >= depth { format!("crate::{rest}") } else { path.to_owned() }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Blanks comments and texts.
fn code_only(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|after| after.len() - after.trim_start_matches('#').len());
        let is_raw = raw.is_some_and(|hashes| rest[1 + hashes..].starts_with('"')) && !code.ends_with(is_word);
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let (true, Some(hashes)) = (is_raw, raw) {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = 1 + hashes + 1;
            rest[body..].find(&close).map_or(rest.len(), |end| body + end + close.len())
        } else if c == '"' {
            quoted(rest, '"')
        } else if c == '\'' && is_char(rest) {
            quoted(rest, '\'')
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

/// Whether a quote begins a character and not a lifetime.
fn is_char(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        Some(_) => chars.next() == Some('\''),
        None => false,
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Cuts out every item under `#[cfg(test)]`: up to its closing brace or its semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        kept.push_str(&rest[..start]);
        rest = &rest[start + MARK.len()..];
        let mut depth = 0;
        let end = rest.char_indices().find(|&(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(c, '}' | ';')
        });
        rest = end.map_or("", |(at, _)| &rest[at + 1..]);
    }
    kept + rest
}
