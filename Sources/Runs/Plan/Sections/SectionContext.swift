// SPDX-License-Identifier: Apache-2.0

import Resolution

/// What the sections of a configuration need to find what it asks for.
struct SectionContext: Sendable {
    let sources: SourceAccess
    let mapping: DestinationMapping
    let choices: PlanChoices
    let surroundings: PlanSurroundings
}
