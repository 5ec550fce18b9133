// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The folder with the files for clusters, to which scripts point `oc apply`.
struct ManifestFolder {
    let path: String

    /// Writes files, and removes those of the same kinds that are not among them; other files stay.
    func write(_ resources: [Resource]) throws(UnusableWorkspace) {
        let files = Dictionary(resources.map { (URL(filePath: $0.path).lastPathComponent, $0.content) }) { first, _ in
            first
        }
        for (name, content) in files.sorted(by: { $0.key < $1.key }) {
            try OutputFolder.write(content, to: joinedPath(path, name))
        }
        let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in found where files[name] == nil && ResourceFile(name: name) != nil {
            try? FileManager.default.removeItem(atPath: joinedPath(path, name))
        }
    }
}
