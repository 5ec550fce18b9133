// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension Plan {
    /// Whether every image was found at its source; a check names each that was not.
    package var foundAllSources: Bool { !checks.contains(where: \.code.tellsOfMissingSource) }
}
