//! Whether there are bindings of Exchange Web Services: with the feature `ews`, and where `CONTRACT_CORPUS` has the contract. `ews-tests` makes them.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(ews)");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CONTRACT_CORPUS");
    if cfg!(feature = "ews") && std::env::var_os("CONTRACT_CORPUS").is_some() {
        println!("cargo::rustc-cfg=ews");
    }
}
