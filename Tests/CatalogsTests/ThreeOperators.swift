// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Foundation
import TestSupport

/// Three packages in which names with `-0.<digits>.p` have that as build metadata.
enum ThreeOperators {
    static let all = operators.map { CatalogPackage($0) }
    static let threescale = all[0]
    static let devworkspace = all[1]
    static let jaeger = all[2]

    /// The operators, to make catalogs of.
    static let operators = [threescaleMade, devworkspaceMade, jaegerMade]

    private static let threescaleMade = made(
        "3scale-operator",
        default: "threescale-mas",
        [
            (
                "threescale-2.11",
                shared + ["0.8.4 > 0.8.3-0.1649688682.p", "0.8.4-0.1655690146.p > 0.8.3-0.1649688682.p ! 0.8.4"]
            ),
            (
                "threescale-2.12",
                shared + [
                    "0.9.0 > 0.8.3-0.1649688682.p", "0.9.1 > 0.9.0", "0.9.1-0.1664967752.p > 0.9.0 ! 0.9.1",
                ]
            ),
            ("threescale-mas", ["0.10.0-mas", "0.11.0-mas > 0.10.0-mas"]),
        ]
    )

    private static let shared = [
        "0.8.0", "0.8.0-0.1634606167.p ! 0.8.0", "0.8.1 > 0.8.0-0.1634606167.p", "0.8.2 > 0.8.1", "0.8.3 > 0.8.2",
        "0.8.3-0.1645735250.p > 0.8.2 ! 0.8.3", "0.8.3-0.1646619125.p > 0.8.3-0.1645735250.p",
        "0.8.3-0.1646742992.p > 0.8.3-0.1646619125.p", "0.8.3-0.1649688682.p > 0.8.3-0.1646742992.p",
    ]

    private static let devworkspaceMade = made(
        "devworkspace-operator",
        default: "fast",
        [
            (
                "fast",
                [
                    "0.9.0", "0.10.0 > 0.9.0", "0.11.0 > 0.10.0", "0.12.0 > 0.11.0", "0.13.0 > 0.12.0",
                    "0.14.1 > 0.13.0",
                    "0.15.2 > 0.14.1", "0.15.2-0.1661828401.p > 0.14.1 ! 0.15.2", "0.16.0 > 0.15.2-0.1661828401.p",
                    "0.16.0-0.1666668361.p > 0.15.2-0.1661828401.p ! 0.16.0", "0.17.0 > 0.16.0-0.1666668361.p",
                    "0.18.1 > 0.17.0", "0.18.1-0.1675929565.p > 0.17.0 ! 0.18.1", "0.19.1 > 0.18.1-0.1675929565.p",
                    "0.19.1-0.1679521112.p > 0.18.1-0.1675929565.p ! 0.19.1",
                    "0.19.1-0.1682321189.p > 0.19.1-0.1679521112.p",
                ]
            )
        ]
    )

    private static let jaegerMade = made(
        "jaeger-product",
        default: "stable",
        [
            (
                "stable",
                [
                    "1.30.2", "1.34.1-5 > 1.30.2", "1.42.0-5", "1.42.0-5-0.1687199951.p > 1.34.1-5 ! 1.42.0-5",
                    "1.47.1-5 > 1.42.0-5-0.1687199951.p", "1.51.0-1 > 1.47.1-5",
                ]
            )
        ]
    )

    private static func made(_ name: String, default channel: String, _ channels: [(String, [String])])
        -> TestOperator
    {
        var made = TestOperator(name, default: channel, channels)
        for bundle in made.bundles {
            guard let suffix = bundle.range(of: "-0.1") else { continue }
            made.versions[bundle] = "\(bundle[..<suffix.lowerBound])+\(bundle[suffix.lowerBound...].dropFirst())"
        }
        return made
    }
}
