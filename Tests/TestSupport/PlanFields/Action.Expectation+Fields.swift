// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension Action.Expectation {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var destination: Digest?

        fileprivate init(_ whole: Action.Expectation) {
            destination = whole.destination
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = Action.Expectation(destination: newValue.destination) }
    }
}
