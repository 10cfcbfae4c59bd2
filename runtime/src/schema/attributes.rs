//! The attributes of complex types, inherited ones included (Part 1, 3.4.2).

use super::Schema;
use crate::contract::{AttributeDecl, ComplexType, Method, NsId, Type, TypeId, Wildcard};

/// The attributes an element of some type may have.
#[derive(Debug)]
pub(super) struct Attributes {
    /// Where they are stated (a type and a place in its list), in the order of their names.
    uses: Vec<(TypeId, usize)>,
    /// Those of them whose absence counts: they are required, or there is a value for them that refers to an ID or may be part of a key.
    missed: Vec<(TypeId, usize)>,
    pub(super) any: Option<Wildcard>,
    /// Those that may be looked at by themselves, since nothing but their type is said of them.
    simple: Vec<Simple>,
    /// Whether those are all that is missed.
    misses_simple_only: bool,
}

/// An attribute of which only its type is said, and whether it is required.
#[derive(Debug)]
struct Simple {
    ns: NsId,
    local: Box<str>,
    ty: TypeId,
    is_required: bool,
}

impl Schema {
    /// The attributes of a complex type; worked out when first asked for.
    pub(super) fn attributes_of(&self, id: TypeId) -> Option<&Attributes> {
        let complex = self.ty(id).as_complex()?;
        Some(self.worked_out(id).attributes.get_or_init(|| self.effective_attributes(id, complex)))
    }

    fn effective_attributes(&self, id: TypeId, complex: &ComplexType) -> Attributes {
        let mut uses = Vec::new();
        let mut any = None;
        let (mut id, mut complex) = (id, complex);
        loop {
            uses.extend((0..complex.attributes.len()).map(|index| (id, index)));
            any = any.or_else(|| complex.any_attribute.clone());
            match self.ty(complex.base) {
                Type::Complex(base) if complex.method == Method::Extension && complex.base != id => {
                    (id, complex) = (complex.base, base);
                }
                _ => break,
            }
        }
        // The sort keeps the order of equal names: a type's own statement comes before its base's.
        uses.sort_by(|left, right| self.name_of(*left).cmp(&self.name_of(*right)));
        uses.dedup_by(|left, right| self.name_of(*left) == self.name_of(*right));
        let is_missed = |place: &&(TypeId, usize)| {
            let counts = |ty| self.holds_references(ty) || self.has_constraints();
            let is_missed = |attribute: &AttributeDecl| {
                attribute.is_required || (attribute.value.is_some() && counts(attribute.ty))
            };
            self.attribute_use(**place).is_some_and(is_missed)
        };
        let missed: Vec<_> = uses.iter().filter(is_missed).copied().collect();
        let declared = uses.iter().filter_map(|place| self.attribute_use(*place));
        let simple: Vec<_> = declared.filter_map(Simple::of).take(Simple::MOST).collect();
        let misses_simple_only = simple.iter().filter(|simple| simple.is_required).count() == missed.len();
        Attributes { uses, missed, any, simple, misses_simple_only }
    }

    fn attribute_use(&self, (owner, index): (TypeId, usize)) -> Option<&AttributeDecl> {
        self.ty(owner).as_complex()?.attributes.get(index)
    }

    fn name_of(&self, place: (TypeId, usize)) -> Option<&super::ExpandedName> {
        self.attribute_use(place).map(|attribute| &attribute.name)
    }
}

impl Simple {
    /// How many a type has at most: they are told apart by bits.
    const MOST: usize = 32;

    fn of(declared: &AttributeDecl) -> Option<Self> {
        let (ns, local) = (declared.name.ns, declared.name.local.as_ref().into());
        let is_simple = declared.value.is_none();
        is_simple.then_some(Self { ns, local, ty: declared.ty, is_required: declared.is_required })
    }
}

impl Attributes {
    /// Whether all attributes of a start tag are certain to be fine, and none is missed. `attributes` has the namespace, name and text of each.
    #[inline]
    pub(super) fn are_surely_fine<'t>(
        &self,
        schema: &Schema,
        mut attributes: impl Iterator<Item = Option<(NsId, &'t str, &'t str)>>,
    ) -> bool {
        let mut found = 0u32;
        let all_fine = self.misses_simple_only
            && attributes.all(|attribute| {
                let Some((ns, local, text)) = attribute else { return false };
                let is_it = |simple: &Simple| *simple.local == *local && simple.ns == ns;
                let Some(index) = self.simple.iter().position(is_it) else { return false };
                found |= 1 << index;
                schema.is_surely_value(self.simple.get(index).map_or(TypeId::ANY, |simple| simple.ty), text)
            });
        let is_there = |(index, simple): (usize, &Simple)| !simple.is_required || found & (1 << index) != 0;
        all_fine && self.simple.iter().enumerate().all(is_there)
    }

    /// The attribute of a name.
    pub(super) fn find<'s>(&self, schema: &'s Schema, ns: NsId, local: &str) -> Option<&'s AttributeDecl> {
        let order = |place: &(TypeId, usize)| {
            schema.name_of(*place).map_or(std::cmp::Ordering::Less, |name| super::compare(name, ns, local))
        };
        let index = self.uses.binary_search_by(order).ok()?;
        schema.attribute_use(*self.uses.get(index)?)
    }

    /// Those whose absence counts.
    pub(super) fn missed<'s>(&'s self, schema: &'s Schema) -> impl Iterator<Item = &'s AttributeDecl> {
        self.missed.iter().filter_map(|place| schema.attribute_use(*place))
    }

    /// All of them, in the order of their names.
    pub(super) fn iter<'s>(&'s self, schema: &'s Schema) -> impl Iterator<Item = &'s AttributeDecl> {
        self.uses.iter().filter_map(|place| schema.attribute_use(*place))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nearer_types_speak_first() {
        let schema = Schema::parse(
            "# contract table, version 1\ncomplex A\n  attribute b xs:int\n  attribute c xs:int required\n  anyAttribute ##any lax\n\
             complex B extends A\n  attribute a xs:IDREF default=\"x\"\n  attribute b xs:int required\n\
             complex C restricts B\n  attribute a xs:IDREF\n",
        )
        .unwrap();
        let names = |ty: &str| -> (Vec<&str>, Vec<&str>, bool) {
            let id = schema.find_type(NsId::NONE, ty).unwrap();
            let attributes = schema.attributes_of(id).unwrap();
            let all = attributes.iter(&schema).map(|attribute| &*attribute.name.local).collect();
            let missed = attributes.missed(&schema).map(|attribute| &*attribute.name.local).collect();
            (all, missed, attributes.any.is_some())
        };
        assert_eq!(names("A"), (vec!["b", "c"], vec!["c"], true));
        assert_eq!(names("B"), (vec!["a", "b", "c"], vec!["a", "b", "c"], true));
        assert_eq!(names("C"), (vec!["a"], vec![], false));
    }
}
