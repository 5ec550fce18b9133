// SPDX-License-Identifier: Apache-2.0

/// The fields by which plans and ledgers spell images and actions: side by side, whatever part of the model has them.
///
/// One set of keys for all parts lets them share a container: opening one costs as much as reading its fields.
enum ImageKey: String, CodingKey {
    case type, origins, digest, platforms
    case destination, release, catalog, bundle
    case attachedTo = "attached_to"
    case kind = "action"
    case source, recipe, size, transfer, expect, reason, cause, replaced
    case requestedBy = "requested_by"
    case partOf = "part_of"
}
