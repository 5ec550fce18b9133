// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Glibc

extension FileHandle {
    /// Reads at most `limit` bytes from the current position, none at the end; the call blocks.
    ///
    /// Reading `Data` would copy all bytes once more, which costs noticeable time for gigabytes. Throws `POSIXError`.
    package func bytes(upTo limit: Int) throws -> [UInt8] {
        var problem: Int32 = 0
        // Unsafe: the system writes at most `limit` bytes into the new array, and `count` is how many.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var found = 0
            repeat {
                found = unsafe Glibc.read(fileDescriptor, buffer.baseAddress, limit)
            } while found < 0 && errno == EINTR
            if found < 0 { problem = errno }
            count = max(0, found)
        }
        guard problem == 0 else { throw POSIXError(.init(rawValue: problem) ?? .EIO) }
        return bytes
    }
}
