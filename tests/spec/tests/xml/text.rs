//! Text: XML 1.0, 2.2, 2.4, 2.7, 2.11, 4.1 and 4.6.

use crate::rule::{Rule, check};

#[test]
fn text() {
    check(RULES);
}

static RULES: &[Rule] = &[
    Rule {
        section: "XML 2.2 [2]: characters",
        kept: &[
            "<a>\t\n\r</a>", "<a> </a>", "<a>\u{7F}</a>", "<a>\u{80}\u{85}\u{9F}</a>", "<a>\u{D7FF}</a>",
            "<a>\u{E000}</a>", "<a>\u{FFFD}</a>", "<a>\u{10000}\u{10FFFF}</a>", "<a>\u{FEFF}</a>", "<a>\u{FDD0}</a>",
            "<a>\u{1FFFE}</a>", "<a>\u{2028}</a>", "<a b='\u{7F}\u{FFFD}'/>",
        ],
        broken: &[
            "<a>\0</a>", "<a>\u{1}</a>", "<a>\u{8}</a>", "<a>\u{B}</a>", "<a>\u{C}</a>", "<a>\u{E}</a>", "<a>\u{1A}</a>",
            "<a>\u{1F}</a>", "<a>\u{FFFE}</a>", "<a>\u{FFFF}</a>", "<a b='\u{1}'/>", "<a b='\u{FFFF}'/>", "<a\u{1}/>",
            "<\u{FFFE}/>", "<a>\u{1F}é</a>", "<a>é\u{FFFF}</a>", "<a><![CDATA[\u{1}]]></a>", "<a><?b \u{0}?></a>",
            "<a/>\u{0}", "\u{1}<a/>", "<a b='é\u{B}'/>",
        ],
    },
    Rule {
        section: "XML 2.4 [14]: no < & ]]> in text",
        kept: &[
            "<a>></a>", "<a>]</a>", "<a>]]</a>", "<a>]></a>", "<a>]] ></a>", "<a>]]&gt;</a>", "<a>&#93;]></a>",
            "<a>]]<!-- b -->></a>", "<a>]]<b/>></a>", "<a>\"'</a>", "<a>x=y;z</a>", "<a>/></a>", "<a>--></a>", "<a>?></a>",
            "<a>]<![CDATA[]]]>></a>", "<a>!</a>", "<a>]]]]</a>", "<a>]]<?b?>></a>",
        ],
        broken: &[
            "<a>]]></a>", "<a>x]]>y</a>", "<a>]]]></a>", "<a><b/>]]></a>", "<a>]]>]]></a>", "<a>&amp;]]></a>",
            "<a><![CDATA[b]]>]]></a>", "<a>\r]]></a>", "<a> < </a>", "<a>&</a>", "<a>x & y</a>", "<a>x < y</a>",
            "<a>]]>", "<a><b>]]></b></a>", "<a>x<!-- b -->]]></a>",
        ],
    },
    Rule {
        section: "XML 2.7 [18]-[21]: CDATA sections",
        kept: &[
            "<a><![CDATA[]]></a>", "<a><![CDATA[ ]]></a>", "<a><![CDATA[x]]></a>", "<a><![CDATA[<b>&amp;]]></a>",
            "<a><![CDATA[]]]></a>", "<a><![CDATA[]]]]></a>", "<a><![CDATA[]>]]></a>", "<a><![CDATA[]] >]]></a>",
            "<a><![CDATA[<![CDATA[]]></a>", "<a>x<![CDATA[y]]>z</a>", "<a><![CDATA[x]]><![CDATA[y]]></a>",
            "<a><![CDATA[]]]]><![CDATA[>]]></a>", "<a><b/><![CDATA[x]]><c/></a>", "<a><![CDATA[é😀]]></a>",
            "<a><![CDATA[<!-- -- -->]]></a>", "<a><![CDATA[&x;]]></a>", "<a><![CDATA[\r\n\r]]></a>",
        ],
        broken: &[
            "<a><![CDATA[</a>", "<a><![CDATA[]></a>", "<a><![CDATA[]]</a>", "<a><![cdata[x]]></a>", "<a><![CDATA [x]]></a>",
            "<a><! [CDATA[x]]></a>", "<a><![CDATA[x]] ></a>", "<a><![CDATA[x]]></a", "<a><![CDATAx]]></a>",
            "<a <![CDATA[x]]>/>", "<a><![CDATA[<![CDATA[x]]>]]></a>", "<a><![</a>", "<a><![IGNORE[x]]></a>",
            "<a><![CDATA[x]]>", "<![CDATA[<a/>]]>",
        ],
    },
    Rule {
        section: "XML 2.11: line ends",
        kept: &[
            "<a>x\ny</a>", "<a>x\r\ny</a>", "<a>x\ry</a>", "<a>\r\r\n\n\r</a>", "<a>x\r</a>", "<a>\r\n</a>",
            "<a>x&#13;y</a>", "<a>x&#xD;\ny</a>", "<a>x\r&#10;y</a>", "<a>x\r&amp;\r\ny</a>", "<a>\r<b/>\r\n</a>",
            "<a><![CDATA[x\r\ny\r]]></a>", "<a>\r<![CDATA[\n]]></a>", "<a>x<!-- \r\n -->\r\ny</a>", "<a>\r<!-- -->\n</a>",
            "<a>é\r\n</a>",
        ],
        broken: &[],
    },
    Rule {
        section: "XML 4.1 [66]: character references",
        kept: &[
            "<a>&#65;</a>", "<a>&#x41;</a>", "<a>&#x0041;</a>", "<a>&#00065;</a>", "<a>&#xe9;&#xE9;</a>", "<a>&#x1F600;</a>",
            "<a>&#x10FFFF;</a>", "<a>&#x9;&#xA;&#xD;&#x20;</a>", "<a>&#60;b&#62;</a>", "<a>&#38;amp;</a>", "<a>&#xD7FF;</a>",
            "<a>&#xE000;&#xFFFD;</a>", "<a>&#x7F;&#x85;</a>", "<a>x&#65;y&#66;z</a>",
            "<a>&#x000000000000000000000000000000000000000000000000000000000000000000000041;</a>",
        ],
        broken: &[
            "<a>&#;</a>", "<a>&#x;</a>", "<a>&#a;</a>", "<a>&#xg;</a>", "<a>&#65</a>", "<a>&#x41</a>", "<a>&#X41;</a>",
            "<a>&# 65;</a>", "<a>&#65 ;</a>", "<a>& #65;</a>", "<a>&#-65;</a>", "<a>&#+65;</a>", "<a>&#6 5;</a>",
            "<a>&#0;</a>", "<a>&#x0;</a>", "<a>&#x1;</a>", "<a>&#x1A;</a>", "<a>&#xB;</a>", "<a>&#31;</a>", "<a>&#xD800;</a>",
            "<a>&#xDFFF;</a>", "<a>&#xFFFE;</a>", "<a>&#xFFFF;</a>", "<a>&#x110000;</a>", "<a>&#xFFFFFFFF;</a>",
            "<a>&#4294967361;</a>", "<a>&#x1000000041;</a>", "<a>&#99999999999999999999;</a>", "<a>&#65.0;</a>", "<a>&#x-41;</a>",
            "<a>&#x4_1;</a>", "<a>&#\u{661};</a>",
        ],
    },
    Rule {
        section: "XML 4.1 [68], 4.6: entity references, of which there are five",
        kept: &[
            "<a>&lt;&gt;&amp;&apos;&quot;</a>", "<a>&amp;lt;</a>", "<a>&amp;#65;</a>", "<a>x&amp;y&amp;z</a>", "<a>&lt;b/&gt;</a>",
            "<a>&amp;<b/>&amp;</a>", "<a>;&amp;;</a>",
        ],
        broken: &[
            "<a>&;</a>", "<a>&b;</a>", "<a>&nbsp;</a>", "<a>&amp</a>", "<a>&amp </a>", "<a>&AMP;</a>", "<a>&Lt;</a>", "<a>& amp;</a>",
            "<a>&amp ;</a>", "<a>&a&amp;</a>", "<a>&<b/></a>", "<a>&amp<b/>;</a>", "<a>&1;</a>", "<a>%b;</a>&", "<a>&amp;amp&</a>",
            "<a>&a:b;</a>", "<a>&\u{37E};</a>", "<a>&amp", "<a>&", "<a>&lt<!-- -->;</a>", "<a>&l<![CDATA[t]]>;</a>",
        ],
    },
];
