//! Documents to be canonicalized: a seed comes in, a document with the element `target` somewhere in it goes out, and a `PrefixList`.
//!
//! They are full of what canonical forms differ in: declarations nobody uses, that take others away or repeat them, attributes in any order, CDATA,
//! instructions, comments, references, line ends. The same seed always gives the same document.

/// A document, where its target begins, and the prefixes that are treated inclusively.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) document: String,
    pub(crate) start: usize,
    pub(crate) prefixes: Vec<&'static str>,
}

/// Numbers for a seed (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const PREFIXES: [&str; 5] = ["", "a", "b", "c", "d"];
const URIS: [&str; 4] = ["urn:one", "urn:two", "urn:three", "http://example.com/four?x=1"];
const TEXTS: [&str; 14] = [
    "text",
    " ",
    "\n  ",
    "\r\n",
    "\r",
    "&#13;",
    "&amp;",
    "&lt;tag&gt;",
    "&quot;'",
    "]] >",
    "\t",
    "ä€😀",
    "&#x9;&#10;",
    "<![CDATA[a < b & c\r\n]]>",
];
const VALUES: [&str; 9] =
    ["", "v", "a  b", "&#9;&#10;&#13;", "\t\n\r\n", "&lt;&gt;&amp;&quot;'", "ä€", "&#x20;x&#x20;", "c:name"];
const ASIDES: [&str; 6] =
    ["<?pi?>", "<?pi  some data?>", "<?p-1 a\r\nb ?>", "<!-- comment -->", "<!---->", "<![CDATA[]]>"];

/// The document of a seed.
pub(crate) fn sample(seed: u64) -> Sample {
    let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut document = String::new();
    if numbers.one_in(3) {
        document.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- before --><?before?>\n");
    }
    let mut start = None;
    element(&mut numbers, &mut document, &mut start, &[None; 5], 0);
    if numbers.one_in(3) {
        document.push_str("\n<!-- after --><?after?>");
    }
    let lists: [&[&str]; 6] = [&[], &[], &["a"], &["#default"], &["a", "b", "xml"], &["d", "#default", "c", "unknown"]];
    Sample { document, start: start.expect("a target"), prefixes: numbers.pick(&lists).to_vec() }
}

fn element(
    numbers: &mut Numbers,
    out: &mut String,
    start: &mut Option<usize>,
    scope: &[Option<usize>; 5],
    depth: usize,
) {
    let is_target = start.is_none() && (depth == 3 || (depth > 0 && numbers.one_in(3)));
    if is_target {
        *start = Some(out.len());
    }
    let mut scope = *scope;
    let mut attributes = Vec::new();
    for (index, prefix) in PREFIXES.iter().enumerate() {
        if !numbers.one_in(4) {
            continue;
        }
        let uri = if index == 0 && numbers.one_in(3) { None } else { Some(numbers.below(URIS.len())) };
        scope[index] = uri;
        let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        attributes.push((name, uri.map_or("", |uri| URIS[uri])));
    }
    let mut names = Vec::new();
    for _ in 0..numbers.below(4) {
        let index = numbers.below(5);
        let local = numbers.pick(&["x", "y", "Id", "z-1"]);
        // An attribute without a prefix is in no namespace, whatever is the default.
        let space = if index == 0 { None } else { scope[index] };
        if (index > 0 && space.is_none()) || names.contains(&(space, local)) {
            continue;
        }
        names.push((space, local));
        let name = if index == 0 { local.to_owned() } else { format!("{}:{local}", PREFIXES[index]) };
        attributes.push((name, numbers.pick(&VALUES)));
    }
    if numbers.one_in(8) {
        attributes.push(("xml:lang".to_owned(), "en"));
    }
    for index in (1..attributes.len()).rev() {
        attributes.swap(index, numbers.below(index + 1));
    }
    let bound: Vec<usize> = (1..5).filter(|index| scope[*index].is_some()).collect();
    let prefix = if bound.is_empty() || numbers.one_in(2) { "" } else { PREFIXES[numbers.pick(&bound)] };
    let local = if is_target { "target" } else { numbers.pick(&["e", "f", "g"]) };
    let name = if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") };
    out.push('<');
    out.push_str(&name);
    for (name, value) in attributes {
        let quote = if value.contains('\'') || numbers.one_in(2) { '"' } else { '\'' };
        out.push_str(numbers.pick(&[" ", "  ", "\n"]));
        out.extend([name.as_str(), "=", &format!("{quote}{value}{quote}")]);
    }
    let must_hold_target = start.is_none();
    if !must_hold_target && numbers.one_in(5) {
        out.push_str(numbers.pick(&["/>", " />"]));
        return;
    }
    out.push('>');
    content(numbers, out, start, &scope, depth);
    out.extend(["</", &name, numbers.pick(&[">", " >"])]);
}

fn content(
    numbers: &mut Numbers,
    out: &mut String,
    start: &mut Option<usize>,
    scope: &[Option<usize>; 5],
    depth: usize,
) {
    for _ in 0..numbers.below(5) {
        match numbers.below(4) {
            0 => out.push_str(numbers.pick(&ASIDES)),
            1 if depth < 6 => element(numbers, out, start, scope, depth + 1),
            _ => out.push_str(numbers.pick(&TEXTS)),
        }
    }
    if start.is_none() {
        element(numbers, out, start, scope, depth + 1);
    }
}
