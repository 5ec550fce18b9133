// SPDX-License-Identifier: Apache-2.0

import CLibArchive

/// The source that libarchive reads from: the chunks of a handover, one at a time, in memory that does not move.
// Safe: libarchive gets memory that only this object frees, and `open` says that the feed outlives the archive.
@safe
final class ChunkFeed {
    private let handover: ChunkHandover
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 1)

    init(_ handover: ChunkHandover) { self.handover = handover }

    deinit { unsafe memory.deallocate() }

    /// Opens an archive on the feed, which must outlive it.
    func open(_ archive: OpaquePointer) -> CInt {
        unsafe archive_read_open2(
            archive,
            Unmanaged.passUnretained(self).toOpaque(),
            nil,
            { _, client, buffer in
                guard let client = unsafe client, let buffer = unsafe buffer else { return -1 }
                let feed = unsafe Unmanaged<ChunkFeed>.fromOpaque(client).takeUnretainedValue()
                return unsafe feed.read(&buffer.pointee)
            },
            nil,
            nil
        )
    }

    /// Waits for the next chunk; 0 at the end.
    ///
    /// libarchive no longer uses the previous chunk by then.
    private func read(_ buffer: inout UnsafeRawPointer?) -> Int {
        switch handover.take() {
        case .failed: return -1
        case .ended: return 0
        case .chunk(let chunk):
            if unsafe memory.count < chunk.count {
                unsafe memory.deallocate()
                unsafe memory = .allocate(byteCount: chunk.count, alignment: 1)
            }
            unsafe memory.copyBytes(from: chunk)
            unsafe buffer = UnsafeRawPointer(memory.baseAddress)
            return chunk.count
        }
    }
}
