//! Prefixes and declarations: Namespaces in XML 1.0, 2.1, 3, 5 and 6.

use crate::rule::{Rule, check};

#[test]
fn namespaces() {
    check(RULES);
}

static RULES: &[Rule] = &[
    Rule {
        section: "Namespaces 5: prefixes are declared",
        kept: &[
            "<p:a xmlns:p='urn:p'/>",
            "<a xmlns:p='urn:p'><p:b/></a>",
            "<a xmlns:p='urn:p'><b><p:c p:d='1'/></b></a>",
            "<a p:b='1' xmlns:p='urn:p'/>",
            "<a xmlns:P='urn:p' P:b='1'/>",
            "<a xmlns:prefix-number-1='urn:1' xmlns:prefix-number-2='urn:2' prefix-number-1:b='1' prefix-number-2:b='1'/>",
            "<a xmlns:abcdefg='urn:1' xmlns:abcdefgh='urn:2'><abcdefg:b/><abcdefgh:b/></a>",
        ],
        broken: &[
            "<p:a/>",
            "<a p:b='1'/>",
            "<a><p:b/></a>",
            "<a><b xmlns:p='urn:p'/><p:c/></a>",
            "<a><b xmlns:p='urn:p'></b><p:c/></a>",
            "<a xmlns:p='urn:p'><P:b/></a>",
            "<a xmlns='urn:p'><p:b/></a>",
            "<p:a><b xmlns:p='urn:p'/></p:a>",
            "<a xmlns:abcdefgh='urn:2'><abcdefgi:b/></a>",
            "<a xmlns:ab='urn:2'><b:a/></a>",
        ],
    },
    Rule {
        section: "Namespaces 6.1, 6.2: scope and defaulting",
        kept: &[
            "<a xmlns='urn:a'><b/><b xmlns=''><c/></b><d/></a>",
            "<a xmlns=''/>",
            "<a xmlns='urn:a' b='1'/>",
            "<p:a xmlns:p='urn:a'><p:b xmlns:p='urn:b'/><p:c/></p:a>",
            "<p:a xmlns:p='urn:a'><p:b xmlns:p='urn:b'><p:c/></p:b><p:c p:d='1'/></p:a>",
            "<a xmlns='urn:a' xmlns:p='urn:a'><p:a/></a>",
            "<a xmlns=' urn:a '/>",
            "<a xmlns='urn&#58;a'/>",
            "<a xmlns='urn:&amp;a'/>",
            "<a xmlns='urn:a\nb'/>",
            "<a xmlns='relative'/>",
            "<a xmlns='urn:é'/>",
            "<a xmlns='urn:a'><b xmlns='urn:b'><c xmlns='urn:a'/></b></a>",
        ],
        broken: &[],
    },
    Rule {
        section: "Namespaces 5: a prefix is bound to something",
        kept: &["<a xmlns:p=' '/>"],
        broken: &["<a xmlns:p=''/>", "<a xmlns:p='urn:p'><b xmlns:p=''/></a>"],
    },
    Rule {
        section: "Namespaces 3: xml and xmlns",
        kept: &[
            "<a xml:lang='de'/>",
            "<a xml:space='preserve'/>",
            "<xml:a/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespac&#101;'/>",
            "<a xmlns:xmlx='urn:p'/>",
            "<a xmlns:XML='urn:p'/>",
        ],
        broken: &[
            "<a xmlns:xml='urn:p'/>",
            "<a xmlns:xml=''/>",
            "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>",
            "<a xmlns:xmlns='urn:p'/>",
            "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
            "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
            "<xmlns:a/>",
            "<a><xmlns:b/></a>",
            "<a xmlns:xmlns=''/>",
        ],
    },
];
