// SPDX-License-Identifier: Apache-2.0

/// `{{template "name" pipeline}}`, also in the place of a `block`.
final class TemplateCall {
    let name: Name
    let pipeline: Node?

    init(name: Text, pipeline: Node?) {
        self.name = Name(name.bytes)
        self.pipeline = pipeline
    }
}
