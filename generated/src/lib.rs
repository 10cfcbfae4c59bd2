//! Bindings of MS-OXWSCOS.
