// SPDX-License-Identifier: Apache-2.0

import Approvals
import Diagnostics
import Foundation
import GitStore
import OpenPGP

/// The keys of one file: a keyring of OpenPGP, or allowed signers of SSH.
///
/// Nothing else is trusted: no keyring, agent or setting of the user's home.
enum ApproverKeys: Sendable {
    case openPGP(Keyring)
    case ssh(AllowedSigners)

    /// Recognizes the kind by the content.
    init(_ content: [UInt8], name: String, environment: [String: String]) async throws {
        let text = String(decoding: content, as: UTF8.self)
        let isBinary = content.first.map { $0 >= 0x80 } ?? false
        if isBinary || text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") {
            let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
            let path = "\(folder)/mirror-keys-\(UUID())"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try Data(content).write(to: URL(filePath: path), options: .withoutOverwriting)
            self = .openPGP(try await Keyring(paths: [path], environment: environment))
            return
        }
        let lines = text.split(whereSeparator: \.isNewline).filter {
            !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace)
        }
        let kinds = ["ssh-", "ecdsa-", "sk-"]
        let isSSH = lines.allSatisfy { line in
            let words = line.split(separator: " ")
            return words.count >= 3 && words.dropFirst().contains { word in kinds.contains { word.hasPrefix($0) } }
        }
        guard isSSH, !lines.isEmpty else { throw ApprovalKeyError(name: name) }
        self = .ssh(AllowedSigners(content, environment: environment))
    }

    private func other(_ kind: GitSignedData.Kind, than own: GitSignedData.Kind) -> SignatureVerdict {
        .refused("it is of \(kind.rawValue), and the key file has keys of \(own.rawValue)")
    }

    /// What these keys say of a signature.
    func verdict(on signed: GitSignedData?) async -> SignatureVerdict {
        guard let signed else { return .unsigned }
        do {
            switch self {
            case .openPGP(let keyring):
                guard signed.kind == .openPGP else { return other(signed.kind, than: .openPGP) }
                let holder = try await keyring.verify(signed.signature, over: signed.data)
                return .by(Signer(key: holder.fingerprint, addresses: Set(holder.addresses)))
            case .ssh(let signers):
                guard signed.kind == .ssh else { return other(signed.kind, than: .ssh) }
                let signer = try signers.signer(of: signed)
                return .by(Signer(key: signer.key, addresses: Set(signer.principals)))
            }
        } catch let error as SignatureError {
            return .refused(error.found)
        } catch let error as GitError {
            return .refused(error.message)
        } catch {
            return .refused(Explanation(error).summary)
        }
    }
}

/// An error that a file has no keys that signatures can be verified with.
struct ApprovalKeyError: ExplainedError {
    let name: String

    var explanation: Explanation {
        Explanation(
            "\(name) is neither a keyring of OpenPGP nor a file of allowed signers of SSH",
            remedy: "Write it with `gpg --export --armor ADDRESS…`, or as lines `ADDRESS ssh-ed25519 AAAA…`."
        )
    }
}
