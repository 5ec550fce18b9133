// SPDX-License-Identifier: Apache-2.0

package import Plans

extension Resource {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var path: String
        package var content: String

        fileprivate init(_ whole: Resource) {
            path = whole.path
            content = whole.content
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = Resource(path: newValue.path, content: newValue.content) }
    }
}
