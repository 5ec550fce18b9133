// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a rendered chart uses.
package struct ChartImage: Sendable, Equatable {
    package let reference: ImageReference
    /// Where the chart uses it, in the order of the rendered files; at least one place.
    package let uses: [ChartImageUse]
}

/// A place in a rendered chart that names an image.
package struct ChartImageUse: Sendable, Hashable, CustomStringConvertible {
    /// The image as the chart writes it.
    package let text: String
    /// The chart or sub-chart whose template it is.
    package let chart: String
    /// The path of the template, such as `web/templates/deployment.yaml`.
    package let template: String
    /// The line in the rendered text of the template.
    package let line: Int
    /// The object that uses it, such as `Deployment web`.
    package let object: String
    /// The place in the object, such as `.spec.template.spec.containers[0].image`.
    package let path: String

    package var description: String { "\(template): \(object) \(path)" }
}
