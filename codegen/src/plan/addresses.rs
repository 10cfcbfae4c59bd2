//! Where services are (`soap:address`, WSDL 1.1 §3.8): a constant for each address of a port type.
//!
//! ```xml
//! <wsdl:port name="BoardPort" binding="b:BoardBinding">     <!-- pub const ADDRESS: &str = "http://example.com/board"; -->
//!   <soap:address location="http://example.com/board"/>
//! ```
//!
//! In: the ports of the graph. Out: [`Address`]es of the planned port types. Invariant: ports with the same address share a constant; an
//! empty address is none.

use super::Address;
use super::planner::Planner;
use crate::naming::{self, Names};
use crate::qname::QName;

/// Constants that the root has anyway.
const RESERVED: &[&str] = &["CONTRACT", "NAMESPACES", "SCHEMA", "TABLE", "VERSION"];

impl Planner<'_> {
    /// The addresses of every port type, which are planned in the order of the contract's.
    pub(super) fn plan_addresses(&mut self) {
        let mut names = Names::reserving(RESERVED);
        let several = self.contract.port_types().len() > 1;
        for (planned, port_type) in self.plan.port_types.iter_mut().zip(self.contract.port_types()) {
            let mut addresses = addresses(self.contract, &port_type.name);
            let is_only = addresses.len() == 1;
            for address in &mut addresses {
                let wanted = match (&address.ports[..], is_only) {
                    ([port, ..], false) => constant(&format!("{port}_ADDRESS")),
                    _ if several => constant(&format!("{}_ADDRESS", planned.name)),
                    _ => "ADDRESS".to_owned(),
                };
                address.constant = names.take(&wanted, &[]);
            }
            planned.addresses = addresses;
        }
    }
}

/// The addresses of a port type, in the order of their ports, without names yet.
fn addresses(contract: &crate::ir::Contract, port_type: &QName) -> Vec<Address> {
    let ports = contract.services().iter().flat_map(|service| &service.ports);
    let mut found: Vec<Address> = Vec::new();
    for port in ports.filter(|port| port.port_type == *port_type) {
        let Some(uri) = port.address.as_deref().map(str::trim).filter(|uri| !uri.is_empty()) else { continue };
        match found.iter_mut().find(|known| known.uri == uri) {
            Some(known) => known.ports.push(port.name.clone()),
            None => {
                let (constant, ports) = (String::new(), vec![port.name.clone()]);
                found.push(Address { constant, ports, uri: uri.to_owned() });
            }
        }
    }
    found
}

/// A name of a constant.
fn constant(name: &str) -> String {
    naming::field_name(name).to_uppercase()
}
