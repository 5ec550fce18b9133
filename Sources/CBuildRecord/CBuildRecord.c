// SPDX-License-Identifier: Apache-2.0

#include "CBuildRecord.h"

// Package.swift defines it from the environment.
#ifndef MIRROR_COMMIT
#define MIRROR_COMMIT ""
#endif

uint8_t cbuildrecord_commit(size_t index) {
    static const char commit[] = MIRROR_COMMIT;
    return index < sizeof commit - 1 ? (uint8_t)commit[index] : 0;
}
