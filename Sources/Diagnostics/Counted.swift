// SPDX-License-Identifier: Apache-2.0

/// A number with its noun: `1 bundle`, `2 bundles`; `plural` is needed if the plural is not the noun with an s.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
