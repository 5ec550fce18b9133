// SPDX-License-Identifier: Apache-2.0

/// The section of the configuration in a request: `mirror.operators` of `mirror.operators[0].packages[1] (x)`.
func sectionName(of request: String) -> String { String(request.prefix { $0 != "[" }) }
