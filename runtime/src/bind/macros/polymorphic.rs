//! The macros of derived types: an enum over those that `xsi:type` tells apart, and the trait of what they share.

/// Reads and writes an enum as the content of elements whose type others are derived from: `xsi:type` tells which variant it is.
///
/// ```text
/// polymorphic! { AnyItemType as_item -> Item: ItemType else Unknown {
///     base ItemType(ItemType) t "ItemType";          // the declared type, read when there is no `xsi:type`; not of an abstract type
///     derived TaskType(TaskType) t "TaskType" if "tasks";   // there when one of these features of the crate is on
///     foreign Stamp(crate::Stamp) t "StampType";     // a type of the user's, without the trait
/// } }
/// ```
///
/// The head names the method that borrows the value as the trait of the declared type, that trait, the variant a placeholder has, and
/// the one that keeps an element whose `xsi:type` the contract does not know.
#[macro_export]
macro_rules! polymorphic {
    ($name:ident<$lt:lifetime> $($types:tt)*) => {
        $crate::__polymorphic! { $lt [$name<$lt>] $($types)* }
    };
    ($name:ident $($types:tt)*) => {
        $crate::__polymorphic! { 'r [$name] $($types)* }
    };
}

/// What [`polymorphic!`] does for documents of a lifetime.
#[doc(hidden)]
#[macro_export]
macro_rules! __polymorphic {
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] $($known:ident -> $trait:path)?: $pv:ident else $unknown:ident { $(
        $(base $bv:ident($bt:ty) $bns:ident $bn:literal)?
        $(derived $dv:ident($dt:ty) $dns:ident $dn:literal $(if $($df:literal)+)?)?
        $(foreign $fv:ident($ft:ty) $fns:ident $fn:literal $(if $($ff:literal)+)?)?
    ;)* }) => {
        $crate::__polymorphic! {
            @each_from [$name $(<$lt>)?]
            $($([] $bv($bt))? $([$($($df)+)?] $dv($dt))? $([$($($ff)+)?] $fv($ft))?)*
        }
        $crate::__polymorphic! {
            @known [$name $(<$lt>)?] [$($known $trait)?]
            [$($([] $bv($bt))? $([$($($df)+)?] $dv($dt))?)*]
        }

        impl<$r> $crate::bind::ContentIn<$r> for $name $(<$lt>)? {
            $crate::__contract_type! { $($($bv $bns $bn)?)* }

            fn type_name(&self) -> Option<$crate::bind::TypeName> {
                Some(match self {
                    $( $(Self::$bv(_) => $crate::bind::TypeName { namespace: ns::uri::$bns, name: $bn },)?
                    $($(#[cfg(any($(feature = $df),+))])?
                    Self::$dv(_) => $crate::bind::TypeName { namespace: ns::uri::$dns, name: $dn },)?
                    $($(#[cfg(any($(feature = $ff),+))])?
                    Self::$fv(_) => $crate::bind::TypeName { namespace: ns::uri::$fns, name: $fn },)? )*
                    Self::$unknown(_) => return None,
                })
            }

            fn placeholder() -> Self {
                Self::$pv($crate::bind::ContentIn::placeholder())
            }

            fn read(&mut self, r: &mut $crate::xml::Reader<$r>) -> $crate::Result<()> {
                // A placeholder is mostly of the type that comes, and need not be made again.
                $($(
                    if let Self::$bv(value) = &mut *self {
                        if !r.has_type_name() {
                            return $crate::bind::ContentIn::read(value, r);
                        }
                    }
                )?)*
                $crate::__private::read_other(self, r)
            }

            fn read_into(place: &mut Option<Self>, r: &mut $crate::xml::Reader<$r>) -> $crate::Result<()> {
                let type_name = r.type_name()?;
                *place = Some(match type_name.as_ref().map(|(ns, local)| (*ns, local.as_ref())) {
                    $( $($(#[cfg(any($(feature = $df),+))])?
                       Some((ns::$dns, $dn)) => Self::$dv($crate::__private::read_new(r)?),)?
                       $($(#[cfg(any($(feature = $ff),+))])?
                       Some((ns::$fns, $fn)) => Self::$fv($crate::__private::read_new(r)?),)?
                       $(Some((ns::$bns, $bn)) | None => Self::$bv($crate::__private::read_new(r)?),)? )*
                    #[allow(unreachable_patterns)]
                    None => return Err(r.missing_attribute("xsi:type", r.tag_offset())),
                    Some((ns, local)) => Self::$unknown($crate::__private::read_unknown(ns, local, r)?),
                });
                Ok(())
            }

            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                match self {
                    $( $(Self::$bv(value) => $crate::bind::ContentIn::write(value, w, name),)?
                    $($(#[cfg(any($(feature = $df),+))])?
                    Self::$dv(value) => {
                        w.set_type($crate::written_name!($dns $dn));
                        $crate::bind::ContentIn::write(value, w, name);
                    })?
                    $($(#[cfg(any($(feature = $ff),+))])?
                    Self::$fv(value) => {
                        w.set_type($crate::written_name!($fns $fn));
                        $crate::bind::ContentIn::write(value, w, name);
                    })? )*
                    Self::$unknown(element) => $crate::bind::ContentIn::write(element, w, name),
                }
            }
        }
    };
    (@each_from $head:tt $($condition:tt $variant:ident($type:ty))*) => {
        $($crate::__polymorphic! { @from $head $condition $variant($type) })*
    };
    (@from $head:tt [$($feature:literal)+] $variant:ident($type:ty)) => {
        #[cfg(any($(feature = $feature),+))]
        $crate::__polymorphic! { @from $head [] $variant($type) }
    };
    (@from [$name:ident $(<$lt:lifetime>)?] [] $variant:ident($type:ty)) => {
        impl $(<$lt>)? From<$type> for $name $(<$lt>)? {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (@known $head:tt [] $variants:tt) => {};
    (@known [$name:ident $(<$lt:lifetime>)?] [$known:ident $trait:path] [$([$($($feature:literal)+)?] $variant:ident($type:ty))*]) => {
        impl $(<$lt>)? $name $(<$lt>)? {
            #[doc = concat!("The value as a [`", stringify!($trait), "`]; `None` if its type is not one of the contract's.")]
            #[must_use]
            pub fn $known(&self) -> Option<&dyn $trait> {
                match self {
                    $($(#[cfg(any($(feature = $feature),+))])?
                    Self::$variant(value) => {
                        let value: &$type = value;
                        Some(value)
                    })*
                    _ => None,
                }
            }
        }
    };
}

/// Borrows the value of an enum over the members of a substitution group, whichever it is.
///
/// ```text
/// substitution! { ShapeElement as_shape -> Shape {   // as the trait of the head's type
///     Circle(CircleType);            // a struct, which may be in a box
///     Square(SquareType) [nillable]; // one that may be nil
///     Shape as as_any_shape;         // an enum, and its method that borrows the value as this trait or one derived from it
/// } }
/// substitution! { CodeElement: CodeType { Code; Short; } }   // all members have one type
/// ```
#[macro_export]
macro_rules! substitution {
    ($name:ident $(<$lt:lifetime>)?: $type:ty { $($variant:ident;)* }) => {
        impl $(<$lt>)? $name $(<$lt>)? {
            /// The value, whichever element it is.
            #[must_use]
            pub fn get(&self) -> &$type {
                match self {
                    $(Self::$variant(value) => value,)*
                }
            }
        }
    };
    ($name:ident $(<$lt:lifetime>)? $known:ident -> $trait:path { $($variant:ident $(($type:ty))? $(as $via:ident)? $([$nillable:ident])?;)* }) => {
        impl $(<$lt>)? $name $(<$lt>)? {
            #[doc = concat!(
                "The value as a [`", stringify!($trait), "`]; `None` if it is nil or its type is not one of the contract's.",
            )]
            #[must_use]
            #[allow(unreachable_patterns)]
            pub fn $known(&self) -> Option<&dyn $trait> {
                match self {
                    $(Self::$variant(value) => $crate::__known!(value $(($type))? $(as $via)? $($nillable)?),)*
                    _ => None,
                }
            }
        }
    };
}

/// A value borrowed as the trait that is expected.
#[doc(hidden)]
#[macro_export]
macro_rules! __known {
    ($value:ident ($type:ty)) => {{
        let $value: &$type = $value;
        Some($value)
    }};
    ($value:ident as $via:ident) => {
        match $value.$via() {
            Some($value) => Some($value),
            None => None,
        }
    };
    ($value:ident ($type:ty) nillable) => {
        match $value.value() {
            Some($value) => $crate::__known!($value($type)),
            None => None,
        }
    };
    ($value:ident as $via:ident nillable) => {
        match $value.value() {
            Some($value) => $crate::__known!($value as $via),
            None => None,
        }
    };
}

/// Writes the trait of a type that others are derived from: a method for each field it adds to its parent's. Structs implement it;
/// enums over such types get methods of the same names, which find nothing in a value whose type the contract does not know.
/// `if "a" "b"` before a struct or an enum: it is there when one of these features of the crate is on.
///
/// ```text
/// base_type! {
///     pub trait Item: Entity { required id: String; optional name: String; repeated tag: String; }
///     for [ItemType, if "tasks" TaskType] [AnyItemType as_item]     // the enum, and its method that borrows the value as a trait
/// }
/// ```
#[macro_export]
macro_rules! base_type {
    (
        $(#[$attribute:meta])*
        pub trait $name:ident $(<$lt:lifetime>)? $(: $parent:path)? { $($(#[$method_attribute:meta])* $kind:ident $method:ident: $type:ty;)* }
        for [$($(if $($condition:literal)+)? $implementor:ty),*]
        $([$($(if $($enum_condition:literal)+)? $enum:ty as $known:ident),*])?
    ) => {
        $(#[$attribute])*
        pub trait $name $(<$lt>)? $(: $parent)? {
            $($(#[$method_attribute])* fn $method(&self) -> $crate::__private::borrowed::$kind<'_, $type>;)*
        }
        $crate::base_type! { @structs [$name $(<$lt>)?] { $($kind $method: $type;)* } $([$($($condition)+)?] $implementor;)* }
        $crate::base_type! {
            @enums [$name $(<$lt>)?] { $($(#[$method_attribute])* $kind $method: $type;)* } $($([$($($enum_condition)+)?] $enum as $known;)*)?
        }
    };
    (@structs $head:tt $methods:tt $($condition:tt $implementor:ty;)*) => {
        $($crate::base_type! { @struct $head $methods $condition $implementor })*
    };
    (@struct [$name:ident $(<$lt:lifetime>)?] { $($kind:ident $method:ident: $type:ty;)* } [$($($condition:literal)+)?] $implementor:ty) => {
        $(#[cfg(any($(feature = $condition),+))])?
        impl $(<$lt>)? $name $(<$lt>)? for $implementor {
            $(fn $method(&self) -> $crate::__private::borrowed::$kind<'_, $type> {
                $crate::__private::Borrowed::borrowed(&self.$method)
            })*
        }
    };
    (@enums $head:tt {} $($enums:tt)*) => {};
    (@enums $head:tt $methods:tt $($condition:tt $enum:ty as $known:ident;)*) => {
        $($crate::base_type! { @enum $head $methods $condition $enum, $known })*
    };
    (
        @enum [$name:ident $(<$lt:lifetime>)?] { $($(#[$attribute:meta])* $kind:ident $method:ident: $type:ty;)* }
        [$($($condition:literal)+)?] $enum:ty, $known:ident
    ) => {
        $(#[cfg(any($(feature = $condition),+))])?
        impl $(<$lt>)? $enum {
            $($(#[$attribute])*
            #[must_use]
            pub fn $method(&self) -> $crate::__private::found::$kind<'_, $type> {
                $crate::__private::find::$kind(self.$known().map(|value| $name::$method(value)))
            })*
        }
    };
}
