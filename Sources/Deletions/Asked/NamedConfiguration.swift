// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// A configuration with its name in plans.
package struct NamedConfiguration: Sendable {
    package let name: String
    package let configuration: ImageSetConfiguration

    package init(name: String, configuration: ImageSetConfiguration) {
        self.name = name
        self.configuration = configuration
    }
}
