//! Documents are read with what the thread remembers of others: whatever a thread reads that has read nothing before, one does that has read much, and with a
//! long comment behind the document as well.

use std::fmt::Debug;

use ms_oxwscos::soap::Envelope;
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::IllegalCharacters;
use spec_tests::edits::{edited, long};
use spec_tests::messages::{load, names};
use spec_tests::random::{Random, mutated};

type Message = Envelope<Document>;

/// How often each message is changed.
const ROUNDS: usize = 15;
const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";
const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";

/// What becomes of a document, in every way that there is to read it, each begun by `begin`.
fn outcomes(xml: &str, begin: impl Fn(&(dyn Fn() -> String + Sync)) -> String) -> Vec<String> {
    let lenient = ReadOptions::default;
    let ways = [
        lenient(),
        ReadOptions::strict(),
        lenient().salvaging().ignoring_form(),
        lenient().illegal_characters(IllegalCharacters::Refuse),
        lenient().illegal_characters(IllegalCharacters::Omit).max_depth(9).max_attributes(4),
    ];
    let both =
        |options: &ReadOptions| [begin(&|| outcome(xml, options)), begin(&|| with_notices(xml, options.clone()))];
    ways.iter().flat_map(both).collect()
}

fn outcome(xml: &str, options: &ReadOptions) -> String {
    shown(&Message::from_xml_with(xml, options))
}

fn with_notices(xml: &str, options: ReadOptions) -> String {
    let (options, notices) = options.collecting();
    let read = outcome(xml, &options);
    format!("{read} {:?}", notices.take())
}

fn shown<T: Debug, E: Debug + std::fmt::Display>(read: &Result<T, E>) -> String {
    match read {
        Ok(value) => format!("{value:?}"),
        Err(error) => format!("{error:?} {error}"),
    }
}

fn assert_same(xml: &str) {
    let (fresh, found, longer) =
        (outcomes(xml, fresh), outcomes(xml, |read| read()), outcomes(&long(xml), |read| read()));
    for alone_and_told in [&fresh, &found, &longer].into_iter().flat_map(|outcomes| outcomes.chunks(2)) {
        assert!(alone_and_told[1].starts_with(&alone_and_told[0]), "{alone_and_told:?}\n{xml}");
    }
    for (fresh, (found, longer)) in fresh.iter().zip(found.iter().zip(&longer)) {
        assert_eq!(found, fresh, "{xml}");
        assert_eq!(longer, fresh, "{xml}");
    }
}

/// Reads in a thread that has read nothing before.
fn fresh(read: &(dyn Fn() -> String + Sync)) -> String {
    std::thread::scope(|threads| threads.spawn(read).join()).expect("no panic")
}

/// Whether the document is not cut off: where its end is missing, there is another error with something behind it.
fn has_end(xml: &str) -> bool {
    roxmltree::Document::parse(xml.trim_end()).is_ok()
}

#[test]
fn messages_are_read_alike() {
    for (seed, name) in names().iter().enumerate() {
        let (xml, mut random) = (load(name), Random::new(seed as u64));
        assert_same(&xml);
        let changed = (0..ROUNDS).map(|_| edited(&xml, &mut random).expect("a message of ours"));
        changed.filter(|changed| has_end(changed)).for_each(|changed| assert_same(&changed));
    }
}

#[test]
fn damaged_messages_are_read_alike() {
    let mut compared = 0;
    for (seed, name) in names().iter().enumerate() {
        let (xml, mut random) = (load(name), Random::new(1000 + seed as u64));
        let damaged = (0..ROUNDS).map(|_| mutated(&xml, &mut random));
        for damaged in damaged.filter(|damaged| has_end(damaged)) {
            assert_same(&damaged);
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}

/// A response with these groups in it.
fn response(groups: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}'><s:Body>\
         <m:GetImItemListResponse ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode><m:ImItemList>\
         <t:Groups>{groups}</t:Groups></m:ImItemList></m:GetImItemListResponse></s:Body></s:Envelope>"
    )
}

/// One group.
fn group(name: &str) -> String {
    format!("<t:ImGroup><t:DisplayName>{name}</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>")
}

#[test]
fn tags_that_are_nearly_those_before_are_told_apart() {
    let before = group("a").repeat(3);
    let others = [
        "<t:ImGroup xmlns:t='urn:other'><t:DisplayName>b</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        format!("<t:ImGroup xmlns:t='{TYPES}'><t:DisplayName>b</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>"),
        format!("<u:ImGroup xmlns:u='{TYPES}'><u:DisplayName>b</u:DisplayName><u:GroupType>x</u:GroupType></u:ImGroup>"),
        format!("<ImGroup xmlns='{TYPES}'><DisplayName>b</DisplayName><GroupType>x</GroupType></ImGroup>"),
        "<ImGroup><DisplayName>b</DisplayName><GroupType>x</GroupType></ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName xmlns:t='urn:other'>b</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName/><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName /><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName >b</t:DisplayName ><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName a='1'>b</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName><!-- c -->b<![CDATA[<]]>&amp;</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName>b</t:DisplayNam></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayNames>b</t:DisplayNames></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName>b]]></t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName>\u{FFFF}\u{FF21}\u{1}</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:GroupType>x</t:GroupType><t:DisplayName>b</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "<t:ImGroup><t:DisplayName>b</t:DisplayName><t:DisplayName>c</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>".to_owned(),
        "\n  <t:ImGroup>\n\t<t:DisplayName>\nb\t</t:DisplayName>\r\n</t:ImGroup>\n".to_owned(),
    ];
    for other in others {
        assert_same(&response(&format!("{before}{other}{}", group("c"))));
    }
}

#[test]
fn names_of_any_length_are_told_apart() {
    for length in 24..=36 {
        let name = "N".repeat(length);
        let unknown = |end: &str| format!("<t:{name}>1</t:{end}>");
        let right = unknown(&name).repeat(3);
        let wrong = unknown(&"N".repeat(length + 1));
        assert_same(&response(&format!("{right}{}{right}", group("a"))));
        assert_same(&response(&format!("{right}{wrong}")));
    }
}

#[test]
fn prefixes_are_what_they_are_declared_as_however_many_there_are() {
    let group = |number: usize| {
        let types = if number % 7 == 3 { "urn:other" } else { TYPES };
        format!(
            "<t:ImGroup xmlns:t='{types}' xmlns:p{number}='urn:{number}'><t:DisplayName>{number}</t:DisplayName><t:GroupType>x</t:GroupType></t:ImGroup>"
        )
    };
    let groups: String = (0..2500).map(group).collect();
    let read = Message::from_xml(&response(&groups)).expect("a response");
    let shown = format!("{read:?}");
    for number in [0, 1, 1023, 1024, 2498] {
        assert_eq!(shown.contains(&format!("\"{number}\"")), number % 7 != 3, "{number}");
    }
    assert_eq!(shown.matches("display_name: ").count(), (0..2500).filter(|number| number % 7 != 3).count());
}

/// The same text with other declarations around it, one document after the other, often enough for each to be remembered.
#[test]
fn prefixes_are_what_they_are_declared_as_whatever_they_were_before() {
    let soap = "http://schemas.xmlsoap.org/soap/envelope/";
    let declared = [
        format!("xmlns:s='{soap}' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}' xmlns:other='urn:a' xmlns='{TYPES}'"),
        format!("xmlns:s='{soap}' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}' xmlns:other='urn:b'"),
        format!("xmlns:s='{soap}' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}' xmlns:other='{TYPES}' xmlns='{MESSAGES}'"),
        format!("xmlns:s='{soap}' xmlns:m='{MESSAGES}' xmlns:t='{MESSAGES}' xmlns:other='urn:a'"),
        format!("xmlns:s='{soap}' xmlns:m='{TYPES}' xmlns:t='{MESSAGES}' xmlns:other='urn:a'"),
        format!("xmlns:s='{soap}' xmlns:m='{MESSAGES}' xmlns:t='urn:a' xmlns:other='{TYPES}'"),
        format!(
            "xmlns:SOAP-ENV='urn:a' xmlns:s='{soap}' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}' xmlns:other='urn:b' xmlns='urn:c'"
        ),
    ];
    let group = "<t:ImGroup><t:DisplayName>b</t:DisplayName><other:GroupType>x</other:GroupType><GroupType>y</GroupType></t:ImGroup>";
    let body = format!(
        "<s:Body><m:GetImItemListResponse ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>\
         <m:ImItemList><t:Groups>{}</t:Groups></m:ImItemList></m:GetImItemListResponse></s:Body>",
        group.repeat(3)
    );
    let documents = declared.map(|declared| format!("<s:Envelope {declared}>{body}</s:Envelope>"));
    for first in &documents {
        for second in &documents {
            assert_same(first);
            assert_same(second);
        }
    }
}
