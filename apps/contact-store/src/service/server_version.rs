//! The versions: which one a request is written for, and which server answers ([MS-OXWSCDATA] 2.2.3.9, 2.2.3.10).

use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::{ExchangeVersionType, ServerVersionInfo};
use ms_oxwscos::{RequestHeaders, ResponseHeaders};

use super::fault;

/// A build of Exchange 2016, the version that the schema of the contract is of.
const BUILD: [i32; 4] = [15, 1, 2507, 6];

/// The headers of the answer. The version in them is the one asked for, or Exchange2016.
///
/// A version that is not known, or is older than the operations (they came with Exchange2013), gives `ErrorInvalidServerVersion`.
pub(super) fn answering(headers: &RequestHeaders) -> Result<ResponseHeaders, Fault> {
    let asked = headers.request_server_version.as_ref().map_or(&ExchangeVersionType::Exchange2016, |own| &own.version);
    if !asked.is_known() || *asked < ExchangeVersionType::Exchange2013 {
        let text = format!("the operation does not exist in the version {:?}", asked.as_str());
        return Err(fault::of(&ResponseCodeType::ErrorInvalidServerVersion, text));
    }
    let [major, minor, major_build, minor_build] = BUILD;
    let info = ServerVersionInfo::default()
        .with_version(asked.as_str())
        .with_major_version(major)
        .with_minor_version(minor)
        .with_major_build_number(major_build)
        .with_minor_build_number(minor_build);
    Ok(ResponseHeaders::default().with_server_version_info(info))
}
