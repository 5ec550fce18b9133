// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation

/// The files with the keys that must sign releases.
package struct TrustedKeys: Sendable, Hashable {
    package let paths: [String]

    static let okdAdvice =
        "releases of OKD are signed by another key: take keys/verifier-public-key-openshift-ci-4 of "
        + "https://github.com/openshift/cluster-update-keys and give it with \(OptionName.releaseKey)"

    /// Takes the files of `--release-key`, or else the file of `OCP_SIGNATURE_VERIFICATION_PK`, or else the
    /// distribution's.
    ///
    /// `systemFolder` is the folder of the distribution's settings.
    package init(
        releaseKeys: [String],
        environment: [String: String],
        systemFolder: String = "/etc"
    ) throws(MissingReleaseKey) {
        let standard = "\(systemFolder)/pki/rpm-gpg/RPM-GPG-KEY-redhat-release"
        if !releaseKeys.isEmpty {
            paths = releaseKeys
        } else if let path = environment["OCP_SIGNATURE_VERIFICATION_PK"], !path.isEmpty {
            paths = [path]
        } else if FileManager.default.fileExists(atPath: standard) {
            paths = [standard]
        } else {
            throw MissingReleaseKey(standard: standard)
        }
    }
}

/// An error that no trusted keys are given.
package struct MissingReleaseKey: ExplainedError, Sendable, Hashable {
    /// The place of the distribution's key.
    package let standard: String

    package var explanation: Explanation {
        Explanation(
            "there is no key to verify releases with: \(OptionName.releaseKey) is not given, "
                + "OCP_SIGNATURE_VERIFICATION_PK is not set, and there is no \(standard)",
            remedy: """
                Red Hat's keys, with their fingerprints, are at https://access.redhat.com/security/team/key: \
                save the one for release 2 and give its file with \(OptionName.releaseKey)
                \(TrustedKeys.okdAdvice)
                """
        )
    }
}
