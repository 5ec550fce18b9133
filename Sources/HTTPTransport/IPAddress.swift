// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The bytes of an IPv4 or IPv6 address; an IPv4 address that is written as IPv6 is the IPv4 address.
struct IPAddress: Sendable, Equatable {
    private let bytes: [UInt8]

    /// Parses an address without brackets and zone; `nil` for anything else.
    init?(_ text: String) {
        if let bytes = Self.parse(text, AF_INET, count: 4) {
            self.bytes = bytes
        } else if let bytes = Self.parse(text, AF_INET6, count: 16) {
            let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11] == [0xff, 0xff]
            self.bytes = isMapped ? Array(bytes[12...]) : bytes
        } else {
            return nil
        }
    }

    private static func parse(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let status = unsafe bytes.withUnsafeMutableBytes { unsafe inet_pton(family, text, $0.baseAddress) }
        return status == 1 ? bytes : nil
    }

    /// The number of bits.
    var width: Int { bytes.count * 8 }

    /// Whether it names this machine.
    var isLoopback: Bool { bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1] }

    /// Whether it has the first `prefix` bits of a network's address.
    func isIn(_ network: IPAddress, prefix: Int) -> Bool {
        guard bytes.count == network.bytes.count else { return false }
        return zip(bytes, network.bytes).enumerated().allSatisfy { index, pair in
            let rest = prefix - index * 8
            let mask: UInt8 = rest >= 8 ? 0xff : rest <= 0 ? 0 : ~(0xff >> rest)
            return pair.0 & mask == pair.1 & mask
        }
    }
}
