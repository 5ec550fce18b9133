// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// The version of the library that this room is made of, as it says itself.
package enum CryptoLibrary {
    package static var version: String {
        unsafe String(cString: OpenSSL_version(OPENSSL_VERSION))
    }
}
