// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A private key on a curve of NIST, for signatures by ECDSA.
package struct EllipticKey: Sendable {
    package enum Curve: Sendable, Hashable, CaseIterable {
        case p256, p384, p521

        fileprivate var identifier: Int32 {
            switch self {
            case .p256: NID_X9_62_prime256v1
            case .p384: NID_secp384r1
            case .p521: NID_secp521r1
            }
        }

        /// The bytes of a coordinate.
        package var count: Int {
            switch self {
            case .p256: 32
            case .p384: 48
            case .p521: 66
            }
        }

        /// The hash that goes with the curve.
        package var hash: HashAlgorithm {
            switch self {
            case .p256: .sha256
            case .p384: .sha384
            case .p521: .sha512
            }
        }
    }

    package let curve: Curve
    package let secret: BigNumber
    /// The public point: 4 and both coordinates.
    package let publicPoint: [UInt8]

    /// Makes the key of a secret number; `nil` if that is not between zero and the order of the curve.
    package init?(_ curve: Curve, secret: BigNumber) {
        let group = CurveGroup(curve.identifier)
        guard !secret.isZero, !secret.isNegative, secret < group.order else { return nil }
        self.curve = curve
        self.secret = secret
        publicPoint = [4] + group.multiple(secret).flatMap { $0.bytes(count: curve.count) }
    }

    /// Makes a key out of bytes that nobody else knows; the same bytes make the same key.
    package init(_ curve: Curve, random: (Int) -> [UInt8]) {
        while true {
            // More bytes than the order has, so that no number is likelier than another.
            let number = BigNumber(bytes: random(curve.count + 16)) % CurveGroup(curve.identifier).order
            if let key = EllipticKey(curve, secret: number) {
                self = key
                return
            }
        }
    }

    /// Returns a signature of bytes as its two numbers; the same bytes have the same signature.
    package func sign(_ bytes: [UInt8]) -> (BigNumber, BigNumber) {
        let group = CurveGroup(curve.identifier)
        let digest = curve.hash.hash(bytes)
        let hash = BigNumber(bytes: Array(digest.prefix(curve.count)))
        var counter: UInt8 = 0
        while true {
            defer { counter &+= 1 }
            // The number that must never be the same for two messages comes from the secret and the message.
            let key = secret.bytes(count: curve.count)
            let wide =
                HashAlgorithm.sha512.authenticate(digest + [counter, 0], key: key)
                + HashAlgorithm.sha512.authenticate(digest + [counter, 1], key: key)
            let once = BigNumber(bytes: wide) % group.order
            guard let inverse = once.inverse(modulo: group.order) else { continue }
            let first = group.multiple(once)[0] % group.order
            let second = (inverse * ((hash + first * secret) % group.order)) % group.order
            if !first.isZero, !second.isZero { return (first, second) }
        }
    }
}

/// A curve of OpenSSL, which it owns and frees.
@safe private final class CurveGroup {
    private let group: OpaquePointer

    init(_ identifier: Int32) {
        guard let made = unsafe EC_GROUP_new_by_curve_name(identifier) else {
            preconditionFailure("OpenSSL lacks a curve")
        }
        unsafe group = made
    }

    deinit { unsafe EC_GROUP_free(group) }

    var order: BigNumber { unsafe BigNumber { unsafe EC_GROUP_get_order(group, $0, nil) == 1 } }

    /// Returns the coordinates of a multiple of the curve's base point.
    func multiple(_ factor: BigNumber) -> [BigNumber] {
        guard let point = unsafe EC_POINT_new(group) else { preconditionFailure("no memory for a point") }
        defer { unsafe EC_POINT_free(point) }
        let isMultiplied = unsafe BigNumber.withContext {
            unsafe EC_POINT_mul(group, point, factor.pointer, nil, nil, $0) == 1
        }
        precondition(isMultiplied, "OpenSSL cannot multiply a point")
        let x = unsafe BigNumber { unsafe EC_POINT_get_affine_coordinates(group, point, $0, nil, nil) == 1 }
        let y = unsafe BigNumber { unsafe EC_POINT_get_affine_coordinates(group, point, nil, $0, nil) == 1 }
        return [x, y]
    }
}
