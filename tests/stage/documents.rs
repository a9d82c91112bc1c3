//! Job descriptions of any size: one as people write them, and the shapes that are hardest to read.

/// A piece of text, again and again, up to a size in bytes.
pub fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// Numbered pieces up to a size in bytes.
pub fn numbered(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 1_000);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&piece(number));
    }
    text
}

/// So many numbered pieces.
pub fn counted(count: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        text.push_str(&piece(number));
    }
    text
}

/// A page of several levels with everything that pages have, as often as fits.
pub fn realistic(bytes: usize) -> String {
    const WORK: &[&str] = &["tickets", "orders", "shifts", "invoices", "repairs", "visits", "samples", "tours"];
    let level = |number: usize| {
        let work = WORK[number % WORK.len()];
        let before = number.saturating_sub(1);
        format!(
            "### Clerk {number}\n\nThe Clerk {number} reports to the [Head of Desk](/jobs/head#head).\n\n\
             #### Clerk {number} Job Grade\n\nThe Clerk {number} is a [grade {}](/grades#g).\n\n\
             #### Clerk {number} Responsibilities\n\n\
             * Extends the [Clerk {before}](#clerk-{before}) responsibilities\n\
             * Closes **{work}** of up to {number} customers within a day, and says what’s next\n\
             * Keeps records that others can follow:\n  * who called\n  * what was promised\n\
             * Trains newcomers; see [the handbook](https://example.org/{number}?a=b&c)\n\n\
             #### Clerk {number} Requirements\n\n\
             * Extends the Clerk {before} requirements\n\
             * {} years of experience with {work} in `queue {number}`\n\
             * Writes clearly, even under *pressure* from {number} sides\n\
             * Able to tell a customer no &amp; keep them\n\n\
             ##### Nice-to-have\n\n1. Speaks a second language\n2. Has worked at desk {number}\n\n\
             #### Performance Indicators\n\n* [Closed {work}](/kpi#{number})\n\n",
            number % 20 + 1,
            number % 7 + 1,
        )
    };
    format!("---\ntitle: \"Desk Clerk\"\n---\n\n## Levels\n\n{}", numbered(bytes, level))
}

/// A shape of documents, by name: how it is made in a size.
pub type Shape = (&'static str, fn(usize) -> String);

/// The shapes that are hardest to read.
pub const SHAPES: &[Shape] = &[
    ("items", |bytes| repeated("- x\n", bytes)),
    ("required items", |bytes| format!("## Requirements\n{}", repeated("- knows bread\n", bytes))),
    ("work", |bytes| format!("## Responsibilities\n{}", numbered(bytes, |number| format!("- bakes {number}\n")))),
    ("one item", |bytes| format!("## Requirements\n- {}", repeated("knows bread and ", bytes))),
    ("paragraph", |bytes| repeated("words without end ", bytes)),
    ("paragraph of lines", |bytes| repeated("words\n", bytes)),
    ("paragraphs", |bytes| repeated("words\n\n", bytes)),
    ("headings", |bytes| repeated("# h\n", bytes)),
    ("long headings", |bytes| repeated("## one two three four five six seven eight requirements\n", bytes)),
    ("one heading", |bytes| format!("# Cook\n## {}\n- x\n", repeated("senior cook ", bytes))),
    ("levels", |bytes| numbered(bytes, |number| format!("# Cook {number}\n## Requirements\n- knows bread {number}\n"))),
    ("levels of one name", |bytes| repeated("# Cook\n## Requirements\n- knows bread\n", bytes)),
    ("levels and shared", |bytes| {
        let shared = numbered(bytes / 2, |number| format!("- knows bread {number}\n"));
        let levels = numbered(bytes / 2, |number| format!("# Cook {number}\n## Requirements\n- oven {number}\n"));
        format!("## Requirements\n{shared}\n## Responsibilities\n{shared}\n{levels}")
    }),
    ("a ladder", |bytes| {
        numbered(bytes, |number| {
            format!(
                "# Cook {number} (Grade {})\n## Requirements\n- Extends the Cook {} requirements\n- oven\n",
                number % 900,
                number + 1
            )
        })
    }),
    ("grades beside", |bytes| {
        numbered(bytes, |number| {
            format!(
                "# Cook {number}\n# Cook {number} Job Grade\nThe Cook is a grade 7\n# Cook {number} Requirements\n- oven\n"
            )
        })
    }),
    ("guesses", |bytes| {
        let level =
            |number: usize| format!("# Principal Distinguished Kitchen Sorcerer {number}\n## Requirements\n- oven\n");
        let levels = counted(199, level);
        let guess = "- Extends the prinzipal distinkuished kitchn sorcere skills of any kind and tables nearby\n";
        levels + &repeated(guess, bytes)
    }),
    ("sections of one level", |bytes| numbered(bytes, |number| format!("## Cook {number} Requirements\n- oven\n\n"))),
    ("lists of one section", |bytes| {
        format!("# {}\n## Requirements\n{}", "Cook ".repeat(bytes / 50), repeated("- oven\n\nand\n\n", bytes))
    }),
    ("specialties", |bytes| repeated("# Cook\n## Specialties\n### Bread\n- oven\n", bytes)),
    ("bold lines", |bytes| repeated("**Requirements**\n\n- oven\n\n", bytes)),
    ("nested on a line", |bytes| repeated("- ", bytes)),
    ("nested on a line, then blanks", |bytes| format!("{}x\n{}", repeated("- ", bytes / 2), repeated("\n", bytes / 2))),
    ("nested on a line, then lines", |bytes| format!("{}x\n{}", repeated("- ", bytes / 2), repeated("x\n", bytes / 2))),
    ("quotes on a line", |bytes| repeated("> ", bytes)),
    ("quotes on a line, then lines", |bytes| format!("{}x\n{}", repeated("> ", bytes / 2), repeated("x\n", bytes / 2))),
    ("quotes on a line, then quotes", |bytes| {
        format!("{}x\n{}", repeated("> ", bytes / 2), repeated("> x\n", bytes / 2))
    }),
    ("stairs of lists", |bytes| {
        let mut text = String::new();
        for depth in 0.. {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&" ".repeat(2 * depth));
            text.push_str("- x\n");
        }
        text
    }),
    ("numbered lists", |bytes| repeated("1. ", bytes)),
    ("cells", |bytes| format!("|a|b|c|\n|-|-|-|\n{}", repeated("|x|y|z|\n", bytes))),
    ("grades in cells", |bytes| {
        format!("|Role|Grade|\n|-|-|\n{}", numbered(bytes, |number| format!("|[Cook](#cook-{number})|{number}|\n")))
    }),
    ("short rows", |bytes| {
        format!("{}|\n{}|\n{}", repeated("|a", bytes / 3), repeated("|-", bytes / 3), repeated("|\n", bytes / 3))
    }),
    ("tables", |bytes| repeated("|a|\n|-|\n\n", bytes)),
    ("brackets", |bytes| repeated("[", bytes)),
    ("closed brackets", |bytes| format!("{}{}", repeated("[", bytes / 2), repeated("]", bytes / 2))),
    ("brackets with parentheses", |bytes| repeated("[a](", bytes)),
    ("links", |bytes| repeated("[a](b) ", bytes)),
    ("links in an item", |bytes| {
        format!("# Cook\n## Requirements\n- Extends the cook skills {}", repeated("[a](b) ", bytes))
    }),
    ("references", |bytes| repeated("[a]: b\n", bytes)),
    ("numbered references", |bytes| numbered(bytes, |number| format!("[a{number}]: b\n\n[a{number}]\n\n"))),
    ("pictures", |bytes| repeated("![[]()", bytes)),
    ("stars", |bytes| repeated("*", bytes)),
    ("stars and letters", |bytes| repeated("*a_ ", bytes)),
    ("strong letters", |bytes| repeated("a**b", bytes)),
    ("stars and underscores", |bytes| repeated("*_*__", bytes)),
    ("tildes", |bytes| repeated("~a ~~", bytes)),
    ("backticks", |bytes| repeated("`", bytes)),
    ("rows of backticks", |bytes| numbered(bytes, |number| format!("a{}", "`".repeat(number % 2_000 + 1)))),
    ("less than", |bytes| repeated("<", bytes)),
    ("tags", |bytes| repeated("<a", bytes)),
    ("open tags", |bytes| repeated("<a b='", bytes)),
    ("comments", |bytes| repeated("a<!-- ", bytes)),
    ("processing", |bytes| repeated("a<? ", bytes)),
    ("declarations", |bytes| repeated("a<!A ", bytes)),
    ("cdata", |bytes| repeated("a<![CDATA[ ", bytes)),
    ("html lines", |bytes| repeated("<div id='a'>\n\n", bytes)),
    ("html headings", |bytes| repeated("<h2 id='a'>Requirements</h2>\n\n- oven\n\n", bytes)),
    ("anchors", |bytes| repeated("<a name=\"a\"></a>\n", bytes)),
    ("entities", |bytes| repeated("&", bytes)),
    ("long entities", |bytes| repeated("&amp", bytes)),
    ("backslashes", |bytes| repeated("\\", bytes)),
    ("braces", |bytes| repeated("{{", bytes)),
    ("braces and letters", |bytes| repeated("{{ a ", bytes)),
    ("tag percent", |bytes| repeated("{%", bytes)),
    ("attributes", |bytes| repeated("{:", bytes)),
    ("ids", |bytes| repeated("# a\n{: #b}\n", bytes)),
    ("template tags", |bytes| repeated("{{ a }}", bytes)),
    ("front matter", |bytes| format!("---\n{}", repeated("title: a\n", bytes))),
    ("mojibake", |bytes| repeated("â€™", bytes)),
    ("mojibake lines", |bytes| repeated("Ã¢â‚¬â„¢\n", bytes)),
    ("NUL", |bytes| repeated("\0", bytes)),
    ("returns", |bytes| repeated("\r", bytes)),
    ("tabs", |bytes| repeated("\t", bytes)),
    ("blanks", |bytes| repeated(" ", bytes)),
    ("rules", |bytes| repeated("---\n", bytes)),
    ("underlines", |bytes| repeated("a\n===\n", bytes)),
    ("grade words", |bytes| format!("# Cook\n{}", repeated("is at grade ", bytes))),
    ("grade heading", |bytes| format!("# {}", repeated("grade 7 job ", bytes))),
    ("parentheses", |bytes| format!("# Cook {}", repeated("(", bytes))),
];
