// SPDX-License-Identifier: Apache-2.0

/// A risk of a conditional update, in the words of the update service.
package struct UpgradeRisk: Sendable, Hashable, Codable {
    package var name: String
    package var url: String
    package var message: String

    package init(name: String, url: String, message: String) {
        self.name = name
        self.url = url
        self.message = message
    }
}
