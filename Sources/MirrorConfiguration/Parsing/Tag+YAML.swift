// SPDX-License-Identifier: Apache-2.0

import OCI
import YAML

extension Tag {
    /// The tag as written in a configuration: in quotes if it could be read as a number.
    var scalar: String { String(YAMLWriter.text(.string(description)).dropLast()) }
}
