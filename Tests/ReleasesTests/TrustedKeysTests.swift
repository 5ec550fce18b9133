// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Releases
import TestSupport
import Testing

struct TrustedKeysTests {
    @Test func `the option comes first, then the environment, then the distribution's key`() throws {
        let folder = try TemporaryDirectory()
        let set = ["OCP_SIGNATURE_VERIFICATION_PK": "/env"]
        func paths(_ options: [String], _ environment: [String: String]) throws -> [String] {
            try TrustedKeys(releaseKeys: options, environment: environment, systemFolder: folder.path).paths
        }
        let error = #expect(throws: MissingReleaseKey.self) { try paths([], ["OCP_SIGNATURE_VERIFICATION_PK": ""]) }
        let text = try #require(error?.description)
        for part in ["--release-key", "OCP_SIGNATURE_VERIFICATION_PK", folder.path, "access.redhat.com", "OKD"] {
            #expect(text.contains(part))
        }
        #expect(try paths([], set) == ["/env"])
        let standard = try folder.write("key", to: "pki/rpm-gpg/RPM-GPG-KEY-redhat-release")
        #expect(try paths([], [:]) == [standard])
        #expect(try paths([], set) == ["/env"])
        #expect(try paths(["/a", "/b"], set) == ["/a", "/b"])
    }
}
