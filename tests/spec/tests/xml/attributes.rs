//! Start tags and attributes: XML 1.0, 3.1 and 3.3.3.

use crate::rule::{Rule, check};

#[test]
fn attributes() {
    check(RULES);
}

static RULES: &[Rule] = &[
    Rule {
        section: "XML 3.1 [40], [44]: white space in tags",
        kept: &[
            "<a />", "<a\t/>", "<a\n/>", "<a\r/>", "<a  ></a>", "<a\n></a\n>", "<a></a \t\r\n>", "<a b='1' />",
            "<a\nb='1'\tc='2'/>", "<a b ='1'/>", "<a b= '1'/>", "<a b\n=\t'1'/>", "<a\r\nb='1'/>",
        ],
        broken: &[
            "< a/>", "<a/ >", "<a / >", "<a></ a>", "< /a>", "<a b='1'c='2'/>", "<a b='1'\u{A0}c='2'/>",
            "<a\u{A0}b='1'/>", "<a\u{2003}/>", "<a\u{B}/>", "<a\u{C}/>", "<a\u{85}/>", "<a b='1'/c='2'>", "<a/b/>",
            "<a/='1'/>", "<a b='1'//>", "<a//>", "<a b='1'&amp;/>",
        ],
    },
    Rule {
        section: "XML 3.1 [41]: a name, an equals sign, a quoted value",
        kept: &[
            "<a b=''/>", "<a b=\"\"/>", "<a b='1'/>", "<a b=\"1\"/>", "<a b='\"'/>", "<a b=\"'\"/>", "<a b='>'/>",
            "<a b='/>'/>", "<a b=']]>'/>", "<a b='=' c='='/>", "<a b='--'/>", "<a b='?>'/>", "<a b='a b'/>",
        ],
        broken: &[
            "<a b/>", "<a b></a>", "<a b=/>", "<a b=1/>", "<a b='1/>", "<a b=\"1'/>", "<a b='1\"/>", "<a b='1''/>",
            "<a b='1'\"/>", "<a b:'1'/>", "<a 'b'='1'/>", "<a b=`1`/>", "<a b='1' c/>", "<a ='1'/>", "<a b=='1'/>",
            "<a b='1' 'c'/>", "<a '1'/>", "<a b=\u{2018}1\u{2019}/>", "<a b='1'=''/>",
        ],
    },
    Rule {
        section: "XML 3.1: no < in a value",
        kept: &["<a b='&lt;'/>", "<a b='&#60;'/>", "<a b='&#x3C;'/>", "<a b='&lt;c/&gt;'/>"],
        broken: &["<a b='<'/>", "<a b=\"<\"/>", "<a b='a<b'/>", "<a b='<c/>'/>", "<a b='<![CDATA[x]]>'/>", "<a b='<!-- c -->'/>"],
    },
    Rule {
        section: "XML 3.1, unique attributes; Namespaces 6.3, unique expanded names",
        kept: &[
            "<a b='1' B='2'/>", "<a b='1'><c b='1'/></a>", "<a b='1' p:b='2' xmlns:p='urn:p'/>",
            "<a p:b='1' q:b='2' xmlns:p='urn:p' xmlns:q='urn:q'/>", "<a b='1' xml:b='2'/>",
            "<p:a b='1' p:b='2' xmlns:p='urn:p'/>", "<a xmlns='urn:p' xmlns:p='urn:p' b='1' p:b='2'/>",
            "<a xmlns='urn:p' p:xmlns='1' xmlns:p='urn:p'/>",
        ],
        broken: &[
            "<a b='1' b='1'/>", "<a b='1' b='2'/>", "<a b='1' c='2' b='3'/>", "<a b='' b=''/>",
            "<a p:b='1' p:b='2' xmlns:p='urn:p'/>", "<a p:b='1' q:b='2' xmlns:p='urn:p' xmlns:q='urn:p'/>",
            "<a p:b='1' xmlns:p='urn:p' q:b='2' xmlns:q='urn:p'/>", "<a xml:b='1' xml:b='1'/>",
            "<a xml:b='1' x:b='1' xmlns:x='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns:p='urn:p'><b xmlns:q='urn:p' p:c='1' q:c='1'/></a>",
            "<a p:b='1' q:b='2' xmlns:p='urn&#58;p' xmlns:q='urn:p'/>",
            "<a xmlns='urn:p' xmlns='urn:p'/>", "<a xmlns='urn:p' xmlns='urn:q'/>", "<a xmlns='' xmlns=''/>",
            "<a xmlns:p='urn:p' xmlns:p='urn:p'/>", "<a xmlns:p='urn:p' xmlns:p='urn:q'/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
        ],
    },
    Rule {
        section: "XML 3.3.3: normalisation",
        kept: &[
            "<a b=' x '/>", "<a b='x\ny'/>", "<a b='x\r\ny'/>", "<a b='x\ry'/>", "<a b='x\ty'/>", "<a b='x\n\ny'/>",
            "<a b='\r\n'/>", "<a b='\n\r'/>", "<a b='\r\r\n'/>", "<a b='x&#10;y'/>", "<a b='x&#xD;y'/>",
            "<a b='x&#9;y'/>", "<a b='&#13;&#10;'/>", "<a b='&#32;&#32;'/>", "<a b='x&#xD;\ny'/>", "<a b='é\r\n&amp;'/>",
        ],
        broken: &[],
    },
    Rule {
        section: "XML 4.1 in values",
        kept: &[
            "<a b='&amp;'/>", "<a b='&quot;&apos;'/>", "<a b='&gt;&lt;'/>", "<a b='&#38;'/>", "<a b='&#x1F600;'/>",
            "<a b='&amp;amp;'/>", "<a b='&amp;&amp;'/>", "<a b='x;y'/>",
        ],
        broken: &[
            "<a b='&'/>", "<a b='& '/>", "<a b='&amp'/>", "<a b='&;'/>", "<a b='&x;'/>", "<a b='&nbsp;'/>",
            "<a b='&#;'/>", "<a b='&#x;'/>", "<a b='&#xG;'/>", "<a b='&#1a;'/>", "<a b='&#0;'/>", "<a b='&#xB;'/>",
            "<a b='&#xD800;'/>", "<a b='&#xFFFE;'/>", "<a b='&#x110000;'/>", "<a b='&#X41;'/>", "<a b='& amp;'/>",
            "<a b='&amp ;'/>", "<a b='&AMP;'/>", "<a b='&#-1;'/>", "<a b='&#+1;'/>", "<a b='&#4294967361;'/>",
            "<a><b c='&'/></a>", "<a><b c='1' d='&x;'>x</b></a>", "<a xmlns='&x;'/>", "<a xmlns:p='&'/>",
        ],
    },
];
