// SPDX-License-Identifier: Apache-2.0

#define _GNU_SOURCE
#include "CSolverHiGHS.h"

#include <dlfcn.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The structures below mirror lp_data/HighsCallbackStruct.h of HiGHS 1.15 (32-bit HighsInt). Their
// layout is not part of a stable interface, which is why any other minor version is refused.
static const char *const expected_version = "1.15.";

struct callback_out {
  void *internal;
  int log_type;
  double running_time;
  int simplex_iterations;
  int interior_point_iterations;
  int first_order_iterations;
  double objective;
  int64_t nodes;
  int64_t total_lp_iterations;
  double primal_bound;
  double dual_bound;
  double gap;
};

struct callback_in {
  int user_interrupt;
};

typedef void (*raw_callback)(
  int, const char *, const struct callback_out *, struct callback_in *, void *);

enum {
  row_wise = 2,
  simplex_interrupt = 1,
  interior_point_interrupt = 2,
  improving_solution = 4,
  mip_logging = 5,
  mip_interrupt = 6
};

struct csolver_highs_library {
  const char *(*version)(void);
  void *(*create)(void);
  void (*destroy)(void *);
  int (*set_bool)(void *, const char *, int);
  int (*set_int)(void *, const char *, int);
  int (*set_double)(void *, const char *, double);
  int (*pass_mip)(
    void *, int, int, int, int, int, double, const double *, const double *, const double *,
    const double *, const double *, const int *, const int *, const double *, const int *);
  int (*pass_lp)(
    void *, int, int, int, int, int, double, const double *, const double *, const double *,
    const double *, const double *, const int *, const int *, const double *);
  int (*change_costs)(void *, int, int, const double *);
  int (*change_column_bounds)(void *, int, double, double);
  int (*change_row_bounds)(void *, int, double, double);
  int (*add_columns)(
    void *, int, const double *, const double *, const double *, int, const int *, const int *,
    const double *);
  int (*add_rows)(
    void *, int, const double *, const double *, int, const int *, const int *, const double *);
  int (*sparse_solution)(void *, int, const int *, const double *);
  int (*set_callback)(void *, raw_callback, void *);
  int (*start_callback)(void *, int);
  int (*run)(void *);
  int (*model_status)(const void *);
  int (*solution)(const void *, double *, double *, double *, double *);
  double (*objective)(const void *);
  int (*info_int)(const void *, const char *, int *);
  int (*info_int64)(const void *, const char *, int64_t *);
  int (*info_double)(const void *, const char *, double *);
  void (*reset_scheduler)(int);
};

/// Fills the table; answers the name of the first function that is missing, or NULL.
static const char *fill(struct csolver_highs_library *table, void *handle) {
  const struct {
    const char *name;
    void *slot;
  } wanted[] = {
    {"Highs_version", &table->version},
    {"Highs_create", &table->create},
    {"Highs_destroy", &table->destroy},
    {"Highs_setBoolOptionValue", &table->set_bool},
    {"Highs_setIntOptionValue", &table->set_int},
    {"Highs_setDoubleOptionValue", &table->set_double},
    {"Highs_passMip", &table->pass_mip},
    {"Highs_passLp", &table->pass_lp},
    {"Highs_changeColsCostByRange", &table->change_costs},
    {"Highs_changeColBounds", &table->change_column_bounds},
    {"Highs_changeRowBounds", &table->change_row_bounds},
    {"Highs_addCols", &table->add_columns},
    {"Highs_addRows", &table->add_rows},
    {"Highs_setSparseSolution", &table->sparse_solution},
    {"Highs_setCallback", &table->set_callback},
    {"Highs_startCallback", &table->start_callback},
    {"Highs_run", &table->run},
    {"Highs_getModelStatus", &table->model_status},
    {"Highs_getSolution", &table->solution},
    {"Highs_getObjectiveValue", &table->objective},
    {"Highs_getIntInfoValue", &table->info_int},
    {"Highs_getInt64InfoValue", &table->info_int64},
    {"Highs_getDoubleInfoValue", &table->info_double},
    {"Highs_resetGlobalScheduler", &table->reset_scheduler},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof wanted[0]; index++) {
    void *symbol = dlsym(handle, wanted[index].name);
    if (!symbol) return wanted[index].name;
    memcpy(wanted[index].slot, &symbol, sizeof symbol);
  }
  return NULL;
}

csolver_highs_library *csolver_highs_open(const char *path, char *message, size_t capacity) {
  char resolved[PATH_MAX];
  if (!realpath(path, resolved)) {
    snprintf(message, capacity, "there is no such file");
    return NULL;
  }
  void *handle = dlopen(resolved, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    const char *reason = dlerror();
    snprintf(message, capacity, "%s", reason ? reason : "unknown reason");
    return NULL;
  }
  struct csolver_highs_library table;
  const char *missing = fill(&table, handle);
  if (missing) {
    snprintf(message, capacity, "the library lacks the function %s", missing);
  } else if (strncmp(table.version(), expected_version, strlen(expected_version)) != 0) {
    snprintf(message, capacity, "it is version %s, expected 1.15", table.version());
  } else {
    csolver_highs_library *library = malloc(sizeof *library);
    if (library) {
      *library = table;
      return library;
    }
    snprintf(message, capacity, "there is not enough memory");
  }
  dlclose(handle);
  return NULL;
}

const char *csolver_highs_version(const csolver_highs_library *library) {
  return library->version();
}

void *csolver_highs_create(const csolver_highs_library *library) { return library->create(); }

void csolver_highs_destroy(const csolver_highs_library *library, void *highs) {
  library->destroy(highs);
}

int csolver_highs_set_bool(
  const csolver_highs_library *library, void *highs, const char *option, int value) {
  return library->set_bool(highs, option, value);
}

int csolver_highs_set_int(
  const csolver_highs_library *library, void *highs, const char *option, int32_t value) {
  return library->set_int(highs, option, value);
}

int csolver_highs_set_double(
  const csolver_highs_library *library, void *highs, const char *option, double value) {
  return library->set_double(highs, option, value);
}

int csolver_highs_pass(
  const csolver_highs_library *library, void *highs, int32_t column_count, int32_t row_count,
  int32_t entry_count, int maximize, double offset, const double *cost,
  const double *column_lower, const double *column_upper, const double *row_lower,
  const double *row_upper, const int32_t *row_start, const int32_t *column,
  const double *coefficient, int has_integers, const int32_t *integrality) {
  int sense = maximize ? -1 : 1;
  if (has_integers) {
    return library->pass_mip(
      highs, column_count, row_count, entry_count, row_wise, sense, offset, cost, column_lower,
      column_upper, row_lower, row_upper, row_start, column, coefficient, integrality);
  }
  return library->pass_lp(
    highs, column_count, row_count, entry_count, row_wise, sense, offset, cost, column_lower,
    column_upper, row_lower, row_upper, row_start, column, coefficient);
}

int csolver_highs_change_costs(
  const csolver_highs_library *library, void *highs, int32_t first, int32_t last,
  const double *cost) {
  return library->change_costs(highs, first, last, cost);
}

int csolver_highs_change_column_bounds(
  const csolver_highs_library *library, void *highs, int32_t column, double lower, double upper) {
  return library->change_column_bounds(highs, column, lower, upper);
}

int csolver_highs_change_row_bounds(
  const csolver_highs_library *library, void *highs, int32_t row, double lower, double upper) {
  return library->change_row_bounds(highs, row, lower, upper);
}

int csolver_highs_add_columns(
  const csolver_highs_library *library, void *highs, int32_t count, const double *cost,
  const double *lower, const double *upper, int32_t entry_count, const int32_t *start,
  const int32_t *row, const double *coefficient) {
  return library->add_columns(
    highs, count, cost, lower, upper, entry_count, start, row, coefficient);
}

int csolver_highs_add_rows(
  const csolver_highs_library *library, void *highs, int32_t count, const double *lower,
  const double *upper, int32_t entry_count, const int32_t *start, const int32_t *column,
  const double *coefficient) {
  return library->add_rows(highs, count, lower, upper, entry_count, start, column, coefficient);
}

int csolver_highs_start_solution(
  const csolver_highs_library *library, void *highs, int32_t count, const int32_t *column,
  const double *value) {
  return library->sparse_solution(highs, count, column, value);
}

struct listener {
  csolver_highs_callback callback;
  void *context;
};

static void relay(
  int type, const char *message, const struct callback_out *out, struct callback_in *in,
  void *data) {
  (void)message;
  const struct listener *listener = data;
  csolver_highs_progress progress = {0, NAN, NAN, 0, NAN};
  if (out) {
    progress.seconds = out->running_time;
    if (type >= improving_solution) {
      progress.is_solution = type == improving_solution;
      progress.objective = progress.is_solution ? out->objective : out->primal_bound;
      progress.bound = out->dual_bound;
      progress.nodes = out->nodes;
    }
  }
  int stop = listener->callback(listener->context, &progress);
  if (stop && in) in->user_interrupt = 1;
}

int csolver_highs_run(
  const csolver_highs_library *library, void *highs, csolver_highs_callback callback,
  void *context) {
  struct listener listener = {callback, context};
  static const int types[] = {
    simplex_interrupt, interior_point_interrupt, improving_solution, mip_interrupt};
  if (library->set_callback(highs, relay, &listener) == -1) return -1;
  for (size_t index = 0; index < sizeof types / sizeof types[0]; index++) {
    if (library->start_callback(highs, types[index]) == -1) return -1;
  }
  int status = library->run(highs);
  library->set_callback(highs, NULL, NULL);
  return status;
}

int csolver_highs_model_status(const csolver_highs_library *library, const void *highs) {
  return library->model_status(highs);
}

int csolver_highs_solution(
  const csolver_highs_library *library, const void *highs, double *column_value,
  double *column_dual, double *row_value, double *row_dual) {
  return library->solution(highs, column_value, column_dual, row_value, row_dual);
}

double csolver_highs_objective(const csolver_highs_library *library, const void *highs) {
  return library->objective(highs);
}

int csolver_highs_info_int(
  const csolver_highs_library *library, const void *highs, const char *name, int32_t *value) {
  return library->info_int(highs, name, value);
}

int csolver_highs_info_int64(
  const csolver_highs_library *library, const void *highs, const char *name, int64_t *value) {
  return library->info_int64(highs, name, value);
}

int csolver_highs_info_double(
  const csolver_highs_library *library, const void *highs, const char *name, double *value) {
  return library->info_double(highs, name, value);
}

void csolver_highs_end_workers(const csolver_highs_library *library) {
  library->reset_scheduler(1);
}
