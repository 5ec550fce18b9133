// SPDX-License-Identifier: Apache-2.0

/// A risk of a conditional update, in the words of the update service.
package struct UpgradeRisk: Sendable, Hashable, Codable {
    package let name: String
    package let url: String
    package let message: String

    package init(name: String, url: String, message: String) {
        self.name = name
        self.url = url
        self.message = message
    }
}
