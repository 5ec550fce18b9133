// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

extension AuditTrail {
    /// The name of a file inside the trail's folder; the given path for a file outside.
    package func name(of path: String) -> String {
        let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let root = Self.withoutSlash(URL(filePath: folder.root).resolvingSymlinksInPath().path(percentEncoded: false))
        return file.hasPrefix(root + "/") ? String(file.dropFirst(root.count + 1)) : path
    }

    /// The name of a configuration inside the trail's folder, for plans, commits and the ledger.
    package func configurationName(of path: String) throws -> String {
        let name = name(of: path)
        guard ConfigurationRecord.isPath(name) else {
            throw AuditTrailError.unrecordable(path: path, root: root, name: name)
        }
        return name
    }
}
