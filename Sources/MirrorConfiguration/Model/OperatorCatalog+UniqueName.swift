// SPDX-License-Identifier: Apache-2.0

import OCI

extension OperatorCatalog {
    /// The name under which oc-mirror v1 records the catalog: its reference as written, or with the parts that the
    /// configuration replaces.
    package var uniqueName: String {
        guard targetCatalog != nil || targetTag != nil else {
            let rest = ["oci:", "file:", "docker:"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
            let path = rest ?? text[...]
            return String(path.hasPrefix("//") ? path.dropFirst(2) : path)
        }
        switch source {
        case .registry(let reference):
            let name = "\(reference.repository.host)/\(targetCatalog ?? reference.repository.name)"
            if let tag = targetTag ?? reference.tag { return "\(name):\(tag)" }
            return reference.digest.map { "\(name)@\($0)" } ?? name
        case .layout(let path):
            let name = targetCatalog?.description ?? String(path.drop { $0 == "/" })
            return targetTag.map { "\(name):\($0)" } ?? name
        }
    }
}
