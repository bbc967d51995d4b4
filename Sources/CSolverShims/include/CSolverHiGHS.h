// SPDX-License-Identifier: Apache-2.0

// HiGHS through its C interface (Highs_…), opened at run time.
#ifndef CSOLVER_HIGHS_H
#define CSOLVER_HIGHS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// An opened library. It is never closed.
typedef struct csolver_highs_library csolver_highs_library;

/// What a running search says. `is_solution` is 1 when it has just found a better solution.
typedef struct {
  int32_t is_solution;
  double objective;
  double bound;
  int64_t nodes;
  double seconds;
} csolver_highs_progress;

/// Called on solver threads. Answers 1 to stop the search, 0 to go on.
typedef int (*csolver_highs_callback)(void *context, const csolver_highs_progress *progress);

/// Opens the library at `path`. Answers NULL on failure and writes the reason into `message`.
csolver_highs_library *csolver_highs_open(const char *path, char *message, size_t capacity);
/// The version the library states, e.g. "1.15.1".
const char *csolver_highs_version(const csolver_highs_library *library);

void *csolver_highs_create(const csolver_highs_library *library);
void csolver_highs_destroy(const csolver_highs_library *library, void *highs);

// Each answers the status of HiGHS: -1 error, 0 ok, 1 warning.
int csolver_highs_set_bool(
  const csolver_highs_library *library, void *highs, const char *option, int value);
int csolver_highs_set_int(
  const csolver_highs_library *library, void *highs, const char *option, int32_t value);
int csolver_highs_set_double(
  const csolver_highs_library *library, void *highs, const char *option, double value);
/// Passes a model by rows. Every array is only read during the call. `maximize` is 0 or 1, bounds may
/// be infinite, `row_start` holds the first entry of each row, `integrality` 0 or 1 for each column;
/// it is read only if `has_integers` is 1.
int csolver_highs_pass(
  const csolver_highs_library *library, void *highs, int32_t column_count, int32_t row_count,
  int32_t entry_count, int maximize, double offset, const double *cost,
  const double *column_lower, const double *column_upper, const double *row_lower,
  const double *row_upper, const int32_t *row_start, const int32_t *column,
  const double *coefficient, int has_integers, const int32_t *integrality);
/// The costs of the columns `first` to `last`, both included.
int csolver_highs_change_costs(
  const csolver_highs_library *library, void *highs, int32_t first, int32_t last,
  const double *cost);
int csolver_highs_change_column_bounds(
  const csolver_highs_library *library, void *highs, int32_t column, double lower, double upper);
int csolver_highs_change_row_bounds(
  const csolver_highs_library *library, void *highs, int32_t row, double lower, double upper);
/// Columns with their entries: `start` holds the first entry of each.
int csolver_highs_add_columns(
  const csolver_highs_library *library, void *highs, int32_t count, const double *cost,
  const double *lower, const double *upper, int32_t entry_count, const int32_t *start,
  const int32_t *row, const double *coefficient);
/// Rows with their entries: `start` holds the first entry of each.
int csolver_highs_add_rows(
  const csolver_highs_library *library, void *highs, int32_t count, const double *lower,
  const double *upper, int32_t entry_count, const int32_t *start, const int32_t *column,
  const double *coefficient);
/// A start solution; values of the columns not named are found by the solver.
int csolver_highs_start_solution(
  const csolver_highs_library *library, void *highs, int32_t count, const int32_t *column,
  const double *value);
int csolver_highs_run(
  const csolver_highs_library *library, void *highs, csolver_highs_callback callback,
  void *context);

/// The model status constant of HiGHS (kHighsModelStatus…).
int csolver_highs_model_status(const csolver_highs_library *library, const void *highs);
/// Arrays of column_count or row_count; NULL for what is not wanted.
int csolver_highs_solution(
  const csolver_highs_library *library, const void *highs, double *column_value,
  double *column_dual, double *row_value, double *row_dual);
double csolver_highs_objective(const csolver_highs_library *library, const void *highs);
int csolver_highs_info_int(
  const csolver_highs_library *library, const void *highs, const char *name, int32_t *value);
int csolver_highs_info_int64(
  const csolver_highs_library *library, const void *highs, const char *name, int64_t *value);
int csolver_highs_info_double(
  const csolver_highs_library *library, const void *highs, const char *name, double *value);
/// Ends the worker threads that belong to the calling thread.
void csolver_highs_end_workers(const csolver_highs_library *library);

#ifdef __cplusplus
}
#endif
#endif
