// SPDX-License-Identifier: Apache-2.0

import CLibYAML

/// The version of the library that this room is made of, as it says itself.
package enum YAMLLibrary {
    package static var version: String {
        unsafe String(cString: yaml_get_version_string())
    }
}
