// SPDX-License-Identifier: Apache-2.0

import Layers
import OCI
import Scheduling

/// The exact bytes of documents that will be needed again soon, as long as all of them fit into a limited amount of
/// memory.
final class RetainedDocuments: Sendable {
    /// The origin of a document.
    struct Key: Hashable {
        let layer: Digest
        /// The part of the layer that was read, without the places.
        let part: LayerPart
        /// The number of its file among those that were read from the layer.
        let file: Int
        let offset: Int64
    }

    private struct State {
        var documents: [Key: [UInt8]] = [:]
        var room: Int
    }

    /// The packages whose documents are wanted; `nil` means all.
    private let packages: Set<String>?
    private let state: Guarded<State>

    init(packages: Set<String>?, limit: Int = 32 << 20) {
        self.packages = packages
        state = Guarded(State(room: limit))
    }

    /// Keeps a document of a wanted package.
    ///
    /// If it does not fit, all documents are dropped: the layers must be read again anyway.
    func keep(_ key: Key, of package: String, _ bytes: () -> [UInt8]) {
        guard packages?.contains(package) ?? true, state.withLock({ $0.room > 0 }) else { return }
        let bytes = bytes()
        state.withLock { state in
            state.room -= bytes.count
            if state.room > 0 { state.documents[key] = bytes } else { state.documents = [:] }
        }
    }

    subscript(_ key: Key) -> [UInt8]? { state.withLock { $0.documents[key] } }
}
