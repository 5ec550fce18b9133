// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that `OCP_SIGNATURE_URL` does not name a store.
///
/// The message does not contain the value, which may include a credential.
package struct SignatureStoreError: ExplainedError, Sendable, Hashable {
    package var explanation: Explanation {
        Explanation(
            "OCP_SIGNATURE_URL does not name a store of signatures",
            remedy: "write an http or https URL without a query, or a folder as in file:///srv/signatures/; "
                + "the store has files such as sha256=<digest>/signature-1"
        )
    }
}

/// An error that a file of a store on disk is not a signature.
package struct SignatureFileError: ExplainedError, Sendable, Hashable {
    package let path: String
    package let found: String

    package var explanation: Explanation {
        Explanation("\(path): \(found)", remedy: "check the store of signatures that has this file")
    }
}
