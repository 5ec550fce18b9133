// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// What a certificate says, before somebody signs it.
struct CertificateTemplate {
    var commonName: Text
    /// Addresses of 4 or 16 bytes.
    var addresses: [[UInt8]]
    var hosts: [Text]
    var start: Instant
    var days: Int
    var serial: [UInt8]
    /// Whether it may sign other certificates.
    var isAuthority = false

    /// Who signs: the name and the identifier of the key, and the key itself.
    struct Issuer {
        var name: [UInt8]
        var keyIdentifier: [UInt8]
        var key: PrivateKey
    }

    /// The name of the one that the certificate is about.
    var subject: [UInt8] {
        if commonName.isEmpty { return DER.sequence([]) }
        let attribute = DER.sequence([DER.name(OIDs.commonName), DER.text(commonName.bytes)])
        return DER.sequence([DER.value(DER.setTag, attribute)])
    }

    /// Returns the certificate in DER, signed by an issuer or by the key itself.
    func signed(for key: PrivateKey, by issuer: Issuer?) throws(FunctionError) -> [UInt8] {
        let signer = issuer?.key ?? key
        guard let algorithm = signer.signatureAlgorithm else {
            throw FunctionError(
                "error creating certificate: x509: certificate private key does not implement crypto.Signer"
            )
        }
        guard let publicInfo = key.publicInfo else {
            throw FunctionError("error creating certificate: x509: unsupported public key type: *dsa.PublicKey")
        }
        let end = start.adding(GoDuration(nanoseconds: Int64(days) &* 86_400_000_000_000))
        let body = DER.sequence([
            DER.value(0xA0, DER.integer(2)),
            DER.integer(BigNumber(bytes: serial)),
            algorithm,
            issuer?.name ?? subject,
            DER.sequence([DER.time(start), DER.time(end)]),
            subject,
            publicInfo,
            DER.value(0xA3, DER.sequence(extensions(publicInfo, issuer))),
        ])
        return DER.sequence([body, algorithm, DER.bits(signer.sign(body))])
    }

    private func extensions(_ publicInfo: [UInt8], _ issuer: Issuer?) -> [[UInt8]] {
        var extensions = [
            // A signature, the encryption of keys, and for an authority the signing of certificates.
            Self.extension(
                OIDs.keyUsage,
                isCritical: true,
                DER.bits([isAuthority ? 0xA4 : 0xA0], unused: isAuthority ? 2 : 5)
            ),
            Self.extension(
                OIDs.extendedUsage,
                DER.sequence([DER.name(OIDs.serverUsage), DER.name(OIDs.clientUsage)])
            ),
            Self.extension(OIDs.basicConstraints, isCritical: true, DER.sequence(isAuthority ? [DER.yes] : [])),
        ]
        if isAuthority {
            extensions.append(Self.extension(OIDs.subjectKey, DER.octets(Self.identifier(publicInfo))))
        }
        if let issuer, !issuer.keyIdentifier.isEmpty, issuer.name != subject {
            extensions.append(Self.extension(OIDs.authorityKey, DER.sequence([DER.value(0x80, issuer.keyIdentifier)])))
        }
        let names = hosts.map { DER.value(0x82, $0.bytes) } + addresses.map { DER.value(0x87, $0) }
        if !names.isEmpty {
            extensions.append(
                Self.extension(OIDs.alternativeNames, isCritical: commonName.isEmpty, DER.sequence(names))
            )
        }
        return extensions
    }

    private static func `extension`(_ name: [Int], isCritical: Bool = false, _ content: [UInt8]) -> [UInt8] {
        DER.sequence([DER.name(name)] + (isCritical ? [DER.yes] : []) + [DER.octets(content)])
    }

    /// Returns 20 bytes that stand for a public key.
    static func identifier(_ publicInfo: [UInt8]) -> [UInt8] {
        var reader = DERReader(publicInfo)
        var parts = reader.next(DER.sequenceTag)?.parts
        _ = parts?.next(DER.sequenceTag)
        let bits = parts?.next(0x03)?.content.dropFirst() ?? []
        return Array(HashAlgorithm.sha256.hash(Array(bits)).prefix(20))
    }
}

/// What is needed of a certificate that signs another one.
struct ReadCertificate {
    let subject: [UInt8]
    let publicInfo: [UInt8]
    let keyIdentifier: [UInt8]

    /// Reads a certificate in DER; `nil` if it is none.
    init?(_ bytes: [UInt8]) {
        var reader = DERReader(bytes)
        guard var certificate = reader.next(DER.sequenceTag)?.parts, reader.isAtEnd,
            var body = certificate.next(DER.sequenceTag)?.parts
        else { return nil }
        _ = body.next(0xA0)
        guard body.next(0x02) != nil, body.next(DER.sequenceTag) != nil, body.next(DER.sequenceTag) != nil,
            body.next(DER.sequenceTag) != nil, let subject = body.next(DER.sequenceTag),
            let publicInfo = body.next(DER.sequenceTag)
        else { return nil }
        self.subject = Array(subject.whole)
        self.publicInfo = Array(publicInfo.whole)
        var identifier: [UInt8] = []
        var outer = body.next(0xA3)?.parts
        var extensions = outer?.next(DER.sequenceTag)?.parts
        while var parts = extensions?.next(DER.sequenceTag)?.parts, let name = parts.next(0x06) {
            _ = parts.next(0x01)
            guard name.whole.elementsEqual(DER.name(OIDs.subjectKey)), var content = parts.next(0x04)?.parts else {
                continue
            }
            identifier = content.next(0x04).map { Array($0.content) } ?? []
        }
        keyIdentifier = identifier
    }
}
