//! What operations can fail with: an enum for each that declares faults.
//!
//! In: the faults of an operation. Out: a variant for each element in their details. A fault whose detail is of a type, or abstract, has
//! none and stays one among all others.

use super::planner::Planner;
use super::{FaultVariant, ItemKind, OperationError, Plan, RustType};
use crate::ir::{self, ElementId};
use crate::naming::{self, Names};

impl Planner<'_> {
    /// `None` for an operation without such faults.
    pub(super) fn plan_operation_error(
        &mut self,
        (prefix, method): (&str, &str),
        operation: &ir::Operation,
        names: &mut Names,
    ) -> Option<OperationError> {
        let mut variants = Names::reserving(&[OperationError::OTHER]);
        let (mut faults, mut elements) = (Vec::<FaultVariant>::new(), Vec::new());
        for fault in &operation.faults {
            let ir::PartKind::Element(element) = fault.part.kind else { continue };
            if !elements.contains(&element) {
                elements.push(element);
                faults.extend(self.plan_fault(fault, element, &mut variants));
            }
        }
        let types: Vec<RustType> = faults.iter().map(|fault| plain(&self.plan, &fault.ty)).collect();
        for (fault, ty) in faults.iter_mut().zip(&types) {
            fault.is_only = types.iter().filter(|other| *other == ty).count() == 1 && may_be_told_apart(ty);
        }
        let wanted = format!("{prefix}{}Error", naming::type_name(method));
        (!faults.is_empty()).then(|| OperationError { name: names.take(&wanted, &[]), faults })
    }

    fn plan_fault(&mut self, fault: &ir::FaultUse, element: ElementId, variants: &mut Names) -> Option<FaultVariant> {
        let variant = self.document_variant(element)?;
        let found = self.plan.document.variants.iter().find(|known| known.name == variant)?;
        let (ty, name) = (found.ty.clone(), self.contract.element(element).name.clone());
        let shown = self.show(&name);
        let alternatives = [naming::type_name(&fault.name), format!("{}Fault", naming::type_name(name.local()))];
        let own = fault.documentation.as_deref().map(super::docs::paragraphs).unwrap_or_default();
        let head = format!("The fault `{}` (`{shown}`)", fault.name);
        Some(FaultVariant {
            name: variants.take(&naming::type_name(name.local()), &alternatives),
            docs: super::docs::join_head(&head, own),
            fault: fault.name.clone(),
            ty,
            variant,
            is_only: false,
        })
    }
}

/// The type without other names for it, and without boxes.
fn plain(plan: &Plan, ty: &RustType) -> RustType {
    if let RustType::Box(inner) = ty {
        return plain(plan, inner);
    }
    if let RustType::Item(id) = ty
        && let ItemKind::Alias(target) = &plan.items[id.0].kind
    {
        return plain(plan, target);
    }
    let mut ty = ty.clone();
    if let Some(inner) = ty.inner_mut() {
        *inner = plain(plan, inner);
    }
    ty
}

/// Whether a type is certainly not another one by another name: what a type of the user's is, is not known.
fn may_be_told_apart(ty: &RustType) -> bool {
    match ty {
        RustType::Mapped(_) => false,
        other => other.inner().is_none_or(may_be_told_apart),
    }
}
