//! What is forgiven in envelopes.

use super::*;

#[test]
fn an_envelope_whose_parts_are_out_of_place_is_told() {
    let xml = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/><s:Header/></s:Envelope>";
    let (options, notices) = lenient().collecting();
    soap::Envelope::<unreadable::Document>::from_xml_with(xml, &options).unwrap();
    let notices = notices.take();
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!(notice.position.path, "Envelope/Header");
    assert!(
        matches!(&notice.kind, NoticeKind::Invalid(said) if said.contains("expected no more elements")),
        "{notice}"
    );
}

#[test]
fn a_header_block_that_cannot_be_read_is_kept_as_it_came() {
    let xml = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>\
               <r:Report xmlns:r='urn:example:unreadable' s:mustUnderstand='1'><r:Main/></r:Report>\
               <r:Gap xmlns:r='urn:example:nillable'><x/></r:Gap></s:Header><s:Body/></s:Envelope>";
    let xml = xml.replace("<r:Main/>", "<r:Target/>");
    type Message = soap::Envelope<nillable::Document>;
    assert!(Message::from_xml(&xml).is_err());
    let (options, notices) = salvaging().collecting();
    let message = Message::from_xml_with(&xml, &options).unwrap();
    let blocks: Vec<_> = message.headers.iter().map(|block| &block.content).collect();
    let [soap::HeaderContent::Other(_), soap::HeaderContent::Other(gap)] = blocks.as_slice() else {
        panic!("{blocks:?}")
    };
    assert_eq!((gap.name.as_str(), gap.namespace.as_str(), gap.children.len()), ("Gap", "urn:example:nillable", 1));
    assert!(message.headers[0].must_understand());
    let notices = notices.take();
    assert!(matches!(&notices[..], [notice] if matches!(notice.kind, NoticeKind::KeptAsOther(_))), "{notices:?}");
}

#[test]
fn what_a_fault_says_to_people_is_kept_with_its_markup() {
    let fault = "<s:Fault><faultcode>s:Server<x/></faultcode><faultstring>No <b>such</b> thing</faultstring></s:Fault>";
    let (options, notices) = lenient().collecting();
    let message = soap::Envelope::<unreadable::Document>::from_xml_with(&enveloped(fault), &options).unwrap();
    let soap::Body::Fault(fault) = message.body else { panic!("{message:?}") };
    assert_eq!((fault.reason(), fault.codes[0].name.as_str()), ("No such thing", "Server"));
    assert_eq!(notices.take().len(), 2);
}

#[test]
fn weights_are_what_they_were() {
    let (read, _) = read_report("<Weight Unit='kg'>1.5</Weight>", salvaging());
    assert_eq!(read.weight.map(|WeightType { unit, .. }| unit), Some(Some("kg".to_owned())));
}
