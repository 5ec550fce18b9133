// SPDX-License-Identifier: Apache-2.0

import Layers
import OCI
import Scheduling

/// The very bytes of documents that are wanted again soon, as long as all of them fit into a bounded piece of memory.
final class RetainedDocuments: Sendable {
    /// Where a document was found.
    struct Key: Hashable {
        let layer: Digest
        /// What was read of the layer, without the places.
        let part: LayerPart
        /// The number of its file among those that were read of the layer.
        let file: Int
        let offset: Int64
    }

    private struct State {
        var documents: [Key: [UInt8]] = [:]
        var room: Int
    }

    /// The packages whose documents are wanted; `nil` for all.
    private let packages: Set<String>?
    private let state: Guarded<State>

    init(packages: Set<String>?, limit: Int = 32 << 20) {
        self.packages = packages
        state = Guarded(State(room: limit))
    }

    /// Keeps a document of a wanted package.
    ///
    /// Where there is no room for one, none is kept any longer: the layers have to be read again anyway.
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
