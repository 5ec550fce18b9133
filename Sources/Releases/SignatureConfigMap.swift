// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// The signatures of a release in a `ConfigMap` for clusters, as the archives of oc-mirror v1 have them.
struct SignatureConfigMap {
    /// The maximum size of such a file in bytes.
    static let sizeLimit = SignatureStore.countLimit * SignatureStore.sizeLimit * 2

    private struct Document: Decodable { var binaryData: [String: Data] }

    /// The signatures of each release, sorted by their names.
    let signatures: [(release: Digest, message: [UInt8])]

    /// Reads the file; `nil` if it is something else.
    ///
    /// The name of a signature is `sha256-<hex>-<number>`. Other names are left out.
    init?(_ bytes: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)) else { return nil }
        signatures = document.binaryData.sorted { $0.key < $1.key }.compactMap { name, message in
            let parts = name.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, Int(parts[2]) != nil, message.count <= SignatureStore.sizeLimit,
                let release = try? Digest("\(parts[0]):\(parts[1])")
            else { return nil }
            return (release, [UInt8](message))
        }
    }
}
