// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// Lists of oc-mirror v2, and what is noticed about them.
enum DeleteLists {
    /// The digits of a digest.
    static let hex = String(repeating: "0123456789abcdef", count: 4)

    /// A list; line 3 is `items:`.
    static func text(_ items: String) -> String {
        "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\(items)"
    }

    /// Everything that is noticed about a list, on one line each.
    static func findings(_ text: String) -> [String] {
        do throws(FindingsError) {
            return try DeleteImageList(bytes: Array(text.utf8), path: "d.yaml").warnings.map(oneLine)
        } catch {
            return error.findings.map(oneLine)
        }
    }
}
