//! The macro for the enum over all types that `xsi:type` may name where an element is of `xs:anyType`.
//!
//! ```xml
//! <val xsi:type="xsd:int">5</val>     <!-- AnyType::Int(5) -->
//! ```

/// Makes an enum over types, and reads and writes it as the content of elements: `xsi:type` tells which variant it is. What it does not
/// name, or names a type that is not listed, and what is nil, is kept whole in the last variant, `Unknown`.
///
/// ```text
/// any_type! { pub enum AnyType {
///     value Int(i32) xs "int";                               // a variant, and the name of its schema type
///     alias Count(types::Count) t "Count";                   // one that holds the Rust type of another one, too: not made by `From`
///     boxed ItemType(types::ItemType) t "ItemType";          // a large one
///     value NoteType(types::NoteType) t "NoteType" if "a";   // one that is there when a feature of the crate is on
/// } }
/// ```
///
/// As generated code has it at its root:
///
/// ```
/// use soap_runtime::{AnyElement, schema::LazySchema, xml::Namespace};
///
/// static NAMESPACES: &[Namespace] = &[Namespace { prefix: "xs", uri: ns::uri::xs }, Namespace::XSI];
/// static SCHEMA: LazySchema = LazySchema::new("# contract table, version 1\n");
///
/// #[allow(non_upper_case_globals)]
/// mod ns {
///     pub(super) const xs: soap_runtime::xml::Ns = soap_runtime::xml::Ns::contract(0);
///     pub(super) mod uri {
///         pub(crate) const xs: &str = "http://www.w3.org/2001/XMLSchema";
///     }
/// }
///
/// soap_runtime::any_type! {
///     pub enum AnyType {
///         value String(String) xs "string";
///         value Int(i32) xs "int";
///     }
/// }
///
/// fn main() -> soap_runtime::Result<()> {
///     let mut value = AnyElement::of(&AnyType::Int(41), "urn:example", "val")?; // <val xsi:type="xs:int">41</val>
///     match value.read::<AnyType>()? {
///         AnyType::Int(number) => value = AnyElement::typed(&(number + 1), "urn:example", "val")?,
///         AnyType::String(text) => println!("{text}"),
///         AnyType::Unknown(element) => println!("{}", element.name),
///     }
///     assert_eq!(value.read::<i32>()?, 42);
///     Ok(())
/// }
/// ```
#[macro_export]
macro_rules! any_type {
    ($(#[$attribute:meta])* pub enum $name:ident { $(
        $(value $vv:ident($vt:ty) $vns:ident $vn:literal $(if $($vf:literal)+)?)?
        $(alias $av:ident($at:ty) $ans:ident $an:literal $(if $($af:literal)+)?)?
        $(boxed $bv:ident($bt:ty) $bns:ident $bn:literal $(if $($bf:literal)+)?)?
    ;)* }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name { $(
            $($(#[cfg(any($(feature = $vf),+))])?
            #[doc = concat!("`", $crate::written_name!($vns $vn), "`.")]
            $vv($vt),)?
            $($(#[cfg(any($(feature = $af),+))])?
            #[doc = concat!("`", $crate::written_name!($ans $an), "`.")]
            $av($at),)?
            $($(#[cfg(any($(feature = $bf),+))])?
            #[doc = concat!("`", $crate::written_name!($bns $bn), "`.")]
            $bv(::std::boxed::Box<$bt>),)? )*
            /// An element that names no type, or none of these, or is nil: as it is.
            Unknown(::std::boxed::Box<$crate::AnyElement>),
        }

        $(
            $($(#[cfg(any($(feature = $vf),+))])?
            impl From<$vt> for $name {
                fn from(value: $vt) -> Self {
                    Self::$vv(value)
                }
            })?
            $($(#[cfg(any($(feature = $bf),+))])?
            impl From<$bt> for $name {
                fn from(value: $bt) -> Self {
                    Self::$bv(value.into())
                }
            })?
        )*

        impl TryFrom<&$crate::AnyElement> for $name {
            type Error = $crate::Error;

            fn try_from(element: &$crate::AnyElement) -> $crate::Result<Self> {
                element.read()
            }
        }

        /// The element has no name of its own: it gets that of the field that it is put into.
        impl TryFrom<&$name> for $crate::AnyElement {
            type Error = $crate::Error;

            fn try_from(value: &$name) -> $crate::Result<Self> {
                Self::of(value, "", "")
            }
        }

        impl<'r> $crate::bind::ContentIn<'r> for $name {
            const NAMESPACES: &'static [$crate::xml::Namespace] = NAMESPACES;
            const TYPE: Option<$crate::bind::TypeName> = Some($crate::bind::TypeName::xs("anyType"));
            const IS_NILLABLE: bool = true;

            fn schema() -> Option<&'static $crate::schema::LazySchema> {
                Some(&SCHEMA)
            }

            fn type_name(&self) -> Option<$crate::bind::TypeName> {
                match self {
                    $( $($(#[cfg(any($(feature = $vf),+))])?
                    Self::$vv(_) => Some($crate::bind::TypeName { namespace: ns::uri::$vns, name: $vn }),)?
                    $($(#[cfg(any($(feature = $af),+))])?
                    Self::$av(_) => Some($crate::bind::TypeName { namespace: ns::uri::$ans, name: $an }),)?
                    $($(#[cfg(any($(feature = $bf),+))])?
                    Self::$bv(_) => Some($crate::bind::TypeName { namespace: ns::uri::$bns, name: $bn }),)? )*
                    Self::Unknown(_) => None,
                }
            }

            fn placeholder() -> Self {
                Self::Unknown(::std::boxed::Box::default())
            }

            fn read(&mut self, r: &mut $crate::xml::Reader<'r>) -> $crate::Result<()> {
                let type_name = if r.is_nil()? { None } else { r.type_name()? };
                match type_name.as_ref().map(|(ns, local)| (*ns, local.as_ref())) {
                    $( $($(#[cfg(any($(feature = $vf),+))])?
                    Some((ns::$vns, $vn)) => $crate::__private::read_variant(self, r, Self::$vv),)?
                    $($(#[cfg(any($(feature = $af),+))])?
                    Some((ns::$ans, $an)) => $crate::__private::read_variant(self, r, Self::$av),)?
                    $($(#[cfg(any($(feature = $bf),+))])?
                    Some((ns::$bns, $bn)) => $crate::__private::read_variant(self, r, Self::$bv),)? )*
                    _ => {
                        *self = Self::Unknown($crate::__private::read_new(r)?);
                        Ok(())
                    }
                }
            }

            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                match self {
                    $( $($(#[cfg(any($(feature = $vf),+))])?
                    Self::$vv(value) => $crate::__private::write_typed(value, w, $crate::written_name!($vns $vn), name),)?
                    $($(#[cfg(any($(feature = $af),+))])?
                    Self::$av(value) => $crate::__private::write_typed(value, w, $crate::written_name!($ans $an), name),)?
                    $($(#[cfg(any($(feature = $bf),+))])?
                    Self::$bv(value) => $crate::__private::write_typed(value, w, $crate::written_name!($bns $bn), name),)? )*
                    Self::Unknown(element) => $crate::bind::ContentIn::write(element, w, name),
                }
            }
        }
    };
}
