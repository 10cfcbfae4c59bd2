//! Bodies with several children ([WSDL 1.1] 3.5): in document style, the parts of a message stand in the body one behind the other.
//!
//! The reader comes in on the start tag of the body, and is there again when the name goes out of the element whose content the
//! body is. Contracts that have no such messages pay nothing.

use crate::bind::BodyParts;
use crate::error::Result;
use crate::xml::{Name, Reader};

/// The element of the contract that stands for the whole body; `None` if it holds one element or none.
pub(super) fn of_body(bodies: &'static [BodyParts], r: &mut Reader<'_>) -> Result<Option<Name<'static>>> {
    if bodies.is_empty() {
        return Ok(None);
    }
    let start = r.tag_offset();
    let mut children = Vec::new();
    while let Some(child) = r.next_child()? {
        children.push((child.ns, child.local));
        r.skip()?;
    }
    r.restart(start)?;
    let fits = |body: &&BodyParts| {
        let holds = |(ns, local, _): &(_, &str, bool)| children.contains(&(*ns, *local));
        let begins =
            children.first().is_some_and(|first| body.children.iter().any(|(ns, local, _)| *first == (*ns, *local)));
        begins && body.children.iter().filter(|(_, _, required)| *required).all(holds)
    };
    let found = bodies.iter().find(fits);
    if found.is_some() {
        r.drop_attributes();
    }
    Ok(found.map(|body| Name { ns: body.name.0, local: body.name.1 }))
}
