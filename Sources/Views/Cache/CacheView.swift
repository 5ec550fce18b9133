// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Plans
package import Reviews
package import Runs

/// The place and the contents of the cache.
package struct CacheView: ResultView {
    private let contents: CacheContents

    package init(_ contents: CacheContents) { self.contents = contents }

    private struct Amount: Encodable {
        var count: Int
        var bytes: Int64

        init(_ amount: CacheInventory.Amount) {
            count = amount.count
            bytes = amount.bytes
        }
    }

    private struct Store: Encodable {
        var path: String
        var blobs: Amount
    }

    private struct Cache: Encodable {
        var path: String
        var bytes: Int64
        var blobs: Amount
        var documents: [String: Amount]
        var drafts: Amount
        /// Files that mirror did not make.
        var others: Amount
        var ocMirror: Store?

        enum CodingKeys: String, CodingKey {
            case path, bytes, blobs, documents, drafts, others
            case ocMirror = "oc_mirror"
        }
    }

    private var inventory: CacheInventory { contents.inventory }
    private var total: CacheInventory.Amount { inventory.amount { _ in true } }
    private var blobs: CacheInventory.Amount { inventory.amount { $0.isBlob } }
    private var drafts: CacheInventory.Amount { inventory.amount { $0 == .draft } }

    private func documents(_ kind: CachedDocument.Kind) -> CacheInventory.Amount {
        inventory.amount { if case .document(let document) = $0 { document.kind == kind } else { false } }
    }

    /// A line for each kind, and one for each item that is not a part of the cache.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var rows: [(String, CacheInventory.Amount)] = [(blobs.count == 1 ? "blob" : "blobs", blobs)]
        rows += CachedDocument.Kind.allCases.map { kind in
            let amount = documents(kind)
            return (kind.words(amount.count), amount)
        }
        rows += [("unfinished, of running or killed runs", drafts)].filter { $0.1.count > 0 }
        let width = rows.map { String($0.1.count).count }.max() ?? 0
        let amount = contents.exists ? ByteCount.text(total.bytes) : "nothing is stored there yet"
        var lines = ["The cache is \(contents.root): \(amount)"]
        for (name, amount) in contents.exists ? rows : [] {
            let count = String(repeating: " ", count: width - String(amount.count).count) + "\(amount.count)"
            lines.append("  \(count) \(name)" + (amount.count > 0 ? ", \(ByteCount.text(amount.bytes))" : ""))
        }
        if inventory.others.count > 0 {
            lines.append(
                "There \(inventory.others.count == 1 ? "is" : "are") also \(counted(inventory.others.count, "file")) "
                    + "that mirror did not make: "
                    + ByteCount.text(inventory.others.bytes)
            )
        }
        if let store = contents.ocMirror {
            lines.append(
                "oc-mirror's cache, which is only read, is \(store.root): "
                    + "\(counted(store.blobs.count, "blob")), \(ByteCount.text(store.blobs.bytes))"
            )
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    /// The same for programs.
    package func json() throws -> String {
        let kinds = CachedDocument.Kind.allCases.map { ($0.rawValue, Amount(documents($0))) }
        return try CanonicalJSON.text(
            of: Cache(
                path: contents.root,
                bytes: total.bytes,
                blobs: Amount(blobs),
                documents: Dictionary(uniqueKeysWithValues: kinds),
                drafts: Amount(drafts),
                others: Amount(inventory.others),
                ocMirror: contents.ocMirror.map { Store(path: $0.root, blobs: Amount($0.blobs)) }
            )
        )
    }
}

extension CachedFile.Kind {
    fileprivate var isBlob: Bool { if case .blob = self { true } else { false } }
}

extension CachedDocument.Kind {
    /// The noun for the kind, in singular or plural.
    fileprivate func words(_ count: Int) -> String {
        let (noun, rest) =
            switch self {
            case .catalogs: ("layer", "read from catalogs")
            case .catalogLayers: ("layer", "built for catalogs")
            case .charts: ("chart", "of Helm")
            case .graphs: ("answer", "of update services")
            case .payloads: ("release payload", "as read")
            case .signatures: ("signature", "of releases")
            }
        return "\(noun)\(count == 1 ? "" : "s") \(rest)"
    }
}
