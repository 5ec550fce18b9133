// SPDX-License-Identifier: Apache-2.0

/// What is wrong in a text that should be metadata, and where.
struct ScanFault: Error, Equatable {
    let fault: MetadataError.Fault
    /// The field, such as `pastAssociations[3].type`; empty for the whole text.
    let field: String
    /// The place in bytes.
    let offset: Int
}
