//! One element: which type governs it, its attributes, and what its content is to be (Part 1, cvc-elt, cvc-type).

use super::super::component::{Block, Content, ElementDecl, Process, Type, TypeId, ValueConstraint};
use super::super::model::Model;
use super::{Frame, Governing, Inside, Validation, invalid};
use crate::error::{Error, ErrorKind, Result};
use crate::xml::{Name, Node, Ns, Reader, is_ncname};

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
            Stated::Type(ty) => self.typed(ty, None, false, r),
            Stated::Unknown(_) | Stated::Nothing => {
                let (found, expected) = (r.expanded(name.ns, name.local), self.schema.roots());
                Err(Error::new(ErrorKind::UnexpectedRoot { found, expected }, r.tag_offset()))
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
            (Some(expected), stated) => self.derived_from(expected, Block::default(), stated, r)?,
            (None, Stated::Type(stated)) => stated,
            (None, _) => match self.schema.find_element(ns, name.local) {
                Some(id) => return self.declared(self.schema.element(id), name, r).map(|()| true),
                None => return Ok(false),
            },
        };
        let is_nil = self.nil(is_nillable, None, r)?;
        self.typed(ty, None, is_nil, r).map(|()| true)
    }

    fn found_by_wildcard(&mut self, process: Process, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        if process == Process::Skip {
            return r.skip();
        }
        let ns = self.spaces.of(self.schema, name.ns, r);
        if let Some(id) = self.schema.find_element(ns, name.local) {
            return self.declared(self.schema.element(id), name, r);
        }
        let ty = match (self.stated_type(r)?, process) {
            (Stated::Type(ty), _) => ty,
            (_, Process::Lax) => TypeId::ANY,
            (Stated::Unknown(qname), _) => return Err(unknown_type(&qname, r.tag_offset())),
            (Stated::Nothing, _) => {
                let name = self.show(name, r);
                return Err(invalid(
                    format!("unexpected element {name}: expected an element of the schema"),
                    r.tag_offset(),
                ));
            }
        };
        self.typed(ty, None, false, r)
    }

    fn declared(&mut self, declaration: &'s ElementDecl, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        if declaration.is_abstract {
            let name = self.show(name, r);
            let reason = format!("the element {name} is abstract: expected a member of its substitution group");
            return Err(invalid(reason, r.tag_offset()));
        }
        let stated = self.stated_type(r)?;
        let ty = self.derived_from(declaration.ty, declaration.block, stated, r)?;
        let is_nil = self.nil(declaration.is_nillable, declaration.value.as_ref(), r)?;
        self.typed(ty, declaration.value.as_ref(), is_nil, r)
    }

    /// The declared type, or the one that `xsi:type` names and that may stand for it.
    fn derived_from(&self, declared: TypeId, block: Block, stated: Stated, r: &Reader<'_>) -> Result<TypeId> {
        let stated = match stated {
            Stated::Nothing => return Ok(declared),
            Stated::Unknown(qname) => return Err(unknown_type(&qname, r.tag_offset())),
            Stated::Type(stated) => stated,
        };
        let blocked: Block = block.with(self.schema.type_block(declared));
        if self.schema.is_derived(stated, declared, blocked) {
            return Ok(stated);
        }
        let (found, expected) = (self.type_name(stated), self.type_name(declared));
        let reason = format!("xsi:type {found} is not {expected} or a type derived from it that may stand here");
        Err(invalid(reason, r.tag_offset()))
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
    fn nil(&self, is_nillable: bool, value: Option<&ValueConstraint>, r: &Reader<'_>) -> Result<bool> {
        let Some(attribute) = r.find_attribute(Ns::XSI, "nil") else { return Ok(false) };
        let at = r.tag_offset();
        if !is_nillable {
            return Err(invalid("xsi:nil on an element that is not nillable", at));
        }
        let is_nil = match r.attribute_value(attribute)?.trim_matches([' ', '\t', '\n', '\r']) {
            "true" | "1" => true,
            "false" | "0" => false,
            other => return Err(invalid(format!("xsi:nil {other:?} is neither true nor false"), at)),
        };
        if is_nil && matches!(value, Some(ValueConstraint::Fixed(_))) {
            return Err(invalid("xsi:nil on an element whose value is fixed", at));
        }
        Ok(is_nil)
    }

    /// Takes an element of this type.
    fn typed(
        &mut self,
        ty: TypeId,
        value: Option<&'s ValueConstraint>,
        is_nil: bool,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let schema = self.schema;
        let start = r.tag_offset();
        if schema.ty(ty).is_abstract() {
            let reason =
                format!("the type {} is abstract: expected xsi:type with a type derived from it", self.type_name(ty));
            return Err(invalid(reason, start));
        }
        self.attributes(ty, r)?;
        let content = schema.ty(ty).as_complex().map(|complex| schema.content(complex));
        match (schema.ty(ty), content) {
            _ if is_nil => self.open(start, Inside::Nothing("the element is nil")),
            (Type::Simple(_), _) => return self.simple(ty, value, r),
            (_, Some(Content::Simple(text))) => return self.simple(*text, value, r),
            (_, Some(Content::ElementOnly(model))) => self.open_children(start, model, None),
            (_, Some(Content::Mixed(model))) => self.open_mixed(start, model, value),
            (_, Some(Content::Empty) | None) => self.open(start, Inside::Nothing("the type has no content")),
        }
        Ok(())
    }

    fn open(&mut self, start: usize, inside: Inside<'s>) {
        self.frames.push(Frame { start, inside, fixed: None });
    }

    fn open_children(&mut self, start: usize, model: &'s Model, mixed: Option<Option<&'s str>>) {
        let progress = self.spare.pop().unwrap_or_default();
        let inside = Inside::Children { model, progress, is_mixed: mixed.is_some() };
        let fixed = mixed.flatten().map(|fixed| (fixed, String::new()));
        self.frames.push(Frame { start, inside, fixed });
    }

    fn open_mixed(&mut self, start: usize, model: &'s Model, value: Option<&'s ValueConstraint>) {
        self.open_children(start, model, Some(value.and_then(ValueConstraint::fixed)));
    }

    /// Takes an element that holds only text, to its end.
    fn simple(&mut self, ty: TypeId, value: Option<&'s ValueConstraint>, r: &mut Reader<'_>) -> Result<()> {
        let at = r.tag_offset();
        let Some(node) = r.next_node()? else { return self.simple_text(ty, "", value, at, r) };
        let Node::Text(text) = node else { return Err(child_in_text(r)) };
        // What the tag says of prefixes is forgotten with the end of the element.
        let is_early = self.schema.holds_names(ty);
        if is_early {
            self.simple_text(ty, &text, value, at, r)?;
        }
        if r.next_node()?.is_some() {
            return Err(child_in_text(r));
        }
        if is_early { Ok(()) } else { self.simple_text(ty, &text, value, at, r) }
    }

    fn simple_text(
        &mut self,
        ty: TypeId,
        text: &str,
        value: Option<&'s ValueConstraint>,
        at: usize,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let owner = self.frames.last().map_or(at, |frame| frame.start);
        if let Some(value) = value.filter(|_| text.is_empty()) {
            return self.value((ty, value.text()), true, (at, owner), r);
        }
        self.value((ty, text), false, (at, owner), r)?;
        match value.and_then(ValueConstraint::fixed) {
            Some(fixed) => self.fixed(ty, text, fixed, at, r),
            None => Ok(()),
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

#[cold]
fn child_in_text(r: &Reader<'_>) -> Error {
    invalid("unexpected element: expected text only", r.tag_offset())
}
