//! Elements without a type as what they are: a value comes out of an [`AnyElement`], or makes one.
//!
//! ```xml
//! <val xsi:type="xsd:int">5</val>     <!-- element.read::<i32>() -->
//! ```
//!
//! On the way each is a small document. The invariant: what is made of a value and read again is an equal value, wherever the
//! element stood in between.

use std::sync::{Arc, Mutex};

use super::any::{AnyAttribute, AnyElement, DEEPEST};
use super::content::{Content, TypeName};
use super::element::{Elements, read_root};
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Result};
use crate::options::ReadOptions;
use crate::xml::{Findings, Name, Namespace, Reader, Writer, WrittenName, XSD_URI, XSI_URI, legal};
use crate::xsd::QName;

/// What a value is called while it is a document by itself.
const UNNAMED: &str = "value";

impl AnyElement {
    /// Reads the element as a value of a type, leniently: a type of a contract, or one of `String`, `i32`, `xsd::DateTime` and the
    /// like. Its name does not count. Of an enum over types, `xsi:type` tells the variant.
    ///
    /// ```
    /// use soap_runtime::AnyElement;
    ///
    /// let limit = AnyElement::new("urn:example:limits", "Limit").with_text(" 64 ");
    /// assert_eq!(limit.read::<u16>()?, 64);
    /// let error = limit.read::<bool>().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"Limit: expected xs:boolean, found "64": not true, false, 1 or 0 (in the element {urn:example:limits}Limit)"#
    /// );
    /// # Ok::<(), soap_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    /// When it lacks something required, holds a value outside its type, or cannot be written. The path of the error begins with the
    /// element; there is no offset and no line, since the message that it came from is not at hand.
    pub fn read<T: Content>(&self) -> Result<T> {
        self.read_with(&ReadOptions::default())
    }

    /// Reads the element as a value of a type, as `options` say.
    ///
    /// Strict options hold it to its schema as an element of the type, or of one derived from it that `xsi:type` names. Where the
    /// schema does not know the type by a name, whatever lenient reading would forgive is an error.
    ///
    /// # Errors
    /// As [`read`](Self::read); strict options also refuse whatever breaks the schema.
    pub fn read_with<T: Content>(&self, options: &ReadOptions) -> Result<T> {
        self.read_fragment(options, validate::<T>, |xml, options| read_value(xml, T::NAMESPACES, options))
    }

    /// As [`read_with`](Self::read_with), with the namespaces and the schema of the contract that `D` is the document type of: for a type
    /// that several versions of a contract share, where these call their namespaces differently.
    ///
    /// # Errors
    /// As [`read_with`](Self::read_with).
    pub fn read_in<T: Content, D: Elements>(&self, options: &ReadOptions) -> Result<T> {
        let validate = |xml: &str, options: &ReadOptions| {
            super::element::strict_schema::<D>()?.validate_fragment(
                T::TYPE.map(|ty| (ty.namespace, ty.name)),
                T::IS_NILLABLE,
                xml,
                options,
            )
        };
        self.read_fragment(options, validate, |xml, options| read_value(xml, D::NAMESPACES, options))
    }

    /// Reads the element as the global element of its name, leniently: `D` is the document type of a contract.
    ///
    /// # Errors
    /// When it is not one of `D`; else as [`read`](Self::read).
    pub fn read_as_named<D: Elements>(&self) -> Result<D> {
        self.read_as_named_with(&ReadOptions::default())
    }

    /// Reads the element as the global element of its name, as `options` say.
    ///
    /// # Errors
    /// As [`read_as_named`](Self::read_as_named); strict options also refuse whatever breaks the schema.
    pub fn read_as_named_with<D: Elements>(&self, options: &ReadOptions) -> Result<D> {
        let validate = |xml: &str, options: &ReadOptions| {
            let schema = super::element::strict_schema::<D>()?;
            in_document(xml, &[], options, |name, r| schema.validate_element(name, r)).map(|()| true)
        };
        self.read_fragment(options, validate, |xml, options| {
            in_document(xml, D::NAMESPACES, options, |name, r| read_root(name, r))
        })
    }

    /// Validates the element, if the options are strict, and reads it. What is told of it is told without offsets.
    fn read_fragment<T>(
        &self,
        options: &ReadOptions,
        validate: impl FnOnce(&str, &ReadOptions) -> Result<bool>,
        read: impl FnOnce(&str, &ReadOptions) -> Result<T>,
    ) -> Result<T> {
        let xml = self.to_xml().map_err(|error| error.in_element(|| self.shown()))?;
        let whole = || {
            if !options.is_strict() || validate(&xml, options)? {
                return read(&xml, &options.of_fragment());
            }
            let first = Arc::new(Mutex::new(None));
            let kept = Arc::clone(&first);
            let unforgiving = options.clone().on_notice(move |notice| keep_first(&kept, notice));
            let value = read(&xml, &unforgiving.of_fragment())?;
            let first = first.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
            first.map_or(Ok(value), |notice| Err(refusal(notice)))
        };
        whole().map_err(|error: Error| error.locate_in_fragment(&xml).in_element(|| self.shown()))
    }

    /// The element as a document.
    pub(crate) fn to_xml(&self) -> Result<String> {
        let mut w = Writer::new(&[]);
        self.write(&mut w);
        w.finish()
    }

    /// The root element of such a document.
    #[cfg(feature = "serde")]
    pub(crate) fn from_xml(xml: &str) -> Result<Self> {
        in_document(xml, &[], &ReadOptions::default().max_depth(DEEPEST), Self::from_reader)
            .map_err(|error| error.locate(xml))
    }

    /// The element for people: its name and what `xsi:type` says.
    fn shown(&self) -> String {
        let name = match self.namespace.as_str() {
            "" => self.name.clone(),
            uri => format!("{{{uri}}}{}", self.name),
        };
        match self.stated_type() {
            Some(stated) => format!("{name} with xsi:type {}", stated.value),
            None => name,
        }
    }

    fn stated_type(&self) -> Option<&AnyAttribute> {
        self.attributes.iter().find(|attribute| attribute.namespace == XSI_URI && attribute.name == "type")
    }

    /// The type that `xsi:type` names, if it does and its prefix is declared.
    ///
    /// ```
    /// use soap_runtime::AnyElement;
    ///
    /// let size = AnyElement::typed(&5_i32, "", "Size")?;
    /// assert_eq!(size.xsi_type().unwrap().local(), "int");
    /// # Ok::<(), soap_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn xsi_type(&self) -> Option<QName> {
        let bound = |prefix: Option<&str>| {
            let wanted = prefix.unwrap_or("");
            self.declarations.iter().find(|(known, _)| known == wanted).map(|(_, uri)| uri.as_str())
        };
        let own = |prefix: Option<&str>| {
            let is_own = prefix.unwrap_or("") == self.prefix && !self.namespace.is_empty();
            bound(prefix).or(is_own.then_some(self.namespace.as_str()))
        };
        QName::resolve(self.stated_type()?.value.trim(), &own).ok()
    }
}

/// Runs `read` on the root of a document that was just written.
fn in_document<T>(
    xml: &str,
    namespaces: &'static [Namespace],
    options: &ReadOptions,
    read: impl for<'a> FnOnce(Name<'a>, &mut Reader<'a>) -> Result<T>,
) -> Result<T> {
    let legal = legal(xml, options)?;
    let mut r = Reader::new(&legal, namespaces, options)?;
    let value = super::element::whole(&mut r, |r| r.root(), read);
    r.into_forgiven().tell(Findings::all(), &legal, options);
    value
}

fn read_value<T: Content>(xml: &str, namespaces: &'static [Namespace], options: &ReadOptions) -> Result<T> {
    let mut value = T::placeholder();
    in_document(xml, namespaces, options, |_, r| value.read(r))?;
    Ok(value)
}

/// Holds an element to the schema of `T`; `false` if that does not tell what it is to be.
fn validate<T: Content>(xml: &str, options: &ReadOptions) -> Result<bool> {
    let Some(schema) = T::schema() else { return Ok(false) };
    let schema = schema.get().map_err(super::element::damaged)?;
    schema.validate_fragment(T::TYPE.map(|ty| (ty.namespace, ty.name)), T::IS_NILLABLE, xml, options)
}

fn keep_first(first: &Mutex<Option<Notice>>, notice: Notice) {
    first.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(notice);
}

/// What would have been forgiven, as an error.
fn refusal(notice: Notice) -> Error {
    let kind = match notice.kind {
        NoticeKind::Facet(violation) => ErrorKind::Value(violation),
        other => ErrorKind::Invalid(other.to_string()),
    };
    Error::placed(kind, notice.position)
}

impl AnyElement {
    /// The element of this name that holds a value. It has an `xsi:type` only if the value is one of an enum over types that says so.
    ///
    /// ```
    /// use soap_runtime::AnyElement;
    ///
    /// let limit = AnyElement::of(&64_u16, "urn:example:limits", "Limit")?;
    /// assert_eq!(limit, AnyElement::new("urn:example:limits", "Limit").with_text("64"));
    /// # Ok::<(), soap_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the value holds a character that XML does not allow.
    pub fn of<T: Content>(value: &T, namespace: &str, name: &str) -> Result<Self> {
        let element = written(T::NAMESPACES, |w| value.write(w, WrittenName::own(UNNAMED)))
            .map_err(|error| error.renamed(UNNAMED, name));
        let prefix = T::NAMESPACES.iter().find(|known| known.uri == namespace).map_or("", |known| known.prefix);
        Ok(Self { prefix: prefix.to_owned(), namespace: namespace.to_owned(), name: name.to_owned(), ..element? })
    }

    /// The element of this name that holds a value and says in `xsi:type` which type that is of.
    ///
    /// ```
    /// use soap_runtime::{AnyElement, xsd::DateTime};
    ///
    /// let stamp: DateTime = "2024-02-29T12:00:00Z".parse()?;
    /// let element = AnyElement::typed(&stamp, "", "val")?;
    /// assert_eq!(element.xsi_type().unwrap().local(), "dateTime");
    /// assert_eq!(element.read::<DateTime>()?, stamp);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`of`](Self::of), and when the type has no name that is known here: one that is defined in place has none, and simple types
    /// of a contract do not know theirs. See [`with_type`](Self::with_type).
    pub fn typed<T: Content>(value: &T, namespace: &str, name: &str) -> Result<Self> {
        let element = Self::of(value, namespace, name)?;
        if element.stated_type().is_some() {
            return Ok(element);
        }
        let Some(TypeName { namespace, name: local }) = value.type_name() else {
            let reason = format!("{} has no name that xsi:type could give", std::any::type_name::<T>());
            return Err(Error::unwritable(reason).in_element(|| element.shown()));
        };
        let known = T::NAMESPACES.iter().find(|known| known.uri == namespace);
        Ok(element.with_type_prefixed(known.map_or("", |known| known.prefix), namespace, local))
    }

    /// The element with an `xsi:type` that names this type.
    #[must_use]
    pub fn with_type(self, namespace: &str, name: &str) -> Self {
        self.with_type_prefixed("", namespace, name)
    }

    fn with_type_prefixed(mut self, wanted: &str, namespace: &str, name: &str) -> Self {
        let prefix = self.declare(wanted, namespace);
        let value = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") };
        let is_type = |attribute: &AnyAttribute| attribute.namespace == XSI_URI && attribute.name == "type";
        self.attributes.retain(|attribute| !is_type(attribute));
        self.attributes.push(AnyAttribute {
            prefix: "xsi".to_owned(),
            namespace: XSI_URI.to_owned(),
            name: "type".to_owned(),
            value,
        });
        self
    }

    /// A prefix that the element declares for a namespace: none for no namespace.
    fn declare(&mut self, wanted: &str, namespace: &str) -> String {
        let known =
            self.declarations.iter().find(|(prefix, uri)| uri == namespace && prefix.is_empty() == uri.is_empty());
        if let Some((prefix, _)) = known {
            return prefix.clone();
        }
        let wanted = match wanted {
            _ if namespace.is_empty() => "",
            "" if namespace == XSD_URI => "xs",
            "" => "t",
            other => other,
        };
        let numbered = (1_u32..).map(|number| format!("{wanted}{number}"));
        let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
        let is_taken = |prefix: &String| self.declarations.iter().any(|(known, _)| known == prefix);
        let prefix = match wanted {
            "" => String::new(),
            _ => candidates.find(|prefix| !is_taken(prefix)).unwrap_or_default(),
        };
        self.declarations.retain(|(known, _)| *known != prefix);
        self.declarations.push((prefix.clone(), namespace.to_owned()));
        prefix
    }

    /// A global element of a contract, under its name.
    ///
    /// # Errors
    /// When the value holds a character that XML does not allow.
    pub fn from_document<D: Elements>(document: &D) -> Result<Self> {
        written(D::NAMESPACES, |w| document.write(w))
    }
}

/// What `write` writes, as an element: its names do not need the default namespace of the contract, since it may be called otherwise.
fn written(namespaces: &'static [Namespace], write: impl FnOnce(&mut Writer)) -> Result<AnyElement> {
    let mut w = Writer::new(namespaces);
    w.prefixes_names = true;
    write(&mut w);
    let xml = w.finish()?;
    let options = ReadOptions::default().max_depth(DEEPEST).max_bytes(usize::MAX).max_attributes(MANY);
    in_document(&xml, namespaces, &options, AnyElement::from_reader).map_err(|error| error.locate(&xml))
}

/// How many attributes a value may have: as many as it has.
const MANY: usize = u32::MAX as usize;
