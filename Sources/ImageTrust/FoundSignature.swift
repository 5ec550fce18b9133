// SPDX-License-Identifier: Apache-2.0

/// A signature as it was found, not verified.
enum FoundSignature: Sendable {
    /// A message of OpenPGP with its text.
    case message(place: String, [UInt8])
    /// A text and the signature over it.
    case detached(place: String, payload: [UInt8], signature: [UInt8])
    /// Something that is there, and is no signature that can be checked.
    case unusable(place: String, reason: String)

    var place: String {
        switch self {
        case .message(let place, _), .detached(let place, _, _), .unusable(let place, _): place
        }
    }
}

/// The signatures of an image in one place, and the error that ended the search, if it did not end by itself.
struct FoundSignatures: Sendable {
    /// Where was looked.
    let place: String
    var signatures: [FoundSignature] = []
    var failure: String?

    /// The maximum number of signatures that are looked at.
    static let countLimit = 64
    /// The maximum size of a signature and of its text in bytes.
    static let sizeLimit = 1 << 20
}
