//! The edits themselves, by what they change.

use super::Edit;

const NOTE: &str = r#"<xs:element name="Note" type="xs:string" minOccurs="0"/>"#;
const ITEM: &str = r#"<xs:element name="Item" type="xs:string"/>"#;
const COUNT: &str = r#"<xs:element name="Count" type="xs:int"/>"#;
const KIND: &str = r#"<xs:attribute name="kind" type="s:Color" default="Red"/>"#;
const ID: &str = r#"<xs:attribute name="id" type="xs:token" use="required"/>"#;
const WRITTEN_NOTE: &str = "<Note>blue</Note>";
const LEAST: &str = "<Count>0</Count>";

/// Every edit.
pub(crate) fn all() -> Vec<Edit> {
    let groups =
        [elements(), occurrences(), content(), values(), attributes(), types(), derivations(), operations(), names()];
    groups.into_iter().flatten().collect()
}

fn elements() -> Vec<Edit> {
    vec![
        Edit::new(
            "optional element added",
            &[(NOTE, r#"<xs:element name="Note" type="xs:string" minOccurs="0"/><xs:element name="Extra" type="xs:string" minOccurs="0"/>"#)],
        )
        .new_message("place-full", &[(WRITTEN_NOTE, "<Note>blue</Note><Extra>x</Extra>")]),
        Edit::new("required element added", &[(COUNT, r#"<xs:element name="Count" type="xs:int"/><xs:element name="Extra" type="xs:string"/>"#)])
            .new_message("place-least", &[(LEAST, "<Count>0</Count><Extra>x</Extra>")]),
        Edit::new("optional element removed", &[(NOTE, "")]),
        Edit::new("required element removed", &[(COUNT, "")]).new_message("place-least", &[(LEAST, "")]),
        Edit::new("optional element renamed", &[(NOTE, r#"<xs:element name="Remark" type="xs:string" minOccurs="0"/>"#)])
            .new_message("place-full", &[(WRITTEN_NOTE, "<Remark>blue</Remark>")]),
        Edit::new("required element renamed", &[(COUNT, r#"<xs:element name="Number" type="xs:int"/>"#)])
            .new_message("place-least", &[(LEAST, "<Number>0</Number>")]),
        Edit::new("required elements reordered", &[(ITEM, ""), (COUNT, r#"<xs:element name="Count" type="xs:int"/><xs:element name="Item" type="xs:string"/>"#)])
            .new_message("place-least", &[("<Item/><Count>0</Count>", "<Count>0</Count><Item/>")]),
        Edit::new("optional elements reordered", &[
            (r#"<xs:element name="Code" type="s:Code" minOccurs="0"/>"#, ""),
            (r#"<xs:element name="Amount" type="s:Amount" minOccurs="0"/>"#, r#"<xs:element name="Amount" type="s:Amount" minOccurs="0"/><xs:element name="Code" type="s:Code" minOccurs="0"/>"#),
        ]),
        Edit::new("element of equal types reordered", &[(r#"<xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/>"#, r#"<xs:element name="Y" type="xs:int"/><xs:element name="X" type="xs:int"/>"#)]),
        Edit::new("int to long", &[(COUNT, r#"<xs:element name="Count" type="xs:long"/>"#)])
            .new_message("place-least", &[(LEAST, "<Count>5000000000</Count>")]),
        Edit::new("int to short", &[(COUNT, r#"<xs:element name="Count" type="xs:short"/>"#)])
            .old_message("place-least", &[(LEAST, "<Count>70000</Count>")]),
        Edit::new("int to string", &[(COUNT, r#"<xs:element name="Count" type="xs:string"/>"#)])
            .new_message("place-least", &[(LEAST, "<Count>many</Count>")]),
        Edit::new("string to int", &[(ITEM, r#"<xs:element name="Item" type="xs:int"/>"#)]),
        Edit::new("string to token", &[(r#"<xs:element name="Customer" type="xs:string"/>"#, r#"<xs:element name="Customer" type="xs:token"/>"#)]),
        Edit::new("string to a type that is another name", &[(ITEM, r#"<xs:element name="Item" type="s:Name"/>"#)]),
        Edit::new("nillable added", &[(r#"<xs:element name="Code" type="s:Code" minOccurs="0"/>"#, r#"<xs:element name="Code" type="s:Code" minOccurs="0" nillable="true"/>"#)])
            .new_message("place-full", &[("<Code>ab</Code>", r#"<Code xsi:nil="true"/>"#)]),
        Edit::new("nillable removed", &[(r#" nillable="true""#, "")]),
        Edit::new("default removed", &[(r#" type="xs:boolean" default="true""#, r#" type="xs:boolean""#)]),
        Edit::new("default changed", &[(r#" type="xs:boolean" default="true""#, r#" type="xs:boolean" default="false""#)]),
        Edit::new("default added", &[(NOTE, r#"<xs:element name="Note" type="xs:string" minOccurs="0" default="none"/>"#)]),
        Edit::new("unique added", &[(r#"<xs:element name="Place" type="s:OrderType"/>"#, r#"<xs:element name="Place" type="s:OrderType"><xs:unique name="LineItem"><xs:selector xpath="s:Line"/><xs:field xpath="s:Item"/></xs:unique></xs:element>"#)])
            .old_message("place-full", &[("<Item>Ink</Item>", "<Item>Pen</Item>")]),
        Edit::new("fixed removed", &[(r#" fixed="1""#, "")]).new_message("place-full", &[("<Version>1<", "<Version>2<")]),
        Edit::new("fixed changed", &[(r#" fixed="1""#, r#" fixed="2""#)]).new_message("place-full", &[("<Version>1<", "<Version>2<")]),
        Edit::new("fixed added", &[(NOTE, r#"<xs:element name="Note" type="xs:string" minOccurs="0" fixed="blue"/>"#)])
            .old_message("place-full", &[(WRITTEN_NOTE, "<Note>red</Note>")]),
        Edit::new("local element unqualified", &[(r#"<xs:element name="Inner" type="xs:string"/>"#, r#"<xs:element name="Inner" type="xs:string" form="unqualified"/>"#)])
            .new_message("place-full", &[("<Inner>i</Inner>", r#"<Inner xmlns="">i</Inner>"#)]),
    ]
}

fn occurrences() -> Vec<Edit> {
    vec![
        Edit::new("optional to required", &[(NOTE, r#"<xs:element name="Note" type="xs:string"/>"#)])
            .new_message("place-least", &[(LEAST, "<Count>0</Count><Note>n</Note>")]),
        Edit::new("required to optional", &[(COUNT, r#"<xs:element name="Count" type="xs:int" minOccurs="0"/>"#)])
            .new_message("place-least", &[(LEAST, "")]),
        Edit::new(
            "one to many",
            &[(NOTE, r#"<xs:element name="Note" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>"#)],
        )
        .new_message("place-full", &[(WRITTEN_NOTE, "<Note>blue</Note><Note>red</Note>")]),
        Edit::new("many to one", &[(r#" type="s:Line" maxOccurs="unbounded""#, r#" type="s:Line""#)]),
        Edit::new("at most five to three", &[(r#"maxOccurs="5""#, r#"maxOccurs="3""#)]),
        Edit::new("at most five to ninety", &[(r#"maxOccurs="5""#, r#"maxOccurs="90""#)]).new_message(
            "place-other",
            &[(
                "<Spot><X>1</X><Y>2</Y></Spot></Place>",
                "<Spot><X>1</X><Y>2</Y></Spot><Spot><X>1</X><Y>2</Y></Spot></Place>",
            )],
        ),
        Edit::new(
            "at least one to two",
            &[(r#" type="s:Line" maxOccurs="unbounded""#, r#" type="s:Line" minOccurs="2" maxOccurs="unbounded""#)],
        ),
        Edit::new(
            "at least one to none",
            &[(r#" type="s:Line" maxOccurs="unbounded""#, r#" type="s:Line" minOccurs="0" maxOccurs="unbounded""#)],
        )
        .new_message("place-least", &[(r#"<Line id="a"><Item/><Count>0</Count></Line>"#, "")]),
    ]
}

fn content() -> Vec<Edit> {
    let card = r#"<xs:element name="Card" type="s:Name"/>"#;
    let choice = "<xs:choice>\n          <xs:element name=\"Cash\" type=\"xs:int\"/>\n          <xs:element name=\"Card\" type=\"s:Name\"/>\n        </xs:choice>";
    vec![
        Edit::new("alternative added", &[(card, r#"<xs:element name="Card" type="s:Name"/><xs:element name="Cheque" type="xs:string"/>"#)])
            .new_message("place-full", &[("<Cash>5</Cash>", "<Cheque>c</Cheque>")]),
        Edit::new("alternative removed", &[(card, "")]),
        Edit::new("choice to sequence", &[(choice, r#"<xs:sequence><xs:element name="Cash" type="xs:int"/><xs:element name="Card" type="s:Name"/></xs:sequence>"#)])
            .new_message("place-full", &[("<Cash>5</Cash>", "<Cash>5</Cash><Card>c</Card>")]),
        Edit::new("choice optional", &[("<xs:choice>", r#"<xs:choice minOccurs="0">"#)])
            .new_message("place-full", &[("<Pay><Cash>5</Cash></Pay>", "<Pay/>")]),
        Edit::new("attribute beside a choice", &[(choice, r#"<xs:choice><xs:element name="Cash" type="xs:int"/><xs:element name="Card" type="s:Name"/></xs:choice><xs:attribute name="note" type="xs:string"/>"#)])
            .new_message("place-full", &[("<Pay>", r#"<Pay note="n">"#)]),
        Edit::new("choice repeated", &[("<xs:choice>", r#"<xs:choice maxOccurs="unbounded">"#)])
            .new_message("place-full", &[("<Cash>5</Cash>", "<Cash>5</Cash><Cash>6</Cash>")]),
        Edit::new("sequence to choice", &[(
            r#"<xs:sequence><xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/></xs:sequence>"#,
            r#"<xs:choice><xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/></xs:choice>"#,
        )])
        .new_message("place-other", &[("<X>1</X><Y>2</Y>", "<X>1</X>")]),
        Edit::new("repeated sequence to one", &[(r#"<xs:sequence maxOccurs="unbounded">"#, "<xs:sequence>")]),
        Edit::new("member of a repeated sequence added", &[(
            r#"<xs:element name="Value" type="xs:string" minOccurs="0"/>"#,
            r#"<xs:element name="Value" type="xs:string" minOccurs="0"/><xs:element name="More" type="xs:string" minOccurs="0"/>"#,
        )])
        .new_message("place-full", &[("<Value>v</Value>", "<Value>v</Value><More>m</More>")]),
        Edit::new("all to sequence", &[("<xs:all>", "<xs:sequence>"), ("</xs:all>", "</xs:sequence>")]),
        Edit::new("sequence to all", &[(
            r#"<xs:sequence><xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/></xs:sequence>"#,
            r#"<xs:all><xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/></xs:all>"#,
        )]),
        Edit::new("sequence to all in another order", &[(
            r#"<xs:sequence><xs:element name="X" type="xs:int"/><xs:element name="Y" type="xs:int"/></xs:sequence>"#,
            r#"<xs:all><xs:element name="Y" type="xs:int"/><xs:element name="X" type="xs:int"/></xs:all>"#,
        )]),
        Edit::new("wildcard added", &[(NOTE, r###"<xs:element name="Note" type="xs:string" minOccurs="0"/><xs:any namespace="##other" processContents="lax" minOccurs="0"/>"###)])
            .new_message("place-full", &[(WRITTEN_NOTE, "<Note>blue</Note><o:x/>")]),
        Edit::new("wildcard removed", &[(r###"<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>"###, "")]),
        Edit::new("wildcard wider", &[(r###"<xs:any namespace="##other""###, r###"<xs:any namespace="##other ##local""###)].map(|(a, _)| (a, r###"<xs:any namespace="urn:other ##local""###)))
            .new_message("place-full", &[("<o:extra>1</o:extra>", r#"<y xmlns=""/>"#)])
            .old_message("place-full", &[("<o:extra>1</o:extra>", r#"<y xmlns="urn:third"/>"#)]),
        Edit::new("wildcard skips", &[(r#"processContents="lax" minOccurs"#, r#"processContents="skip" minOccurs"#)])
            .new_message("place-full", &[("<o:extra>1</o:extra>", r#"<o:extra xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:int">x</o:extra>"#)]),
        Edit::new("wildcard strict", &[(r#"processContents="lax" minOccurs"#, r#"processContents="strict" minOccurs"#)]),
        Edit::new("mixed removed", &[(r#" mixed="true""#, "")]),
        Edit::new("mixed added", &[(r#"<xs:complexType name="Point">"#, r#"<xs:complexType name="Point" mixed="true">"#)])
            .new_message("place-full", &[("<Spot><X>1</X>", "<Spot>at <X>1</X>")]),
        Edit::new("groups that say nothing", &[(NOTE, r#"<xs:sequence><xs:element name="Note" type="xs:string" minOccurs="0"/></xs:sequence>"#)]),
    ]
}

fn values() -> Vec<Edit> {
    vec![
        Edit::new("greatest length tightened", &[(r#"<xs:maxLength value="8"/>"#, r#"<xs:maxLength value="4"/>"#)]),
        Edit::new("greatest length loosened", &[(r#"<xs:maxLength value="8"/>"#, r#"<xs:maxLength value="16"/>"#)])
            .new_message("place-full", &[("<Code>ab<", "<Code>abcdefghijkl<")]),
        Edit::new("facet removed", &[(r#"<xs:minLength value="2"/>"#, "")])
            .new_message("place-full", &[("<Code>ab<", "<Code>a<")]),
        Edit::new("all facets removed", &[(r#"<xs:minLength value="2"/><xs:maxLength value="8"/>"#, "")])
            .new_message("place-full", &[("<Code>ab<", "<Code>a<")]),
        Edit::new(
            "pattern added",
            &[(r#"<xs:maxLength value="8"/>"#, r#"<xs:maxLength value="8"/><xs:pattern value="[a-c]*"/>"#)],
        ),
        Edit::new(
            "facets on a type without",
            &[(
                r#"<xs:restriction base="xs:string"/>"#,
                r#"<xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction>"#,
            )],
        )
        .old_message("place-other", &[("<Card>c<", "<Card>cccc<")]),
        Edit::new("bound tightened", &[(r#"<xs:maxInclusive value="100"/>"#, r#"<xs:maxInclusive value="50"/>"#)]),
        Edit::new("bound loosened", &[(r#"<xs:maxInclusive value="100"/>"#, r#"<xs:maxInclusive value="1000"/>"#)])
            .new_message("place-full", &[("<Amount>0<", "<Amount>500<")]),
        Edit::new(
            "base of facets widened",
            &[(r#"<xs:restriction base="xs:int"><xs:min"#, r#"<xs:restriction base="xs:integer"><xs:min"#)],
        ),
        Edit::new(
            "value added",
            &[(
                r#"<xs:enumeration value="Blue"/>"#,
                r#"<xs:enumeration value="Blue"/><xs:enumeration value="Yellow"/>"#,
            )],
        )
        .new_message("place-full", &[("<Color>Green<", "<Color>Yellow<")]),
        Edit::new("value removed", &[(r#"<xs:enumeration value="Blue"/>"#, "")]),
        Edit::new("value renamed", &[(r#"<xs:enumeration value="Blue"/>"#, r#"<xs:enumeration value="Azure"/>"#)])
            .new_message("place-least", &[("<Color>Red<", "<Color>Azure<")]),
        Edit::new(
            "values reordered",
            &[
                (r#"<xs:enumeration value="Red"/>"#, ""),
                (r#"<xs:enumeration value="Blue"/>"#, r#"<xs:enumeration value="Blue"/><xs:enumeration value="Red"/>"#),
            ],
        ),
        Edit::new(
            "values no longer listed",
            &[
                (r#"<xs:enumeration value="Red"/>"#, ""),
                (r#"<xs:enumeration value="Green"/>"#, ""),
                (r#"<xs:enumeration value="Blue"/>"#, ""),
            ],
        )
        .new_message("place-full", &[("<Color>Green<", "<Color>Pink<")]),
        Edit::new("list of other items", &[(r#"<xs:list itemType="xs:token"/>"#, r#"<xs:list itemType="xs:int"/>"#)]),
        Edit::new(
            "list to one value",
            &[(r#"<xs:list itemType="xs:token"/>"#, r#"<xs:restriction base="xs:token"/>"#)],
        )
        .new_message("place-full", &[("<Tags>a b<", "<Tags>a<")]),
        Edit::new(
            "member type added",
            &[(r#"memberTypes="xs:int s:Color""#, r#"memberTypes="xs:int s:Color xs:date""#)],
        )
        .new_message("place-full", &[("<Limit>7<", "<Limit>2020-01-01<")]),
        Edit::new("member types reordered", &[(r#"memberTypes="xs:int s:Color""#, r#"memberTypes="s:Color xs:int""#)]),
        Edit::new("member type removed", &[(r#"memberTypes="xs:int s:Color""#, r#"memberTypes="s:Color""#)]),
    ]
}

fn attributes() -> Vec<Edit> {
    vec![
        Edit::new("optional attribute added", &[(ID, r#"<xs:attribute name="id" type="xs:token" use="required"/><xs:attribute name="extra" type="xs:int"/>"#)])
            .new_message("place-least", &[(r#"<Line id="a""#, r#"<Line id="a" extra="1""#)]),
        Edit::new("required attribute added", &[(ID, r#"<xs:attribute name="id" type="xs:token" use="required"/><xs:attribute name="extra" type="xs:int" use="required"/>"#)])
            .new_message("place-least", &[(r#"<Line id="a""#, r#"<Line id="a" extra="1""#)]),
        Edit::new("optional attribute removed", &[(KIND, "")]),
        Edit::new("required attribute removed", &[(ID, "")]).new_message("place-least", &[(r#" id="a""#, "")]),
        Edit::new("attribute renamed", &[(KIND, r#"<xs:attribute name="sort" type="s:Color" default="Red"/>"#)])
            .new_message("place-full", &[(r#" kind="Blue""#, r#" sort="Blue""#)]),
        Edit::new("attribute to required", &[(KIND, r#"<xs:attribute name="kind" type="s:Color" use="required"/>"#)])
            .new_message("place-least", &[(r#"<Line id="a""#, r#"<Line id="a" kind="Red""#)]),
        Edit::new("attribute to optional", &[(ID, r#"<xs:attribute name="id" type="xs:token"/>"#)]).new_message("place-least", &[(r#" id="a""#, "")]),
        Edit::new("attribute retyped", &[(ID, r#"<xs:attribute name="id" type="xs:int" use="required"/>"#)])
            .new_message("place-least", &[(r#" id="a""#, r#" id="1""#)]),
        Edit::new("attribute default changed", &[(r#"type="s:Color" default="Red""#, r#"type="s:Color" default="Blue""#)]),
        Edit::new("attribute fixed", &[(r#"type="s:Color" default="Red""#, r#"type="s:Color" fixed="Blue""#)]),
        Edit::new("attribute prohibited by its use", &[(KIND, r#"<xs:attribute name="kind" type="s:Color" use="prohibited"/>"#)]),
        Edit::new("attribute wildcard removed", &[(r###"<xs:anyAttribute namespace="##other" processContents="lax"/>"###, "")]),
        Edit::new("attribute wildcard added", &[(KIND, r###"<xs:attribute name="kind" type="s:Color" default="Red"/><xs:anyAttribute namespace="##other" processContents="lax"/>"###)])
            .new_message("place-full", &[(r#"kind="Blue""#, r#"kind="Blue" o:x="1""#)]),
    ]
}

fn types() -> Vec<Edit> {
    let own =
        r#"<xs:complexType><xs:sequence><xs:element name="Inner" type="xs:string"/></xs:sequence></xs:complexType>"#;
    vec![
        Edit::new("type renamed", &[(r#"name="Point""#, r#"name="Place""#), (r#"type="s:Point""#, r#"type="s:Place""#)]),
        Edit::new("type another of the same shape", &[
            (r#"<xs:element name="Own" minOccurs="0">"#, r#"<xs:element name="Own" type="s:OwnType" minOccurs="0"/>"#),
            ("            <xs:complexType><xs:sequence><xs:element name=\"Inner\" type=\"xs:string\"/></xs:sequence></xs:complexType>\n          </xs:element>\n", ""),
            (r#"<xs:complexType name="Point">"#, r#"<xs:complexType name="OwnType"><xs:sequence><xs:element name="Inner" type="xs:string"/></xs:sequence></xs:complexType><xs:complexType name="Point">"#),
        ]),
        Edit::new("member of an anonymous type", &[(own, r#"<xs:complexType><xs:sequence><xs:element name="Inner" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>"#)])
            .new_message("place-full", &[("<Inner>i</Inner>", "")]),
        Edit::new("derives lost", &[(
            r#"<xs:element name="Legs" type="xs:int"/>"#,
            r#"<xs:element name="Legs" type="xs:int"/><xs:element name="Weight" type="xs:double" minOccurs="0"/>"#,
        )])
        .new_message("place-full", &[("<Legs>4</Legs>", "<Legs>4</Legs><Weight>1.5</Weight>")]),
        Edit::new("type contains itself", &[(NOTE, r#"<xs:element name="Note" type="xs:string" minOccurs="0"/><xs:element name="Inner" type="s:Line" minOccurs="0"/>"#)])
            .new_message("place-full", &[(WRITTEN_NOTE, r#"<Note>blue</Note><Inner id="c"><Item/><Count>1</Count></Inner>"#)]),
        Edit::new("simple content of another type", &[(r#"<xs:extension base="xs:decimal">"#, r#"<xs:extension base="xs:int">"#)])
            .new_message("place-full", &[("1.50", "1")]),
        Edit::new("simple content to elements", &[(
            r#"<xs:simpleContent>
          <xs:extension base="xs:decimal"><xs:attribute name="currency" type="xs:token"/></xs:extension>
        </xs:simpleContent>"#,
            r#"<xs:sequence><xs:element name="Sum" type="xs:decimal"/></xs:sequence><xs:attribute name="currency" type="xs:token"/>"#,
        )])
        .new_message("place-full", &[("1.50", "<Sum>1.50</Sum>")]),
        Edit::new("simple to complex", &[
            (r#"<xs:simpleType name="Tags"><xs:list itemType="xs:token"/></xs:simpleType>"#, r#"<xs:complexType name="Tags"><xs:sequence><xs:element name="Tag" type="xs:token" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>"#),
        ])
        .new_message("place-full", &[("<Tags>a b<", "<Tags><Tag>a</Tag><")]),
        Edit::new("type that nothing uses added", &[(r#"<xs:complexType name="Point">"#, r#"<xs:complexType name="Unused"/><xs:complexType name="Point">"#)]),
    ]
}

fn derivations() -> Vec<Edit> {
    let open = r#"<xs:complexType name="Open">"#;
    vec![
        Edit::new("derived type added", &[(open, r#"<xs:complexType name="Dot"><xs:complexContent><xs:extension base="s:Shape"/></xs:complexContent></xs:complexType><xs:complexType name="Open">"#)])
            .new_message("place-full", &[(r#"<Shape xsi:type="Circle"><Label>round</Label><Radius>3</Radius></Shape>"#, r#"<Shape xsi:type="Dot"/>"#)]),
        Edit::new("derived type with large content added", &[(open, r#"<xs:complexType name="Huge"><xs:complexContent><xs:extension base="s:Shape"><xs:sequence><xs:element name="A" type="xs:string" minOccurs="0"/><xs:element name="B" type="xs:string" minOccurs="0"/><xs:element name="C" type="xs:string" minOccurs="0"/><xs:element name="D" type="xs:string" minOccurs="0"/><xs:element name="E" type="xs:string" minOccurs="0"/><xs:element name="F" type="xs:string" minOccurs="0"/><xs:element name="G" type="xs:string" minOccurs="0"/><xs:element name="H" type="xs:string" minOccurs="0"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType><xs:complexType name="Open">"#)])
            .new_message("place-full", &[(r#"<Shape xsi:type="Circle"><Label>round</Label><Radius>3</Radius></Shape>"#, r#"<Shape xsi:type="Huge"><A>a</A></Shape>"#)]),
        Edit::new("derived type removed", &[(
            "      <xs:complexType name=\"Square\">\n        <xs:complexContent><xs:extension base=\"s:Shape\">\n          <xs:sequence><xs:element name=\"Side\" type=\"xs:int\"/></xs:sequence>\n        </xs:extension></xs:complexContent>\n      </xs:complexType>\n",
            "",
        )]),
        Edit::new("derived type no longer derived", &[(
            "<xs:complexContent><xs:extension base=\"s:Shape\">\n          <xs:sequence><xs:element name=\"Side\" type=\"xs:int\"/></xs:sequence>\n        </xs:extension></xs:complexContent>",
            r#"<xs:sequence><xs:element name="Label" type="xs:string" minOccurs="0"/><xs:element name="Side" type="xs:int"/></xs:sequence>"#,
        )]),
        Edit::new("field of a base added", &[(
            r#"<xs:sequence><xs:element name="Label" type="xs:string" minOccurs="0"/></xs:sequence>"#,
            r#"<xs:sequence><xs:element name="Label" type="xs:string" minOccurs="0"/><xs:element name="Fill" type="s:Color" minOccurs="0"/></xs:sequence>"#,
        )])
        .new_message("place-full", &[("<Label>round</Label>", "<Label>round</Label><Fill>Red</Fill>")]),
        Edit::new("optional fields enough to be large added", &[(
            r#"<xs:element name="Radius" type="xs:int"/>"#,
            r#"<xs:element name="Radius" type="xs:int"/><xs:element name="A" type="xs:string" minOccurs="0"/><xs:element name="B" type="xs:string" minOccurs="0"/><xs:element name="C" type="xs:string" minOccurs="0"/><xs:element name="D" type="xs:string" minOccurs="0"/><xs:element name="E" type="xs:string" minOccurs="0"/><xs:element name="F" type="xs:string" minOccurs="0"/><xs:element name="G" type="xs:string" minOccurs="0"/><xs:element name="H" type="xs:string" minOccurs="0"/><xs:element name="I" type="xs:string" minOccurs="0"/>"#,
        )])
        .new_message("place-full", &[("</Radius>", "</Radius><A>x</A>")]),
        Edit::new("field of a base removed", &[(r#"<xs:sequence><xs:element name="Label" type="xs:string" minOccurs="0"/></xs:sequence>"#, "<xs:sequence/>")]),
        Edit::new("abstract to concrete", &[(r#" abstract="true""#, "")])
            .new_message("place-full", &[(r#"<Shape xsi:type="Circle"><Label>round</Label><Radius>3</Radius></Shape>"#, "<Shape/>")]),
        Edit::new("concrete to abstract", &[(r#"<xs:complexType name="AnimalType">"#, r#"<xs:complexType name="AnimalType" abstract="true">"#), (open, r#"<xs:complexType name="CatType"><xs:complexContent><xs:extension base="s:AnimalType"/></xs:complexContent></xs:complexType><xs:complexType name="Open">"#)])
            .new_message("place-full", &[("<Animal>", r#"<Animal xsi:type="CatType">"#)]),
        Edit::new("type derived from a concrete one added", &[
            (r#"<xs:element name="Own" minOccurs="0">"#, r#"<xs:element name="Far" type="s:Point3" minOccurs="0"/><xs:element name="Own" minOccurs="0">"#),
            (open, r#"<xs:complexType name="Point3"><xs:complexContent><xs:extension base="s:Point"><xs:sequence><xs:element name="Z" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType><xs:complexType name="Open">"#),
        ])
        .new_message("place-full", &[("<Spot><X>1</X><Y>2</Y></Spot>", r#"<Spot xsi:type="Point3"><X>1</X><Y>2</Y><Z>3</Z></Spot>"#)]),
        Edit::new("substitution member added", &[(r#"<xs:element name="Dog""#, r#"<xs:element name="Cat" type="s:AnimalType" substitutionGroup="s:Animal"/><xs:element name="Dog""#)])
            .new_message("place-full", &[("<Animal><Legs>4</Legs></Animal>", "<Cat><Legs>4</Legs></Cat>")]),
        Edit::new("substitution member of another type added", &[
            (r#"<xs:element name="Dog""#, r#"<xs:element name="Cat" type="s:CatType" substitutionGroup="s:Animal"/><xs:element name="Dog""#),
            (open, r#"<xs:complexType name="CatType"><xs:complexContent><xs:extension base="s:AnimalType"><xs:attribute name="lives" type="xs:int"/></xs:extension></xs:complexContent></xs:complexType><xs:complexType name="Open">"#),
        ])
            .new_message("place-full", &[("<Animal><Legs>4</Legs></Animal>", r#"<Cat lives="9"><Legs>4</Legs></Cat>"#)]),
        Edit::new("substitution member removed", &[(r#"<xs:element name="Dog" type="s:AnimalType" substitutionGroup="s:Animal"/>"#, "")]),
        Edit::new("head abstract", &[(r#"<xs:element name="Animal" type="s:AnimalType"/>"#, r#"<xs:element name="Animal" type="s:AnimalType" abstract="true"/>"#)]),
        Edit::new("substitution blocked", &[(r#"<xs:element name="Animal" type="s:AnimalType"/>"#, r#"<xs:element name="Animal" type="s:AnimalType" block="substitution"/>"#)]),
        Edit::new("extensions blocked", &[(r#"<xs:element name="Shape" type="s:Shape" minOccurs="0"/>"#, r#"<xs:element name="Shape" type="s:Shape" minOccurs="0" block="extension"/>"#)]),
        Edit::new("final", &[(r#"<xs:complexType name="Line">"#, r#"<xs:complexType name="Line" final="extension">"#)]),
    ]
}

fn operations() -> Vec<Edit> {
    let declared = r#"<wsdl:operation name="Cancel"><wsdl:input message="w:CancelIn"/><wsdl:output message="w:CancelOut"/></wsdl:operation>"#;
    let bound = r#"<wsdl:operation name="Cancel">
      <soap:operation soapAction="urn:orders/Cancel"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>"#;
    let again = r#"<wsdl:operation name="Cancel"><wsdl:input message="w:CancelIn"/><wsdl:output message="w:CancelOut"/></wsdl:operation><wsdl:operation name="Again"><wsdl:input message="w:CancelIn"/><wsdl:output message="w:CancelOut"/></wsdl:operation>"#;
    let again_bound = r#"<wsdl:operation name="Cancel">
      <soap:operation soapAction="urn:orders/Cancel"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation><wsdl:operation name="Again"><soap:operation soapAction="urn:orders/Again"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>"#;
    let trace = r#"<soap:header message="w:SessionMessage" part="header" use="literal"/><soap:header message="w:TraceMessage" part="header" use="literal"/>"#;
    let session = r#"<soap:header message="w:SessionMessage" part="header" use="literal"/>"#;
    let traced = ("<e:Header>", r#"<e:Header><Trace xmlns="urn:orders">t</Trace>"#);
    vec![
        Edit::new("operation added", &[(declared, again), (bound, again_bound)]),
        Edit::new("operation with a new element added", &[
            (declared, again),
            (bound, again_bound),
            (r#"<wsdl:operation name="Again"><wsdl:input message="w:CancelIn"/>"#, r#"<wsdl:operation name="Again"><wsdl:input message="w:TraceMessage"/>"#),
        ])
        .new_message("trouble", &[("Trouble", "Trace")]),
        Edit::new("operation removed", &[(declared, ""), (bound, "")]),
        Edit::new("operation renamed", &[(r#"<wsdl:operation name="Cancel">"#, r#"<wsdl:operation name="Withdraw">"#)]),
        Edit::new("operations reordered", &[(declared, ""), (r#"<wsdl:portType name="Orders">"#, r#"<wsdl:portType name="Orders"><wsdl:operation name="Cancel"><wsdl:input message="w:CancelIn"/><wsdl:output message="w:CancelOut"/></wsdl:operation>"#)]),
        Edit::new("action changed", &[("urn:orders/Cancel", "urn:orders/Withdraw")]),
        Edit::new("input of another element", &[(r#"<wsdl:message name="CancelIn"><wsdl:part name="body" element="s:Cancel"/>"#, r#"<wsdl:message name="CancelIn"><wsdl:part name="body" element="s:Trace"/>"#)])
            .new_message("trouble", &[("Trouble", "Trace")]),
        Edit::new("output of another type", &[(r#"<xs:element name="Placed" type="s:PlacedType"/>"#, r#"<xs:element name="Placed" type="s:Point"/>"#)])
            .new_message("placed", &[("<Number>1</Number>", "<X>1</X><Y>1</Y>")]),
        Edit::new("output to none", &[
            (declared, r#"<wsdl:operation name="Cancel"><wsdl:input message="w:CancelIn"/></wsdl:operation>"#),
            (bound, r#"<wsdl:operation name="Cancel"><soap:operation soapAction="urn:orders/Cancel"/><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>"#),
        ]),
        Edit::new("header added", &[(session, trace)]).new_message("cancel-envelope", &[traced]),
        Edit::new("header removed", &[(session, "")]),
        Edit::new("header retyped", &[(r#"<xs:element name="Session" type="xs:string"/>"#, r#"<xs:element name="Session" type="xs:int"/>"#)])
            .new_message("cancel-envelope", &[(">s</Session>", ">1</Session>")]),
        Edit::new("response header added", &[(r#"<wsdl:output><soap:body use="literal"/></wsdl:output>
      <wsdl:fault"#, r#"<wsdl:output><soap:header message="w:TraceMessage" part="header" use="literal"/><soap:body use="literal"/></wsdl:output>
      <wsdl:fault"#)])
            .new_message("cancel-envelope", &[traced]),
        Edit::new("fault removed", &[(r#"<wsdl:fault name="Trouble" message="w:TroubleMessage"/>"#, ""), (r#"<wsdl:fault name="Trouble"><soap:fault name="Trouble" use="literal"/></wsdl:fault>"#, "")]),
        Edit::new("fault added", &[
            (r#"<wsdl:fault name="Trouble" message="w:TroubleMessage"/>"#, r#"<wsdl:fault name="Trouble" message="w:TroubleMessage"/><wsdl:fault name="Traced" message="w:TraceMessage"/>"#),
            (r#"<wsdl:fault name="Trouble"><soap:fault name="Trouble" use="literal"/></wsdl:fault>"#, r#"<wsdl:fault name="Trouble"><soap:fault name="Trouble" use="literal"/></wsdl:fault><wsdl:fault name="Traced"><soap:fault name="Traced" use="literal"/></wsdl:fault>"#),
        ])
        .new_message("trouble", &[("Trouble", "Trace")]),
        Edit::new("port type renamed", &[(r#"<wsdl:portType name="Orders">"#, r#"<wsdl:portType name="Shop">"#), (r#"type="w:Orders""#, r#"type="w:Shop""#)]),
    ]
}

fn names() -> Vec<Edit> {
    vec![
        Edit::new("namespace moved", &[("\"urn:orders\"", "\"urn:shop\"")]).new_message("cancel", &[("urn:orders", "urn:shop")]),
        Edit::new("namespace moved, module kept", &[("\"urn:orders\"", "\"urn:2:orders\"")]).new_message("cancel", &[("urn:orders", "urn:2:orders")]),
        Edit::new("prefix renamed", &[("xmlns:s=", "xmlns:q="), ("\"s:", "\"q:"), (" s:Color\"", " q:Color\"")]),
        Edit::new("white space and comments", &[("<xs:sequence>", "<!-- --><xs:sequence >\n\n")]),
        Edit::new("documentation", &[(r#"<xs:complexType name="Point">"#, r#"<xs:complexType name="Point"><xs:annotation><xs:documentation>Where.</xs:documentation></xs:annotation>"#)]),
        Edit::new("order of global components", &[
            (r#"<xs:element name="Trouble" type="xs:string"/>"#, ""),
            (r#"<xs:complexType name="Point">"#, r#"<xs:element name="Trouble" type="xs:string"/><xs:complexType name="Point">"#),
        ]),
        Edit::new("names that collide", &[(r#"<xs:complexType name="Point">"#, r#"<xs:complexType name="color"><xs:sequence><xs:element name="Tone" type="xs:int"/></xs:sequence></xs:complexType><xs:complexType name="Point">"#), (NOTE, r#"<xs:element name="Note" type="xs:string" minOccurs="0"/><xs:element name="Tint" type="s:color" minOccurs="0"/>"#)])
            .new_message("place-full", &[(WRITTEN_NOTE, "<Note>blue</Note><Tint><Tone>1</Tone></Tint>")]),
        Edit::new("binding renamed", &[("OrdersSoap", "OrdersBinding")]),
        Edit::new("global element retyped", &[(r#"<xs:element name="Cancel" type="xs:int"/>"#, r#"<xs:element name="Cancel" type="xs:string"/>"#)])
            .new_message("cancel", &[(">1<", ">one<")]),
    ]
}
