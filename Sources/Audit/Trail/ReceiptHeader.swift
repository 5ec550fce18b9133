// SPDX-License-Identifier: Apache-2.0

import OCI

/// The fields of a receipt that tell which apply it is of.
struct ReceiptHeader: Decodable {
    var plan: Digest
    var target: String
    var serial: Int
    /// Whether the plan was applied completely.
    var complete: Bool?
}
