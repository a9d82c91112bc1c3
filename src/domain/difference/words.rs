//! Which words of a text changed, and how alike two texts are.

/// A run of words, or of items, by what became of them. The texts are as they stood, with the space
/// between them as one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// Only in the old text.
    Gone(String),
    /// Only in the new text.
    New(String),
}

/// Steps that a comparison may take; texts that need more are told as replaced. Two texts of a
/// thousand words that share none still fit.
const MOST_STEPS: usize = 2_000_000;

/// The words of two texts, in order: where words were replaced, the old ones come first.
#[must_use]
pub fn between(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    joined(&aligned(&old, &new))
}

/// The lines of two texts, each an item of a list: one [`Piece`] a line.
#[must_use]
pub fn lines_between(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    aligned(&old, &new).into_iter().map(|(kind, line)| kind.piece(line.to_owned())).collect()
}

/// How alike two texts are, in hundredths: the share of words that they have in common, whatever their
/// order and case. Two texts without words are not alike: there is nothing to tell them by.
#[must_use]
pub fn likeness(a: &Bag, b: &Bag) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while let (Some(left), Some(right)) = (a.0.get(i), b.0.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    (200 * common).checked_div(a.0.len() + b.0.len()).unwrap_or(0)
}

/// The words of a text without their order.
#[derive(Clone, Debug)]
pub struct Bag(Vec<String>);

impl Bag {
    /// The words of a text: letters and digits in small letters.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_lowercase).collect();
        words.sort_unstable();
        Self(words)
    }
}

/// What became of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kept,
    Gone,
    New,
}

impl Kind {
    fn piece(self, text: String) -> Piece {
        match self {
            Self::Kept => Piece::Kept(text),
            Self::Gone => Piece::Gone(text),
            Self::New => Piece::New(text),
        }
    }
}

/// Each word with what became of it.
fn aligned<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(Kind, &'t str)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (begin, old, new) = (&old[..head], &old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, end) = old.split_at(old.len() - tail);
    let new = &new[..new.len() - tail];
    let mut all: Vec<(Kind, &str)> = begin.iter().map(|word| (Kind::Kept, *word)).collect();
    if old.len().saturating_mul(new.len()) > MOST_STEPS {
        all.extend(old.iter().map(|word| (Kind::Gone, *word)));
        all.extend(new.iter().map(|word| (Kind::New, *word)));
    } else {
        walk(old, new, &mut all);
    }
    all.extend(end.iter().map(|word| (Kind::Kept, *word)));
    all
}

/// The longest common subsequence, by the table of the lengths that are left.
fn walk<'t>(old: &[&'t str], new: &[&'t str], all: &mut Vec<(Kind, &'t str)>) {
    let width = new.len() + 1;
    let mut left = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            left[i * width + j] = if old[i] == new[j] {
                left[(i + 1) * width + j + 1] + 1
            } else {
                left[(i + 1) * width + j].max(left[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            all.push((Kind::Kept, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && left[(i + 1) * width + j] >= left[i * width + j + 1]) {
            all.push((Kind::Gone, old[i]));
            i += 1;
        } else {
            all.push((Kind::New, new[j]));
            j += 1;
        }
    }
}

/// Runs of words; between two kept words the old ones come before the new ones.
fn joined(words: &[(Kind, &str)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in words.chunk_by(|(a, _), (b, _)| (*a == Kind::Kept) == (*b == Kind::Kept)) {
        for kind in [Kind::Kept, Kind::Gone, Kind::New] {
            let of_kind: Vec<&str> = run.iter().filter(|(is, _)| *is == kind).map(|(_, word)| *word).collect();
            if !of_kind.is_empty() {
                pieces.push(kind.piece(of_kind.join(" ")));
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(old: &str, new: &str) -> String {
        let parts = between(old, new).into_iter().map(|piece| match piece {
            Piece::Kept(words) => words,
            Piece::Gone(words) => format!("-{words}-"),
            Piece::New(words) => format!("+{words}+"),
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_words_that_changed_are_told() {
        for (old, new, all) in [
            ("Grew roses for a year", "Grew herbs for a year", "Grew -roses- +herbs+ for a year"),
            ("Grew roses", "Grew roses and herbs", "Grew roses +and herbs+"),
            ("Grew red roses", "Grew roses", "Grew -red- roses"),
            ("a b c d", "a x c y", "a -b- +x+ c -d- +y+"),
            ("a b c", "x y z", "-a b c- +x y z+"),
            ("", "new words", "+new words+"),
            ("same  words", "same words", "same words"),
        ] {
            assert_eq!(told(old, new), all);
        }
    }

    #[test]
    fn items_of_a_list_are_told_one_by_one() {
        let pieces = lines_between("one\ntwo\nthree", "one\nthree\nfour");
        let all = [
            Piece::Kept("one".to_owned()),
            Piece::Gone("two".to_owned()),
            Piece::Kept("three".to_owned()),
            Piece::New("four".to_owned()),
        ];
        assert_eq!(pieces, all);
    }

    #[test]
    fn texts_too_long_to_compare_are_replaced() {
        let long = |word: &str| vec![word; 2_000].join(" ");
        let (old, new) = (format!("begin {} end", long("a")), format!("begin {} end", long("b")));
        assert_eq!(between(&old, &new).len(), 4, "begin, gone, new, end");
    }

    #[test]
    fn likeness_counts_common_words() {
        let like = |a: &str, b: &str| likeness(&Bag::of(a), &Bag::of(b));
        assert_eq!(like("Grew roses", "roses, GREW."), 100);
        assert_eq!(like("Grew roses", "Sold tulips"), 0);
        assert_eq!(like("a b c d", "a b c e"), 75);
        assert_eq!(like("", ""), 0);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off(old in "[a-c ]{0,30}", new in "[a-c ]{0,30}") {
            let pieces = between(&old, &new);
            let read = |old: bool| {
                let words: Vec<&str> = pieces.iter().filter_map(|piece| match piece {
                    Piece::Kept(words) => Some(words.as_str()),
                    Piece::Gone(words) => old.then_some(words.as_str()),
                    Piece::New(words) => (!old).then_some(words.as_str()),
                }).collect();
                words.join(" ")
            };
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(read(true), plain(&old));
            prop_assert_eq!(read(false), plain(&new));
        }
    }
}
