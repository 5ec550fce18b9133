// SPDX-License-Identifier: Apache-2.0

/// The annotations of a manifest or descriptor; a value that is `null` counts as absent, as in Go programs.
struct Annotations: Decodable {
    let texts: [String: String]

    init(from decoder: any Decoder) throws {
        texts = try decoder.singleValueContainer().decode([String: String?].self).compactMapValues(\.self)
    }
}
