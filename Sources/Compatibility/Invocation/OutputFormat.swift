// SPDX-License-Identifier: Apache-2.0

/// The format of a short answer.
package enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    case text
    case yaml
    case json
}
