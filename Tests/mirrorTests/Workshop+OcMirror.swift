// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

extension Workshop {
    /// Runs `mirror` under the name `oc-mirror`, as a link to it is called.
    func ocMirror(_ arguments: String..., variables: [String: String] = [:], in directory: String? = nil) throws
        -> ToolRun
    {
        try ocMirror(words: arguments, variables: variables, in: directory)
    }

    /// The same for arguments in a list.
    func ocMirror(words: [String], variables: [String: String] = [:], in directory: String? = nil) throws -> ToolRun {
        let link = folder["oc-mirror"]
        if !FileManager.default.fileExists(atPath: link) {
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Self.binary)
        }
        return try runTool(
            [link] + words,
            environment: environment.merging(variables) { $1 },
            in: directory ?? work
        )
    }

    /// The names in a folder below the user's folder, sorted; none where there is no folder.
    func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(work)/\(path)")) ?? []).sorted()
    }

    /// Writes a configuration of additional images in the format of oc-mirror v1.
    func configureOne(_ images: [String], as name: String = "imageset-config.yaml", more: String = "") throws {
        let head = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v1alpha2\n\(more)mirror:\n"
        let lines = images.map { "  - name: \($0)\n" }
        try folder.write("\(head)  additionalImages:\n\(lines.joined())", to: "work/\(name)")
    }
}
