//! The macros that join a generated port type to HTTP. Without the features they join to, they write nothing, so that generated code
//! is the same with and without.
//!
//! ```text
//! port_type! { Board dyn DynBoard dyn_board: Document CONTRACT operations Outcome(RequestHeaders ResponseHeaders) {
//!     post POST: Post(messages::PostType) -> PostResponse(messages::PostResponseType);
//!     is_alive IS_ALIVE: () -> Alive(bool);     // an empty request
//!     buy BUY: Buy(messages::Buy) -> Bought(messages::Bought) [else BuyError];   // it declares faults
//!     add ADD: Add(m::Add) -> AddResponse(m::AddResponse) [takes m::Add { a: i32, b: i32 } gives (m::AddResponse) { sum: i32 }];   // wrapped
//!     pay PAY: Pay(messages::Pay) -> Paid(messages::Paid) [with(PayRequestHeaders ResponseHeaders)];   // it has headers of its own
//! } }
//! contract! { CONTRACT { "board.wsdl" "contract/board.wsdl"; } }   // the documents of the contract: name and file
//! ```

/// Makes a client and a server out of a port type: one line per operation with the method, the constant that describes it, and
/// the variants of the document type with their types; in brackets what it has of its own. `if "a" "b"` at the end of a line: the
/// operation is there when one of these features of the crate is on.
#[cfg(any(feature = "client", feature = "server", feature = "dyn"))]
#[macro_export]
macro_rules! port_type {
    ($name:ident dyn $object:ident $hidden:ident: $document:ident $contract:ident $module:ident $outcome:ident($requests:ident $responses:ident) { $(
        $method:ident $constant:ident: $($in:ident)? ($($request:ty)?) -> $($out:ident)? ($($response:ty)?)
            $([$($own:tt)*])? $(if $($feature:literal)+)?;
    )* }) => {
        $crate::port_type_client! { ($name $document $module $requests $responses) $(
            [$(#[cfg(any($(feature = $feature),+))])?]
            { $method $constant: $($in)? ($($request)?) -> $($out)? ($($response)?) [$($($own)*)?] }
        )* }
        $crate::port_type_server! { ($name $document $contract $module $requests) $(
            [$(#[cfg(any($(feature = $feature),+))])?]
            { $method $constant: $($in)? -> $($out)? [$($($own)*)?] }
        )* }
        $crate::port_type_object! { ($name $object $hidden $requests $responses) $(
            [$(#[cfg(any($(feature = $feature),+))])?]
            { $method: ($($request)?) -> ($($response)?) [$($($own)*)?] }
        )* }
    };
}

/// Makes nothing out of a port type: there is neither a client nor a server.
#[cfg(not(any(feature = "client", feature = "server", feature = "dyn")))]
#[macro_export]
macro_rules! port_type {
    ($($port_type:tt)*) => {};
}

/// Implements a port type's trait for the client.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! port_type_client {
    (($name:ident $document:ident $module:ident $requests:ident $responses:ident) $($condition:tt $operation:tt)*) => {
        impl<__T: $crate::http::Transport> $name for $crate::http::Client<__T> {
            type Error = $crate::http::CallError<__T::Error>;

            $($crate::client_method! { ($document $module $requests $responses) $condition $operation })*
        }
    };
}

/// Writes one of the methods of [`port_type_client!`]. It has a macro of its own because a macro whose repetition has optional parts is
/// matched in time that grows with the square of what it is given; only [`port_type!`] is one.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! client_method {
    (($document:ident $module:ident $requests:ident $responses:ident) [$($condition:tt)*] {
        $method:ident $constant:ident: $($in:ident)? ($($request:ty)?) -> $($out:ident)? ($($response:ty)?)
        [$(else $error:ident)? $(with($own_requests:ident $own_responses:ident))?]
    }) => {
        $($condition)*
        fn $method(
            &self,
            request: $crate::body_type!($($request)?),
            headers: $crate::headers_type!($requests $($own_requests)?),
        ) -> impl ::core::future::Future<Output = Result<
            $crate::soap::Reply<$crate::body_type!($($response)?), $crate::headers_type!($responses $($own_responses)?)>,
            $crate::error_type!(Self::Error, $($error)?)
        >> + Send {
            let body = $crate::into_body!($document request $($in)?);
            $crate::invoke!(($($error)?) (self, &$module::$constant, body, headers, |body: Option<$document>| {
                $crate::from_body!($document body $($out)?)
            }))
        }
    };
    (($document:ident $module:ident $requests:ident $responses:ident) [$($condition:tt)*] {
        $method:ident $constant:ident: $in:ident ($request:ty) -> $($out:ident)? ($($response:ty)?)
        [$(else $error:ident)? $(with($own_requests:ident $own_responses:ident))?
            takes $($taken:ident)::+ { $($parameter:ident: $ty:ty),* } $(gives $given:tt { $($value:tt)* })?]
    }) => {
        $($condition)*
        fn $method(
            &self,
            $($parameter: $ty,)*
            headers: $crate::headers_type!($requests $($own_requests)?),
        ) -> impl ::core::future::Future<Output = Result<
            $crate::soap::Reply<
                $crate::given_type!(($($response)?) $({ $($value)* })?),
                $crate::headers_type!($responses $($own_responses)?)
            >,
            $crate::error_type!(Self::Error, $($error)?)
        >> + Send {
            let request = $($taken)::+ { $($parameter),* };
            let body = $crate::into_body!($document request $in);
            $crate::invoke!(($($error)?) (self, &$module::$constant, body, headers, |body: Option<$document>| {
                let response: Option<$crate::body_type!($($response)?)> = $crate::from_body!($document body $($out)?);
                $crate::given_value!(response $($given { $($value)* })?)
            }))
        }
    };
}

/// Calls an operation, whether it declares faults or not.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! invoke {
    (() $arguments:tt) => {
        $crate::http::invoke $arguments
    };
    (($error:ident) $arguments:tt) => {
        $crate::http::invoke_declaring $arguments
    };
}

#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! port_type_client {
    ($($port_type:tt)*) => {};
}

/// Lets a server dispatch to whatever implements a port type's trait.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! port_type_server {
    (($name:ident $document:ident $contract:ident $module:ident $requests:ident) $($condition:tt $operation:tt)*) => {
        impl $crate::http::server::PortType for $module::PortType {
            type Document = $document;
            const OPERATIONS: &'static [&'static soap::Operation] = $module::ALL;
            const CONTRACT: &'static [$crate::http::server::ContractDocument] = $contract;
        }

        impl<__S> $crate::http::server::Serve<__S> for $module::PortType
        where
            __S: $name + Sync,
            __S::Error: Into<soap::Fault>,
        {
            #[allow(unused_variables)]
            fn method(
                operation: &'static soap::Operation,
            ) -> Option<$crate::http::server::Call<__S, $document>> {
                $($crate::server_call! { operation ($document $module $requests) $condition $operation })*
                None
            }
        }
    };
}

/// Returns the way to one of the methods if it is asked for. It has a macro of its own for the same reason as `client_method!`.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! server_call {
    ($asked:ident ($document:ident $module:ident $requests:ident) [$($condition:tt)*] {
        $method:ident $constant:ident: $($in:ident)? -> $($out:ident)?
        [$(else $error:ident)? $(with($own_requests:ident $own_responses:ident))?]
    }) => {
        $($condition)*
        if ::core::ptr::eq($asked, &$module::$constant) {
            return Some(|service, body, headers| {
                let headers: $crate::headers_type!($requests $($own_requests)?) =
                    $crate::http::server::bound(headers);
                let Some(request) = $crate::from_body!($document body $($in)?) else { return Ok(None) };
                let outcome = service.$method(request, headers);
                Ok(Some($crate::http::server::answering(outcome, |response| {
                    $crate::into_body!($document response $($out)?)
                })))
            });
        }
    };
    ($asked:ident ($document:ident $module:ident $requests:ident) [$($condition:tt)*] {
        $method:ident $constant:ident: $in:ident -> $($out:ident)?
        [$(else $error:ident)? $(with($own_requests:ident $own_responses:ident))?
            takes $($taken:ident)::+ { $($parameter:ident: $ty:ty),* } $(gives $given:tt { $($value:tt)* })?]
    }) => {
        $($condition)*
        if ::core::ptr::eq($asked, &$module::$constant) {
            return Some(|service, body, headers| {
                let headers: $crate::headers_type!($requests $($own_requests)?) =
                    $crate::http::server::bound(headers);
                let Some(request) = $crate::from_body!($document body $in) else { return Ok(None) };
                let $($taken)::+ { $($parameter),* } = request;
                let outcome = service.$method($($parameter,)* headers);
                Ok(Some($crate::http::server::answering(outcome, |response| {
                    let response = $crate::given_struct!(response $($given { $($value)* })?);
                    $crate::into_body!($document response $($out)?)
                })))
            });
        }
    };
}

#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! port_type_server {
    ($($port_type:tt)*) => {};
}

/// Makes a type that holds any implementor of a port type's trait, and implements it: the futures of its methods are boxed.
#[cfg(feature = "dyn")]
#[doc(hidden)]
#[macro_export]
macro_rules! port_type_object {
    (($name:ident $object:ident $hidden:ident $requests:ident $responses:ident) $($condition:tt $operation:tt)*) => {
        #[doc = concat!(
            "Any implementor of [`", stringify!($name), "`], client or service, whatever its type: what `dyn ", stringify!($name),
            "` would be. A clone is the same implementor."
        )]
        pub struct $object<E>(::std::sync::Arc<dyn $hidden::Object<Error = E>>);

        impl<E> $object<E> {
            /// This implementor.
            pub fn new(implementor: impl $name<Error = E> + Send + Sync + 'static) -> Self {
                Self(::std::sync::Arc::new(implementor))
            }
        }

        impl<E> Clone for $object<E> {
            fn clone(&self) -> Self {
                Self(::std::sync::Arc::clone(&self.0))
            }
        }

        impl<E> ::core::fmt::Debug for $object<E> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(stringify!($object))
            }
        }

        impl<__E: From<soap::Fault>> $name for $object<__E> {
            type Error = __E;

            $($crate::object_method! { [unboxes $hidden] ($name $requests $responses) $condition $operation })*
        }

        mod $hidden {
            use super::*;

            pub(super) trait Object: Send + Sync {
                type Error;

                $($crate::object_method! { [declares] ($name $requests $responses) $condition $operation })*
            }

            impl<__S: $name + Send + Sync> Object for __S {
                type Error = <__S as $name>::Error;

                $($crate::object_method! { [boxes] ($name $requests $responses) $condition $operation })*
            }
        }
    };
}

/// Writes one of the methods of [`port_type_object!`]: its parameters first, which are those of the struct where it does without one.
#[cfg(feature = "dyn")]
#[doc(hidden)]
#[macro_export]
macro_rules! object_method {
    ($what:tt ($name:ident $requests:ident $responses:ident) $condition:tt {
        $method:ident: ($($request:ty)?) -> ($($response:ty)?)
        [$(else $error:ident)? $(with($own_requests:ident $own_responses:ident))?]
    }) => {
        $crate::object_method! { @ $what $name $condition $method
            { request: $crate::body_type!($($request)?) }
            [$crate::headers_type!($requests $($own_requests)?)]
            [$crate::body_type!($($response)?)]
            [$crate::headers_type!($responses $($own_responses)?)]
            [$($error)?]
        }
    };
    ($what:tt ($name:ident $requests:ident $responses:ident) $condition:tt {
        $method:ident: ($($request:ty)?) -> ($($response:ty)?)
        [$(else $error:ident)? $(with($own_requests:ident $own_responses:ident))?
            takes $($taken:ident)::+ { $($parameter:ident: $ty:ty),* } $(gives $given:tt { $($value:tt)* })?]
    }) => {
        $crate::object_method! { @ $what $name $condition $method
            { $($parameter: $ty),* }
            [$crate::headers_type!($requests $($own_requests)?)]
            [$crate::given_type!(($($response)?) $({ $($value)* })?)]
            [$crate::headers_type!($responses $($own_responses)?)]
            [$($error)?]
        }
    };
    (@ [declares] $name:ident [$($condition:tt)*] $method:ident { $($parameter:ident: $ty:ty),* }
        [$($taken:tt)*] [$($response:tt)*] [$($given:tt)*] [$($error:ident)?]
    ) => {
        $($condition)*
        #[allow(clippy::too_many_arguments)]
        fn $method<'a>(&'a self, $($parameter: $ty,)* headers: $($taken)*) -> $crate::__private::BoxFuture<
            'a,
            Result<$crate::soap::Reply<$($response)*, $($given)*>, $crate::error_type!(Self::Error, $($error)?)>,
        >;
    };
    (@ [boxes] $name:ident [$($condition:tt)*] $method:ident { $($parameter:ident: $ty:ty),* }
        [$($taken:tt)*] [$($response:tt)*] [$($given:tt)*] [$($error:ident)?]
    ) => {
        $($condition)*
        #[allow(clippy::too_many_arguments)]
        fn $method<'a>(&'a self, $($parameter: $ty,)* headers: $($taken)*) -> $crate::__private::BoxFuture<
            'a,
            Result<$crate::soap::Reply<$($response)*, $($given)*>, $crate::error_type!(Self::Error, $($error)?)>,
        > {
            Box::pin(<__S as $name>::$method(self, $($parameter,)* headers))
        }
    };
    (@ [unboxes $hidden:ident] $name:ident [$($condition:tt)*] $method:ident { $($parameter:ident: $ty:ty),* }
        [$($taken:tt)*] [$($response:tt)*] [$($given:tt)*] [$($error:ident)?]
    ) => {
        $($condition)*
        #[allow(clippy::too_many_arguments)]
        fn $method(
            &self,
            $($parameter: $ty,)*
            headers: $($taken)*,
        ) -> impl ::core::future::Future<Output =
            Result<$crate::soap::Reply<$($response)*, $($given)*>, $crate::error_type!(Self::Error, $($error)?)>
        > + Send {
            $hidden::Object::$method(&*self.0, $($parameter,)* headers)
        }
    };
}

#[cfg(not(feature = "dyn"))]
#[doc(hidden)]
#[macro_export]
macro_rules! port_type_object {
    ($($port_type:tt)*) => {};
}

/// Writes the names by which an application says HTTP beside its port types: the module, the client of all of them, and a server for
/// each with the module of its operations.
///
/// ```text
/// http_names! { http Client { Server: Board operations; } }
/// ```
#[macro_export]
macro_rules! http_names {
    ($module:ident $client:ident { $($server:ident: $name:ident $operations:ident;)* }) => {
        $crate::http_module_name! { $module }
        $crate::http_client_name! { $client }
        $($crate::http_server_name! { $server: $name $operations })*
    };
}

/// The name of the module.
#[cfg(feature = "http")]
#[doc(hidden)]
#[macro_export]
macro_rules! http_module_name {
    ($module:ident) => {
        pub use $crate::http as $module;
    };
}

#[cfg(not(feature = "http"))]
#[doc(hidden)]
#[macro_export]
macro_rules! http_module_name {
    ($module:ident) => {};
}

/// The name of the client.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! http_client_name {
    ($client:ident) => {
        pub use $crate::http::Client as $client;
    };
}

#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! http_client_name {
    ($client:ident) => {};
}

/// The name of the server of a port type.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! http_server_name {
    ($server:ident: $name:ident $operations:ident) => {
        #[doc = concat!(
                    "Answers HTTP requests with implementors of [`", stringify!($name), "`]: `", stringify!($server),
                    "::new(service)`, or one for each request with `", stringify!($server), "::per_request`."
                )]
        pub type $server<C> = $crate::http::Server<$operations::PortType, C>;
    };
}

#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! http_server_name {
    ($($server:tt)*) => {};
}

/// The type of what a body holds: nothing is `()`.
#[doc(hidden)]
#[macro_export]
macro_rules! body_type {
    () => {
        ()
    };
    ($type:ty) => {
        $type
    };
}

/// What an operation can fail with: the error of all operations, or its own around that.
#[doc(hidden)]
#[macro_export]
macro_rules! error_type {
    ($error:ty,) => {
        $error
    };
    ($error:ty, $own:ident) => {
        $own<$error>
    };
}

/// The headers of an operation: those of most operations, or its own.
#[doc(hidden)]
#[macro_export]
macro_rules! headers_type {
    ($usual:ident) => {
        $usual
    };
    ($usual:ident $own:ident) => {
        $own
    };
}

/// What a method in the wrapped style gives: the response as it is, its only field, or nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! given_type {
    (($($response:ty)?)) => {
        $crate::body_type!($($response)?)
    };
    (($response:ty) {}) => {
        ()
    };
    (($response:ty) { $field:ident: $ty:ty }) => {
        $ty
    };
}

/// That, out of a response that may not be there.
#[doc(hidden)]
#[macro_export]
macro_rules! given_value {
    ($response:ident) => {
        $response
    };
    ($response:ident ($($given:ident)::+) {}) => {
        $response.map(|$($given)::+ {}| ())
    };
    ($response:ident ($($given:ident)::+) { $field:ident: $ty:ty }) => {
        $response.map(|response| response.$field)
    };
}

/// The response, out of that.
#[doc(hidden)]
#[macro_export]
macro_rules! given_struct {
    ($response:ident) => {
        $response
    };
    ($response:ident ($($given:ident)::+) {}) => {{
        let () = $response;
        $($given)::+ {}
    }};
    ($response:ident ($($given:ident)::+) { $field:ident: $ty:ty }) => {
        $($given)::+ { $field: $response }
    };
}

/// A value as a body.
#[doc(hidden)]
#[macro_export]
macro_rules! into_body {
    ($document:ident $value:ident) => {{
        let () = $value;
        None::<$document>
    }};
    ($document:ident $value:ident $variant:ident) => {
        Some($document::$variant($value.into()))
    };
}

/// The value in a body, if it is the right one.
#[doc(hidden)]
#[macro_export]
macro_rules! from_body {
    ($document:ident $body:ident) => {
        $body.is_none().then_some(())
    };
    ($document:ident $body:ident $variant:ident) => {
        match $body {
            Some($document::$variant(value)) => Some($crate::soap::Payload::into_value(value)),
            _ => None,
        }
    };
}

/// Embeds the documents of a contract, for servers that publish it: name and file, relative to the file this stands in. The first
/// is the one `?wsdl` asks for.
#[cfg(feature = "server")]
#[macro_export]
macro_rules! contract {
    ($name:ident { $($document:literal $file:literal;)* }) => {
        /// The documents of the contract, for servers that publish it.
        pub static $name: &[$crate::http::server::ContractDocument] = &[
            $($crate::http::server::ContractDocument { name: $document, text: include_str!($file) }),*
        ];
    };
}

#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! contract {
    ($($contract:tt)*) => {};
}
