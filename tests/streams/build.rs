//! Generates the bindings of a contract with large things and long lists.

fn main() {
    wsdl_codegen::build("contract/archive.wsdl");
}
