// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Glibc

/// Opens the standard streams that are closed in this process.
///
/// Otherwise a file that is opened later would get the number of one of them, and printed text would be written into
/// it. The replacement can neither be read nor written, so code that uses the stream gets an error.
package func openMissingStandardStreams() {
    for number: CInt in 0...2 where fcntl(number, F_GETFD) < 0 {
        // Unsafe: only because `open` takes a C string, which lives during the call.
        _ = unsafe open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
}

/// Reads standard input to its end; `nil` if it has more than `limit` bytes.
package func readStandardInput(upTo limit: Int) throws(SystemFailure) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
        // Unsafe: the system reads and writes values of this function during the call, and keeps no pointer.
        let count = unsafe read(0, &chunk, chunk.count)
        if count > 0 {
            bytes += chunk[..<count]
        } else if count == 0 {
            return bytes
        } else if errno != EINTR {
            throw SystemFailure(errno)
        }
    }
    return nil
}
