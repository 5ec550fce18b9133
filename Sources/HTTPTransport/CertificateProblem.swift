// SPDX-License-Identifier: Apache-2.0

/// A problem with a server's certificate, according to OpenSSL.
package enum CertificateProblem: Sendable, Equatable {
    /// It was not signed by a certificate that is trusted here.
    case unknownAuthority
    case expired
    case notYetValid
    /// It is for other names than the requested one.
    case wrongName
    case other

    /// Reads libcurl's result of the verification (X509_V_ERR_… of OpenSSL, `x509_vfy.h`).
    ///
    /// libcurl compares the names itself after everything else was found right, and reports 1 if they differ.
    init(verification: Int) {
        self =
            switch verification {
            case 0, 1, 62, 64: .wrongName
            case 2, 18, 19, 20, 21, 24, 27: .unknownAuthority
            case 9: .notYetValid
            case 10: .expired
            default: .other
            }
    }

    /// The problem in a few words.
    func message(host: String) -> String {
        switch self {
        case .unknownAuthority: "the certificate of `\(host)` is signed by an authority that is not trusted here"
        case .expired: "the certificate of `\(host)`, or one of an authority above it, has expired"
        case .notYetValid: "the certificate of `\(host)`, or one of an authority above it, is not valid yet"
        case .wrongName: "the server's certificate is not for the name `\(host)`"
        case .other: "the certificate of `\(host)` cannot be verified"
        }
    }

    /// What to do about it; `nil` if the authority must be made known, which each caller does in its own way.
    package func remedy(host: String) -> String? {
        let place = host.hasSuffix("]") || !host.contains(":") ? "\(host):443" : host
        let show = "openssl s_client -connect \(place) </dev/null | openssl x509 -noout"
        return switch self {
        case .unknownAuthority: nil
        case .expired:
            "renew the certificate of `\(host)` on the server; check the clock here with `date`, and the"
                + " certificate with: \(show) -dates"
        case .notYetValid:
            "check the clock of this machine with `date`, and the certificate with: \(show) -dates"
        case .wrongName:
            "use a name that the certificate is for, or install another one on `\(host)`; its names:"
                + " \(show) -ext subjectAltName"
        case .other: "look at the certificate with: \(show) -text"
        }
    }
}
