// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
import Plans

/// A package that a configuration names and that the catalog does not have.
package struct UnknownPackage: Sendable {
    /// The finding: an error with the nearest name, or a warning if the package may be left out.
    package let finding: Finding

    /// Compares the name with those in `catalog`; `path` is the configuration's name in plans.
    package init(
        _ request: OperatorPackage,
        of catalog: String,
        having names: [String],
        path: String,
        allowsMissing: Bool = false
    ) {
        finding = Finding(
            allowsMissing ? .warning : .error,
            .unknownPackage,
            "\(catalog) has no package `\(printable(request.name))`\(allowsMissing ? ", so it is left out" : "")",
            remedy: suggestion(for: request.name, among: names, called: "packages"),
            at: request.location.place(in: path)
        )
    }
}
