// SPDX-License-Identifier: Apache-2.0

extension PlacedName {
    /// Whether a component is beside its payload: `release-images:<release>` has `release:<release>-<component>`.
    package func isComponent(of payload: PlacedName) -> Bool {
        let payload = payload.description
        let parts = payload.split(separator: ":")
        guard let tag = parts.last, parts.count > 1, payload.hasSuffix("release-images:\(tag)") else { return false }
        return description.hasPrefix("\(payload.dropLast("-images:\(tag)".count)):\(tag)-")
    }
}
