// SPDX-License-Identifier: Apache-2.0

/// The gzip format without compression (RFC 1952, with the stored blocks of RFC 1951).
///
/// Bytes that are not compressed do not depend on the version of a compressor, so equal content gives an equal digest
/// everywhere. oc-mirror reads gzipped layers, and charts are packed with gzip.
package enum StoredGzip {
    /// The most bytes of a stored block.
    private static let blockLimit = 0xffff
    /// The format, no flags, no time, and no name of a system.
    private static let header: [UInt8] = [0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0x04, 0xff]

    package static func member(_ content: [UInt8]) -> [UInt8] {
        var bytes = header
        bytes.reserveCapacity(content.count + content.count / blockLimit * 5 + 32)
        var rest = content[...]
        repeat {
            let block = rest.prefix(blockLimit)
            rest = rest.dropFirst(blockLimit)
            let length = UInt16(block.count)
            bytes.append(rest.isEmpty ? 1 : 0)
            append(length, to: &bytes)
            append(~length, to: &bytes)
            bytes += block
        } while !rest.isEmpty
        append(checksum(of: content), to: &bytes)
        append(UInt32(truncatingIfNeeded: content.count), to: &bytes)
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger & UnsignedInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The remainders of all bytes (CRC-32, polynomial 0xedb88320).
    private static let remainders: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xedb8_8320 : rest >> 1 }
    }

    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { rest, byte in
            remainders[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ rest >> 8
        }
    }
}
