// SPDX-License-Identifier: Apache-2.0

import CLibCurl

/// The version of the library that this room is made of, as it says itself.
package enum CurlLibrary {
    package static var version: String {
        unsafe String(cString: curl_version())
    }
}
