// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

extension Check {
    /// What was noticed in a file that does not stand in the way; `path` is the file's name in plans.
    package init(_ diagnostic: Diagnostic, in path: String) {
        self.init(
            diagnostic.severity == .note ? .note : .warning,
            diagnostic.code,
            diagnostic.summary,
            at: diagnostic.location?.place(in: path)
        )
    }
}
