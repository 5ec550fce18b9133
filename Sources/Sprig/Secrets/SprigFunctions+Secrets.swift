// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// Passwords and ciphers.
extension SprigFunctions {
    var secretFunctions: [String: Function] {
        let random = random
        return [
            "bcrypt": Function([.string], result: .string) { .string(bcrypt($0[0].text, random)) },
            "htpasswd": Function([.string, .string], result: .string) { arguments in
                let name = arguments[0].text
                if name.bytes.contains(UInt8(ascii: ":")) { return .string("invalid username: " + name) }
                return .string(name + ":" + bcrypt(arguments[1].text, random))
            },
            "derivePassword": Function([.integer(.uint32), .string, .string, .string, .string], result: .string) {
                let password = DerivedPassword(counter: UInt32(truncatingIfNeeded: $0[0].number), site: $0[4].text)
                return .string(password.text(kind: $0[1].text, password: $0[2].text, user: $0[3].text))
            },
            "encryptAES": Function([.string, .string], result: .string) {
                .string(SealedText.seal($0[1].text, password: $0[0].text, random))
            },
            "decryptAES": Function([.string, .string], result: .string) {
                .string(try SealedText.open($0[1].text, password: $0[0].text))
            },
        ]
    }
}

/// Returns the hash of a password, or what is wrong with it.
private func bcrypt(_ password: Text, _ random: RandomBytes) -> Text {
    guard password.count <= 72 else {
        return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"
    }
    guard let hash = PasswordHashes.bcrypt(password.bytes, salt: random.next(16), rounds: 10) else {
        return "failed to encrypt string with bcrypt: the system cannot"
    }
    return Text(hash)
}

/// Texts encrypted with a password by AES.
private enum SealedText {
    static func seal(_ text: Text, password: Text, _ random: RandomBytes) -> Text {
        guard !text.isEmpty else { return "" }
        let padding = AESBlocks.blockSize - text.count % AESBlocks.blockSize
        let content = text.bytes + [UInt8](repeating: UInt8(padding), count: padding)
        let start = random.next(AESBlocks.blockSize)
        return Text(Base64.encode(start + AESBlocks(key: key(password)).encrypt(content, start: start)))
    }

    static func open(_ text: Text, password: Text) throws(FunctionError) -> Text {
        guard !text.isEmpty else { return "" }
        let bytes = try Base64.decode(text.bytes)
        let size = AESBlocks.blockSize
        guard bytes.count >= size else {
            throw FunctionError(
                Text("runtime error: slice bounds out of range [:\(size)] with capacity \(bytes.count)")
            )
        }
        guard bytes.count.isMultiple(of: size) else { throw FunctionError("crypto/cipher: input not full blocks") }
        let content = AESBlocks(key: key(password)).decrypt(
            Array(bytes.dropFirst(size)),
            start: Array(bytes.prefix(size))
        )
        guard let padding = content.last else { throw FunctionError("runtime error: index out of range [-1]") }
        guard Int(padding) <= content.count else {
            throw FunctionError(Text("runtime error: slice bounds out of range [:\(content.count - Int(padding))]"))
        }
        return Text(content.dropLast(Int(padding)))
    }

    /// The first 32 bytes of a password, with zeros after a shorter one.
    private static func key(_ password: Text) -> [UInt8] {
        Array((password.bytes + [UInt8](repeating: 0, count: 32)).prefix(32))
    }
}
