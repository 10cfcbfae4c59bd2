//! A contract's schema, read from its table when it is first asked for.

use std::sync::OnceLock;

use super::{Schema, TableError};

/// A contract table that becomes a [`Schema`] when it is needed, once.
///
/// ```
/// use soap_runtime::schema::LazySchema;
///
/// static SCHEMA: LazySchema = LazySchema::new("# contract table, version 1\nelement Count xs:int\n");
/// assert!(SCHEMA.get().is_ok());
/// ```
#[derive(Debug)]
pub struct LazySchema {
    table: &'static str,
    schema: OnceLock<Result<Schema, TableError>>,
}

impl LazySchema {
    /// The schema of this table.
    #[must_use]
    pub const fn new(table: &'static str) -> Self {
        Self { table, schema: OnceLock::new() }
    }

    /// The schema.
    ///
    /// # Errors
    /// When the table is damaged.
    pub fn get(&self) -> Result<&Schema, &TableError> {
        self.schema.get_or_init(|| Schema::parse(self.table)).as_ref()
    }
}

/// A schema with nothing but the types that XML Schema itself defines.
pub(crate) static BUILTIN: LazySchema = LazySchema::new("# contract table, version 1\n");
