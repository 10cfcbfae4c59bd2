//! Simple types: built-in ones map to Rust's and the runtime's types, enumerations to enums, facets to newtypes.

use soap_runtime::xsd::{OwnedFacets, Pattern, PatternError};

use super::planner::Planner;
use super::union_members::UnionMember;
use super::{Enumeration, ItemId, ItemKind, Member, Restricted, RustType, Union, Value};
use crate::ir::{Builtin, FacetValue, SimpleType, Type, TypeId, Variety};
use crate::naming::{self, Names};

impl Planner<'_> {
    /// Whether an anonymous simple type says anything that its base does not.
    pub(super) fn simple_needs_item(&self, id: TypeId) -> bool {
        let Type::Simple(simple) = self.contract.ty(id) else { return false };
        match &simple.variety {
            Variety::Builtin(_) => false,
            Variety::List(_) => self.narrows(id),
            Variety::Union(_) => self.is_union_itself(id) || self.narrows_names(id),
            Variety::Atomic => self.narrows(id),
        }
    }

    pub(super) fn narrows(&self, id: TypeId) -> bool {
        let Type::Simple(simple) = self.contract.ty(id) else { return false };
        !simple.facets.iter().all(|facet| matches!(facet.value, FacetValue::WhiteSpace(_)))
    }

    /// Whether a union is defined as such, and not as the restriction of another one.
    fn is_union_itself(&self, id: TypeId) -> bool {
        self.contract.base_of(id).is_none_or(|base| base == self.contract.builtin(Builtin::AnySimpleType))
    }

    /// Whether a type holds names and has facets: where it is a member of a union, they decide what is a name and what is not.
    fn narrows_names(&self, id: TypeId) -> bool {
        self.contract.holds_names(id) && self.contract.simple_steps(id).any(|(step, _)| self.narrows(step))
    }

    /// What an item of a simple type is.
    pub(super) fn plan_simple(&mut self, id: TypeId, simple: &SimpleType, item: ItemId) -> ItemKind {
        match &simple.variety {
            Variety::List(items) => self.plan_list(id, *items),
            Variety::Union(members) => self.plan_union(id, members, item),
            Variety::Builtin(_) | Variety::Atomic => self.plan_atomic(id, simple),
        }
    }

    fn plan_list(&mut self, id: TypeId, items: TypeId) -> ItemKind {
        let base = self.contract.base_of(id).filter(|base| self.types.contains_key(base));
        let builtin = self.contract.builtin_base(items).unwrap_or(Builtin::String);
        let inner = RustType::List(Box::new(self.simple_rust_type(items)));
        if !self.narrows(id) {
            return ItemKind::Alias(base.map_or(inner, |base| self.simple_rust_type(base)));
        }
        let facets = OwnedFacets { white_space: None, ..self.facets(id, builtin) };
        let is_plain = inner == RustType::List(Box::new(builtin_type(builtin)));
        let inner = match lexical_type(builtin) {
            item if is_plain && !facets.patterns.is_empty() => RustType::List(Box::new(item)),
            _ => inner,
        };
        let names = self.contract.holds_names(id);
        ItemKind::Restricted(Restricted { inner, builtin, facets, names })
    }

    fn plan_atomic(&mut self, id: TypeId, simple: &SimpleType) -> ItemKind {
        let builtin = self.contract.builtin_base(id).unwrap_or(Builtin::String);
        if self.has_own_enumeration(id) && is_textual(builtin) {
            return ItemKind::Enumeration(self.plan_enumeration(id, builtin));
        }
        let base = self.contract.base_of(id);
        let plain = builtin == Builtin::AnySimpleType;
        let over_enumeration = self.enumerated_ancestor(id).is_some() && is_textual(builtin);
        if !self.narrows(id) || plain || over_enumeration {
            let base = base.unwrap_or_else(|| self.contract.builtin(Builtin::String));
            return ItemKind::Alias(self.simple_rust_type(base));
        }
        self.check_patterns(simple);
        let facets = self.facets(id, builtin);
        let names = self.contract.holds_names(id);
        let inner = if facets.patterns.is_empty() { builtin_type(builtin) } else { lexical_type(builtin) };
        ItemKind::Restricted(Restricted { inner, builtin, facets, names })
    }

    /// The facets that all steps of a type put together, names in its enumerated values spelled as generated code spells them.
    fn facets(&mut self, id: TypeId, builtin: Builtin) -> OwnedFacets {
        let mut facets = self.contract.effective_facets(id).into_owned();
        facets.white_space = facets.white_space.filter(|treatment| *treatment != builtin.white_space());
        if self.contract.holds_names(id) {
            let contract = self.contract;
            let spelled = contract.enumeration(id).map(|(value, facet)| self.spelled_value(id, value, facet.span));
            facets.enumeration = spelled.collect();
        }
        facets
    }

    /// Warns of patterns that the runtime cannot check, though they may be right: they would let nothing pass.
    fn check_patterns(&mut self, simple: &SimpleType) {
        for facet in &simple.facets {
            let FacetValue::Pattern(pattern) = &facet.value else { continue };
            if let Err(error) = Pattern::new(pattern)
                && !matches!(error, PatternError::Syntax { .. })
            {
                self.unchecked_pattern(facet.span.or(simple.span), &error.to_string());
            }
        }
    }

    fn has_own_enumeration(&self, id: TypeId) -> bool {
        let Type::Simple(simple) = self.contract.ty(id) else { return false };
        simple.facets.iter().any(|facet| matches!(facet.value, FacetValue::Enumeration(_)))
    }

    fn enumerated_ancestor(&self, id: TypeId) -> Option<TypeId> {
        self.contract.simple_steps(id).map(|(step, _)| step).find(|step| self.has_own_enumeration(*step))
    }

    fn plan_enumeration(&mut self, id: TypeId, builtin: Builtin) -> Enumeration {
        let white_space = self.contract.effective_facets(id).white_space(builtin);
        let mut names = Names::default();
        let mut values: Vec<Value> = Vec::new();
        let contract = self.contract;
        for (text, facet) in contract.enumeration(id) {
            if values.iter().any(|value| value.text == text) {
                continue;
            }
            let docs = self.value_docs(id, text, facet.documentation.as_deref());
            let wanted = self.choices.renames.value(id, text);
            values.push(Value { name: self.assign_in(&mut names, wanted, &[]), docs, text: text.to_owned() });
        }
        let open = names.take("Unknown", &["Other".to_owned()]);
        Enumeration { values, open, white_space }
    }

    /// A restricted union is its base: which values its facets allow is a matter of the members' value spaces, and only strict
    /// reading knows these. One that holds names has its facets, since they may decide what is a name.
    fn plan_union(&mut self, id: TypeId, members: &[TypeId], item: ItemId) -> ItemKind {
        if self.narrows_names(id) && !self.is_union_itself(id) {
            return self.plan_narrowed_union(id);
        }
        if let Some(base) = self.contract.base_of(id).filter(|base| self.types.contains_key(base)) {
            return ItemKind::Alias(self.simple_rust_type(base));
        }
        let found = self.union_members(members);
        match found.as_slice() {
            // No text is a value of a union without members; what is read leniently is kept.
            [] => return ItemKind::Alias(RustType::Path("String")),
            [first, rest @ ..] if rest.iter().all(|member| member.ty == first.ty) => {
                return ItemKind::Alias(first.ty.clone());
            }
            _ => {}
        }
        let mut names = Names::default();
        let mut named = |UnionMember { id, ty, lexical }| {
            let name = names.take(&self.member_name(id, &ty, item), &[]);
            Member { name, ty, lexical, docs: Vec::new() }
        };
        ItemKind::Union(Union { members: found.into_iter().map(&mut named).collect() })
    }

    fn plan_narrowed_union(&mut self, id: TypeId) -> ItemKind {
        let base = self.contract.simple_steps(id).map(|(step, _)| step).find(|step| self.is_union_itself(*step));
        let inner = self.simple_rust_type(base.unwrap_or(id));
        let builtin = Builtin::AnySimpleType;
        let facets = OwnedFacets { white_space: None, ..self.facets(id, builtin) };
        ItemKind::Restricted(Restricted { inner, builtin, facets, names: true })
    }

    fn member_name(&self, member: TypeId, ty: &RustType, union: ItemId) -> String {
        if let Some(name) = self.contract.ty(member).name() {
            return naming::type_name(name.local());
        }
        match ty {
            RustType::Item(id) => {
                let full = &self.item(*id).name;
                full.strip_prefix(self.item(union).name.as_str()).unwrap_or(full).to_owned()
            }
            RustType::List(_) => "List".to_owned(),
            _ => "Value".to_owned(),
        }
    }

    /// The Rust type of a simple type's values.
    pub(super) fn simple_rust_type(&mut self, id: TypeId) -> RustType {
        if let Some(path) = self.choices.mapped.get(&id) {
            return RustType::Mapped(path.clone());
        }
        if let Some(item) = self.types.get(&id) {
            return RustType::Item(*item);
        }
        match self.contract.ty(id) {
            Type::Simple(simple) => self.derived_rust_type(simple),
            Type::Complex(_) => self.content_rust_type(id),
        }
    }

    /// The Rust type of a simple type that is no item: of the built-in type or list that it comes from.
    fn derived_rust_type(&mut self, simple: &SimpleType) -> RustType {
        match (&simple.variety, simple.base) {
            (Variety::Builtin(builtin), _) => builtin_type(*builtin),
            (Variety::List(items), _) => RustType::List(Box::new(self.simple_rust_type(*items))),
            (Variety::Atomic | Variety::Union(_), Some(base)) => self.simple_rust_type(base),
            // As `xs:anySimpleType`, which everything without another base is derived from.
            (Variety::Atomic | Variety::Union(_), None) => builtin_type(Builtin::AnySimpleType),
        }
    }
}

/// Types whose values are text that enumerations can name.
fn is_textual(builtin: Builtin) -> bool {
    matches!(builtin.primitive(), Builtin::String | Builtin::AnyUri)
}

/// The same where patterns apply, which are about the text: a type that keeps `007` and `0fb7` as they are.
fn lexical_type(builtin: Builtin) -> RustType {
    match builtin_type(builtin) {
        RustType::Path("bool" | "f32" | "f64" | "xsd::HexBinary" | "xsd::Base64Binary") => RustType::Path("xsd::Token"),
        RustType::Path("i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64") => RustType::Path("xsd::Integer"),
        other => other,
    }
}

/// The Rust type of a built-in type's values.
pub(super) fn builtin_type(builtin: Builtin) -> RustType {
    let path = match builtin {
        Builtin::AnySimpleType | Builtin::String => "String",
        Builtin::NormalizedString => "xsd::NormalizedString",
        Builtin::Token
        | Builtin::Language
        | Builtin::NmToken
        | Builtin::Name
        | Builtin::NcName
        | Builtin::Id
        | Builtin::IdRef
        | Builtin::Entity
        | Builtin::AnyUri => "xsd::Token",
        Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => {
            return RustType::List(Box::new(RustType::Path("xsd::Token")));
        }
        Builtin::Boolean => "bool",
        Builtin::Decimal => "xsd::Decimal",
        Builtin::Integer => "xsd::Integer",
        Builtin::NonPositiveInteger => "xsd::NonPositiveInteger",
        Builtin::NegativeInteger => "xsd::NegativeInteger",
        Builtin::NonNegativeInteger => "xsd::NonNegativeInteger",
        Builtin::PositiveInteger => "xsd::PositiveInteger",
        Builtin::Long => "i64",
        Builtin::Int => "i32",
        Builtin::Short => "i16",
        Builtin::Byte => "i8",
        Builtin::UnsignedLong => "u64",
        Builtin::UnsignedInt => "u32",
        Builtin::UnsignedShort => "u16",
        Builtin::UnsignedByte => "u8",
        Builtin::Float => "f32",
        Builtin::Double => "f64",
        Builtin::Duration | Builtin::YearMonthDuration | Builtin::DayTimeDuration => "xsd::Duration",
        Builtin::DateTime | Builtin::DateTimeStamp => "xsd::DateTime",
        Builtin::Time => "xsd::Time",
        Builtin::Date => "xsd::Date",
        Builtin::GYearMonth => "xsd::GYearMonth",
        Builtin::GYear => "xsd::GYear",
        Builtin::GMonthDay => "xsd::GMonthDay",
        Builtin::GDay => "xsd::GDay",
        Builtin::GMonth => "xsd::GMonth",
        Builtin::HexBinary => "xsd::HexBinary",
        Builtin::Base64Binary => "xsd::Base64Binary",
        Builtin::QName | Builtin::Notation => "xsd::QName",
    };
    RustType::Path(path)
}
