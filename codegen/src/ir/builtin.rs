//! The types that XML Schema itself defines (XSD 1.0 part 2 §3, part 1 §3.4.7).

use super::{
    ComplexType, Content, DerivationSet, NamespaceConstraint, Particle, ProcessContents, SimpleType, Term, Type,
    TypeId, Variety, WhiteSpace, Wildcard,
};
use crate::qname::QName;

macro_rules! builtins {
    ($($variant:ident $name:literal < $base:ident,)*) => {
        /// A simple type that XML Schema defines: `xs:anySimpleType` and the 44 below it.
        #[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
        pub enum Builtin {
            /// `xs:anySimpleType`, the base of all.
            AnySimpleType,
            $(#[doc = concat!("`xs:", $name, "`")] $variant,)*
        }

        impl Builtin {
            /// Every built-in simple type; a type comes after its base.
            pub const ALL: &'static [Self] = &[Self::AnySimpleType, $(Self::$variant,)*];

            /// The local name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    Self::AnySimpleType => "anySimpleType",
                    $(Self::$variant => $name,)*
                }
            }

            /// The type it is derived from; `None` for `xs:anySimpleType`.
            #[must_use]
            pub fn base(self) -> Option<Self> {
                match self {
                    Self::AnySimpleType => None,
                    $(Self::$variant => Some(Self::$base),)*
                }
            }
        }
    };
}

builtins! {
    String "string" < AnySimpleType,
    Boolean "boolean" < AnySimpleType,
    Decimal "decimal" < AnySimpleType,
    Float "float" < AnySimpleType,
    Double "double" < AnySimpleType,
    Duration "duration" < AnySimpleType,
    DateTime "dateTime" < AnySimpleType,
    Time "time" < AnySimpleType,
    Date "date" < AnySimpleType,
    GYearMonth "gYearMonth" < AnySimpleType,
    GYear "gYear" < AnySimpleType,
    GMonthDay "gMonthDay" < AnySimpleType,
    GDay "gDay" < AnySimpleType,
    GMonth "gMonth" < AnySimpleType,
    HexBinary "hexBinary" < AnySimpleType,
    Base64Binary "base64Binary" < AnySimpleType,
    AnyUri "anyURI" < AnySimpleType,
    QName "QName" < AnySimpleType,
    Notation "NOTATION" < AnySimpleType,
    NormalizedString "normalizedString" < String,
    Token "token" < NormalizedString,
    Language "language" < Token,
    NmToken "NMTOKEN" < Token,
    NmTokens "NMTOKENS" < AnySimpleType,
    Name "Name" < Token,
    NcName "NCName" < Name,
    Id "ID" < NcName,
    IdRef "IDREF" < NcName,
    IdRefs "IDREFS" < AnySimpleType,
    Entity "ENTITY" < NcName,
    Entities "ENTITIES" < AnySimpleType,
    Integer "integer" < Decimal,
    NonPositiveInteger "nonPositiveInteger" < Integer,
    NegativeInteger "negativeInteger" < NonPositiveInteger,
    Long "long" < Integer,
    Int "int" < Long,
    Short "short" < Int,
    Byte "byte" < Short,
    NonNegativeInteger "nonNegativeInteger" < Integer,
    UnsignedLong "unsignedLong" < NonNegativeInteger,
    UnsignedInt "unsignedInt" < UnsignedLong,
    UnsignedShort "unsignedShort" < UnsignedInt,
    UnsignedByte "unsignedByte" < UnsignedShort,
    PositiveInteger "positiveInteger" < NonNegativeInteger,
}

impl Builtin {
    /// `xs:anyType` stands before the simple types in every arena.
    pub(crate) const ANY_TYPE: TypeId = TypeId(0);

    /// The built-in simple type of a local name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == name)
    }

    /// The item type of the three built-in lists.
    #[must_use]
    pub fn list_item(self) -> Option<Self> {
        match self {
            Self::NmTokens => Some(Self::NmToken),
            Self::IdRefs => Some(Self::IdRef),
            Self::Entities => Some(Self::Entity),
            _ => None,
        }
    }

    /// The primitive type it comes from, itself if it is primitive; `None` for `xs:anySimpleType` and lists.
    #[must_use]
    pub fn primitive(self) -> Option<Self> {
        match self.base()? {
            Self::AnySimpleType if self.list_item().is_some() => None,
            Self::AnySimpleType => Some(self),
            base => base.primitive(),
        }
    }

    /// What is done to white space in its values.
    #[must_use]
    pub fn white_space(self) -> WhiteSpace {
        match self {
            Self::AnySimpleType | Self::String => WhiteSpace::Preserve,
            Self::NormalizedString => WhiteSpace::Replace,
            _ => WhiteSpace::Collapse,
        }
    }

    pub(crate) fn id(self) -> TypeId {
        TypeId(self as u32 + 1)
    }

    /// The start of every arena: `xs:anyType`, then the simple types.
    pub(crate) fn arena() -> Vec<Type> {
        let simple = Self::ALL.iter().map(|builtin| Type::Simple(builtin.definition()));
        std::iter::once(Type::Complex(any_type())).chain(simple).collect()
    }

    fn definition(self) -> SimpleType {
        SimpleType {
            name: Some(QName::xsd(self.name())),
            owner: None,
            span: None,
            documentation: None,
            base: self.base().map(Self::id),
            variety: Variety::Builtin(self),
            facets: Vec::new(),
            final_: DerivationSet::default(),
        }
    }
}

fn any_type() -> ComplexType {
    let wildcard = Wildcard {
        namespaces: NamespaceConstraint::Any,
        process: ProcessContents::Lax,
        span: None,
        documentation: None,
    };
    let content = Particle { min: 0, max: None, term: Term::Wildcard(wildcard.clone()), span: None };
    ComplexType {
        name: Some(QName::xsd("anyType")),
        owner: None,
        span: None,
        documentation: None,
        is_abstract: false,
        derivation: None,
        attributes: Vec::new(),
        any_attribute: Some(wildcard),
        content: Content::Mixed(Some(content)),
        block: DerivationSet::default(),
        final_: DerivationSet::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_44_below_any_simple_type() {
        assert_eq!(Builtin::ALL.len(), 45);
        let arena = Builtin::arena();
        for builtin in Builtin::ALL {
            assert_eq!(Builtin::from_name(builtin.name()), Some(*builtin));
            let defined = arena.get(builtin.id().0 as usize).and_then(Type::as_simple);
            assert!(defined.is_some_and(|ty| ty.variety == Variety::Builtin(*builtin)));
        }
        assert_eq!(Builtin::from_name("anyType"), None);
    }

    #[test]
    fn primitives_and_white_space() {
        assert_eq!(Builtin::UnsignedByte.primitive(), Some(Builtin::Decimal));
        assert_eq!(Builtin::NcName.primitive(), Some(Builtin::String));
        assert_eq!(Builtin::IdRefs.primitive(), None);
        assert_eq!(Builtin::AnySimpleType.primitive(), None);
        assert_eq!(Builtin::Token.white_space(), WhiteSpace::Collapse);
        assert_eq!(Builtin::String.white_space(), WhiteSpace::Preserve);
    }
}
