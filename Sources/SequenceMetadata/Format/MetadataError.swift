// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a text is not the metadata of oc-mirror v1.
package struct MetadataError: ExplainedError, Sendable, Equatable {
    /// What is wrong.
    package enum Fault: Sendable, Equatable {
        case empty
        /// The text ends inside of its value.
        case cutOff
        case notJSON(expected: String)
        case wrongType(expected: String)
        case unknownField(name: String, nearest: String?)
        case repeatedField
        /// The type of the document is not one of those that metadata has.
        case unknownVersion(apiVersion: String, kind: String)
        case invalidUID(String)
        case tooDeep(limit: Int)
        /// The text is longer than this many bytes.
        case tooLarge(limit: Int)
    }

    package let file: String
    package let fault: Fault
    /// The field, such as `pastAssociations[3].type`; empty for the whole text.
    package let field: String
    /// The place in the text in bytes.
    package let offset: Int

    init(_ fault: Fault, in file: String, field: String = "", offset: Int = 0) {
        self.file = file
        self.fault = fault
        self.field = field
        self.offset = offset
    }

    package var explanation: Explanation {
        Explanation(
            "\(printable(file)): \(place)\(problem)",
            remedy: remedy
        )
    }

    /// Whether an empty text, or the end of one, is the fault; a disk that was full leaves such files.
    private var isIncomplete: Bool { fault == .empty || fault == .cutOff }

    private var place: String {
        switch fault {
        case .empty, .tooLarge, .unknownVersion: ""
        default: field.isEmpty ? "at byte \(offset): " : "`\(printable(field))`, at byte \(offset): "
        }
    }

    private var problem: String {
        switch fault {
        case .empty: "the file is empty, expected the metadata of oc-mirror v1"
        case .cutOff: "the metadata ends in the middle"
        case .notJSON(let expected): "this is not JSON, expected \(expected)"
        case .wrongType(let expected): "expected \(expected)"
        case .unknownField(let name, let nearest):
            "oc-mirror v1 knows no field `\(printable(name))`" + (nearest.map { "; the nearest one is `\($0)`" } ?? "")
        case .repeatedField: "this field appears twice"
        case .unknownVersion(let apiVersion, let kind):
            "this is `\(printable(kind))` of `\(printable(apiVersion))`, expected `\(MetadataGeneration.kind)` of "
                + listed(MetadataGeneration.allCases.reversed().map { "`\($0.apiVersion)`" })
        case .invalidUID(let text): "`\(printable(text))` is not a UUID"
        case .tooDeep(let limit): "values are nested more than \(limit) levels deep"
        case .tooLarge(let limit): "longer than the \(ByteCount.text(Int64(limit))) that are read of metadata"
        }
    }

    private var remedy: String {
        if case .unknownVersion = fault {
            return "check that this is the file `\(WorkspaceMetadata.path)` of oc-mirror v1"
        }
        return (isIncomplete ? "The rest is lost. " : "") + Self.otherCopies
    }

    /// What to do about metadata that cannot be used.
    static let otherCopies =
        "Use another copy: the metadata in the target's image `oc-mirror:<uid>`, or in the last archive that was published"
}
