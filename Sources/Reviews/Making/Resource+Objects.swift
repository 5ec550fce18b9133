// SPDX-License-Identifier: Apache-2.0

import Plans

extension Resource {
    /// The objects in the file, each with kind and name; every document counts.
    var objects: [String] {
        let documents = content.split(separator: "\n", omittingEmptySubsequences: false).split { $0.hasPrefix("---") }
        return documents.map { lines in
            let kind = lines.first { $0.hasPrefix("kind:") }?.dropFirst("kind:".count) ?? " of no kind"
            let metadata = lines.drop { !$0.hasPrefix("metadata:") }.dropFirst().prefix { $0.hasPrefix(" ") }
            let name = metadata.first { $0.hasPrefix("  name:") }?.dropFirst("  name:".count) ?? ""
            return String((kind + name).drop { $0 == " " })
        }
    }
}
