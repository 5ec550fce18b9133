// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// What `-` means where a file is expected.
enum StandardStream {
    static let name = "-"

    /// Reads standard input to its end; `nil` where it has more than `limit` bytes.
    static func read(upTo limit: Int, as subject: String) throws(CommandError) -> Data? {
        do {
            var data = Data()
            while data.count <= limit, let more = try FileHandle.standardInput.read(upToCount: 1 << 20), !more.isEmpty {
                data.append(more)
            }
            return data.count <= limit ? data : nil
        } catch {
            throw CommandError("the \(subject) cannot be read from standard input: \(error.fileProblem)")
        }
    }
}
