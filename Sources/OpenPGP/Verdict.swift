// SPDX-License-Identifier: Apache-2.0

/// The verdict of gpgv's status lines on a message.
///
/// gpgv exits with code 0 even for a revoked or an expired key. So that code is required, but is never enough.
struct Verdict {
    private let status: StatusLines
    private let isSuccess: Bool

    init(_ run: Program.Run) { self.init(run.status, isSuccess: run.isSuccess) }

    init(_ status: StatusLines, isSuccess: Bool) {
        self.status = status
        self.isSuccess = isSuccess
    }

    /// Returns the primary key that signed the message, if its signature counts.
    func signer(among keys: [PublicKey], isDetached: Bool = false) throws(SignatureError) -> Fingerprint {
        try checkShape(isDetached: isDetached)
        let judged = status["GOODSIG", "EXPKEYSIG", "EXPSIG", "REVKEYSIG", "BADSIG", "ERRSIG"]
        guard judged.count == 1, let line = judged.first else { throw .contradiction(judged.map(\.keyword)) }
        switch line.keyword {
        case "BADSIG": throw .altered(key: line.field(0))
        case "ERRSIG": throw Self.unchecked(line)
        default: break
        }
        let signature = try valid()
        switch line.keyword {
        case "EXPSIG": throw .expired(key: signature.primary.description, at: signature.expires)
        case "REVKEYSIG": throw .revokedKey(signature.primary.description)
        default: break
        }
        try check(signature, among: keys)
        // Any other failure, such as a full disk, came after the verdict.
        guard isSuccess, status["ERROR", "FAILURE", "NODATA", "UNEXPECTED"].isEmpty else {
            throw .contradiction(status.lines.map(\.keyword))
        }
        return signature.primary
    }

    /// Checks that a message is one literal text with one signature over all of it.
    private func checkShape(isDetached: Bool) throws(SignatureError) {
        let isAmbiguous = status["ERROR"].contains { $0.field(0) == "proc_pkt.plaintext" }
        guard status["PLAINTEXT"].count <= 1, !isAmbiguous else { throw .severalTexts }
        let count = status["NEWSIG"].count
        guard count > 0 else { throw .unsigned }
        guard count == 1 else { throw .severalSignatures(count) }
        // Without a text, the signature is a detached one.
        guard status["PLAINTEXT"].count == (isDetached ? 0 : 1) else { throw .unsigned }
    }

    /// The error for a signature whose key could not verify it.
    private static func unchecked(_ line: StatusLines.Line) -> SignatureError {
        let key = line.field(6).count > 1 ? line.field(6) : line.field(0)
        return switch line.field(5) {
        case "9": .unknownKey(key, made: Int(line.field(4)))
        case "4": .unsupported(key: key, algorithm: line.field(1))
        case "39": .outsideValidity(key: key, made: Int(line.field(4)), from: nil, until: nil)
        default: .unverifiable(key: key, code: line.field(5))
        }
    }

    // MARK: A signature that fits its message

    /// The line VALIDSIG; times are seconds since 1970.
    private struct Signature {
        let key: Fingerprint
        let primary: Fingerprint
        let made: Int
        let expires: Int?
        let hash: Int
        let kind: String
    }

    private func valid() throws(SignatureError) -> Signature {
        let lines = status["VALIDSIG"]
        guard lines.count == 1, let line = lines.first,
            let key = Fingerprint(line.field(0)), let primary = Fingerprint(line.field(9)),
            let made = Int(line.field(2)), let expires = Int(line.field(3)), let hash = Int(line.field(7))
        else { throw .contradiction(status.lines.map(\.keyword)) }
        return Signature(
            key: key,
            primary: primary,
            made: made,
            expires: expires == 0 ? nil : expires,
            hash: hash,
            kind: line.field(8)
        )
    }

    private func check(_ signature: Signature, among keys: [PublicKey]) throws(SignatureError) {
        guard let key = keys.first(where: { $0.primary.fingerprint == signature.primary }),
            let part = key.part(signature.key)
        else {
            throw .untrustedKey(signature.primary.description, trusted: keys.map(\.primary.fingerprint.description))
        }
        // The status says so too. The key list is checked as well, because gpgv's manual promises nothing.
        for part in [key.primary, part] where part.isRevoked { throw .revokedKey(part.fingerprint.description) }
        // The clock does not matter: a signature that was made while its key was valid counts for ever.
        for part in [key.primary, part] where !part.covers(signature.made) {
            throw .outsideValidity(
                key: part.fingerprint.description,
                made: signature.made,
                from: part.created,
                until: part.expires
            )
        }
        // RFC 4880, 9.4: MD5, SHA-1 and RIPE-MD/160, for which other messages with the same hash can be made.
        guard ![1, 2, 3].contains(signature.hash) else { throw .weakHash(key: part.fingerprint.description) }
        // RFC 4880, 5.2.1: `01` signs a text, without its line ends and trailing spaces.
        guard signature.kind == "00" else { throw .textSignature(key: part.fingerprint.description) }
    }
}
