//! What is written is read as the same, whatever the data.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::xsd::{Builtin, WhiteSpace};

/// Makes a contract out of decisions; when these are used up, everything is as simple as can be.
struct Making<'d> {
    decisions: std::slice::Iter<'d, u8>,
    contract: Contract,
    /// The types that may be mentioned.
    types: Vec<TypeId>,
    /// How deep what is being made stands.
    depth: usize,
}

impl Making<'_> {
    fn choose(&mut self, of: usize) -> usize {
        usize::from(self.decisions.next().copied().unwrap_or(0)) % of
    }

    fn is_so(&mut self) -> bool {
        self.choose(2) == 1
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.is_so().then(|| make(self))
    }

    fn some<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.choose(4)).map(|_| make(self)).collect()
    }

    fn text(&mut self) -> String {
        let texts = ["a", "", " b ", "\"c\"", "d=\"e\" f", "g\n\\", "h\u{301}", "since=v2", "*", "größer"];
        texts[self.choose(texts.len())].to_owned()
    }

    fn ns(&mut self) -> NsId {
        [NsId::NONE, NsId(3), NsId(4)][self.choose(3)]
    }

    fn name(&mut self) -> ExpandedName {
        let locals = ["A", "B.b", "c-c", "Group/Local"];
        ExpandedName { ns: self.ns(), local: locals[self.choose(locals.len())].into() }
    }

    fn since(&mut self) -> Since {
        let versions = self.contract.versions.as_ref().map_or(1, Vec::len);
        self.choose(versions) as Since
    }

    fn value(&mut self) -> Option<ValueConstraint> {
        match self.choose(3) {
            0 => None,
            1 => Some(ValueConstraint::Default(self.text().into())),
            _ => Some(ValueConstraint::Fixed(self.text().into())),
        }
    }

    fn block(&mut self) -> Block {
        Block { extension: self.is_so(), restriction: self.is_so(), substitution: self.is_so() }
    }

    /// A type that exists, or, sometimes, one that is defined in place.
    fn ty(&mut self) -> TypeId {
        if self.depth < 3 && self.choose(4) == 1 {
            self.depth += 1;
            let ty = self.definition(None);
            self.depth -= 1;
            self.contract.types.push(ty);
            return TypeId(self.contract.types.len() as u32 - 1);
        }
        let index = self.choose(self.types.len());
        self.types[index]
    }

    fn definition(&mut self, name: Option<ExpandedName>) -> Type {
        if self.is_so() { self.complex(name) } else { self.simple(name) }
    }

    fn simple(&mut self, name: Option<ExpandedName>) -> Type {
        let made = match self.choose(3) {
            0 => SimpleDerivation::Restriction(self.ty()),
            1 => SimpleDerivation::List(self.ty()),
            _ => SimpleDerivation::Union(self.some(Self::ty)),
        };
        let facets = self.some(Self::facet);
        Type::Simple(SimpleType { name, made, facets, since: self.since() })
    }

    fn facet(&mut self) -> Facet {
        let number = self.choose(256) as u64;
        let value = match self.choose(6) {
            0 => FacetValue::Enumeration(self.text()),
            1 => FacetValue::Pattern(self.text()),
            2 => FacetValue::Length(number),
            3 => FacetValue::WhiteSpace(WhiteSpace::Replace),
            4 => FacetValue::MaxExclusive(self.text()),
            _ => FacetValue::FractionDigits(number),
        };
        Facet { value, since: self.since() }
    }

    fn complex(&mut self, name: Option<ExpandedName>) -> Type {
        Type::Complex(ComplexType {
            base: self.ty(),
            method: if self.is_so() { Method::Extension } else { Method::Restriction },
            is_complete: self.is_so(),
            is_abstract: self.is_so(),
            is_array: self.is_so(),
            is_mixed: self.is_so(),
            block: self.block(),
            text: self.maybe(Self::ty),
            particles: self.some(Self::particle),
            attributes: self.some(Self::attribute),
            any_attribute: self.maybe(Self::wildcard),
            since: self.since(),
            name,
        })
    }

    fn attribute(&mut self) -> AttributeDecl {
        let (name, ty) = (self.name(), self.ty());
        AttributeDecl { name, ty, is_required: self.is_so(), value: self.value(), since: self.since() }
    }

    fn wildcard(&mut self) -> Wildcard {
        let namespaces = match self.choose(3) {
            0 => NamespaceConstraint::Any,
            1 => NamespaceConstraint::Other(self.ns()),
            _ => NamespaceConstraint::List(self.some(Self::ns)),
        };
        let process = [Process::Strict, Process::Lax, Process::Skip][self.choose(3)];
        Wildcard { namespaces, process }
    }

    fn particle(&mut self) -> Particle {
        let (min, max) = [(1, 1), (0, 1), (0, UNBOUNDED), (2, 7)][self.choose(4)];
        let mut since = 0;
        let term = match self.choose(4) {
            0 if !self.contract.global_elements.is_empty() => {
                since = self.since();
                Term::Element(self.contract.global_elements[0])
            }
            1 if self.depth < 3 => {
                self.depth += 1;
                let inner = self.some(Self::particle);
                self.depth -= 1;
                Term::Group([Compositor::Sequence, Compositor::Choice, Compositor::All][self.choose(3)], inner)
            }
            2 => {
                let element = self.element(false);
                self.contract.elements.push(element);
                Term::Element(ElementId(self.contract.elements.len() as u32 - 1))
            }
            _ => Term::Wildcard(self.wildcard()),
        };
        Particle { min, max, term, since }
    }

    fn element(&mut self, is_global: bool) -> ElementDecl {
        ElementDecl {
            name: self.name(),
            ty: self.ty(),
            is_global,
            is_abstract: is_global && self.is_so(),
            is_nillable: self.is_so(),
            is_expected: self.is_so(),
            head: self.contract.global_elements.first().copied().filter(|_| is_global),
            value: self.value(),
            block: self.block(),
            constraints: self.some(Self::constraint),
            since: self.since(),
        }
    }

    fn constraint(&mut self) -> Constraint {
        let kind = match self.choose(3) {
            0 => ConstraintKind::Unique,
            1 => ConstraintKind::Key,
            _ => ConstraintKind::Keyref(self.name()),
        };
        Constraint { name: self.name(), kind, selector: self.xpath(), fields: vec![self.xpath()] }
    }

    fn xpath(&mut self) -> XPath {
        let path = |making: &mut Self| Path {
            is_deep: making.is_so(),
            steps: making.some(Self::name_test),
            attribute: making.maybe(Self::name_test),
        };
        let first = path(self);
        XPath(std::iter::once(first).chain(self.maybe(path)).collect())
    }

    fn name_test(&mut self) -> NameTest {
        match self.choose(3) {
            0 => NameTest::Any,
            1 => NameTest::Namespace(NsId(3)),
            _ => NameTest::Name(ExpandedName { ns: self.ns(), local: "Step".into() }),
        }
    }

    fn operation(&mut self) -> Operation {
        let uri = |making: &mut Self| making.text().into();
        let binding = |making: &mut Self| Binding {
            name: making.name(),
            soap: if making.is_so() { crate::soap::Version::V1_1 } else { crate::soap::Version::V1_2 },
            action: making.maybe(uri),
            transport: making.maybe(uri),
        };
        let part = |making: &mut Self| match making.is_so() {
            true => FaultPart::Element(making.name()),
            false => FaultPart::Type(making.name()),
        };
        let kinds = [OperationKind::RequestResponse, OperationKind::OneWay, OperationKind::Notification];
        Operation {
            port_type: ExpandedName { ns: self.ns(), local: "Port".into() },
            name: "Do".into(),
            kind: kinds[self.choose(3)],
            is_rpc: self.is_so(),
            bindings: self.some(binding),
            input: self.maybe(Self::message),
            output: self.maybe(Self::message),
            faults: self.some(|making| Fault { name: "F".into(), part: part(making) }),
            since: self.since(),
        }
    }

    fn message(&mut self) -> Message {
        let header = |making: &mut Self| Header {
            element: making.name(),
            is_required: making.is_so(),
            faults: making.some(Self::name),
            since: making.since(),
        };
        let body = self.maybe(Self::name);
        let is_encoded = body.is_some() && self.is_so();
        Message { body, is_encoded, headers: self.some(header) }
    }

    /// Adds named types and global elements, each of a name of its own.
    fn everything(&mut self) {
        for (number, _) in (0..=self.choose(4)).enumerate() {
            let name = ExpandedName { ns: self.ns(), local: format!("T{number}").into() };
            let ty = self.definition(Some(name));
            self.contract.types.push(ty);
            let id = TypeId(self.contract.types.len() as u32 - 1);
            self.contract.named_types.push(id);
            self.types.push(id);
        }
        for (number, _) in (0..=self.choose(3)).enumerate() {
            let mut element = self.element(true);
            element.name.local = format!("E{number}").into();
            self.contract.elements.push(element);
            self.contract.global_elements.push(ElementId(self.contract.elements.len() as u32 - 1));
        }
        self.contract.attributes = self.some(Self::attribute);
        self.contract.operations = self.some(Self::operation);
    }
}

fn made(decisions: &[u8]) -> Contract {
    let builtins = [TypeId::ANY, TypeId::ANY_SIMPLE, builtin_type(Builtin::String), builtin_type(Builtin::Int)];
    let mut making =
        Making { decisions: decisions.iter(), contract: Contract::new(), types: builtins.to_vec(), depth: 0 };
    let labels = ["v1", "v 2", "v3"].map(Into::into).to_vec();
    making.contract.versions = making.maybe(|_| labels);
    let namespaces = [("t", "urn:t"), ("u", " urn:u\n")];
    let namespaces = namespaces.map(|(prefix, uri)| Namespace { prefix: prefix.into(), uri: uri.into() });
    making.contract.namespaces.extend(namespaces);
    making.everything();
    making.contract
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_written_as_before(decisions in prop::collection::vec(any::<u8>(), 0..600)) {
        let text = made(&decisions).to_text();
        let read = Contract::read(&text).map_err(|error| TestCaseError::fail(format!("{error} in\n{text}")))?;
        prop_assert_eq!(read.to_text(), text);
        // Ids are given as names come; read once more they stay.
        prop_assert_eq!(Contract::read(&read.to_text()).unwrap(), read);
    }
}

#[test]
fn operations_are_read() {
    let text = "# contract table, version 1\nnamespace t urn:t\noperation t:Port/Do one-way rpc\n  binding t:B soap12 action=\"\"\n  \
                input t:In\n    header t:H required\n      fault t:HF\n  fault F type t:T\nelement t:In xs:int\n";
    let contract = Contract::read(text).unwrap();
    let operation = &contract.operations[0];
    assert_eq!((operation.kind, operation.is_rpc, operation.faults.len()), (OperationKind::OneWay, true, 1));
    assert_eq!(operation.bindings[0].action.as_deref(), Some(""));
    assert!(operation.input.as_ref().unwrap().headers[0].is_required);
    assert_eq!(contract.to_text(), text);
    for broken in
        ["t:Port", "t:Port/Do what", "t:Port/Do\n  binding t:B soap13", "x:Port/Do", "t:Port/Do\n  input t:In t:In"]
    {
        let text = format!("# contract table, version 1\nnamespace t urn:t\noperation {broken}\n");
        assert!(Contract::read(&text).is_err(), "{broken}");
    }
}
