/** Ends a run with one line that counts it: `N passed, N failed, N skipped`. */
export default class SummaryReporter {
  #failedSuites = 0;

  onRunComplete(_contexts, results) {
    // A file that could not even be loaded has no test of its own to count as failed.
    this.#failedSuites = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + this.#failedSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(
      `\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`,
    );
  }

  getLastError() {
    return this.#failedSuites > 0
      ? new Error(`${this.#failedSuites} test files did not load`)
      : undefined;
  }
}
