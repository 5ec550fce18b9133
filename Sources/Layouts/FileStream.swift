// SPDX-License-Identifier: Apache-2.0

import ByteStreams
package import Foundation
import Scheduling

/// A range of a file, read in chunks on threads that may block.
package actor FileStream: ByteStream {
    private static let chunkSize: Int64 = 512 << 10

    private let handle: FileHandle
    private let path: String
    private var rest: Int64

    /// Reads `size` bytes of an open file from its current position.
    package init(_ handle: FileHandle, path: String, size: Int64) {
        self.handle = handle
        self.path = path
        rest = size
    }

    /// Reads a file of `size` bytes from an offset to its end.
    package init(path: String, size: Int64, from offset: Int64 = 0) throws(LayoutError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw LayoutError(path: path, message: "it cannot be read; it may have been removed")
        }
        let found = try handle.reading(path) { handle in
            let end = try handle.seekToEnd()
            try handle.seek(toOffset: UInt64(max(0, offset)))
            return end
        }
        guard found == size else {
            throw LayoutError(path: path, message: "it has \(found) bytes, expected \(size)")
        }
        guard (0...size).contains(offset) else {
            throw LayoutError(path: path, message: "it has \(found) bytes, none at \(offset)")
        }
        self.init(handle, path: path, size: size - offset)
    }

    package func next() async throws -> [UInt8]? {
        guard rest > 0 else { return nil }
        try Task.checkCancellation()
        let count = Int(min(rest, Self.chunkSize))
        let (handle, path) = (handle, path)
        let chunk = try await blocking { try handle.reading(path) { try $0.bytes(upTo: count) } }
        guard !chunk.isEmpty else { throw LayoutError(path: path, message: "it ends \(rest) bytes early") }
        rest -= Int64(chunk.count)
        return chunk
    }
}

extension FileHandle {
    /// Calls `body` and turns Foundation's errors into messages that name the file.
    fileprivate func reading<Result>(_ path: String, _ body: (FileHandle) throws -> Result) throws(LayoutError)
        -> Result
    {
        do {
            return try body(self)
        } catch {
            throw LayoutError(path: path, message: "it cannot be read")
        }
    }
}
