// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Plans
package import Reviews
package import Runs

/// The result of verifying a cache.
package struct CacheFaultView: ResultView {
    private let verified: VerifiedCache

    package init(_ verified: VerifiedCache) { self.verified = verified }

    private var files: [CachedFile] { verified.files }
    private var faults: [CacheFault] { verified.faults }

    private struct Fault: Encodable {
        var path: String
        var found: String
        var expected: String
        var removed: Bool
    }

    private struct Report: Encodable {
        var verified: Int
        var unproven: Int
        var bytes: Int64
        var faults: [Fault]
    }

    private var proven: [CachedFile] { files.filter(\.isProven) }

    /// Each damaged file, and a line about the rest.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var lines: [String] = []
        for fault in faults {
            lines += [
                "\(style(.removed, verified.areRemoved ? "removed" : "wrong")) \(printable(fault.path))",
                "  found    \(printable(fault.found))", "  expected \(printable(fault.expected))",
            ]
        }
        let bytes = ByteCount.text(proven.reduce(0) { $0 + $1.size })
        let rest = files.count - proven.count
        lines.append(
            "Read \(counted(proven.count, "file")), \(bytes): "
                + (faults.isEmpty ? "all are intact." : "\(faults.count) damaged.")
                + (rest > 0 ? " \(rest) more have no digest to compare; they are checked when they are used." : "")
        )
        if !verified.isWhole {
            lines.append("Damaged files are never used. Remove them with: mirror cache verify \(OptionName.repair)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Report(
                verified: proven.count,
                unproven: files.count - proven.count,
                bytes: proven.reduce(0) { $0 + $1.size },
                faults: faults.map {
                    Fault(path: $0.path, found: $0.found, expected: $0.expected, removed: verified.areRemoved)
                }
            )
        )
    }
}

extension CachedFile {
    /// Whether a digest determines the bytes of the file.
    fileprivate var isProven: Bool {
        switch kind {
        case .blob: true
        case .document(let document): document.proof != .none
        case .draft: false
        }
    }
}
