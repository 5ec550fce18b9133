// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension ImageSetConfiguration {
    /// Refuses a file of oc-mirror v1: fields that only version two has would be written into it.
    package func requireVersionTwo() throws(FindingsError) {
        guard rules.isVersionOne else { return }
        throw FindingsError([
            Finding(
                .error,
                .cannotPin,
                "`\(rules.apiVersion)`, a format of oc-mirror v1, cannot be pinned",
                remedy: "run `mirror migrate`, and pin the file that it writes"
            )
        ])
    }
}
