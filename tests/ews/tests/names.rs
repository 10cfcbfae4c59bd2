//! Names: one that is in two namespaces, elements and types of one name, and values that are no identifiers.
#![allow(clippy::unwrap_used)]

#[cfg(not(ews))]
#[test]
fn skipped() {
    assert!(!ews_tests::is_generated());
}

#[cfg(ews)]
mod generated {
    use std::any::TypeId;
    use std::path::Path;

    use ews_tests::ews::{Document, messages, types};
    use soap_runtime::xsd::SimpleValue;
    use wsdl_codegen::disk::Project;

    fn published(name: &str) -> String {
        let corpus = std::env::var_os("CONTRACT_CORPUS").expect("CONTRACT_CORPUS, as when this was compiled");
        std::fs::read_to_string(Path::new(&corpus).join("schemas/ews-2016").join(name)).unwrap()
    }

    /// The values that the schema lists for a simple type.
    fn listed(document: &roxmltree::Document<'_>, name: &str) -> Vec<String> {
        let of_name = |node: &roxmltree::Node<'_, '_>| {
            node.has_tag_name(("http://www.w3.org/2001/XMLSchema", "simpleType"))
                && node.attribute("name") == Some(name)
        };
        let ty = document.descendants().find(of_name).unwrap();
        let values = ty.descendants().filter(|node| node.tag_name().name() == "enumeration");
        values.map(|node| node.attribute("value").unwrap().to_owned()).collect()
    }

    /// No operation reaches these; with all that the documents define there are four items.
    #[test]
    fn one_name_in_two_namespaces_is_two_types() {
        let corpus = std::env::var_os("CONTRACT_CORPUS").unwrap();
        let mut project = Project::of_files(&[Path::new(&corpus).join("schemas/ews-2016/services.wsdl")]);
        project.config.all = true;
        let files = project.compile().files.unwrap();
        for module in ["types.rs", "messages.rs"] {
            for name in
                ["GetUnifiedGroupSenderRestrictionsResponseMessageType", "SetUnifiedGroupSenderRestrictionsRequestType"]
            {
                let count = files[module].matches(&format!("pub struct {name} {{")).count();
                assert_eq!(count, 1, "{name} in {module}");
            }
        }
    }

    #[test]
    fn types_that_look_alike_stay_apart() {
        assert_ne!(TypeId::of::<types::IsEqualToType>(), TypeId::of::<types::IsNotEqualToType>());
        assert_ne!(TypeId::of::<types::AndType>(), TypeId::of::<types::OrType>());
        assert_ne!(TypeId::of::<messages::GetFolderResponseType>(), TypeId::of::<messages::FindFolderResponseType>());
    }

    #[test]
    fn every_listed_value_is_a_variant() {
        let text = published("types.xsd");
        let document = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(types::UnindexedFieldUriType::VALUES, listed(&document, "UnindexedFieldURIType"));
        assert_eq!(types::MapiPropertyTypeType::VALUES, listed(&document, "MapiPropertyTypeType"));
        assert_eq!(types::DistinguishedFolderIdNameType::VALUES, listed(&document, "DistinguishedFolderIdNameType"));
        let field = types::UnindexedFieldUriType::from_lexical("folder:FolderId").unwrap();
        assert!(field.is_known());
    }

    #[test]
    fn every_element_of_a_message_is_a_document() {
        let text = published("services.wsdl");
        let document = roxmltree::Document::parse(&text).unwrap();
        let wsdl = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        let used: Vec<&str> = wsdl("portType")
            .flat_map(|port_type| port_type.descendants())
            .filter_map(|node| Some(node.attribute("message")?.split_once(':')?.1))
            .collect();
        let in_use = wsdl("message").filter(|message| used.contains(&message.attribute("name").unwrap()));
        let mut elements: Vec<(String, String)> = in_use
            .flat_map(|message| message.children())
            .filter_map(|part| {
                let (prefix, local) = part.attribute("element")?.split_once(':')?;
                Some((part.lookup_namespace_uri(Some(prefix))?.to_owned(), local.to_owned()))
            })
            .collect();
        elements.sort();
        elements.dedup();
        assert!(elements.len() > 200, "{}", elements.len());
        for (namespace, local) in elements {
            let read = Document::from_xml(&format!(r#"<{local} xmlns="{namespace}"/>"#));
            let error = read.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(!error.contains("not an element of this contract") && !error.contains("root"), "{local}: {error}");
        }
        let unknown = Document::from_xml(r#"<Zzz xmlns="urn:zzz"/>"#).unwrap_err().to_string();
        assert!(unknown.contains("root"), "{unknown}");
    }
}
