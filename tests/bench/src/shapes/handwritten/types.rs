//! The serde attributes that every struct of the shape has, in one place.

/// Declares structs: attributes, then required, optional and repeated elements, each by the name that is written and the
/// field. The name that is read is the field's in `PascalCase`, or an alias.
macro_rules! types {
    ($(
        $(#[$of_type:meta])*
        $name:ident $(<$parameter:ident>)? {
            $(attributes { $($(#[$of_attribute:meta])* $attribute:literal $attribute_field:ident: $attribute_type:ty,)* })?
            $(required { $($required:literal $required_field:ident: $required_type:ty,)* })?
            $(optional { $($(#[$of_optional:meta])* $optional:literal $optional_field:ident: $optional_type:ty,)* })?
            $(repeated { $repeated:literal $repeated_name:literal $repeated_field:ident: $repeated_type:ty, })?
        }
    )*) => {$(
        $(#[$of_type])*
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all(deserialize = "PascalCase"))]
        pub(crate) struct $name $(<$parameter>)? {
            $($($(#[$of_attribute])* #[serde(rename = $attribute)] pub(crate) $attribute_field: $attribute_type,)*)?
            $($(#[serde(rename(serialize = $required))] pub(crate) $required_field: $required_type,)*)?
            $($(
                $(#[$of_optional])*
                #[serde(rename(serialize = $optional), skip_serializing_if = "Option::is_none")]
                pub(crate) $optional_field: Option<$optional_type>,
            )*)?
            $(
                #[serde(rename(serialize = $repeated, deserialize = $repeated_name), default)]
                pub(crate) $repeated_field: Vec<$repeated_type>,
            )?
        }
    )*};
}

pub(super) use types;
