//! The enum over all types that `xsi:type` may name where an element is of `xs:anyType`.
//!
//! In: the planned items. Out: a variant for each type that XML Schema itself defines, then for each named type in reach, in the order of
//! QNames. Nothing where no element is of `xs:anyType` or `xs:anySimpleType`, unless the configuration says so.

use super::planner::Planner;
use super::simple::builtin_type;
use super::{AnyType, AnyVariant, ItemKind, RustType, When};
use crate::config::Config;
use crate::ir::{Builtin, TypeId};
use crate::naming::{self, Names};
use crate::qname::QName;

impl Planner<'_> {
    pub(super) fn plan_any_type(&mut self, config: &Config) {
        if !config.api.any_type.unwrap_or_else(|| self.has_open_elements()) {
            return;
        }
        let mut names = Names::reserving(&["Unknown"]);
        let builtins = Builtin::ALL.iter().copied().filter(|builtin| can_be_named(*builtin));
        let mut variants: Vec<AnyVariant> = builtins.map(|builtin| self.builtin_variant(builtin, &mut names)).collect();
        for id in self.contract.types() {
            variants.extend(self.named_variant(id, &mut names));
        }
        self.plan.any_type = Some(AnyType { variants });
    }

    /// Whether elements that can occur are kept whole because `xsi:type` alone tells what they hold.
    fn has_open_elements(&self) -> bool {
        let open = [self.contract.any_type(), self.contract.builtin(Builtin::AnySimpleType)];
        let is_open = |ty: &TypeId| open.contains(ty) && !self.choices.mapped.contains_key(ty);
        self.elements_in_reach().into_iter().any(|element| !element.is_abstract && is_open(&element.ty))
    }

    fn builtin_variant(&mut self, builtin: Builtin, names: &mut Names) -> AnyVariant {
        let ty = self.simple_rust_type(self.contract.builtin(builtin));
        let alike = Builtin::ALL.iter().filter(|other| can_be_named(**other) && builtin_type(**other) == ty);
        let is_own = builtin == Builtin::Token || alike.count() == 1;
        AnyVariant {
            name: names.take(&naming::type_name(builtin.name()), &[]),
            type_name: self.xml_name(&QName::xsd(builtin.name())),
            is_shared: !(is_own && ty == builtin_type(builtin)),
            ty,
            when: When::default(),
        }
    }

    /// The variant of a named type. An abstract one cannot be named.
    fn named_variant(&mut self, id: TypeId, names: &mut Names) -> Option<AnyVariant> {
        let name = self.contract.ty(id).name()?.clone();
        let (module, wanted, ty, is_shared) = match (self.types.get(&id), self.choices.mapped.get(&id)) {
            (Some(item), _) => {
                let item = *item;
                let is_alias = matches!(self.item(item).kind, ItemKind::Alias(_));
                (self.item(item).module, self.item(item).name.clone(), RustType::Item(item), is_alias)
            }
            (None, Some(path)) if self.is_there(id) => {
                let path = RustType::Mapped(path.clone());
                (self.module_for(&name), naming::type_name(name.local()), path, true)
            }
            _ => return None,
        };
        let module = naming::type_name(&self.plan.modules[module].name);
        let name_of_variant = names.take(&wanted, &[format!("{module}{wanted}")]);
        let type_name = self.xml_name(&name);
        Some(AnyVariant { name: name_of_variant, type_name, ty, is_shared, when: When::default() })
    }
}

/// Whether elements can be of the type: values of `xs:anySimpleType` are nothing without another type, and entities and notations are
/// declared in DTDs, which no message has. The types that only XML Schema 1.1 has are no variants: hardly any message names them.
fn can_be_named(builtin: Builtin) -> bool {
    let is_of_1_1 = matches!(builtin, Builtin::DateTimeStamp | Builtin::YearMonthDuration | Builtin::DayTimeDuration);
    !matches!(builtin, Builtin::AnySimpleType | Builtin::Notation | Builtin::Entity | Builtin::Entities) && !is_of_1_1
}
