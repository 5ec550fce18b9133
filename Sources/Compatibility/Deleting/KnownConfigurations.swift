// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger

/// The configurations that a ledger knows, whose images stay when something is deleted.
///
/// oc-mirror has no flag that names them.
struct KnownConfigurations: Equatable {
    /// The paths of those that are still there, sorted.
    let paths: [String]
    /// The names of the others, sorted.
    let gone: [String]

    /// Looks for the configurations of a ledger below the folder of its record; `isThere` tells whether a file exists.
    init(
        in ledger: TargetLedger,
        below root: String,
        isThere: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) {
        let names = Set(ledger.entries.values.flatMap(\.wantedBy)).sorted()
        let files = names.map { (name: $0, path: $0.hasPrefix("/") ? $0 : joinedPath(root, $0)) }
        paths = files.filter { isThere($0.path) }.map(\.path)
        gone = files.filter { !isThere($0.path) }.map(\.name)
    }
}
