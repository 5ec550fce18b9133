// SPDX-License-Identifier: Apache-2.0

#include <git2.h>

// libgit2 sets its options through one variadic function, which Swift cannot
// import. Each function below fixes the types of the arguments that libgit2
// documents for the option it sets.

static inline int shim_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int shim_git_enable_fsync(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int shim_git_validate_owner(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int shim_git_allow_extension(const char *name) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, &name, (size_t)1);
}
