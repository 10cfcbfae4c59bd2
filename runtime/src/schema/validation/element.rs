//! One element: which type governs it, its attributes, and what its content is to be (Part 1, cvc-elt, cvc-type).

use super::super::content::Content;
use super::super::model::Model;
use super::watching::Leaf;
use super::{Frame, Governing, Inside, Validation, invalid};
use crate::contract::{Block, ElementDecl, Process, Type, TypeId, ValueConstraint};
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::xml::{Name, Node, Ns, Reader, Rule, is_ncname};

/// Why there may be nothing in an element.
pub(super) const NO_CONTENT: &str = "the type has no content";

impl<'s> Validation<'s> {
    /// Takes the element on whose start tag the reader stands: to its end if it holds only text, else its start tag.
    pub(super) fn element(&mut self, governing: Governing<'s>, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        match governing {
            Governing::Declaration(id) => {
                let declaration = self.schema.element(id);
                self.declared(declaration, name, r)
            }
            Governing::Wildcard(wildcard) => self.found_by_wildcard(wildcard.process, name, r),
        }
    }

    /// Takes the element that is to be valid as a whole: by its declaration, or by the type it names.
    pub(super) fn outermost(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        let ns = self.spaces.of(self.schema, name.ns, r);
        if let Some(id) = self.schema.find_element(ns, name.local) {
            return self.declared(self.schema.element(id), name, r);
        }
        match self.stated_type(r)? {
            Stated::Type(ty) => {
                self.enter(None, false, name, r);
                self.typed(ty, None, false, r)
            }
            Stated::Unknown(_) | Stated::Nothing => {
                if let Some(id) = self.schema.root_in_other_form(name, r) {
                    return self.declared(self.schema.element(id), name, r);
                }
                let in_words = self.schema.root_in_words(name, r);
                let expected = in_words.unwrap_or_else(|| self.schema.roots());
                let found = r.expanded(name.ns, name.local);
                let error = Error::new(ErrorKind::UnexpectedRoot { found, expected }, r.tag_offset());
                self.skip_refused(Rule::Element, error, r)
            }
        }
    }

    /// Takes the element that is to be valid as one of a type, if that is known; else by the type it names or by its declaration.
    pub(super) fn of_type(
        &mut self,
        expected: Option<TypeId>,
        is_nillable: bool,
        name: Name<'_>,
        r: &mut Reader<'_>,
    ) -> Result<bool> {
        let ns = self.spaces.of(self.schema, name.ns, r);
        let ty = match (expected, self.stated_type(r)?) {
            // What a contract derives from a built-in type, that type's own schema does not know.
            (Some(expected), Stated::Unknown(_)) if self.schema.is_builtin_text(expected) => return Ok(false),
            (Some(expected), stated) => match self.actual_type(expected, Block::default(), stated, r)? {
                Some(ty) => ty,
                None => {
                    self.pass_over();
                    return r.skip().map(|()| true);
                }
            },
            (None, Stated::Type(stated)) => stated,
            (None, _) => match self.schema.find_element(ns, name.local) {
                Some(id) => return self.declared(self.schema.element(id), name, r).map(|()| true),
                None => return Ok(false),
            },
        };
        let is_nil = self.nil(is_nillable, None, r)?;
        self.enter(None, is_nil, name, r);
        self.typed(ty, None, is_nil, r).map(|()| true)
    }

    fn found_by_wildcard(&mut self, process: Process, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        if process == Process::Skip {
            return self.skip_unseen(r);
        }
        let ns = self.spaces.of(self.schema, name.ns, r);
        if let Some(id) = self.schema.find_element(ns, name.local) {
            return self.declared(self.schema.element(id), name, r);
        }
        let ty = match (self.stated_type(r)?, process) {
            (Stated::Type(ty), _) => ty,
            (_, Process::Lax) => TypeId::ANY,
            (Stated::Unknown(qname), _) => {
                return self.skip_refused(Rule::Type, unknown_type(&qname, r.tag_offset()), r);
            }
            (Stated::Nothing, _) => {
                let name = self.show(name, r);
                let reason = format!("unexpected element {name}: expected an element of the schema");
                return self.skip_refused(Rule::Element, invalid(reason, r.tag_offset()), r);
            }
        };
        self.enter(None, false, name, r);
        self.typed(ty, None, false, r)
    }

    fn declared(&mut self, declaration: &'s ElementDecl, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        if declaration.is_abstract {
            let name = self.show(name, r);
            let reason = format!("the element {name} is abstract: expected a member of its substitution group");
            return self.skip_refused(Rule::Element, invalid(reason, r.tag_offset()), r);
        }
        let stated = self.stated_type(r)?;
        let Some(ty) = self.actual_type(declaration.ty, declaration.block, stated, r)? else {
            self.pass_over();
            return r.skip();
        };
        let is_nil = self.nil(declaration.is_nillable, declaration.value.as_ref(), r)?;
        self.enter(Some(declaration), is_nil, name, r);
        self.typed(ty, declaration.value.as_ref(), is_nil, r)
    }

    /// The declared type, or the one that `xsi:type` names and that may stand for it. `None` if it may not, and one cannot tell as what
    /// the element was read.
    fn actual_type(
        &mut self,
        declared: TypeId,
        block: Block,
        stated: Stated,
        r: &mut Reader<'_>,
    ) -> Result<Option<TypeId>> {
        let stated = match stated {
            Stated::Nothing => return Ok(Some(declared)),
            Stated::Unknown(qname) => return self.refused_type(unknown_type(&qname, r.tag_offset()), declared, r),
            Stated::Type(stated) => stated,
        };
        let blocked: Block = block.with(self.schema.type_block(declared));
        if self.schema.is_derived(stated, declared, blocked) {
            return Ok(Some(stated));
        }
        let (found, expected) = (self.type_name(stated), self.type_name(declared));
        let reason = format!("xsi:type {found} is not {expected} or a type derived from it that may stand here");
        self.refused_type(invalid(reason, r.tag_offset()), declared, r)
    }

    /// The declared type instead of one that may not stand for it: what is read, unless others are derived from it.
    #[cold]
    fn refused_type(&mut self, error: Error, declared: TypeId, r: &mut Reader<'_>) -> Result<Option<TypeId>> {
        if self.schema.has_derived(declared) {
            return self.findings.refuse(Rule::Type, error).map(|()| None);
        }
        let attribute = r.find_attribute(Ns::XSI, "type");
        let name = attribute.map(|attribute| r.attribute_value(attribute)).transpose()?.unwrap_or_default();
        let name = name.trim();
        let resolved = r.resolve_qname(name);
        let name = resolved.map_or_else(|| name.to_owned(), |(ns, local)| r.expanded(ns, local));
        self.findings.refuse_as(Rule::Type, NoticeKind::UnknownType(name), error)?;
        Ok(Some(declared))
    }

    /// Takes an element that is not valid as a whole.
    #[cold]
    pub(super) fn skip_refused(&mut self, rule: Rule, error: Error, r: &mut Reader<'_>) -> Result<()> {
        self.findings.refuse(rule, error)?;
        self.pass_over();
        r.skip()
    }

    fn stated_type(&mut self, r: &mut Reader<'_>) -> Result<Stated> {
        let Some(attribute) = r.find_attribute(Ns::XSI, "type") else { return Ok(Stated::Nothing) };
        let value = r.attribute_value(attribute)?;
        let qname = value.trim_matches([' ', '\t', '\n', '\r']);
        let is_qname = qname.split(':').count() <= 2 && qname.split(':').all(is_ncname);
        let found = r.resolve_qname(qname).filter(|_| is_qname).and_then(|(ns, local)| {
            let ns = self.spaces.of(self.schema, ns, r);
            self.schema.find_type(ns, local)
        });
        Ok(found.map_or_else(|| Stated::Unknown(qname.to_owned()), Stated::Type))
    }

    fn type_name(&self, ty: TypeId) -> String {
        match self.schema.ty(ty).name() {
            Some(name) => self.schema.show(name),
            None => "the anonymous type".to_owned(),
        }
    }

    /// Whether the element says that it is nil, which it must be allowed to say.
    fn nil(&mut self, is_nillable: bool, value: Option<&ValueConstraint>, r: &Reader<'_>) -> Result<bool> {
        let Some(attribute) = r.find_attribute(Ns::XSI, "nil") else { return Ok(false) };
        let at = r.tag_offset();
        if !is_nillable {
            let error = invalid("xsi:nil on an element that is not nillable", at);
            return self.findings.refuse(Rule::Other, error).map(|()| false);
        }
        let is_nil = match r.attribute_value(attribute)?.trim_matches([' ', '\t', '\n', '\r']) {
            "true" | "1" => true,
            "false" | "0" => false,
            other => {
                let error = invalid(format!("xsi:nil {other:?} is neither true nor false"), at);
                return self.findings.refuse(Rule::Other, error).map(|()| false);
            }
        };
        if is_nil && matches!(value, Some(ValueConstraint::Fixed(_))) {
            let error = invalid("xsi:nil on an element whose value is fixed", at);
            self.findings.refuse(Rule::Other, error)?;
        }
        Ok(is_nil)
    }

    /// Takes the element that was entered as one of this type: to its end if it holds only text, else its start tag.
    fn typed(
        &mut self,
        ty: TypeId,
        value: Option<&'s ValueConstraint>,
        is_nil: bool,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let open = self.frames.len();
        self.begin(ty, value, is_nil, r)?;
        if self.frames.len() > open || self.leaf.is_some() { Ok(()) } else { self.leave() }
    }

    fn begin(
        &mut self,
        ty: TypeId,
        value: Option<&'s ValueConstraint>,
        is_nil: bool,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let schema = self.schema;
        let start = r.tag_offset();
        // What is nil has no type to say in SOAP encoding.
        if schema.ty(ty).is_abstract() && !(is_nil && schema.has_encoded_bodies()) {
            let reason =
                format!("the type {} is abstract: expected xsi:type with a type derived from it", self.type_name(ty));
            return self.skip_refused(Rule::Type, invalid(reason, start), r);
        }
        self.attributes(ty, r)?;
        let content = schema.content(ty);
        match (schema.ty(ty), content) {
            _ if is_nil => self.open(start, Inside::Nothing("the element is nil"), r.offset()),
            (Type::Simple(_), _) => return self.simple(ty, value, r),
            (_, Some(Content::Simple(text))) => return self.simple(*text, value, r),
            (_, Some(Content::ElementOnly(model))) => self.open_children(start, model, None, r.offset()),
            (_, Some(Content::Mixed(model))) => self.open_mixed(start, model, value, r),
            (_, Some(Content::Empty) | None) => self.open(start, Inside::Nothing(NO_CONTENT), r.offset()),
        }
        Ok(())
    }

    pub(super) fn open(&mut self, start: usize, inside: Inside<'s>, opened: usize) {
        self.frames.push(Frame { start, opened, inside, fixed: None, is_blank: false, is_told: false, order: None });
    }

    #[inline]
    pub(super) fn open_children(
        &mut self,
        start: usize,
        model: &'s Model,
        mixed: Option<Option<&'s str>>,
        opened: usize,
    ) {
        let spare = if model.straight.is_some() { None } else { self.spare.pop() };
        let progress = spare.unwrap_or_default();
        let inside = Inside::Children { model, progress, is_mixed: mixed.is_some() };
        let fixed = mixed.flatten().map(|fixed| Box::new((fixed, String::new())));
        self.frames.push(Frame { start, opened, inside, fixed, is_blank: false, is_told: false, order: None });
    }

    fn open_mixed(&mut self, start: usize, model: &'s Model, value: Option<&'s ValueConstraint>, r: &Reader<'_>) {
        self.open_children(start, model, Some(value.and_then(ValueConstraint::fixed)), r.offset());
    }

    /// Takes an element that holds only text, to its end.
    fn simple(&mut self, ty: TypeId, value: Option<&'s ValueConstraint>, r: &mut Reader<'_>) -> Result<()> {
        let at = r.tag_offset();
        if self.is_watching {
            self.leaf = Some(Leaf::new(ty, value, r));
            return Ok(());
        }
        let text = match r.next_node()? {
            None => return self.simple_text(ty, "", value, at, r),
            Some(Node::Text(text)) => text,
            Some(Node::Element(name)) => return self.child_for_text(name, "", (ty, value, at), r),
        };
        // What the tag says of prefixes is forgotten with the end of the element.
        let is_early = self.schema.holds_names(ty);
        if is_early {
            self.simple_text(ty, &text, value, at, r)?;
        }
        if let Some(Node::Element(name)) = r.next_node()? {
            return self.child_for_text(name, &text, (ty, value, at), r);
        }
        if is_early { Ok(()) } else { self.simple_text(ty, &text, value, at, r) }
    }

    /// Takes the rest of an element that began at `at` and holds a child behind `before` although it is to hold only text: octets beside the
    /// text of the message, or none that may be there.
    #[cold]
    fn child_for_text(
        &mut self,
        name: Name<'_>,
        before: &str,
        (ty, value, at): (TypeId, Option<&'s ValueConstraint>, usize),
        r: &mut Reader<'_>,
    ) -> Result<()> {
        #[cfg(feature = "attachments")]
        if r.is_include(name) && self.schema.takes_octets(ty) {
            return match r.included(name, before.trim().is_empty()) {
                Ok(Some(octets)) => self.octets(&octets, (ty, value, at), r),
                Ok(None) => Ok(()),
                Err(error) => {
                    self.findings.refuse(Rule::Element, error)?;
                    self.pass_over();
                    r.leave(at)
                }
            };
        }
        let _ = (before, ty, value);
        self.child_in_text(name, at, r)
    }

    /// Checks octets that stand beside the text, as a value of a type that takes some. Where nobody asks for more than how many there are,
    /// they do not become text.
    #[cfg(feature = "attachments")]
    fn octets(
        &mut self,
        octets: &crate::xsd::Octets,
        (ty, value, at): (TypeId, Option<&'s ValueConstraint>, usize),
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let is_plain = value.is_none() && !octets.is_empty() && !self.identity.is_at_work();
        match self.schema.check_octets(ty, octets).filter(|_| is_plain) {
            Some(Ok(())) => Ok(()),
            Some(Err(error)) => self.findings.refuse(Rule::Value, Error::new(ErrorKind::Value(error), at)),
            None => {
                let text = r.expanded_octets(octets)?;
                self.simple_text(ty, &text, value, at, r)
            }
        }
    }

    /// Takes the rest of an element that began at `start` and holds a child although it is to hold only text.
    #[cold]
    fn child_in_text(&mut self, name: Name<'_>, start: usize, r: &mut Reader<'_>) -> Result<()> {
        self.findings.refuse(Rule::Element, r.element_in_text(name))?;
        self.pass_over();
        r.leave(start)
    }

    pub(super) fn simple_text(
        &mut self,
        ty: TypeId,
        text: &str,
        value: Option<&'s ValueConstraint>,
        at: usize,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let owner = self.frames.last().map_or(at, |frame| frame.start);
        if let Some(value) = value.filter(|_| text.is_empty()) {
            self.text_field((ty, value.text()), true, r)?;
            return self.value((ty, value.text()), true, (at, owner), r).map(drop);
        }
        let is_value = self.value((ty, text), false, (at, owner), r)?;
        self.text_field((ty, text), false, r)?;
        match value.and_then(ValueConstraint::fixed) {
            Some(fixed) if is_value => self.fixed(ty, text, fixed, at, r),
            _ => Ok(()),
        }
    }
}

/// What `xsi:type` says.
enum Stated {
    /// It is not there.
    Nothing,
    Type(TypeId),
    /// What it names is no type of the schema.
    Unknown(String),
}

#[cold]
fn unknown_type(qname: &str, at: usize) -> Error {
    invalid(format!("xsi:type {qname} is not a type of the schema"), at)
}
