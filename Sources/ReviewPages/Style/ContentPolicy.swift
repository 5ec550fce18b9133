// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation

/// What a browser may do with the page: apply its own style, run its own script, and nothing else.
enum ContentPolicy {
    /// The policy; style and script are named by their hashes, so a browser runs no other that a plan might bring.
    static func text(style: String, script: String) -> String {
        """
        default-src 'none'; style-src '\(source(style))'; script-src '\(source(script))'; base-uri 'none'; form-action 'none'
        """
    }

    private static func source(_ text: String) -> String {
        "sha256-\(Data(HashAlgorithm.sha256.hash(Array(text.utf8))).base64EncodedString())"
    }
}
