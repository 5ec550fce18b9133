// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import YAML

/// Reads the keys of a requirement, of which exactly one field has to say where they are.
struct KeySourceReader<Name: YAMLFieldName> {
    let fields: YAMLMapping<Name>
    /// The fields for other kinds of proof, which take the place of keys.
    var others: [Name] = []

    /// Reads the keys of one of some fields, each a path, paths, data or a list of data by its name.
    func keys(_ ways: [Name]) -> TrustKeys? {
        let given = (ways + others).filter { fields[$0] != nil }
        guard given.count == 1, let name = given.first else {
            let names = enumeration(of: ways.map(\.rawValue))
            fields.reader.report(
                code: given.isEmpty ? .missingField : .exclusiveFields,
                given.isEmpty
                    ? "a requirement names no key" : "\(enumeration(of: given.map(\.rawValue))) exclude each other",
                remedy: "keep exactly one of \(names)",
                at: given.dropFirst().first.flatMap(fields.keyLocation) ?? fields.location
            )
            return nil
        }
        guard ways.contains(name) else { return nil }
        let isList = name.rawValue.hasSuffix("s")
        let values =
            isList ? fields.strings(name) : [fields.requiredString(name, of: "a requirement")].compactMap(\.self)
        guard !values.isEmpty else {
            if isList {
                fields.reader.report(
                    code: .missingField,
                    "`\(name.rawValue)` is empty",
                    remedy: "name at least one key",
                    at: fields.keyLocation(name) ?? fields.location
                )
            }
            return nil
        }
        if name.rawValue.hasPrefix("keyPath") { return .files(values.map(\.value)) }
        let data = values.compactMap(decoded)
        return data.count == values.count ? .data(data) : nil
    }

    private func decoded(_ text: Located<String>) -> [UInt8]? {
        if let data = Data(base64Encoded: text.value), !data.isEmpty { return [UInt8](data) }
        fields.reader.report(
            code: .wrongType,
            "the key is not Base64",
            remedy: "write the output of `base64 -w0 key-file`, or name the file in `keyPath`",
            at: text.location
        )
        return nil
    }
}
