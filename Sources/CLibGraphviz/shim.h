// SPDX-License-Identifier: Apache-2.0

#include <graphviz/gvc.h>

/// The library of a function, as the dynamic linker knows it; <dlfcn.h> has this only beyond POSIX, where Swift does not see it.
struct graphviz_library {
    const char *path;
    void *base;
    const char *symbol;
    void *address;
};

int graphviz_find_library(const void *function, struct graphviz_library *library) __asm__("dladdr");
