// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import YAML

extension ClusterFacts {
    /// Reads what `oc get clusterversion,subscriptions,catalogsources -A -o yaml` printed.
    ///
    /// That is YAML or JSON, one List or several documents. Other objects are passed over.
    package init(texts: [SourceText]) throws(FindingsError) {
        self.init()
        let findings = FindingCollector()
        for text in texts {
            for document in text.documents {
                guard let node = YAMLComposer.lenientDocument(in: document, reportingTo: findings) else { continue }
                take(node)
            }
        }
        guard !findings.hasErrors else { throw FindingsError(findings.findings) }
    }

    private mutating func take(_ node: YAMLNode) {
        if let items = node["items"]?.elements { return items.forEach { take($0) } }
        switch node["kind"]?.text {
        case "ClusterVersion": release = Self.release(node)
        case "CatalogSource":
            guard let name = node["metadata"]?["name"]?.text else { return }
            let namespace = node["metadata"]?["namespace"]?.text ?? ""
            catalogs.append(Catalog(name: name, namespace: namespace, image: node["spec"]?["image"]?.text))
        case "Subscription":
            // Knative and others have subscriptions as well; only those of OLM name a package.
            guard let spec = node["spec"], let package = spec["name"]?.text, let source = spec["source"]?.text else {
                return
            }
            subscriptions.append(
                Subscription(
                    package: package,
                    channel: spec["channel"]?.text,
                    source: source,
                    sourceNamespace: spec["sourceNamespace"]?.text ?? node["metadata"]?["namespace"]?.text ?? "",
                    installed: node["status"]?["installedCSV"]?.text ?? spec["startingCSV"]?.text
                )
            )
        default: break
        }
    }

    private static func release(_ node: YAMLNode) -> Release {
        // The newest entry of the history comes first; an update that is under way is partial.
        let history = node["status"]?["history"]?.elements ?? []
        let completed = history.first { $0["state"]?.text == "Completed" }?["version"]?.text
        let status = node["status"]?["desired"]?["version"]?.text
        return Release(
            channel: node["spec"]?["channel"]?.text,
            current: completed ?? history.last?["version"]?.text ?? status,
            desired: node["spec"]?["desiredUpdate"]?["version"]?.text ?? status
        )
    }
}

extension SourceText {
    /// The documents of the text, each with the lines before it left empty, so that places in messages are right.
    fileprivate var documents: [SourceText] {
        var documents: [[UInt8]] = []
        var current: [UInt8] = []
        var lines = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let text = String(decoding: line, as: UTF8.self)
            if text == "---" || text.hasPrefix("--- ") || text == "---\r" {
                documents.append(current)
                current = Array(repeating: UInt8(ascii: "\n"), count: lines)
            } else {
                current += line
            }
            current.append(UInt8(ascii: "\n"))
            lines += 1
        }
        documents.append(current)
        let written = documents.filter { document in document.contains { $0 > UInt8(ascii: " ") } }
        return written.map { SourceText(path: path, bytes: $0) }
    }
}

extension YAMLNode {
    fileprivate subscript(key: String) -> YAMLNode? {
        guard case .mapping(let fields) = content else { return nil }
        return fields.first { $0.key == key }?.value
    }

    fileprivate var elements: [YAMLNode]? {
        guard case .sequence(let nodes) = content else { return nil }
        return nodes
    }

    /// The text of a scalar with content; a number keeps its spelling.
    fileprivate var text: String? {
        guard case .scalar(let scalar) = content, !isNull, !scalar.text.isEmpty else { return nil }
        return scalar.text
    }
}
