//! A service over what there is.

use super::Growth;
use crate::model::{ElementId, Operation, PartType, Service, TypeId};
use crate::simple;

impl Growth {
    /// In some contracts.
    pub(super) fn add_service(&mut self) {
        if !self.dice.chance(35) {
            return;
        }
        let inline = self.dice.chance(30);
        let operations = if self.dice.chance(60) { self.document_operations() } else { self.rpc_operations() };
        if !operations.is_empty() {
            self.contract.service = Some(Service { inline, operations });
        }
    }

    fn document_operations(&mut self) -> Vec<Operation> {
        let concrete = self.contract.elements.iter().filter(|(_, element)| !element.is_abstract);
        let elements: Vec<ElementId> = concrete.map(|(id, _)| *id).collect();
        // Operations are told apart by the element that comes in.
        let inputs: Vec<ElementId> = elements.iter().copied().filter(|_| self.dice.chance(50)).take(3).collect();
        let mut operations = Vec::new();
        for input in inputs {
            let is_one_way = self.dice.chance(15);
            let output = self.dice.pick(&elements).copied().filter(|_| !is_one_way);
            operations.push(Operation::Document(input, output));
        }
        operations
    }

    fn rpc_operations(&mut self) -> Vec<Operation> {
        (0..self.dice.between(1, 2)).map(|_| Operation::Rpc(self.parts(), self.parts())).collect()
    }

    fn parts(&mut self) -> Vec<PartType> {
        let types: Vec<TypeId> = self.contract.types.keys().copied().collect();
        let mut parts = Vec::new();
        for _ in 0..self.dice.between(1, 2) {
            match self.dice.pick(&types) {
                Some(ty) if self.dice.chance(85) => parts.push(PartType::Complex(*ty)),
                _ => {
                    let ty = simple::any(&mut self.dice, &self.contract);
                    let values = self.contract.values(&ty);
                    parts.push(PartType::Simple(ty, values));
                }
            }
        }
        parts
    }
}
