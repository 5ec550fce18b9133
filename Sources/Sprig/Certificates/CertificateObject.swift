// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A certificate and its key, both as text.
final class CertificateObject: Object {
    static let goType = GoType.named("sprig.certificate", .struct)

    let certificate: Text
    let key: Text

    init(certificate: Text, key: Text) {
        self.certificate = certificate
        self.key = key
    }

    var type: GoType { Self.goType }
    var underlying: Underlying { .fields([("Cert", .string(certificate)), ("Key", .string(key))]) }

    func field(_ name: String) -> Value? {
        switch name {
        case "Cert": .string(certificate)
        case "Key": .string(key)
        default: nil
        }
    }

    func equals(_ other: any Object) -> Bool {
        guard let other = other as? CertificateObject else { return false }
        return certificate == other.certificate && key == other.key
    }
}

extension Value {
    /// The argument for a parameter of Sprig's type of certificates.
    var certificate: CertificateObject {
        guard case .object(let object) = self, let certificate = object as? CertificateObject else {
            return CertificateObject(certificate: "", key: "")
        }
        return certificate
    }
}
