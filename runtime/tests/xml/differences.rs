//! Where roxmltree is lax or strict and the specifications are not.

/// Documents that roxmltree takes the wrong view of, by the rule it does not keep.
static KNOWN: &[(&str, &[&str])] = &[
    (
        "Namespaces 4 [7]-[11]: nothing stands before the colon",
        &["<:a/>", "<a></:a>", "<a :b='1'/>", "<a :xmlns='urn:p'/>"],
    ),
    (
        "XML 3.1, unique attributes: the default namespace is declared twice, or xmlns:xml is",
        &[
            "<a xmlns='urn:p' xmlns='urn:p'/>",
            "<a xmlns='urn:p' xmlns='urn:q'/>",
            "<a xmlns='' xmlns=''/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
        ],
    ),
    ("Namespaces 5: a prefix is bound to nothing", &["<a xmlns:p=''/>", "<a xmlns:p='urn:p'><b xmlns:p=''/></a>"]),
    ("Namespaces 3: xmlns is declared", &["<a xmlns:xmlns='urn:p'/>", "<a xmlns:xmlns=''/>"]),
    ("Namespaces 3: xml is bound without a declaration", &["<xml:a/>"]),
    (
        "XML 4.1 [66], legal character: no character stands behind the number",
        &[
            "<a b='&#xD800;'/>",
            "<a b='&#x110000;'/>",
            "<a>&#xD800;</a>",
            "<a>&#xDFFF;</a>",
            "<a>&#x110000;</a>",
            "<a>&#xFFFFFFFF;</a>",
        ],
    ),
    ("XML 2.6 [16]: no white space behind the target", &["<a><?b?c?></a>", "<a><?b'c'?></a>", "<a><?b<?></a>"]),
    (
        "XML 2.6 [17]: the target is xml, in letters of either case",
        &[
            "<a><?xml?></a>",
            "<a><?XML?></a>",
            "<a><?XmL b?></a>",
            "<a><?xml\tb?></a>",
            "<?XML version='1.0'?><a/>",
            "<?xml?><a/>",
        ],
    ),
    ("Namespaces 7: a colon in a target", &["<a><?b:c?></a>", "<a><?:?></a>", "<a><?b:c:d?></a>"]),
    (
        "XML 2.8 [26]: not a version number",
        &[
            "<?xml version='2.0'?><a/>",
            "<?xml version='1'?><a/>",
            "<?xml version='1.'?><a/>",
            "<?xml version=''?><a/>",
            "<?xml version='1.0a'?><a/>",
            "<?xml version=' 1.0'?><a/>",
            "<?xml version='1.&#48;'?><a/>",
        ],
    ),
    (
        "XML 4.3.3 [81]: not the name of an encoding",
        &[
            "<?xml version='1.0' encoding=''?><a/>",
            "<?xml version='1.0' encoding='8bit'?><a/>",
            "<?xml version='1.0' encoding='-'?><a/>",
            "<?xml version='1.0' encoding='utf 8'?><a/>",
            "<?xml version='1.0' encoding='utf/8'?><a/>",
            "<?xml version='1.0' encoding='ütf'?><a/>",
        ],
    ),
    (
        "XML 2.9 [32]: neither yes nor no",
        &[
            "<?xml version='1.0' standalone='maybe'?><a/>",
            "<?xml version='1.0' standalone='YES'?><a/>",
            "<?xml version='1.0' standalone=''?><a/>",
        ],
    ),
    ("XML 2.3 [13]: not a character of public identifiers", &["<!DOCTYPE a PUBLIC '{' 'c'><a/>"]),
    (
        "the reader's own rule: an internal subset",
        &[
            "<!DOCTYPE a []><a/>",
            "<!DOCTYPE a[ ] ><a/>",
            "<!DOCTYPE a SYSTEM 'a.dtd' [<!ELEMENT a EMPTY>]><a/>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        ],
    ),
];

/// Documents that roxmltree reads as something else, by the rule it does not keep.
static READ_DIFFERENTLY: &[(&str, &[&str])] = &[
    ("Namespaces 3: only the prefix xmlns declares", &["<a xmlns='urn:p' p:xmlns='1' xmlns:p='urn:p'/>"]),
    ("XML 2.11: a carriage return before a reference", &["<a>x\r&#10;y</a>", "<a>x\r&amp;\r\ny</a>"]),
];

fn holds(table: &[(&str, &[&str])], document: &str) -> bool {
    table.iter().any(|(_, documents)| documents.contains(&document))
}

/// Whether roxmltree is known to take the wrong view of a document.
pub(crate) fn is_known(document: &str) -> bool {
    holds(KNOWN, document)
}

/// Whether roxmltree reads a well-formed document as the reader does.
pub(crate) fn is_read_alike(document: &str) -> bool {
    !holds(READ_DIFFERENTLY, document)
}
