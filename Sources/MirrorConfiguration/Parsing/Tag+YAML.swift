// SPDX-License-Identifier: Apache-2.0

import OCI
import YAML

extension Tag {
    /// The tag as a configuration has it: in quotes, where it could be taken for a number.
    var scalar: String { String(YAMLWriter.text(.string(description)).dropLast()) }
}
