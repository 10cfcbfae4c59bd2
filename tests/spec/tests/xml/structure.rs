//! Documents as a whole: XML 1.0, 2.1, 2.5, 2.6, 2.8 and 3.

use crate::rule::{Rule, check};

#[test]
fn structure() {
    check(RULES);
}

static RULES: &[Rule] = &[
    Rule {
        section: "XML 2.1 [1]: one root element, and nothing but comments and instructions around it",
        kept: &[
            "<a/>", "<a></a>", " <a/>", "\n<a/>\n", "\t\r\n<a/>\t\r\n", "<!-- b --><a/>", "<a/><!-- b -->", "<?b?><a/>",
            "<a/><?b?>", "<!-- b --> <?c?> <!-- d --><a/> <!-- e --><?f?> ", "\u{FEFF}<a/>",
        ],
        broken: &[
            "", " ", "\u{FEFF}", "a", "<a/>a", "a<a/>", "<a/><a/>", "<a/><b/>", "<a></a><b></b>", "<a/></a>", "</a>",
            "</a><a/>", "<!-- b -->", "<?b?>", "&amp;<a/>", "<a/>&amp;", "<a/>&#32;", "<![CDATA[x]]><a/>",
            "<a/><![CDATA[x]]>", "<a/>\u{FEFF}", " \u{FEFF}<a/>", "\u{FEFF}\u{FEFF}<a/>", "<a/>]]>", "<a/>\u{A0}",
            "<a/><", "<a/>>", "<", ">", "<>", "</>", "<!", "<?", "<a/><!-- b", "<a/><?b", "<a/><!",
        ],
    },
    Rule {
        section: "XML 3 [39]: tags match",
        kept: &[
            "<a><b/></a>", "<a><b></b></a>", "<a><a></a></a>", "<a><b><c/></b><b/></a>", "<é></é>",
            "<p:a xmlns:p='urn:p'></p:a>",
        ],
        broken: &[
            "<a>", "<a", "<a><b>", "<a><b></a>", "<a></b>", "<a></A>", "<a></a", "<a></", "<a><b></a></b>", "<a><b/>",
            "<a></aa>", "<aa></a>", "<a></a b='1'>", "<a></a/>", "<a><b></b", "<a></>", "<a></a><", "<a>x",
            "<a b='1'", "<a b='1", "<a b=", "<a b", "<a ", "<a/", "<a></a></a>", "<a><</a>", "<a></ a>",
            "<p:a xmlns:p='urn:p' xmlns:q='urn:p'></q:a>", "<p:a xmlns:p='urn:p'></a>", "<a xmlns='urn:p' xmlns:p='urn:p'></p:a>",
            "<é></e>", "<a><b/></a></b>",
        ],
    },
    Rule {
        section: "XML 2.5 [15]: comments",
        kept: &[
            "<a><!----></a>", "<a><!-- --></a>", "<a><!-- b --></a>", "<a><!-- - --></a>", "<a><!-- -b --></a>",
            "<a><!-- < & > --></a>", "<a><!-- &b; --></a>", "<a><!-- ]]> --></a>", "<a><!-- <b> --></a>", "<!----><a/>",
            "<a>x<!-- y -->z</a>", "<a><!-- é 😀 --></a>", "<a><!-- <!- --></a>", "<a><!-- ? --><b/><!-- --></a>",
            "<a><!-- ->< --></a>", "<!--->--><a/>",
        ],
        broken: &[
            "<a><!-- -- --></a>", "<a><!-- b ---></a>", "<a><!-----></a>", "<a><!--></a>", "<a><!---></a>",
            "<a><!-- b ->--></a", "<a><!-- b </a>", "<a><!- b --></a>", "<a><! -- b --></a>", "<a><!-- b -- ></a>",
            "<a><!--a--b--></a>", "<a b='1' <!-- c --> />", "<a <!-- b -->/>", "<!-- b -- c --><a/>",
            "<a/><!-- -- -->", "<a><!-- <!-- b --> --></a>", "<a><!-- \u{1} --></a>", "<a><!-- \u{FFFF} --></a>",
            "<a><!ELEMENT b EMPTY></a>", "<a><!></a>", "<a><!b></a>",
        ],
    },
    Rule {
        section: "XML 2.6 [16], [17]: processing instructions; Namespaces 7: no colon in their targets",
        kept: &[
            "<a><?b?></a>", "<a><?b ?></a>", "<a><?b c?></a>", "<a><?b c='d' e?></a>", "<a><?b ? ??></a>",
            "<a><?b <>&?></a>", "<a><?b ]]> -- ?></a>", "<a><?b\nc?></a>", "<?b?><a/>", "<a/><?b?>", "<a><?é?></a>",
            "<a><?xml-stylesheet href='b'?></a>", "<?xml-stylesheet href='b'?><a/>", "<a><?xmlb?></a>", "<a><?_b?></a>",
            "<a>x<?b?>y</a>", "<a><?b ?c?></a>", "<a><?b  > ?></a>",
        ],
        broken: &[
            "<a><??></a>", "<a><? b?></a>", "<a><?1?></a>", "<a><?b></a>", "<a><?b</a>", "<a><?b?c?></a>",
            "<a><?b'c'?></a>", "<a><?b<?></a>", "<a><?xml?></a>", "<a><?xml version='1.0'?></a>", "<a><?XML?></a>",
            "<a><?XmL b?></a>", "<a><?xml\tb?></a>", "<?XML version='1.0'?><a/>", "<a><?b:c?></a>", "<a><?:?></a>",
            "<a><?b:c:d?></a>", "<a><?b \u{1}?></a>", "<a/><?xml version='1.0'?>", "<a><?-b?></a>", "<a><?b? ></a>",
            " <?xml version='1.0'?><a/>", "<!-- b --><?xml version='1.0'?><a/>", "<?xml version='1.0'?><?xml version='1.0'?><a/>",
        ],
    },
    Rule {
        section: "XML 2.8 [23]-[26], 2.9 [32], 4.3.3 [80], [81]: the XML declaration",
        kept: &[
            "<?xml version='1.0'?><a/>", "<?xml version=\"1.0\"?><a/>", "<?xml version='1.0' ?><a/>",
            "<?xml  version = '1.0'  ?><a/>", "<?xml\nversion='1.0'\r\n?>\n<a/>", "<?xml\tversion='1.0'?><a/>",
            "<?xml version='1.0' encoding='utf-8'?><a/>", "<?xml version='1.0' encoding='UTF-8'?><a/>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "<?xml version='1.0' encoding='x_y.z-1'?><a/>",
            "<?xml version='1.0' standalone='yes'?><a/>", "<?xml version='1.0' standalone='no'?><a/>",
            "<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>", "<?xml version='1.1'?><a/>",
            "<?xml version='1.10'?><a/>", "\u{FEFF}<?xml version='1.0'?><a/>", "<?xml version='1.0'?><!-- b --><a/>",
        ],
        broken: &[
            "<?xml?><a/>", "<?xml ?><a/>", "<?xml encoding='utf-8'?><a/>", "<?xml version='1.0'><a/>",
            "<?xml version='1.0'?", "<?xml version=1.0?><a/>", "<?xml version='1.0\"?><a/>", "<?xml version='2.0'?><a/>",
            "<?xml version='1'?><a/>", "<?xml version='1.'?><a/>", "<?xml version=''?><a/>", "<?xml version='1.0a'?><a/>",
            "<?xml version=' 1.0'?><a/>", "<?xml version='1.0'encoding='utf-8'?><a/>", "<?xml version='1.0' encoding=''?><a/>",
            "<?xml version='1.0' encoding='8bit'?><a/>", "<?xml version='1.0' encoding='-'?><a/>",
            "<?xml version='1.0' encoding='utf 8'?><a/>", "<?xml version='1.0' encoding='utf/8'?><a/>",
            "<?xml version='1.0' encoding='ütf'?><a/>", "<?xml version='1.0' encoding=utf-8?><a/>",
            "<?xml version='1.0' standalone='maybe'?><a/>", "<?xml version='1.0' standalone='YES'?><a/>",
            "<?xml version='1.0' standalone=''?><a/>", "<?xml encoding='utf-8' version='1.0'?><a/>",
            "<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>", "<?xml version='1.0' version='1.0'?><a/>",
            "<?xml version='1.0' encoding='utf-8' encoding='utf-8'?><a/>", "<?xml version='1.0' foo='bar'?><a/>",
            "<?xml Version='1.0'?><a/>", "<?xml version:'1.0'?><a/>", "<?xml version='1.0' ??><a/>",
            "<?xml version='1.0'/?><a/>", "<?xml version='1.0' xml:lang='de'?><a/>", "<? xml version='1.0'?><a/>",
            "<?xml version='1.0'? ><a/>", "<?xml version='1.&#48;'?><a/>", "<?xml version='1.0' standalone='yes'x?><a/>",
        ],
    },
    Rule {
        section: "XML 2.8 [28]: document type declarations are refused ([SOAP 1.1] 3)",
        kept: &[],
        broken: &[
            "<!DOCTYPE a><a/>", "<!DOCTYPE a []><a/>", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
            "<?xml version='1.0'?><!DOCTYPE a><a/>", "<!-- b --><!DOCTYPE a><a/>", "<a><!DOCTYPE a></a>",
            "<a/><!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!doctype a><a/>",
        ],
    },
];
