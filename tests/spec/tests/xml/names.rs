//! Names: XML 1.0, 2.3; QNames: Namespaces, 4.

use crate::rule::{Rule, check};

#[test]
fn names() {
    check(RULES);
}

static RULES: &[Rule] = &[
    Rule {
        section: "XML 2.3 [4]: the first character",
        kept: &[
            "<a/>", "<z/>", "<A/>", "<Z/>", "<_/>", "<é/>", "<Ünï/>", "<名前/>", "<xml/>", "<xmlns/>", "<xmlfoo/>",
            "<\u{C0}/>", "<\u{D6}/>", "<\u{D8}/>", "<\u{F6}/>", "<\u{F8}/>", "<\u{2FF}/>", "<\u{370}/>",
            "<\u{37D}/>", "<\u{37F}/>", "<\u{1FFF}/>", "<\u{200C}/>", "<\u{200D}/>", "<\u{2070}/>", "<\u{218F}/>",
            "<\u{2C00}/>", "<\u{2FEF}/>", "<\u{3001}/>", "<\u{D7FF}/>", "<\u{F900}/>", "<\u{FDCF}/>", "<\u{FDF0}/>",
            "<\u{FFFD}/>", "<\u{10000}/>", "<\u{EFFFF}/>",
        ],
        broken: &[
            "<1/>", "<1a/>", "<-a/>", "<.a/>", "<\u{B7}/>", "<\u{BF}/>", "<\u{D7}/>", "<\u{F7}/>", "<\u{300}/>",
            "<\u{36F}/>", "<\u{37E}/>", "<\u{2000}/>", "<\u{200B}/>", "<\u{200E}/>", "<\u{203F}/>", "<\u{206F}/>",
            "<\u{2190}/>", "<\u{2BFF}/>", "<\u{2FF0}/>", "<\u{3000}/>", "<\u{E000}/>", "<\u{F8FF}/>", "<\u{FDD0}/>",
            "<\u{FDEF}/>", "<\u{F0000}/>", "<\u{10FFFF}/>", "<$/>", "<@a/>", "<+/>", "<*/>", "<=/>", "<\"a\"/>",
            "<%a;/>", "<#a/>", "<,/>", "<(a)/>", "<~/>", "<^/>", "<|/>", "<\\/>", "<`/>", "<{a}/>", "<;/>",
        ],
    },
    Rule {
        section: "XML 2.3 [4a]: the others",
        kept: &[
            "<a-/>", "<a./>", "<a9/>", "<a_/>", "<a\u{B7}/>", "<a\u{300}/>", "<a\u{36F}/>", "<a\u{203F}/>",
            "<a\u{2040}/>", "<a\u{C0}/>", "<a-b.c_1/>", "<a--/>", "<_-/>",
        ],
        broken: &[
            "<a$/>", "<a@b/>", "<a+/>", "<a\u{D7}/>", "<a\u{37E}/>", "<a\u{203E}/>", "<a\u{2041}/>", "<a\u{2190}/>",
            "<a\u{3000}/>", "<a\u{F0000}/>", "<a\u{A0}/>", "<a\u{2028}/>", "<a\u{85}/>", "<a\u{FEFF}b\u{2000}/>",
            "<a(/>", "<a,b/>", "<a~/>", "<a;/>", "<a&amp;/>", "<a#/>", "<a?/>", "<a!/>", "<a\\/>",
        ],
    },
    Rule {
        section: "XML 2.3: in attributes as in elements",
        kept: &["<a é='1'/>", "<a _='1'/>", "<a b-c.d\u{B7}='1'/>", "<a \u{10000}='1'/>", "<a xml='1'/>"],
        broken: &[
            "<a 1='1'/>", "<a -b='1'/>", "<a .b='1'/>", "<a b$='1'/>", "<a \u{D7}='1'/>", "<a b\u{2190}='1'/>",
            "<a ='1'/>", "<a @b='1'/>", "<a &amp;='1'/>",
        ],
    },
    Rule {
        section: "Namespaces 4 [7]-[11]: one colon at most, something on both sides",
        kept: &[
            "<p:a xmlns:p='urn:p'/>", "<é:é xmlns:é='urn:p'/>", "<_:_ xmlns:_='urn:p'/>",
            "<a p:b='1' xmlns:p='urn:p'/>", "<p-1.x:a xmlns:p-1.x='urn:p'/>", "<xml:a/>", "<a xml:b='1'/>",
        ],
        broken: &[
            "<:a/>", "<a></:a>", "<a:/>", "<:/>", "<::/>", "<p::a xmlns:p='urn:p'/>", "<p:a:b xmlns:p='urn:p'/>",
            "<p:1 xmlns:p='urn:p'/>", "<p:-a xmlns:p='urn:p'/>", "<p:\u{B7} xmlns:p='urn:p'/>",
            "<1:a xmlns:p='urn:p'/>", "<a :b='1'/>", "<a b:='1'/>", "<a p:b:c='1' xmlns:p='urn:p'/>",
            "<a p:1='1' xmlns:p='urn:p'/>", "<a xmlns:='urn:p'/>", "<a xmlns:p:q='urn:p'/>", "<a xmlns:1='urn:p'/>",
            "<a xmlns:-='urn:p'/>", "<a :xmlns='urn:p'/>",
        ],
    },
];
