// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

extension ImageSetConfiguration {
    /// A configuration of oc-mirror v1 that a run obeyed before, of which only the text is kept.
    ///
    /// It asks for no image: what the run chose is known from what it brought. `path` is its name in plans.
    package init(recorded bytes: [UInt8], path: String, format: VersionOneFormat) {
        kind = .mirror
        rules = .versionOne(format)
        self.path = path
        self.bytes = bytes
        digest = Digest(of: bytes)
        archiveSize = nil
        storage = nil
        mirror = MirrorSection(
            platform: nil,
            operators: [],
            additionalImages: [],
            helm: nil,
            blockedImages: [],
            samples: [],
            location: SourceLocation(file: path, line: 1, column: 1),
            sections: [:]
        )
        warnings = []
    }
}
