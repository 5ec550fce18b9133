// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// How a catalog is written; it says the same in every form.
enum CatalogForm: CaseIterable {
    /// A file of JSON for each operator, as Red Hat's catalogs have them.
    case filePerOperator
    /// One file with all documents in no order.
    case oneFile
    /// Files of YAML for operators, channels and bundles, as upstream's tests have them.
    case yaml

    func catalog(_ operators: [TestOperator], extra: [String] = []) throws -> TestCatalog {
        switch self {
        case .filePerOperator:
            var catalog = try TestCatalog(operators)
            if !extra.isEmpty { catalog.files["catalog.json"] = extra.joined(separator: "\n") }
            return catalog
        case .oneFile:
            var generator = SeededGenerator(seed: UInt64(operators.count))
            let documents = try operators.flatMap { try $0.documents() } + extra
            return TestCatalog(files: ["catalog.json": documents.shuffled(using: &generator).joined(separator: "")])
        case .yaml:
            var files: [String: String] = [:]
            for each in operators {
                for document in try each.documents() {
                    let schema = try Self.fields(document)["schema"] as? String
                    let name = ["olm.package": "operator", "olm.channel": "channels"][schema ?? ""] ?? "bundles"
                    files["\(each.name)/\(name).yaml", default: ""] += try Self.yaml(document)
                }
            }
            for document in extra {
                files["more.yaml", default: "# what belongs to nobody\n"] += try Self.yaml(document)
            }
            return TestCatalog(files: files)
        }
    }

    private static func fields(_ json: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
    }

    /// A document as people write it.
    private static func yaml(_ json: String) throws -> String { "---\n" + text(try fields(json), "") }

    private static func text(_ value: Any, _ indentation: String) -> String {
        switch value {
        case let fields as [String: Any]:
            fields.sorted { $0.key < $1.key }.map { key, value in
                "\(indentation)\(key):\(isNested(value) ? "\n" : " ")\(text(value, indentation + "  "))"
            }.joined()
        case let elements as [Any]:
            elements.map { element in
                "\(indentation)- \(text(element, indentation + "  ").drop { $0 == " " })"
            }.joined()
        case let text as String: "\"\(text)\"\n"
        default: "\(value)\n"
        }
    }

    private static func isNested(_ value: Any) -> Bool { value is [String: Any] || value is [Any] }
}
