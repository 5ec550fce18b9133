// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What a parser makes of the fields of a file.
struct ParsedConfiguration {
    let rules: ConfigurationRules
    let storage: StorageConfiguration?
    let archiveSize: Located<Int64>?
    let mirror: MirrorSection
}
