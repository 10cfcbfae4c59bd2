//! The attributes of one element (Part 1, cvc-complex-type 3–5, cvc-attribute, cvc-au).

use super::super::attributes::Attributes;
use super::super::spaces::Spaces;
use super::{Validation, invalid};
use crate::contract::{AttributeDecl, NsId, Process, TypeId, ValueConstraint};
use crate::error::{Error, ErrorKind, Result, alternatives};
use crate::xml::{Attribute, Name, Ns, Reader, Rule};

impl<'s> Validation<'s> {
    /// Checks the attributes of the start tag on which the reader stands.
    pub(super) fn attributes(&mut self, ty: TypeId, r: &mut Reader<'_>) -> Result<()> {
        let allowed = self.schema.attributes_of(ty);
        if allowed.is_some_and(|allowed| self.are_surely_fine(allowed, r)) {
            return Ok(());
        }
        let mut wild_ids = 0;
        for index in 0..r.attribute_count() {
            let attribute = r.attribute(index);
            if is_instance_attribute(attribute) {
                continue;
            }
            let (known, step) = (self.findings.count(), || format!("@{}", attribute.local));
            let checked = self.attribute(allowed, attribute, r);
            wild_ids += usize::from(checked.map_err(|error| error.step_below(step))?);
            if self.findings.count() > known {
                self.findings.step_below(known, step);
            }
        }
        let Some(allowed) = allowed else { return Ok(()) };
        self.wild_ids(allowed, wild_ids, r)?;
        self.absent(allowed, r)
    }

    /// Whether the attributes of the start tag take no closer look.
    #[inline]
    pub(super) fn are_surely_fine(&self, allowed: &Attributes, r: &Reader<'_>) -> bool {
        let (spaces, schema) = (&self.spaces, self.schema);
        let attributes = (0..r.attribute_count()).map(|index| {
            let attribute = r.attribute(index);
            let text = attribute.plain_text()?;
            Some((spaces.known(attribute.ns)?, attribute.local, text))
        });
        !self.identity.is_at_work() && allowed.are_surely_fine(schema, attributes)
    }

    /// Checks one attribute; whether a wildcard admits it and it is an ID.
    fn attribute(
        &mut self,
        allowed: Option<&'s Attributes>,
        attribute: Attribute<'_>,
        r: &mut Reader<'_>,
    ) -> Result<bool> {
        let ns = self.spaces.of(self.schema, attribute.ns, r);
        if let Some(declared) = allowed.and_then(|allowed| allowed.find(self.schema, ns, attribute.local)) {
            return self.attribute_value(declared, attribute, r).map(|()| false);
        }
        let wildcard = allowed.and_then(|allowed| allowed.any.as_ref()).filter(|wildcard| wildcard.admits(ns));
        let Some(wildcard) = wildcard else {
            let error = self.unexpected_attribute(allowed, attribute, r);
            let name = r.expanded(attribute.ns, attribute.local);
            return self.findings.refuse(Rule::Attribute(name), error).map(|()| false);
        };
        if wildcard.process == Process::Skip {
            return Ok(false);
        }
        match self.schema.find_attribute(ns, attribute.local) {
            Some(declared) => {
                self.attribute_value(declared, attribute, r)?;
                Ok(self.schema.is_id(declared.ty))
            }
            None if wildcard.process == Process::Lax => Ok(false),
            None => {
                let name = self.attribute_name(attribute, r);
                let reason = format!("unexpected attribute {name}: expected an attribute of the schema");
                self.findings.refuse(Rule::Other, invalid(reason, r.tag_offset())).map(|()| false)
            }
        }
    }

    fn attribute_value(
        &mut self,
        declared: &AttributeDecl,
        attribute: Attribute<'_>,
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let at = r.tag_offset();
        let text = r.attribute_value(attribute)?;
        let is_value = self.value((declared.ty, &text), false, (at, at), r)?;
        self.attribute_field((declared.name.ns, &declared.name.local), (declared.ty, &text), false, r)?;
        match declared.value.as_ref().and_then(ValueConstraint::fixed) {
            Some(fixed) if is_value => self.fixed(declared.ty, &text, fixed, at, r),
            _ => Ok(()),
        }
    }

    /// An element has one ID at most (cvc-complex-type 5); declarations see to their own.
    fn wild_ids(&mut self, allowed: &Attributes, wild_ids: usize, r: &Reader<'_>) -> Result<()> {
        let has_declared = || allowed.iter(self.schema).any(|attribute| self.schema.is_id(attribute.ty));
        if wild_ids > 1 || (wild_ids == 1 && has_declared()) {
            let error = invalid("more than one attribute of the element is an ID", r.tag_offset());
            self.findings.refuse(Rule::Other, error)?;
        }
        Ok(())
    }

    /// Checks that what is required is there. A value that stands for an absent attribute may refer to an ID.
    fn absent(&mut self, allowed: &'s Attributes, r: &mut Reader<'_>) -> Result<()> {
        let at = r.tag_offset();
        for declared in allowed.missed(self.schema) {
            if self.is_present(declared, r) {
                continue;
            }
            match &declared.value {
                _ if declared.is_required => {
                    let local = &*declared.name.local;
                    self.findings.refuse(Rule::Missing(local.to_owned()), r.missing_attribute(local, at))?;
                }
                Some(value) => {
                    self.value((declared.ty, value.text()), true, (at, at), r)?;
                    let name = (declared.name.ns, &*declared.name.local);
                    self.attribute_field(name, (declared.ty, value.text()), true, r)?;
                }
                None => {}
            }
        }
        Ok(())
    }

    fn is_present(&mut self, declared: &AttributeDecl, r: &Reader<'_>) -> bool {
        let is_it = |spaces: &mut Spaces, attribute: Attribute<'_>| {
            let ns: NsId = spaces.of(self.schema, attribute.ns, r);
            *declared.name.local == *attribute.local && declared.name.ns == ns
        };
        (0..r.attribute_count()).any(|index| is_it(&mut self.spaces, r.attribute(index)))
    }

    fn attribute_name(&mut self, attribute: Attribute<'_>, r: &Reader<'_>) -> String {
        self.show(Name { ns: attribute.ns, local: attribute.local }, r)
    }

    #[cold]
    fn unexpected_attribute(
        &mut self,
        allowed: Option<&'s Attributes>,
        attribute: Attribute<'_>,
        r: &Reader<'_>,
    ) -> Error {
        let found = self.attribute_name(attribute, r);
        let declared: Vec<_> = allowed.into_iter().flat_map(|allowed| allowed.iter(self.schema)).collect();
        let mut names = Vec::new();
        for declared in declared {
            if !self.is_present(declared, r) {
                names.push(self.schema.show(&declared.name));
            }
        }
        let names: Vec<&str> = names.iter().map(String::as_str).take(6).collect();
        let expected = if names.is_empty() { "no more attributes".to_owned() } else { alternatives(&names) };
        Error::new(ErrorKind::Invalid(format!("unexpected attribute {found}: expected {expected}")), r.tag_offset())
    }
}

/// `xsi:type`, `xsi:nil` and the two of schema locations may stand everywhere.
fn is_instance_attribute(attribute: Attribute<'_>) -> bool {
    let names = ["type", "nil", "schemaLocation", "noNamespaceSchemaLocation"];
    attribute.ns == Ns::XSI && names.contains(&attribute.local)
}
